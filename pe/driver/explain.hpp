// What each stage made of a program, for people.
#pragma once

#include <string>

#include "pe/driver/command.hpp"
#include "pe/driver/section.hpp"

namespace pe::driver {

/// What there is to explain.
struct Ran {
  const Frontend& frontend;
  const Program& program;
  std::string source;        ///< The program's text.
  std::string command;       ///< How to get the same explanation again.
  const Engine* engine;      ///< Null: the interpreter ran alone.
  const Coverage& coverage;  ///< What a run at Profile has seen.
};

/// The program's text, its code with what Profile saw; then each region: versions and their keys,
/// the residual program, its exits and why each value there is dynamic, LLVM's form of it, machine
/// code.
Section explain(const Ran& ran);

/// A region's residual program.
std::string residual_text(const Frontend& frontend, const Program& program, const Region& region);

}  // namespace pe::driver
