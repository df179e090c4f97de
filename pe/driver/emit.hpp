// A whole program as text or as an object file: the first projection, ahead of time.
#pragma once

#include <string>
#include <string_view>

#include "pe/driver/command.hpp"

namespace pe::driver {

inline constexpr std::string_view emission_kinds[] = {"residual", "llvm", "asm", "obj"};

struct Emission {
  std::string as;      ///< residual, llvm, asm or obj.
  std::string target;  ///< A triple; empty: this machine.
  std::string output;  ///< A file; empty: the standard output.
  std::string source;  ///< For messages.
  bool profiled =
      false;  ///< Runs it first, and makes only what was seen: another input may find no code.
};

/// The exit status.
int emit(const Frontend& frontend, const Program& program, const Emission& emission);

}  // namespace pe::driver
