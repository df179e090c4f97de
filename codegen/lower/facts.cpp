#include "codegen/lower/facts.hpp"

namespace codegen::lower {

using pe::residual::BlockId;
using pe::residual::Node;
using pe::residual::NodeId;
using pe::residual::Op;

Facts::Facts(const pe::residual::Program& program)
    : program_(program),
      order_(reverse_postorder(program)),
      dominators_(program),
      edges_to_(program.blocks.size()) {
  for (BlockId id : order_)
    for (const auto& target : program.successors(id)) ++edges_to_[target.block];
  look_at_nodes();
  find_guards_of_floats();
  find_fresh();
  find_needed();
}

void Facts::look_at_nodes() {
  for (const auto& block : program_.blocks)
    for (NodeId id : block.body) {
      const Node& node = program_.nodes[id];
      switch (node.op) {
        case Op::store:
        case Op::store_element: {
          const gc::Field& field = program_.fields[node.extra];
          stored_.insert({field.layout, field.offset});
          break;
        }
        case Op::float_unbox: unboxed_.insert(node.operands[0]); break;
        default: break;
      }
    }
}

void Facts::find_guards_of_floats() {
  std::vector<std::uint32_t> uses(program_.nodes.size());
  const auto use = [&](NodeId id) { ++uses[id]; };
  for (BlockId block : order_) {
    for (NodeId id : program_.blocks[block].body) {
      for_each_operand(program_, program_.nodes[id], use);
      if (has_exit(program_.nodes[id].op))
        for (NodeId saved : program_.exits[program_.nodes[id].extra].saved) use(saved);
    }
    for (const auto& target : program_.successors(block))
      for (NodeId argument : target.arguments) use(argument);
  }
  for (BlockId block : order_) {
    const std::vector<NodeId>& body = program_.blocks[block].body;
    for (std::size_t i = 1; i < body.size(); ++i) {
      const Node& guard = program_.nodes[body[i]];
      if (guard.op == Op::guard_true && guard.operands[0] == body[i - 1] && uses[body[i - 1]] == 1 &&
          program_.nodes[body[i - 1]].op == Op::is_float)
        guards_of_floats_.insert(body[i - 1]);
    }
  }
}

void Facts::find_fresh() {
  fresh_.resize(program_.nodes.size());
  for (std::size_t id = 0; id < program_.nodes.size(); ++id) {
    const Op op = program_.nodes[id].op;
    fresh_[id] = op == Op::alloc || op == Op::alloc_array;
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (BlockId id : order_)
      for (const auto& target : program_.successors(id))
        for (std::size_t i = 0; i < target.arguments.size(); ++i) {
          const NodeId parameter = program_.blocks[target.block].parameters[i];
          if (!fresh_[target.arguments[i]] || fresh_[parameter]) continue;
          fresh_[parameter] = changed = true;
        }
  }
}

void Facts::find_needed() {
  needed_.resize(program_.nodes.size());
  std::vector<NodeId> waiting;
  for (BlockId block : order_) {
    for (NodeId id : program_.blocks[block].body) {
      const Op op = program_.nodes[id].op;
      if (info(op).effect != pe::residual::Effect::pure && op != Op::float_box)
        waiting.push_back(id);
    }
    for (const auto& target : program_.successors(block))
      waiting.insert(waiting.end(), target.arguments.begin(), target.arguments.end());
  }
  while (!waiting.empty()) {
    const NodeId id = waiting.back();
    waiting.pop_back();
    if (needed_[id]) continue;
    needed_[id] = true;
    for_each_operand(program_, program_.nodes[id],
                     [&](NodeId operand) { waiting.push_back(operand); });
  }
}

}  // namespace codegen::lower
