// Shorthands for declaring what the functions in this folder do.
#pragma once

#include "pe/residual/callee.hpp"
#include "python_interp/objects/vm.hpp"

namespace py {

/// May run Python code, so anything may happen.
constexpr pe::Effects anything(const char* name) {
  return {.name = name, .reads = true, .writes = true, .allocates = true, .may_raise = true,
          .runs_python = true};
}
/// Makes something from its arguments; changes nothing that exists, may run out of memory.
constexpr pe::Effects makes(const char* name) {
  return {.name = name, .reads = true, .allocates = true, .may_raise = true};
}
/// Always raises; nothing else changes.
constexpr pe::Effects raises(const char* name) {
  return {.name = name, .reads = true, .writes = true, .allocates = true, .may_raise = true};
}
/// Depends on its arguments alone.
constexpr pe::Effects computes(const char* name) { return {.name = name}; }

}  // namespace py
