// aiter and anext.
#include "python_interp/modules/builtins.hpp"
#include "python_interp/objects/attributes.hpp"
#include "python_interp/objects/generators.hpp"
#include "python_interp/objects/native.hpp"

namespace py {

namespace {

bool has(VM& vm, Word value, Str* name) {
  return find_special(&vm, word_header(&vm, value), name)->found != Found::missing;
}

Word aiter(VM& vm, const Word* arguments, std::uint64_t, Word) {
  if (!has(vm, arguments[0], vm.names->aiter))
    return raise(vm, vm.exceptions.TypeError, "'%T' object is not an async iterable", arguments[0]);
  const Word iterator = call_method(vm, arguments[0], "__aiter__", {});
  if (gc::is_null(iterator) || has(vm, iterator, vm.names->anext)) return iterator;
  return raise(vm, vm.exceptions.TypeError, "aiter() returned not an async iterator of type '%T'", iterator);
}

Word anext(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  if (!has(vm, arguments[0], vm.names->anext))
    return raise(vm, vm.exceptions.TypeError, "'%T' object is not an async iterator", arguments[0]);
  const Word awaitable = call_method(vm, arguments[0], "__anext__", {});
  if (gc::is_null(awaitable) || count == 1) return awaitable;
  return make_anext_or_default(vm, awaitable, arguments[1]);
}

constexpr NativeMethod functions[] = {
    {"aiter", aiter, 1, 1},
    {"anext", anext, 1, 2},
};

}  // namespace

std::span<const NativeMethod> async_builtins() { return functions; }

}  // namespace py
