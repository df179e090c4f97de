#include "pe/driver/explain.hpp"

#include <algorithm>

#include "codegen/load.hpp"
#include "pe/residual/text.hpp"

namespace pe::driver {
namespace {

using residual::Node;
using residual::NodeId;
using residual::no_node;

class FrontendNames final : public residual::Names {
 public:
  explicit FrontendNames(const Frontend& frontend) : frontend_(frontend) {}
  std::string layout(gc::LayoutId id) const override {
    if (id == specializer::context_layout) return "Context";
    if (id == specializer::slots_layout) return "Slots";
    if (id == gc::header_layout) return "Object";
    const gc::LayoutInfo* info = frontend_.layouts->find(id);
    return info ? std::string(info->name) : "";
  }
  std::string field(const gc::Field& field) const override {
    if (field.layout == specializer::slots_layout) return std::to_string(field.offset / sizeof(gc::Word));
    const gc::LayoutInfo* info = frontend_.layouts->find(field.layout);
    return info ? std::string(gc::field_name(info, field)) : "";
  }
  std::string code(const void* code) const override { return static_cast<const Code*>(code)->name; }
  std::string special(unsigned index) const override { return index == 0 ? "False" : index == 1 ? "True" : ""; }

 private:
  const Frontend& frontend_;
};

std::string where(const Code* code, std::uint32_t pc) {
  if (!code) return "between instructions";
  const Position at = code->position(pc);
  std::string text = place(*code, pc);
  if (at.line > 0) text += ", line " + std::to_string(at.line);
  if (const std::string it = code->text(pc); !it.empty()) text += ": " + it;
  return text;
}

const char* state_name(Region::State state) {
  constexpr const char* names[] = {"waiting for its code", "ready", "given up", "thrown away"};
  return names[static_cast<std::size_t>(state)];
}

/// The block whose parameter `node` is, and which; no_block if it is none.
std::pair<residual::BlockId, std::size_t> home_of(const residual::Program& program, NodeId node) {
  for (residual::BlockId b = 0; b < program.blocks.size(); ++b) {
    const auto& parameters = program.blocks[b].parameters;
    const auto found = std::ranges::find(parameters, node);
    if (found != parameters.end()) return {b, static_cast<std::size_t>(found - parameters.begin())};
  }
  return {residual::no_block, 0};
}

/// Follows one cause after the other until there is a reason that needs no other.
class Causes {
 public:
  Causes(const Frontend& frontend, const Region& region)
      : names_(frontend), region_(region), program_(*region.program), numbers_(program_.nodes.size()) {
    std::size_t next = 0;
    const auto number = [&](NodeId id) {
      if (program_.nodes[id].type != Type::none || program_.nodes[id].op == Op::invoke) numbers_[id] = next++;
    };
    for (const residual::Block& block : program_.blocks) {
      std::ranges::for_each(block.parameters, number);
      std::ranges::for_each(block.body, number);
    }
  }

  std::string text;

  void follow(NodeId node, int depth) {
    const Node& it = program_.nodes[node];
    std::string line(static_cast<std::size_t>(depth) * 2 + 6, ' ');
    line += renumbered(residual::print_node(program_, node, names_));
    if (node < region_.origins.size() && region_.origins[node].code)
      line += "   ; " + where(region_.origins[node].code, region_.origins[node].pc);
    text += line + '\n';
    if (depth > 6 || std::ranges::find(seen_, node) != seen_.end()) return;
    seen_.push_back(node);
    const std::string because(static_cast<std::size_t>(depth) * 2 + 8, ' ');
    switch (it.op) {
      case Op::param: return parameter(node, because, depth);
      case Op::load:
      case Op::load_element: text += because + "is dynamic because memory is: " + field(it) + '\n'; return;
      case Op::call: text += because + "is dynamic because a called function gave it\n"; return;
      case Op::invoke: text += because + "is dynamic because another residual function gave it\n"; return;
      default:
        for (const NodeId operand : it.operands)
          if (operand != no_node && !residual::is_constant(program_.nodes[operand].op)) follow(operand, depth + 1);
    }
  }

 private:
  /// Nodes by the numbers that the printed program gives them.
  std::string renumbered(const std::string& line) const {
    std::string result;
    for (std::size_t i = 0; i < line.size(); ++i) {
      result += line[i];
      if (line[i] != '%') continue;
      std::size_t id = 0, end = i + 1;
      while (end < line.size() && line[end] >= '0' && line[end] <= '9') id = id * 10 + static_cast<std::size_t>(line[end++] - '0');
      result += std::to_string(numbers_[id]);
      i = end - 1;
    }
    return result;
  }

  std::string field(const Node& node) const {
    const gc::Field& it = program_.fields[node.extra];
    if (it.layout == specializer::slots_layout) return "slot " + names_.field(it) + " held it as the program was entered";
    if (it.layout == specializer::context_layout) return "the context, which others change";
    return names_.layout(it.layout) + "." + names_.field(it);
  }

