// What Python programs see of a code object beyond its names and counts.
#pragma once

#include "python_interp/objects/api.hpp"

namespace py {

/// Adds co_code, co_lines(), co_positions(), replace(), equality and hash to the type of code objects. An
/// instruction of ours is four bytes of co_code; offsets count these bytes.
void add_code_attributes(VM& vm);

}  // namespace py
