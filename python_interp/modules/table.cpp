#include "python_interp/modules/table.hpp"

#include "python_interp/modules/modules.hpp"

namespace py {

namespace {

// builtins, sys and _io are made when the VM starts.
constexpr NativeModule rows[] = {
    {"math", make_math},
    {"time", make_time},
};

}  // namespace

std::span<const NativeModule> native_modules() { return rows; }

Module* make_native_module(VM& vm, std::string_view name) {
  for (const NativeModule& row : rows)
    if (row.name == name) return row.make(vm);
  return nullptr;
}

}  // namespace py
