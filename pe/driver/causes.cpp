#include "pe/driver/causes.hpp"

#include <algorithm>

namespace pe::driver {

using residual::no_node;
using residual::Node;
using residual::NodeId;

std::string FrontendNames::layout(gc::LayoutId id) const {
  if (id == specializer::context_layout) return "Context";
  if (id == specializer::slots_layout) return "Slots";
  if (id == gc::header_layout) return "Object";
  const gc::LayoutInfo* info = frontend_.layouts->find(id);
  return info ? std::string(info->name) : "";
}

std::string FrontendNames::field(const gc::Field& field) const {
  if (field.layout == specializer::slots_layout)
    return std::to_string(field.offset / sizeof(gc::Word));
  const gc::LayoutInfo* info = frontend_.layouts->find(field.layout);
  return info ? std::string(gc::field_name(info, field)) : "";
}

/// Units of code by their names.
std::string FrontendNames::object(std::uint64_t address) const {
  for (const Code* code : program_.codes())
    if (to_bits(code) == address) return "code_" + code->name;
  return {};
}

std::string where(const Code* code, std::uint32_t pc) {
  const Position at = code->position(pc);
  std::string text = place(*code, pc);
  if (at.line > 0) text += ", line " + std::to_string(at.line);
  if (const std::string it = code->text(pc); !it.empty()) text += ": " + it;
  return text;
}

Causes::Causes(const Frontend& frontend, const Program& program, const Region& region)
    : names_(frontend, program),
      region_(region),
      program_(*region.program),
      numbers_(program_.nodes.size()),
      explained_(program_.nodes.size()) {
  std::size_t next = 0;
  const auto number = [&](NodeId id) {
    if (program_.nodes[id].type != Type::none || program_.nodes[id].op == Op::invoke)
      numbers_[id] = next++;
  };
  for (residual::BlockId b = 0; b < program_.blocks.size(); ++b) {
    const residual::Block& block = program_.blocks[b];
    for (std::size_t i = 0; i < block.parameters.size(); ++i)
      parameters_[block.parameters[i]] = {b, i};
    std::ranges::for_each(block.parameters, number);
    std::ranges::for_each(block.body, number);
  }
}

void Causes::follow(NodeId node, std::size_t indent, std::string& to) {
  const Node& it = program_.nodes[node];
  if (residual::is_constant(it.op)) return;
  to += std::string(indent, ' ');
  if (explained_[node]) {
    to += name(node) + ", see above\n";
    return;
  }
  explained_[node] = true;
  to += it.op == Op::param ? name(node) : renumbered(residual::print_node(program_, node, names_));
  if (node < region_.origins.size() && region_.origins[node].code)
    to += "   ; " + where(region_.origins[node].code, region_.origins[node].pc);
  if (const std::string why = reason(node); !why.empty()) to += "   ; dynamic: " + why;
  to += '\n';
  if (it.op == Op::param) {
    for (const NodeId from : arriving(node)) follow(from, indent + 2, to);
    return;
  }
  residual::for_each_operand(program_, it,
                             [&](NodeId operand) { follow(operand, indent + 2, to); });
}

/// Nodes by the numbers that the printed program gives them.
std::string Causes::renumbered(const std::string& line) const {
  std::string result;
  for (std::size_t i = 0; i < line.size(); ++i) {
    result += line[i];
    if (line[i] != '%') continue;
    std::size_t id = 0, end = i + 1;
    while (end < line.size() && line[end] >= '0' && line[end] <= '9')
      id = id * 10 + static_cast<std::size_t>(line[end++] - '0');
    result += std::to_string(numbers_[id]);
    i = end - 1;
  }
  return result;
}

/// Why this one is dynamic, if not because of what it is computed from.
std::string Causes::reason(NodeId node) const {
  const Node& it = program_.nodes[node];
  switch (it.op) {
    case Op::param: {
      const auto home = parameters_.find(node);
      if (home == parameters_.end() || home->second.block == 0)
        return "it is an argument of the program";
      return "several values arrive at b" + std::to_string(home->second.block);
    }
    case Op::load:
    case Op::load_element: return field(it);
    case Op::call:
      return std::string("what ") + program_.calls[it.extra].callee->name +
             " answers is known when it runs";
    case Op::invoke: return "another residual function answers it";
    default: return {};
  }
}

std::string Causes::field(const Node& node) const {
  const gc::Field& it = program_.fields[node.extra];
  if (it.layout == specializer::slots_layout)
    return "slot " + names_.field(it) + " held it as the program was entered";
  if (it.layout == specializer::context_layout) return "the context, which others change";
  if (it.layout == gc::header_layout) return "which header the object has, memory tells";
  return "memory holds it, in " + names_.layout(it.layout) + "." + names_.field(it);
}

std::vector<NodeId> Causes::arriving(NodeId node) const {
  std::vector<NodeId> result;
  const auto home = parameters_.find(node);
  if (home == parameters_.end() || home->second.block == 0) return result;
  for (const residual::Block& from : program_.blocks)
    if (const Node& last = program_.nodes[from.body.back()]; residual::has_targets(last.op))
      for (const residual::Target& target : program_.targets[last.extra])
        if (target.block == home->second.block && home->second.index < target.arguments.size())
          if (const NodeId it = target.arguments[home->second.index]; it != node)
            result.push_back(it);
  return result;
}

}  // namespace pe::driver
