// Bytecode as text, for `--emit bytecode` and the golden files.
#pragma once

#include <string>

#include "python_interp/bytecode/code.hpp"

namespace py::bytecode {

/// The unit and, after it, those among its constants. One line per instruction: its source line
/// where that changes, `>>` where control flow meets, its index, the operation, the operand, and in
/// brackets what the operand means. Ends with the exception ranges.
std::string disassemble(const CodeUnit& code);

/// One instruction as there, without line and mark: `12 LOAD_CONST 3 (None)`.
std::string disassemble(const CodeUnit& code, std::uint32_t instruction);

}  // namespace py::bytecode
