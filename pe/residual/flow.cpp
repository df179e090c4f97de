#include "pe/residual/flow.hpp"

#include <algorithm>
#include <utility>

namespace pe::residual {
namespace {

/// The successors that exist; none where the block is empty or does not end in a terminator.
std::span<const Target> existing_successors(const Program& program, BlockId block) {
  const Block& b = program.blocks[block];
  if (b.body.empty() || b.body.back() >= program.nodes.size()) return {};
  const Node& last = program.nodes[b.body.back()];
  if (!has_targets(last.op) || last.extra >= program.targets.size()) return {};
  return program.targets[last.extra];
}

}  // namespace

std::vector<BlockId> reverse_postorder(const Program& program) {
  std::vector<BlockId> order;
  if (program.blocks.empty()) return order;
  struct Visit {
    BlockId block;
    std::size_t next = 0;
  };
  std::vector<bool> seen(program.blocks.size());
  std::vector<Visit> path = {{0}};
  seen[0] = true;
  while (!path.empty()) {
    Visit& visit = path.back();
    const auto successors = existing_successors(program, visit.block);
    if (visit.next == successors.size()) {
      order.push_back(visit.block);
      path.pop_back();
      continue;
    }
    const BlockId next = successors[visit.next++].block;
    if (next >= program.blocks.size() || seen[next]) continue;
    seen[next] = true;
    path.push_back({next});
  }
  std::ranges::reverse(order);
  return order;
}

Dominators::Dominators(const Program& program)
    : order_(reverse_postorder(program)), position_(program.blocks.size(), unreached) {
  const std::vector<BlockId>& order = order_;
  for (std::uint32_t place = 0; place < order.size(); ++place) position_[order[place]] = place;

  std::vector<std::vector<std::uint32_t>> predecessors(order.size());
  for (std::uint32_t place = 0; place < order.size(); ++place)
    for (const Target& target : existing_successors(program, order[place]))
      if (target.block < program.blocks.size())
        predecessors[position_[target.block]].push_back(place);

  parent_.assign(order.size(), unreached);
  if (!parent_.empty()) parent_[0] = 0;
  for (bool changed = true; changed;) {
    changed = false;
    for (std::uint32_t place = 1; place < order.size(); ++place) {
      std::uint32_t parent = unreached;
      for (std::uint32_t from : predecessors[place])
        if (parent_[from] != unreached) parent = parent == unreached ? from : common(parent, from);
      changed |= std::exchange(parent_[place], parent) != parent;
    }
  }
}

std::uint32_t Dominators::common(std::uint32_t a, std::uint32_t b) const {
  while (a != b) {
    while (a > b) a = parent_[a];
    while (b > a) b = parent_[b];
  }
  return a;
}

bool Dominators::dominates(BlockId above, BlockId below) const {
  const std::uint32_t wanted = position_[above];
  std::uint32_t place = position_[below];
  while (place > wanted) place = parent_[place];
  return place == wanted;
}

}  // namespace pe::residual
