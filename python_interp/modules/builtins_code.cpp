// Builtin functions that import, open and leave; main has those that compile.
#include "python_interp/modules/builtins.hpp"
#include "python_interp/modules/files.hpp"
#include "python_interp/modules/modules.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/types.hpp"

namespace py {

namespace {

Word leave(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  return raise_with(vm, vm.exceptions.SystemExit, count > 0 ? arguments[0] : none);
}

constexpr NativeMethod functions[] = {
    {"open", open_file, 0, -1},
    {"__import__", import_builtin, 0, -1},
    {"__build_class__", build_class, 0, -1},
    {"exit", leave, 0, 1},
    {"quit", leave, 0, 1},
};

}  // namespace

bool make_cells(VM& vm, Dict* dict) {
  if (dict->cells) return true;
  Dict* const copy = dict_copy(vm, dict);
  if (!copy) return false;
  dict_clear(dict);
  dict->cells = 1;
  return dict_update(vm, dict, gc::reference(copy));
}

std::span<const NativeMethod> code_builtins() { return functions; }

}  // namespace py
