// The tower: a program run by lambda, by lambda in lambda, and by that in itself. How many times
// slower each level is than the one below is Gifford's eigenratio; the specialiser is asked what it
// can make of it.
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

/// The interpreters' recursion at level 2 is not as deep as this.
constexpr std::size_t unfolded = 400;

std::string text_of_file(const char* path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

struct Measured {
  double seconds = 0;
  std::string output;
  double specialise_seconds = 0;
  std::size_t code_bytes = 0;
};

/// The fastest of some runs in one world, by when code is as good as it gets.
Measured measure(const std::string& text, Mode mode) {
  const auto program = frontend().load(text);
  if (!program) return {-1, program.error().message};
  pe::driver::World world(*frontend().interpreter, *frontend().layouts, frontend().world);
  world.keeps_output = true;
  pe::driver::EngineOptions options;
  options.mode = mode;
  options.specialiser.interruptible = false;
  if (mode == Mode::all) options.specialiser.static_depth = unfolded;
  if (mode != Mode::off) world.engine = std::make_unique<pe::driver::Engine>(world, options);
  Measured best{.seconds = 1e9, .output = {}};
  const auto run = [&] {
    world.output().clear();
    const auto start = std::chrono::steady_clock::now();
    world.run((*program)->main(), (*program)->arguments(world, 0));
    return std::chrono::steady_clock::now() - start;
  };
  run();  // With the oracle `all`, this is when everything is made.
  const auto begin = std::chrono::steady_clock::now();
  while (!world.failure &&
         std::chrono::steady_clock::now() - begin < std::chrono::milliseconds(1500))
    best.seconds = std::min(best.seconds, std::chrono::duration<double>(run()).count());
  if (world.failure) return {-1, world.failure->message};
  best.output = world.output();
  if (!world.engine) return best;
  for (const auto& region : world.engine->regions()) {
    best.specialise_seconds += region->specialise_seconds;
    best.code_bytes += region->code_bytes;
  }
  return best;
}

}  // namespace

int tower(int count, char** words) {
  if (count < 2 || std::strcmp(words[1], "tower") != 0) return -1;
  if (count != 4) return std::fputs("usage: lambda tower SELF.lambda PROGRAM.lambda\n", stderr), 2;
  const std::string self = text_of_file(words[2]);
  std::string program = text_of_file(words[3]);
  for (int i = 2; i < 4; ++i)
    if (text_of_file(words[i]).empty())
      return std::fprintf(stderr, "%s: %s\n", words[i],
                          errno ? std::strerror(errno) : "it is empty"),
             1;
  constexpr Mode modes[] = {Mode::off, Mode::pe, Mode::all};
  std::printf("level          off           pe          all   specialised in        code\n");
  double seconds[3][3];
  for (int level = 0; level < 3; ++level) {
    Measured by_mode[3];
    for (int i = 0; i < 3; ++i) {
      by_mode[i] = measure(program, modes[i]);
      if (by_mode[i].seconds < 0)
        return std::fprintf(stderr, "level %d: %s\n", level, by_mode[i].output.c_str()), 1;
      if (by_mode[i].output != by_mode[0].output)
        return std::fprintf(stderr, "level %d: the answers differ\n", level), 1;
      seconds[level][i] = by_mode[i].seconds;
    }
    std::printf("%d  %9.2f us %9.2f us %9.2f us   %11.1f ms %5zu bytes\n", level,
                seconds[level][0] * 1e6, seconds[level][1] * 1e6, seconds[level][2] * 1e6,
                by_mode[2].specialise_seconds * 1e3, by_mode[2].code_bytes);
    program = self + "\n(run '(" + program + "))\n";
  }
  for (int level = 1; level < 3; ++level)
    std::printf("level %d / level %d: off %.1f, pe %.1f, all %.2f\n", level, level - 1,
                seconds[level][0] / seconds[level - 1][0],
                seconds[level][1] / seconds[level - 1][1],
                seconds[level][2] / seconds[level - 1][2]);
  return 0;
}

}  // namespace lambda
