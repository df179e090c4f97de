#include "pe/driver/emit.hpp"

#include <fstream>

#include "codegen/load.hpp"
#include "pe/driver/explain.hpp"

namespace pe::driver {
namespace {

int say(const std::string& what) {
  std::fprintf(stderr, "%s\n", what.c_str());
  return 1;
}

}  // namespace

int emit(const Frontend& frontend, const Program& program, const Emission& emission) {
  World world(*frontend.interpreter, *frontend.layouts, frontend.world);
  EngineOptions options;
  options.mode = Mode::all;
  options.evaluator = true;
  options.specialiser.interruptible = false;
  world.engine = std::make_unique<Engine>(world, options);
  const std::vector<Type> types = program.types();
  const Region* main = world.engine->project(program.main(), types);
  if (!main) return say(emission.source + ": too large to be specialised whole");
  std::string text;
  for (const auto& region : world.engine->regions()) text += residual_text(frontend, *region);
  if (emission.output.empty()) return std::fputs(text.c_str(), stdout), 0;
  std::ofstream file(emission.output);
  file << text;
  return file ? 0 : say(emission.output + " cannot be written");
}

}  // namespace pe::driver
