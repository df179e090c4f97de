// The modules made in C++, by name.
#pragma once

#include <span>
#include <string_view>

#include "python_interp/objects/api.hpp"

namespace py {

struct NativeModule {
  std::string_view name;
  Module* (*make)(VM& vm);
};
std::span<const NativeModule> native_modules();

/// A new module if there is a row for it; null with nothing pending if there is none.
Module* make_native_module(VM& vm, std::string_view name);

}  // namespace py
