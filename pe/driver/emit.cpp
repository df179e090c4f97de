#include "pe/driver/emit.hpp"

#include <algorithm>
#include <expected>
#include <fstream>
#include <set>

#include "codegen/load.hpp"
#include "pe/driver/explain.hpp"

namespace pe::driver {
namespace {

int say(const std::string& what) {
  std::fprintf(stderr, "%s\n", what.c_str());
  return 1;
}

/// A symbol for a region: its function's name and, for each argument, a letter for its type.
std::string symbol_of(const Region& region) {
  std::string symbol = "triptych_program_" + region.code->name + "_";
  for (const Type type : region.types)
    symbol += type == Type::i64 ? 'i' : type == Type::f64 ? 'f' : type == Type::boolean ? 'b' : 'r';
  return symbol;
}

std::string position_text(const std::string& source, const Code& code, std::uint32_t pc) {
  const Position at = code.position(pc);
  if (at.line == 0) return source + ": ";
  return source + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": ";
}

using Text = std::expected<std::string, std::string>;

constexpr const char* or_profiled =
    ". With --profiled, what a run of the program has seen is emitted, and anything else is a "
    "message";

/// Why an exit wants the interpreter back, and what can be done about it.
std::string why_not_alone(const std::string& reason) {
  if (reason == "never promoted" || reason == "another value")
    return "the interpreter promotes a value here, and only a run can tell which values there are; "
           "where it knows them, "
           "m.promote(value, candidates, otherwise) says so";
  if (reason.starts_with("a call of "))
    return reason + ": it is too large, or called with too many kinds of arguments";
  return "there is no interpreter to go on with: " + reason;
}

/// An exit of a program that has no interpreter to go back to is a message; the error, if the
/// interpreter is needed.
Text exit_text(const residual::Exit& exit, const std::string& source, bool profiled) {
  constexpr std::string_view fails = "fails: ";
  const residual::FrameSnapshot& frame = exit.snapshot.frames.back();
  const Code& code = *static_cast<const Code*>(frame.code);
  const std::string place = position_text(source, code, frame.pc);
  if (exit.reason.starts_with(fails)) return place + exit.reason.substr(fails.size());
  if (exit.reason == "near the recursion limit")
    return place + "stack overflow: calls are nested too deeply";
  if (exit.reason == "the callee failed") return place + exit.reason;
  if (profiled) return place + "the profiled run did not come here: " + exit.reason;
  return std::unexpected(place + "'" + code.name +
                         "' cannot stand alone: " + why_not_alone(exit.reason) + or_profiled);
}

/// Addresses of this process that an object file may contain: those that it has names for, and code
/// of the interpreted language, which is only compared. An object on the heap is not among them.
class Addresses {
 public:
  Addresses(const World& world, const Program& program) {
    known_.insert(reinterpret_cast<std::uint64_t>(&world));
    known_.insert(reinterpret_cast<std::uint64_t>(static_cast<const Context*>(&world)));
    for (const Code* code : program.codes()) known_.insert(reinterpret_cast<std::uint64_t>(code));
  }
  /// The first node that uses an address that means nothing elsewhere; no_node if there is none.
  residual::NodeId find_foreign(const residual::Program& program) const {
    bool found = false;
    const auto look = [&](residual::NodeId id) {
      const residual::Node& it = program.nodes[id];
      found =
          found || (it.op == Op::const_ref && gc::is_object({it.imm}) && !known_.contains(it.imm));
    };
    for (const residual::Block& block : program.blocks)
      for (const residual::NodeId id : block.body) {
        residual::for_each_operand(program, program.nodes[id], look);
        if (residual::has_targets(program.nodes[id].op))
          for (const residual::Target& target : program.targets[program.nodes[id].extra])
            std::ranges::for_each(target.arguments, look);
        if (found) return id;
      }
    return residual::no_node;
  }

