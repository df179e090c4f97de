// What the support functions remember for a VM: where names, methods and constructors were found.
//
// Compiled code and inline caches point at the answers, so none is ever freed, and what an answer is
// keyed by lives as long as the VM: an address that could be used again would find another's answer.
#pragma once

#include <cstdint>
#include <deque>
#include <unordered_map>
#include <utility>

#include "gc/layout/marker.hpp"
#include "python_interp/interp/support/calls.hpp"
#include "python_interp/interp/support/variables.hpp"

namespace py {

struct SupportCaches {
  /// Two words by which an answer is known: (Dict*, Str*) and the like.
  using Pair = std::pair<std::uint64_t, std::uint64_t>;
  struct PairHash {
    std::size_t operator()(const Pair& pair) const {
      return ((pair.first ^ (pair.second << 7)) * 0x9e3779b97f4a7c15) >> 16;
    }
  };
  template <class Found>
  using ByPair = std::unordered_map<Pair, Found, PairHash>;

  ByPair<GlobalCells> global_cells;       ///< By globals and name.
  ByPair<ModuleCell> module_cells;        ///< By Module and name.
  std::unordered_map<Type*, const Construction*> constructions;
  /// By header and start, then by name.
  ByPair<std::unordered_map<Str*, const SuperMethod*>> super_methods;
  std::deque<Construction> construction_pool;  ///< Every one there was, invalid ones included.
  std::deque<SuperMethod> super_method_pool;

  void visit_roots(gc::Marker& marker);
};

SupportCaches& support_caches(VM* vm);

}  // namespace py
