#include "pe/driver/explain.hpp"

#include <algorithm>
#include <cstdio>
#include <map>

#include "codegen/load.hpp"
#include "pe/driver/causes.hpp"

namespace pe::driver {
namespace {

using residual::BlockId;
using residual::no_block;
using residual::no_node;
using residual::Node;
using residual::NodeId;

std::string counted(std::size_t count, const char* what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

std::string numbered(const std::string& source) {
  std::string result, line;
  int number = 0;
  const auto finish = [&] {
    char digits[16];
    std::snprintf(digits, sizeof digits, "%5d  ", ++number);
    result += digits + line + '\n';
    line.clear();
  };
  for (const char it : source)
    if (it == '\n')
      finish();
    else
      line += it;
  if (!line.empty()) finish();
  return result;
}

// ---- Coverage

/// One way through an instruction: how its decisions went, and how often the last one did.
struct Way {
  std::string decisions;
  std::uint32_t count;  ///< 0: it is not counted, for values are only noted.
};

/// The decisions behind `at`: what was seen there leads to the next.
void add_ways(const Coverage& coverage, const FrontendNames& names, const Path& at,
              const Way& so_far, std::vector<Way>& to) {
  const Seen* seen = coverage.find(at.key());
  if (!seen) {
    if (!so_far.decisions.empty()) to.push_back(so_far);
    return;
  }
  const auto go_on = [&](std::uint64_t outcome, const std::string& name, std::uint32_t count) {
    Path next = at;
    next.take(outcome);
    add_ways(coverage, names, next,
             {so_far.decisions + (so_far.decisions.empty() ? "" : ", ") + name, count}, to);
  };
  if (seen->no > 0) go_on(0, "no", seen->no);
  if (seen->yes > 0) go_on(1, "yes", seen->yes);
  for (const std::uint64_t value : seen->values)
    go_on(value, "is " + residual::constant_text(Type::ref, value, names), 0);
}

std::string coverage_text(const Program& program, const FrontendNames& names,
                          const Coverage& coverage) {
  constexpr std::size_t most_ways = 12;
  std::string text;
  for (const Code* code : program.codes()) {
    text += code->name + ":\n";
    for (std::uint32_t pc = 0; pc < code->size(); ++pc) {
      constexpr const char* marks[] = {"   ", " > ", ">> "};
      std::string line =
          "  " + std::string(marks[static_cast<std::size_t>(code->mark(pc))]) + std::to_string(pc);
      line.resize(std::max<std::size_t>(line.size() + 1, 10), ' ');
      line += code->text(pc);
      std::vector<Way> ways;
      add_ways(coverage, names, Path(code, pc), {}, ways);
      for (std::size_t i = 0; i < std::min(ways.size(), most_ways); ++i) {
        line.resize(std::max<std::size_t>(line.size() + 1, 40), ' ');
        line += (ways[i].count > 0 ? std::to_string(ways[i].count) + " x " : "seen: ") +
                ways[i].decisions;
        text += line + '\n';
        line.clear();
      }
      if (ways.size() > most_ways)
        line = std::string(40, ' ') + "and " + counted(ways.size() - most_ways, "way") + " more";
      if (!line.empty()) text += line + '\n';
    }
  }
  return text;
}

// ---- Versions

/// Layouts by their names.
std::string with_layouts(const std::string& knowledge, const FrontendNames& names) {
  constexpr std::string_view before = "object of layout ";
  std::string result;
  for (std::size_t at = 0; at < knowledge.size();) {
    if (!std::string_view(knowledge).substr(at).starts_with(before)) {
      result += knowledge[at++];
      continue;
    }
    std::size_t id = 0;
    for (at += before.size(); at < knowledge.size() && knowledge[at] >= '0' && knowledge[at] <= '9';
         ++at)
      id = id * 10 + static_cast<std::size_t>(knowledge[at] - '0');
    const std::string name = names.layout(static_cast<gc::LayoutId>(id));
    result += name.empty() ? std::string(before) + std::to_string(id) : name;
  }
  return result;
}

/// Notes are "KEY (KNOWLEDGE)": the chain of places, and what is known of each slot.
std::string versions_text(const residual::Program& program, const FrontendNames& names) {
  std::vector<std::pair<std::string, std::string>> keys;
  for (BlockId b = 0; b < program.blocks.size(); ++b) {
    const std::string& note = program.blocks[b].note;
    const std::size_t end = note.find(" (");
    if (end == std::string::npos) continue;
    const std::string key = note.substr(0, end);
    auto known = std::ranges::find(keys, key, &std::pair<std::string, std::string>::first);
    if (known == keys.end()) known = keys.insert(keys.end(), {key, ""});
    known->second +=
        "    b" + std::to_string(b) + ": " + with_layouts(note.substr(end + 1), names) + '\n';
  }
  std::string text;
  for (const auto& [key, versions] : keys) text += "  key " + key + '\n' + versions;
  return text.empty() ? "  none: no merge point was reached\n" : text;
}

// ---- Exits

class Exits {
 public:
  Exits(const Frontend& frontend, const Program& program, const Region& region)
      : region_(region), program_(*region.program), causes_(frontend, program, region) {}

  std::string text() {
    std::string result;
    std::vector<bool> guarded(program_.exits.size());
    for (BlockId b = 0; b < program_.blocks.size(); ++b)
      for (const NodeId id : program_.blocks[b].body) {
        const Node& node = program_.nodes[id];
        if (!residual::has_exit(node.op)) continue;
        guarded[node.extra] = true;
        add(node, b, result);
      }
    for (std::size_t i = 0; i < guarded.size(); ++i)
      if (!guarded[i])
        result += "  exit " + std::to_string(i) +
                  ", not there any more: " + program_.exits[i].reason +
                  "\n    what is known of the numbers decides it\n";
    return result;
  }

 private:
  void add(const Node& node, BlockId block, std::string& to) {
    const residual::Exit& exit = program_.exits[node.extra];
    to += "  exit " + std::to_string(node.extra) + ", taken " +
          counted(region_.exits[node.extra].taken, "time") + ": " + exit.reason + '\n';
    if (node.op != Op::exit) {
      to += "    from b" + std::to_string(block) + ", unless " +
            (node.op == Op::guard_true ? "" : "not ") + causes_.name(node.operands[0]) + '\n';
      causes_.follow(node.operands[0], 6, to);
    } else {
      reached(block, to);
    }
    for (const residual::FrameSnapshot& frame : exit.snapshot.frames)
      to += "    back to " + frame_text(frame, exit) + '\n';
    if (!exit.log.empty())
      to +=
          "    whose first " + counted(exit.log.size(), "answer") + " Replay takes from the log\n";
    for (const NodeId saved : exit.saved)
      if (!causes_.is_explained(saved)) causes_.follow(saved, 6, to);
  }

  /// An exit that ends a block is taken whenever the block is reached: that was decided before.
  void reached(BlockId block, std::string& to) {
    to += "    ends b" + std::to_string(block);
    for (BlockId b = 0; b < program_.blocks.size(); ++b) {
      const Node& last = program_.terminator(b);
      const auto targets = program_.successors(b);
      for (std::size_t side = 0; side < targets.size(); ++side) {
        if (targets[side].block != block) continue;
        to += ", which b" + std::to_string(b) + " goes to";
        if (last.op != Op::branch) continue;
        to += " if " + std::string(side == 0 ? "" : "not ") + causes_.name(last.operands[0]) + '\n';
        return causes_.follow(last.operands[0], 6, to);
      }
    }
    to += '\n';
  }

  std::string frame_text(const residual::FrameSnapshot& frame, const residual::Exit& exit) const {
    std::string text = where(static_cast<const Code*>(frame.code), frame.pc);
    std::string slots;
    for (std::size_t i = 0; i < frame.slots.size(); ++i) {
      const std::string it = source_text(frame.slots[i], exit);
      if (!it.empty()) slots += (slots.empty() ? "" : ", ") + std::to_string(i) + " = " + it;
    }
    return text + (slots.empty() ? "" : "; slots " + slots);
  }

  std::string source_text(const residual::Source& source, const residual::Exit& exit) const {
    using From = residual::Source::From;
    switch (source.from) {
      case From::absent: return {};
      case From::constant:
        return residual::constant_text(Type::ref, source.constant, causes_.names());
      case From::virtual_object:
        return "an object that is made then, v" + std::to_string(source.index);
      case From::node: break;
    }
    const NodeId node = exit.saved[source.index];
    if (residual::is_constant(program_.nodes[node].op))
      return residual::constant_text(Type::ref, program_.nodes[node].imm, causes_.names());
    return (source.box ? "box " : "") + causes_.name(node);
  }

  const Region& region_;
  const residual::Program& program_;
  Causes causes_;
};

// ---- Regions

const char* state_name(Region::State state) {
  constexpr const char* names[] = {"waiting for its code", "ready", "given up", "thrown away"};
  return names[static_cast<std::size_t>(state)];
}

Section region_section(const Frontend& frontend, const Program& language_program,
                       const Region& region, std::size_t number, codegen::Backend* backend) {
  const residual::Program& program = *region.program;
  const bool made = region.state != Region::State::failed;
  Section section{.title = "region " + region.name + ": " + state_name(region.state)};
  if (!made) {
    section.text = "bound reached: " + region.given_up + '\n';
    return section;
  }
  section.title += ", " + counted(region.versions, "version") + ", " +
                   counted(region.exits.size(), "exit") + ", left " + counted(region.left, "time");
  if (region.assumptions > 0)
    section.title += ", built on " + counted(region.assumptions, "assumption");
  if (region.remade > 0)
    section.title += ", made again for what was seen since (" + std::to_string(region.remade) + ")";
  const FrontendNames names(frontend, language_program);
  const std::string scope = "r" + std::to_string(number);
  using Kind = Section::Kind;
  const auto add = [&](std::string title, std::string text, Kind kind = Kind::plain) {
    section.parts.push_back(
        {std::move(title), std::move(text), {}, kind, kind == Kind::plain ? "" : scope});
  };
  add("versions: by key (the chain of places), what is known of each slot",
      versions_text(program, names), Kind::exits);
  add("residual program", residual_text(frontend, language_program, region), Kind::residual);
  add("exits, and why each value there is still dynamic",
      Exits(frontend, language_program, region).text(), Kind::exits);
  if (!backend) return section;
  const auto emitted = [&](codegen::Output output) {
    std::string error;
    std::string text = backend->emit(program, {}, output, "", error);
    return text + error;
  };
  add("LLVM IR, as it is made of the residual program", emitted(codegen::Output::llvm_before));
  add("LLVM IR, optimised", emitted(codegen::Output::llvm));
  add("machine code", emitted(codegen::Output::assembly));
  return section;
}

std::string regions_table(const Engine& engine) {
  std::string text =
      "  state                 versions  exits   left  nodes  bytes   specialiser   LLVM        "
      "region\n";
  for (const auto& region : engine.regions()) {
    std::size_t nodes = 0;
    if (region->state != Region::State::failed)
      for (const residual::Block& block : region->program->blocks) nodes += block.body.size();
    char line[160];
    std::snprintf(line, sizeof line, "  %-20s %9zu %6zu %6u %6zu %6zu %9.2f ms %7.2f ms   ",
                  state_name(region->state), region->versions, region->exits.size(), region->left,
                  nodes, region->code_bytes, region->specialise_seconds * 1e3,
                  region->llvm_seconds * 1e3);
    text += line + region->name + '\n';
  }
  return text;
}

}  // namespace

std::string residual_text(const Frontend& frontend, const Program& program, const Region& region) {
  return residual::print(*region.program, FrontendNames(frontend, program));
}

Section explain(const Ran& ran) {
  Section whole{.title = std::string(ran.frontend.name) + ": what the stages made of a program",
                .text = "This again: " + ran.command + "\n\n"};
  whole.parts.push_back({"program", numbered(ran.source)});
  whole.parts.push_back(
      {"coverage: the code, and the ways that Profile saw through each instruction's decisions",
       coverage_text(ran.program, FrontendNames(ran.frontend, ran.program), ran.coverage)});
  if (!ran.engine || ran.engine->regions().empty()) {
    whole.parts.push_back({"regions: none", ran.engine ? "Nothing was hot enough to be compiled.\n"
                                                       : "The interpreter ran alone.\n"});
    return whole;
  }
  whole.parts.push_back({"regions: what was compiled", regions_table(*ran.engine)});
  const auto backend = codegen::load_backend({});
  if (!backend) whole.parts.back().text += "no machine code: " + backend.error() + '\n';
  std::size_t number = 0;
  for (const auto& region : ran.engine->regions())
    whole.parts.push_back(region_section(ran.frontend, ran.program, *region, ++number,
                                         backend ? backend->get() : nullptr));
  return whole;
}

}  // namespace pe::driver
