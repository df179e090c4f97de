// Functions on any object: its class, its attributes, its identity.
#include "python_interp/modules/builtins.hpp"
#include "python_interp/objects/access.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/numbers.hpp"
#include "python_interp/objects/strings.hpp"
#include "python_interp/objects/types.hpp"

namespace py {

namespace {

Word truth_or_null(int answer) { return answer < 0 ? null : gc::boolean(answer); }

Word isinstance(VM& vm, const Word* arguments, std::uint64_t, Word) {
  return truth_or_null(instance_check(vm, arguments[0], arguments[1]));
}
Word issubclass(VM& vm, const Word* arguments, std::uint64_t, Word) {
  return truth_or_null(subclass_check(vm, arguments[0], arguments[1]));
}
Word callable(VM& vm, const Word* arguments, std::uint64_t, Word) {
  return gc::boolean(is_callable(vm, arguments[0]));
}

Str* name_argument(VM& vm, Word word) {
  if (Str* const name = str_of(word)) return intern(vm, name);
  raise(vm, vm.exceptions.TypeError, "attribute name must be string, not '%T'", word);
  return nullptr;
}

Word getattr(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  Str* const name = name_argument(vm, arguments[1]);
  if (!name) return null;
  if (count == 2) return get_attribute(&vm, arguments[0], name);
  const Word value = find_attribute_value(&vm, arguments[0], name);
  return gc::is_null(value) && gc::is_null(vm.pending) ? arguments[2] : value;
}
Word hasattr(VM& vm, const Word* arguments, std::uint64_t, Word) {
  Str* const name = name_argument(vm, arguments[1]);
  if (!name) return null;
  const Word value = find_attribute_value(&vm, arguments[0], name);
  return gc::is_null(vm.pending) ? gc::boolean(!gc::is_null(value)) : null;
}
Word setattr(VM& vm, const Word* arguments, std::uint64_t, Word) {
  Str* const name = name_argument(vm, arguments[1]);
  return name ? set_attribute(&vm, arguments[0], name, arguments[2]) : null;
}
Word delattr(VM& vm, const Word* arguments, std::uint64_t, Word) {
  Str* const name = name_argument(vm, arguments[1]);
  return name ? delete_attribute(&vm, arguments[0], name) : null;
}

Word hash(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const std::int64_t value = hash_of(&vm, arguments[0]);
  return value == -1 ? null : make_int(vm, value);
}
Word id(VM& vm, const Word* arguments, std::uint64_t, Word) {
  return make_unsigned(vm, arguments[0].bits);
}

Word running_locals(VM& vm) {
  const Word locals = vm.hooks.locals(vm);
  if (gc::is_null(locals) && gc::is_null(vm.pending))
    return raise(vm, vm.exceptions.SystemError, "frame does not exist");
  return locals;
}

Word globals(VM& vm, const Word*, std::uint64_t, Word) {
  Dict* const dict = vm.hooks.globals(vm);
  return dict ? gc::reference(dict) : raise(vm, vm.exceptions.SystemError, "frame does not exist");
}
Word locals(VM& vm, const Word*, std::uint64_t, Word) { return running_locals(vm); }

Word vars(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  if (count == 0) return running_locals(vm);
  const Word dict = find_attribute_value(&vm, arguments[0], vm.names->dict);
  if (!gc::is_null(dict) || !gc::is_null(vm.pending)) return dict;
  return raise(vm, vm.exceptions.TypeError, "vars() argument must have __dict__ attribute");
}

Word dir(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  Word names;
  if (count == 0) {
    const Word scope = running_locals(vm);
    names = gc::is_null(scope) ? null : call_method(vm, scope, "keys", {});
  } else {
    names = call_special(vm, arguments[0], vm.names->dir, {});
    if (gc::is_null(names) && gc::is_null(vm.pending))
      return raise(vm, vm.exceptions.TypeError, "object does not provide __dir__");
  }
  Words all(vm);
  if (gc::is_null(names) || !collect(vm, names, all)) return null;
  List* const list = make_list(vm, all);
  if (!list || gc::is_null(call_method(vm, gc::reference(list), "sort", {}))) return null;
  return gc::reference(list);
}

constexpr NativeMethod functions[] = {
    {"isinstance", isinstance, 2, 2}, {"issubclass", issubclass, 2, 2}, {"callable", callable, 1, 1},
    {"getattr", getattr, 2, 3},       {"hasattr", hasattr, 2, 2},       {"setattr", setattr, 3, 3},
    {"delattr", delattr, 2, 2},       {"hash", hash, 1, 1},             {"id", id, 1, 1},
    {"globals", globals, 0, 0},       {"locals", locals, 0, 0},         {"vars", vars, 0, 1},
    {"dir", dir, 0, 1},
};

}  // namespace

std::span<const NativeMethod> object_builtins() { return functions; }

}  // namespace py
