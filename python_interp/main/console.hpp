// The prompt: reads statements, runs them, prints their values.
#pragma once

#include "python_interp/objects/api.hpp"

namespace py {

/// Serves stdin until it ends or the program asks to leave; the exit status. Prompts are sys.ps1 and
/// sys.ps2; they go to stdout if both ends are a terminal, else to stderr, as CPython's do.
int run_console(VM& vm);

}  // namespace py