 private:
  std::set<std::uint64_t> known_;
};

constexpr const char* foreign_text =
    "' cannot stand alone: its constants are addresses of this process (closures, quoted lists, "
    "tables), which an object file has not got; an interpreter whose constants are numbers and "
    "specials can be emitted. `--as residual` shows the program";

/// The place of the instruction that a node was made for; of the region's beginning if it was made
/// between two.
std::string made_by(const Region& region, residual::NodeId node, const std::string& source) {
  const bool known = node < region.origins.size() && region.origins[node].code;
  const SpecialMachine::Origin origin =
      known ? region.origins[node] : SpecialMachine::Origin{region.code, region.pc};
  return position_text(source, *origin.code, origin.pc);
}

struct Emitted {
  std::string text, error;
};

std::string too_large(const Region& region, const Emission& emission) {
  return position_text(emission.source, *region.code, region.pc) + "'" + region.code->name +
         "' cannot be specialised whole; the bound that it reached: " + region.given_up +
         (emission.profiled ? "" : or_profiled);
}

Emitted emit_machine(const Engine& engine, const World& world, const Program& program,
                     const Emission& emission) {
  auto backend = codegen::load_backend({.verify = true});
  if (!backend) return {{}, backend.error()};
  codegen::Symbols common;
  common.constants[reinterpret_cast<std::uint64_t>(&world)] = "world";
  for (const auto& region : engine.regions()) common.functions[region->cell] = symbol_of(*region);
  const Addresses addresses(world, program);
  std::deque<codegen::Symbols> symbols;
  std::vector<codegen::Unit> units;
  for (const auto& region : engine.regions()) {
    if (region->state == Region::State::failed) return {{}, too_large(*region, emission)};
    if (region->assumptions > 0)
      return {{},
              position_text(emission.source, *region->code, region->pc) + "'" + region->code->name +
                  "' cannot stand alone: it was made for what assume() and memo() found now, and "
                  "nobody throws an "
                  "executable away when that changes"};
    codegen::Symbols& own = symbols.emplace_back(common);
    for (const residual::Exit& exit : region->program->exits) {
      Text text = exit_text(exit, emission.source, emission.profiled);
      if (!text) return {{}, text.error()};
      own.exits.push_back(std::move(*text));
    }
    if (const residual::NodeId foreign = addresses.find_foreign(*region->program);
        foreign != residual::no_node)
      return {{},
              made_by(*region, foreign, emission.source) + "'" + region->code->name + foreign_text};
    units.push_back({region->program.get(), {.symbols = &own}, symbol_of(*region)});
  }
  const codegen::Output output = emission.as == "llvm"  ? codegen::Output::llvm
                                 : emission.as == "asm" ? codegen::Output::assembly
                                                        : codegen::Output::object;
  Emitted result;
  result.text = (*backend)->emit_all(units, output, emission.target, result.error);
  return result;
}

}  // namespace

int emit(const Frontend& frontend, const Program& program, const Emission& emission) {
  World world(*frontend.interpreter, *frontend.layouts, frontend.world);
  EngineOptions options;
  options.mode = emission.profiled ? Mode::pe : Mode::all;
  options.evaluator = true;
  options.specialiser.interruptible = false;
  options.specialiser.self_recursion = 4;  // Nobody waits for LLVM.
  world.engine = std::make_unique<Engine>(world, options);
  world.keeps_output = true;
  if (program.runs() > 0) program.arguments(world, 0);  // With them, a program makes its constants.
  if (emission.profiled) {
    for (std::size_t run = 0; run < program.runs(); ++run)
      world.profile(program.main(), program.arguments(world, run), world.engine->coverage());
  }
  if (!world.engine->project(program.main(), program.types()))
    return say(too_large(*world.engine->regions().front(), emission));
  Emitted result;
  if (emission.as == "residual")
    for (const auto& region : world.engine->regions())
      result.text += residual_text(frontend, program, *region);
  else
    result = emit_machine(*world.engine, world, program, emission);
  if (!result.error.empty()) return say(result.error);
  if (emission.output.empty())
    return std::fwrite(result.text.data(), 1, result.text.size(), stdout), 0;
  std::ofstream file(emission.output, std::ios::binary);
  file << result.text;
  return file ? 0 : say(emission.output + " cannot be written");
}

}  // namespace pe::driver