  void parameter(NodeId node, const std::string& because, int depth) {
    const auto [block, index] = home_of(program_, node);
    if (block == residual::no_block || block == 0) {
      text += because + "is dynamic because it is an argument of the program\n";
      return;
    }
    text += because + "is dynamic because several values arrive here";
    if (!program_.blocks[block].note.empty()) text += " (" + program_.blocks[block].note + ")";
    text += '\n';
    for (const residual::Block& from : program_.blocks)
      if (const Node& last = program_.nodes[from.body.back()]; residual::has_targets(last.op))
        for (const residual::Target& target : program_.targets[last.extra])
          if (target.block == block && index < target.arguments.size() && target.arguments[index] != node)
            follow(target.arguments[index], depth + 1);
  }

  FrontendNames names_;
  const Region& region_;
  const residual::Program& program_;
  std::vector<std::size_t> numbers_;  ///< As printed, by node.
  std::vector<NodeId> seen_;
};

/// The program's code, each instruction with how its decisions went.
void print_coverage(std::string& to, const Program& program, const Engine& engine) {
  to += "== coverage: what Profile saw of each instruction's first decision (times no, times yes, values)\n\n";
  for (const Code* code : program.codes()) {
    to += code->name + ":\n";
    for (std::uint32_t pc = 0; pc < code->marks.size(); ++pc) {
      constexpr const char* marks[] = {"   ", " > ", ">> "};
      std::string line = "  " + std::string(marks[static_cast<std::size_t>(code->mark(pc))]) + std::to_string(pc);
      line.resize(10, ' ');
      line += code->text(pc);
      if (const Seen* seen = engine.coverage().find(Path(code, pc).key())) {
        line.resize(std::max<std::size_t>(line.size() + 1, 40), ' ');
        line += "no " + std::to_string(seen->no) + ", yes " + std::to_string(seen->yes);
        if (!seen->values.empty()) line += ", " + std::to_string(seen->values.size()) + " values";
      }
      to += line + '\n';
    }
  }
  to += '\n';
}

void print_exits(std::string& to, const Frontend& frontend, const Region& region) {
  const residual::Program& program = *region.program;
  to += "-- exits, and why what they test is still dynamic\n";
  for (const residual::Block& block : program.blocks)
    for (const NodeId id : block.body) {
      const Node& node = program.nodes[id];
      if (!residual::has_exit(node.op)) continue;
      const residual::Exit& exit = program.exits[node.extra];
      to += "  exit " + std::to_string(node.extra) + ", taken " + std::to_string(region.exits[node.extra].taken) +
            " times: " + exit.reason;
      if (!exit.snapshot.frames.empty()) {
        const residual::FrameSnapshot& frame = exit.snapshot.frames.back();
        to += "; back to " + where(static_cast<const Code*>(frame.code), frame.pc);
      }
      to += '\n';
      if (node.operands[0] != no_node) to += why_dynamic(frontend, region, node.operands[0]);
    }
}

void print_region(std::string& to, const Frontend& frontend, const Region& region, codegen::Backend* backend) {
  to += "== region " + region.name + ": " + state_name(region.state);
  if (!region.given_up.empty()) to += " (bound reached: " + region.given_up + ")";
  to += ", " + std::to_string(region.versions) + " versions, " + std::to_string(region.exits.size()) +
        " exits, left " + std::to_string(region.left) + " times\n\n";
  if (region.state == Region::State::failed) return;
  to += "-- versions: block, merge point, what is known\n";
  for (residual::BlockId b = 0; b < region.program->blocks.size(); ++b)
    if (const std::string& note = region.program->blocks[b].note; !note.empty())
      to += "  b" + std::to_string(b) + ": " + note + '\n';
  to += "\n-- residual program\n" + residual_text(frontend, region) + '\n';
  print_exits(to, frontend, region);
  if (!backend) return;
  std::string error;
  to += "\n-- LLVM\n" + backend->emit(*region.program, {}, codegen::Output::llvm, "", error) + error;
  to += "\n-- machine code\n" + backend->emit(*region.program, {}, codegen::Output::assembly, "", error) + error + '\n';
}

}  // namespace

std::string residual_text(const Frontend& frontend, const Region& region) {
  return residual::print(*region.program, FrontendNames(frontend));
}

std::string why_dynamic(const Frontend& frontend, const Region& region, NodeId node) {
  Causes causes(frontend, region);
  causes.follow(node, 0);
  return std::move(causes.text);
}

std::string explain(const Frontend& frontend, const Program& program, const Engine& engine) {
  std::string text;
  print_coverage(text, program, engine);
  const auto backend = codegen::load_backend({});
  if (!backend) text += "no machine code: " + backend.error() + "\n\n";
  for (const auto& region : engine.regions())
    print_region(text, frontend, *region, backend ? backend->get() : nullptr);
  return text;
}

}  // namespace pe::driver
