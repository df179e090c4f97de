// What each stage made of a program, as text for people.
#pragma once

#include <string>

#include "pe/driver/command.hpp"

namespace pe::driver {

/// The program's code with what Profile saw; then each region: its versions, its residual program, its exits
/// and why what they test is dynamic, and its machine code.
std::string explain(const Frontend& frontend, const Program& program, const Engine& engine);

/// A region's residual program.
std::string residual_text(const Frontend& frontend, const Region& region);

/// Why the value of `node` is not known before the program runs: a chain of causes, one a line.
std::string why_dynamic(const Frontend& frontend, const Region& region, residual::NodeId node);

}  // namespace pe::driver
