// A test's way to leave a residual program anywhere: guards fail although their condition holds.
//
// Leaving must never change what a program computes, so a test runs it once to count the guards,
// then once for each of them with that guard forced. Hang one into `Context::forced_exit`; without
// it a guard costs one test more in the evaluator and nothing in machine code that was not made for
// testing.
#pragma once

#include <cstdint>

namespace pe::residual {

class Program;

struct ForcedExit {
  static constexpr std::uint64_t never = ~std::uint64_t{0};
  static constexpr std::uint32_t no_exit = ~std::uint32_t{0};

  std::uint64_t execution = never;   ///< Forces the guard executed so many guards after the first.
  std::uint32_t exit = no_exit;      ///< Forces every guard that leaves by this exit ...
  const Program* program = nullptr;  ///< ... of this program, or of any if null.

  std::uint64_t seen = 0;    ///< Guards executed whose condition held, in whichever program.
  std::uint64_t forced = 0;  ///< How many of them were made to leave.

  /// A guard whose condition holds asks: shall it leave nevertheless?
  bool strikes(const Program& asking, std::uint32_t asking_exit) {
    const bool hit =
        seen == execution || (asking_exit == exit && (program == nullptr || program == &asking));
    ++seen;
    forced += hit;
    return hit;
  }
};

}  // namespace pe::residual
