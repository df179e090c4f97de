// The control flow of a residual program: which blocks are reached, and which must have been
// before.
#pragma once

#include <vector>

#include "pe/residual/program.hpp"

namespace pe::residual {

/// Blocks reached from the entry, each before its successors but for the edges that close loops.
/// Targets that name no block are skipped, so this also works for programs that do not verify.
std::vector<BlockId> reverse_postorder(const Program& program);

/// Who dominates whom, by the algorithm of Cooper, Harvey and Kennedy ("A simple, fast dominance
/// algorithm", 2001). A block dominates another if every path from the entry to that goes through
/// it.
class Dominators {
 public:
  explicit Dominators(const Program& program);

  bool is_reached(BlockId block) const { return position_[block] != unreached; }

  /// Does `above` dominate `below`? Every block dominates itself; both are reached.
  bool dominates(BlockId above, BlockId below) const;

  /// The closest block that dominates a reached one; the entry is its own.
  BlockId parent(BlockId block) const { return order_[parent_[position_[block]]]; }

 private:
  static constexpr std::uint32_t unreached = ~std::uint32_t{0};
  std::uint32_t common(std::uint32_t a, std::uint32_t b) const;

  std::vector<BlockId> order_;           ///< Reverse postorder.
  std::vector<std::uint32_t> position_;  ///< By block: its place in reverse postorder.
  std::vector<std::uint32_t> parent_;    ///< By place: the place of the immediate dominator.
};

}  // namespace pe::residual
