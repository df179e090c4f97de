#include "codegen/lower/forms.hpp"

#include <algorithm>
#include <utility>

#include "gc/layout/word.hpp"

namespace codegen::lower {

using pe::residual::BlockId;
using pe::residual::no_node;
using pe::residual::Node;
using pe::residual::NodeId;
using pe::residual::Op;

namespace {

bool is_arithmetic(Op op) { return op == Op::int_add || op == Op::int_sub || op == Op::int_mul; }

Op overflow_of(Op op) {
  return op == Op::int_add   ? Op::int_add_overflows
         : op == Op::int_sub ? Op::int_sub_overflows
                             : Op::int_mul_overflows;
}

bool is_comparison(Op op) {
  return op == Op::int_eq || op == Op::int_ne || op == Op::int_lt || op == Op::int_le;
}

}  // namespace

Forms::Forms(const pe::residual::Program& program, const Facts& facts, bool wanted)
    : program_(program),
      facts_(facts),
      doubled_(program.nodes.size()),
      origin_(program.nodes.size(), no_node),
      fed_(program.nodes.size()),
      ties_(program.nodes.size()) {
  if (!wanted) return;
  for (BlockId block : facts.order()) find_checked(program.blocks[block].body);
  if (std::ranges::find(doubled_, true) == doubled_.end()) return;
  find_parameters();
  drop_large();
  count_uses();
  vote();
}

/// A sum or product that a guard of its block finds small, before anybody uses it.
void Forms::find_checked(const std::vector<NodeId>& body) {
  for (std::size_t i = 0; i < body.size(); ++i) {
    const Node& node = program_.nodes[body[i]];
    if (!is_arithmetic(node.op) || !facts_.is_needed(body[i])) continue;
    NodeId test = no_node;
    for (std::size_t k = i + 1; k < body.size(); ++k) {
      const Node& later = program_.nodes[body[k]];
      bool uses = false;
      for_each_operand(program_, later, [&](NodeId operand) { uses |= operand == body[i]; });
      if (has_exit(later.op))
        uses |= std::ranges::count(program_.exits[later.extra].saved, body[i]) > 0;
      if (uses || is_terminator(later.op)) break;
      if (later.op == overflow_of(node.op) && later.operands == node.operands) test = body[k];
      if (later.op != Op::guard_false || test == no_node || later.operands[0] != test) continue;
      doubled_[body[i]] = true;
      break;
    }
  }
}

void Forms::find_parameters() {
  for (BlockId from : facts_.order())
    for (const auto& target : program_.successors(from)) {
      const auto& parameters = program_.blocks[target.block].parameters;
      for (std::size_t i = 0; i < parameters.size(); ++i) {
        if (program_.nodes[parameters[i]].type != pe::residual::Type::i64) continue;
        if (facts_.edges_to(target.block) == 1)
          origin_[parameters[i]] = target.arguments[i];
        else
          fed_[parameters[i]].push_back(target.arguments[i]);
      }
    }
  for (NodeId id = 0; id < fed_.size(); ++id)
    if (!fed_[id].empty()) doubled_[id] = true;
}

NodeId Forms::origin(NodeId node) const {
  while (origin_[node] != no_node) node = origin_[node];
  return node;
}

/// Only small integers have a double: parameters that others may reach travel as they are.
void Forms::drop_large() {
  for (bool changed = true; changed;) {
    changed = false;
    for (NodeId id = 0; id < fed_.size(); ++id) {
      if (fed_[id].empty() || !doubled_[id]) continue;
      if (std::ranges::all_of(fed_[id], [&](NodeId argument) { return is_small(argument); }))
        continue;
      doubled_[id] = false;
      changed = true;
    }
  }
}

bool Forms::is_small(NodeId id) const {
  id = origin(id);
  const Node& node = program_.nodes[id];
  switch (node.op) {
    case Op::const_int: return gc::fits_small_int(static_cast<std::int64_t>(node.imm));
    case Op::int_unbox:
    case Op::invoke_int:
    case Op::float_to_int:
    case Op::bool_to_int: return true;
    case Op::int_shr: return is_small(node.operands[0]);
    case Op::int_div: {
      const Node& by = program_.nodes[node.operands[1]];
      return by.op == Op::const_int && static_cast<std::int64_t>(by.imm) != -1 &&
             is_small(node.operands[0]);
    }
    case Op::int_rem: return is_small(node.operands[0]);
    default: return doubled_[id];  // Of a parameter: as far as is known.
  }
}

void Forms::count_uses() {
  for (BlockId block : facts_.order())
    for (NodeId id : program_.blocks[block].body) {
      const Node& node = program_.nodes[id];
      if (node.op == Op::int_add_overflows || node.op == Op::int_sub_overflows ||
          node.op == Op::int_mul_overflows)
        continue;
      if (is_arithmetic(node.op) && doubled_[id]) {
        ties_[id].push_back({Tie::likes});
        bool plain = node.op == Op::int_mul;  // One factor is plain anyway.
        for (NodeId operand : {node.operands[0], node.operands[1]}) {
          const NodeId from = origin(operand);
          const Op op = program_.nodes[from].op;
          if (op == Op::const_int || op == Op::int_unbox) continue;
          if (doubled_[from]) {
            ties_[id].push_back({Tie::goes_with, from});
            ties_[from].push_back({Tie::goes_with, id});
          } else if (!std::exchange(plain, false)) {
            ties_[id].push_back({Tie::hates});
          }
        }
        continue;
      }
      for_each_operand(program_, node, [&](NodeId operand) { use(origin(operand), node); });
    }
  for (NodeId id = 0; id < fed_.size(); ++id) {
    if (!doubled_[id]) {
      for (NodeId argument : fed_[id])
        if (const NodeId from = origin(argument); doubled_[from])
          ties_[from].push_back({Tie::hates});
      continue;
    }
    for (NodeId argument : fed_[id]) {
      const NodeId from = origin(argument);
      if (from == id || program_.nodes[from].op == Op::const_int ||
          program_.nodes[from].op == Op::int_unbox)
        continue;
      if (!doubled_[from]) {
        ties_[id].push_back({Tie::hates});
        continue;
      }
      ties_[id].push_back({Tie::goes_with, from});
      ties_[from].push_back({Tie::goes_with, id});
    }
  }
}

void Forms::use(NodeId node, const Node& by) {
  if (!doubled_[node] || is_comparison(by.op)) return;
  ties_[node].push_back({by.op == Op::int_box ? Tie::likes : Tie::hates});
}

int Forms::gain(NodeId node) const {
  int sum = 0;
  for (const Tie& tie : ties_[node])
    sum += tie.kind == Tie::likes ? 1 : tie.kind == Tie::hates ? -1 : doubled_[tie.other] ? 1 : -1;
  return sum;
}

/// Everybody begins doubled; who loses by it leaves, until nobody does.
void Forms::vote() {
  for (bool changed = true; changed;) {
    changed = false;
    for (NodeId id = 0; id < doubled_.size(); ++id)
      if (doubled_[id] && gain(id) <= 0) {
        doubled_[id] = false;
        changed = true;
      }
  }
}

}  // namespace codegen::lower
