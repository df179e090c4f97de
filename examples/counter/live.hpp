// The counter machine over real registers: at Direct it runs, at Profile it runs and is watched.
#pragma once

#include <array>

#include "examples/counter/interpreter.hpp"
#include "pe/stage/direct.hpp"
#include "pe/stage/observe.hpp"

namespace counter {

inline constexpr int register_count = 4;

template <class Stage>
class Live : public Stage {
 public:
  using Int = typename Stage::template Dyn<std::int64_t>;
  using Stage::Stage;

  Int get(int which) const { return registers[static_cast<std::size_t>(which)]; }
  void set(int which, Int value) { registers[static_cast<std::size_t>(which)] = value; }
  void jump(int target) { pc = static_cast<std::size_t>(target); }
  void halt(int which) {
    result = get(which);
    running = false;
  }

  std::array<Int, register_count> registers{};
  Int result{};
  std::size_t pc = 0;
  bool running = true;
};

class Direct : public Live<pe::Direct> {};

class Profile : public Live<pe::Profile<Profile>> {
 public:
  using Live<pe::Profile<Profile>>::Live;
};

inline std::int64_t run_direct(const Program& program, std::int64_t argument) {
  Direct m;
  m.set(0, argument);
  while (m.running) step(m, program[m.pc++]);
  return m.result;
}

/// Runs the program and notes which way it goes at each decision.
inline std::int64_t run_profiled(const Program& program, std::int64_t argument, pe::Coverage& coverage) {
  Profile m(nullptr, nullptr, nullptr);
  m.coverage = &coverage;
  m.set(0, {&m, pe::to_bits(argument)});
  while (m.running) {
    m.begin_step(&program, static_cast<std::uint32_t>(m.pc), 0);
    step(m, program[m.pc++]);
  }
  return pe::from_bits<std::int64_t>(m.result.at(&m));
}

}  // namespace counter
