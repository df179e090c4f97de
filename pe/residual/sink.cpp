// Boxes move to where they are wanted.
//
// The specialiser makes a box where a value is first seen as a word, which is often a loop's header; what
// wants the word is often only what follows the loop. LLVM cannot move it, since a rare float's box is
// made by a call.
#include "pe/residual/flow.hpp"
#include "pe/residual/passes.hpp"

namespace pe::residual {

namespace {

constexpr BlockId several = no_block - 1;

bool is_box(Op op) { return op == Op::int_box || op == Op::float_box || op == Op::bool_box; }

/// By node: the only block that uses it; `several`, or none.
std::vector<BlockId> find_users(const Program& program) {
  std::vector<BlockId> users(program.nodes.size(), no_block);
  for (BlockId b = 0; b < program.blocks.size(); ++b) {
    const auto use = [&](NodeId id) { users[id] = users[id] == no_block || users[id] == b ? b : several; };
    for (NodeId id : program.blocks[b].body) {
      const Node& node = program.nodes[id];
      for_each_operand(program, node, use);
      if (has_exit(node.op))
        for (NodeId saved : program.exits[node.extra].saved) use(saved);
    }
    for (const Target& target : program.successors(b))
      for (NodeId argument : target.arguments) use(argument);
  }
  return users;
}

/// Can control come from `block` to `block` again without `through`?
bool is_in_loop_without(const Program& program, BlockId block, BlockId through) {
  std::vector<bool> seen(program.blocks.size());
  std::vector<BlockId> pending{block};
  while (!pending.empty()) {
    const BlockId from = pending.back();
    pending.pop_back();
    for (const Target& target : program.successors(from)) {
      if (target.block == block) return true;
      if (target.block == through || seen[target.block]) continue;
      seen[target.block] = true;
      pending.push_back(target.block);
    }
  }
  return false;
}

}  // namespace

void sink_boxes(Program& program) {
  const std::vector<BlockId> users = find_users(program);
  std::vector<std::vector<NodeId>> arriving(program.blocks.size());
  for (BlockId b = 0; b < program.blocks.size(); ++b)
    std::erase_if(program.blocks[b].body, [&](NodeId id) {
      const BlockId user = users[id];
      if (!is_box(program.nodes[id].op) || user == no_block || user == several || user == b) return false;
      if (is_in_loop_without(program, user, b)) return false;
      arriving[user].push_back(id);
      return true;
    });
  for (BlockId b = 0; b < program.blocks.size(); ++b)
    program.blocks[b].body.insert(program.blocks[b].body.begin(), arriving[b].begin(), arriving[b].end());
}

}  // namespace pe::residual
