// A test's way to leave a residual program anywhere: guards fail although their condition holds.
//
// Leaving must never change what a program computes, so a test runs it once to count the guards,
// then once for each of them with that guard forced. Hang one into `Context::forced_exit`; without
// it a guard costs one test more in the evaluator and nothing in machine code that was not made for
// testing.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "pe/residual/program.hpp"

namespace pe::residual {

/// The guards of `program`, block by block in order: guard k of the backend's forced exits is the
/// k-th.
inline std::vector<NodeId> guards(const Program& program) {
  std::vector<NodeId> found;
  for (const Block& block : program.blocks)
    for (NodeId id : block.body)
      if (info(program.nodes[id].op).effect == Effect::guards) found.push_back(id);
  return found;
}

struct ForcedExit {
  static constexpr std::uint64_t never = ~std::uint64_t{0};

  std::uint64_t execution = never;   ///< Forces the guard executed so many guards after the first.
  NodeId guard = no_node;            ///< Forces this guard whenever it is executed ...
  const Program* program = nullptr;  ///< ... in this program.
  std::uint64_t number = never;      ///< Forces guard k of each program that has so many.

  std::uint64_t seen = 0;    ///< Guards executed whose condition held, in whichever program.
  std::uint64_t forced = 0;  ///< How many of them were made to leave.
  std::unordered_map<const Program*, NodeId> numbered{};  ///< What `number` means in each program.

  /// A guard whose condition holds asks: shall it leave nevertheless?
  bool strikes(const Program& asking, NodeId asking_guard) {
    const bool hit = seen == execution || (asking_guard == guard && &asking == program) ||
                     (number != never && asking_guard == guard_of(asking));
    ++seen;
    forced += hit;
    return hit;
  }

 private:
  /// The guard with the wanted number, looked up once for each program.
  NodeId guard_of(const Program& asking) {
    const auto [known, is_new] = numbered.try_emplace(&asking, no_node);
    if (is_new)
      if (const auto all = guards(asking); number < all.size()) known->second = all[number];
    return known->second;
  }
};

}  // namespace pe::residual
