#include "pe/driver/emit.hpp"

#include <algorithm>
#include <fstream>

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

/// An exit of a program that has no interpreter to go back to is a message. Empty if the interpreter is
/// needed, for then the program cannot stand alone.
std::string exit_text(const residual::Exit& exit, const std::string& source, bool profiled) {
  constexpr std::string_view fails = "fails: ";
  const residual::FrameSnapshot& frame = exit.snapshot.frames.back();
  const Position at = static_cast<const Code*>(frame.code)->position(frame.pc);
  const std::string place = source + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": ";
  if (exit.reason.starts_with(fails)) return place + exit.reason.substr(fails.size());
  if (exit.reason == "near the recursion limit") return place + "stack overflow: calls are nested too deeply";
  if (exit.reason == "the callee failed") return place + exit.reason;
  return profiled ? place + "the profiled run did not come here: " + exit.reason : "";
}

struct Emitted {
  std::string text, error;
};

Emitted emit_machine(const Engine& engine, const World& world, const Emission& emission) {
  auto backend = codegen::load_backend({.verify = true});
  if (!backend) return {{}, backend.error()};
  codegen::Symbols common;
  common.constants[reinterpret_cast<std::uint64_t>(&world)] = "world";
  for (const auto& region : engine.regions()) common.functions[region->cell] = symbol_of(*region);
  std::deque<codegen::Symbols> symbols;
  std::vector<codegen::Unit> units;
  for (const auto& region : engine.regions()) {
    if (region->state == Region::State::failed) return {{}, region->name + " is too large to be specialised whole"};
    codegen::Symbols& own = symbols.emplace_back(common);
    for (const residual::Exit& exit : region->program->exits) {
      own.exits.push_back(exit_text(exit, emission.source, emission.profiled));
      const Position at = region->code->position(region->pc);
      if (own.exits.back().empty())
        return {{}, emission.source + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": '" +
                        region->code->name + "' cannot stand alone: " + exit.reason};
    }
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
  constexpr std::string_view kinds[] = {"residual", "llvm", "asm", "obj"};
  if (std::ranges::find(kinds, emission.as) == std::end(kinds))
    return say("--as takes residual, llvm, asm or obj, not " + emission.as);
  if (emission.as == "obj" && emission.output.empty()) return say("--as obj needs --output FILE");
  World world(*frontend.interpreter, *frontend.layouts, frontend.world);
  EngineOptions options;
  options.mode = emission.profiled ? Mode::pe : Mode::all;
  options.evaluator = true;
  options.specialiser.interruptible = false;
  world.engine = std::make_unique<Engine>(world, options);
  if (emission.profiled) {
    world.keeps_output = true;
    for (std::size_t run = 0; run < program.runs(); ++run)
      world.profile(program.main(), program.arguments(world, run), world.engine->coverage());
  }
  if (!world.engine->project(program.main(), program.types()))
    return say(emission.source + " is too large to be specialised whole");
  Emitted result;
  if (emission.as == "residual")
    for (const auto& region : world.engine->regions()) result.text += residual_text(frontend, *region);
  else
    result = emit_machine(*world.engine, world, emission);
  if (!result.error.empty()) return say(result.error);
  if (emission.output.empty()) return std::fwrite(result.text.data(), 1, result.text.size(), stdout), 0;
  std::ofstream file(emission.output, std::ios::binary);
  file << result.text;
  return file ? 0 : say(emission.output + " cannot be written");
}

}  // namespace pe::driver
