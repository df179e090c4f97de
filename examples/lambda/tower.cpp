// The tower: a program run by lambda, by lambda in lambda, and by that in itself. How many times slower each
// level is than the one below is Gifford's eigenratio; the specialiser is asked what it can make of it.
#include "examples/lambda/tower.hpp"

#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>

namespace lambda {
namespace {

using pe::driver::Mode;

std::string text_of_file(const char* path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

struct Measured {
  double seconds = 0;
  std::string output;
  std::size_t regions = 0;
};

/// The fastest of some runs in one world, by when code is as good as it gets.
Measured measure(const std::string& text, Mode mode) {
  const auto program = frontend().load(text);
  if (!program) return {-1, program.error().message, 0};
  pe::driver::World world(*frontend().interpreter, *frontend().layouts, frontend().world);
  world.keeps_output = true;
  pe::driver::EngineOptions options;
  options.mode = mode;
  options.specialiser.interruptible = false;
  if (mode != Mode::off) world.engine = std::make_unique<pe::driver::Engine>(world, options);
  Measured best{.seconds = 1e9, .output = {}};
  const auto begin = std::chrono::steady_clock::now();
  for (;;) {
    world.output().clear();
    const auto start = std::chrono::steady_clock::now();
    world.run((*program)->main(), (*program)->arguments(world, 0));
    const auto end = std::chrono::steady_clock::now();
    best.seconds = std::min(best.seconds, std::chrono::duration<double>(end - start).count());
    if (world.failure) return {-1, world.failure->message, 0};
    if (std::chrono::duration<double>(end - begin).count() > 2.5) break;
  }
  best.output = world.output();
  if (world.engine) best.regions = world.engine->regions().size();
  return best;
}

}  // namespace

int tower(int count, char** words) {
  if (count < 2 || std::strcmp(words[1], "tower") != 0) return -1;
  if (count != 4) return std::fputs("usage: lambda tower SELF.lambda PROGRAM.lambda\n", stderr), 2;
  const std::string self = text_of_file(words[2]);
  std::string program = text_of_file(words[3]);
  for (int i = 2; i < 4; ++i)
    if (text_of_file(words[i]).empty()) return std::fprintf(stderr, "%s: %s\n", words[i], errno ? std::strerror(errno) : "it is empty"), 1;
  std::printf("level    off                 pe\n");
  double off[3], pe[3];
  for (int level = 0; level < 3; ++level) {
    const Measured plain = measure(program, Mode::off), fast = measure(program, Mode::pe);
    if (plain.seconds < 0) return std::fprintf(stderr, "level %d: %s\n", level, plain.output.c_str()), 1;
    if (plain.output != fast.output) return std::fprintf(stderr, "level %d: the answers differ\n", level), 1;
    off[level] = plain.seconds;
    pe[level] = fast.seconds;
    std::printf("%d    %12.3f us  %12.3f us   %zu regions\n", level, off[level] * 1e6, pe[level] * 1e6, fast.regions);
    program = self + "\n(run '(" + program + "))\n";
  }
  std::printf("eigenratio (level 2 / level 1): off %.1f, pe %.1f\n", off[2] / off[1], pe[2] / pe[1]);
  std::printf("level 1 / level 0:              off %.1f, pe %.1f\n", off[1] / off[0], pe[1] / pe[0]);
  return 0;
}

}  // namespace lambda
