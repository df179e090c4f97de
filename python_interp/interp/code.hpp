// The interpreter's own part of a code object: the compiled unit, inline caches, loop sites.
#pragma once

#include <memory>
#include <vector>

#include "pe/runtime/site.hpp"
#include "pe/stage/direct.hpp"
#include "python_interp/bytecode/code.hpp"
#include "python_interp/objects/vm.hpp"

namespace py {

struct CodeExtra {
  std::shared_ptr<const bytecode::CodeUnit> unit;
  std::vector<pe::InlineCache> caches;  ///< One an instruction.
  std::vector<bool> joins;              ///< By instruction: does control flow meet here?
  std::vector<std::unique_ptr<pe::Site>> sites;  ///< Entry (first) and loop headers, in order of pc.
  std::vector<std::uint32_t> site_of;   ///< By instruction that begins a site: its index; else ~0.
  Dict* globals = nullptr;              ///< Of the functions (or module) with this code ...
  pe::Assumption one_globals;           ///< ... if all of them have the same.
  std::uint8_t result_kinds = 0;        ///< Bits by pe::residual::ResultKind: what profiled calls returned.
  std::vector<std::vector<bool>> live;  ///< By instruction and slot, once somebody asked (liveness.hpp).
  bool plain_parameters = false;        ///< Neither *args, **kwargs nor keyword-only ones.
  bool generator = false;               ///< Calling it makes a generator (or coroutine).
};

/// Wraps a compiled unit; its constants become Python values. Null with MemoryError pending.
Code* make_code(VM& vm, std::shared_ptr<const bytecode::CodeUnit> unit);

inline const bytecode::CodeUnit& unit_of(const Code* code) {
  return *static_cast<CodeExtra*>(code->extra)->unit;
}

}  // namespace py
