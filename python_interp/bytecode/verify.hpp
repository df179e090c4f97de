// Asks of a code unit what the interpreter takes for granted:
//  - every operand exists: constants, names, slots of the right kind, jump targets;
//  - forward jumps go forward, JUMP_BACKWARD backward, and control never runs off the end;
//  - all paths reach an instruction with the same stack depth, within 0 and stack_size;
//  - exception ranges are disjoint, in order, and their handlers agree with the depths they imply;
//  - a slot that LOAD_FAST reads is assigned on every path;
//  - there is one position per instruction.
// Nested code units are verified as well.
#pragma once

#include <optional>
#include <string>

#include "python_interp/bytecode/code.hpp"

namespace py::bytecode {

/// The first thing that is wrong, with the code's name and the instruction; none if all is well.
std::optional<std::string> verify(const CodeUnit& code);

}  // namespace py::bytecode
