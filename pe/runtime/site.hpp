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
  bool is_warm = false;         ///< It has been asked once.
  std::uint32_t profiled = 0;   ///< Loops or calls seen by profiling so far ...
  std::uint32_t sessions = 0;   ///< ... in so many sessions.
  std::uint32_t remakes = 0;    ///< How often its region was made again.
  Region* region = nullptr;     ///< What is compiled for it, or being compiled.
};

}  // namespace pe
