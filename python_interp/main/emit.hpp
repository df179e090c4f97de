// `--emit`: what a program is along the way.
#pragma once

#include <string_view>

#include "python_interp/main/options.hpp"

namespace py {

/// Prints tokens, tree or bytecode of a source; false (with the error on stderr) if it has none.
bool emit_source(Emit what, std::string_view source, std::string_view filename);
/// Prints what the engine knows after the program has run.
void emit_compiled(Emit what, Engine& engine);

}  // namespace py
