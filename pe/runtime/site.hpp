// A place where compiled code may be entered: a function's beginning or a loop's header.
#pragma once

#include <cstdint>

namespace pe {

struct Region;

struct Site {
  const void* code = nullptr;   ///< The interpreter's code object ...
  std::uint32_t pc = 0;         ///< ... and instruction.
  bool is_loop = false;
  std::int32_t countdown = 0;   ///< Arrivals until the runtime is asked; stays at 0 once there is code.
  std::uint32_t asked = 0;      ///< How often it has been.
  Region* region = nullptr;     ///< What is compiled for it, or being compiled.
};

}  // namespace pe
