// compile(), exec() and eval().
#pragma once

#include "python_interp/objects/api.hpp"

namespace py {

/// Adds them to the module builtins.
void add_source_functions(VM& vm);

}  // namespace py
