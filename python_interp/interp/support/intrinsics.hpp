// Telling builtin functions that they have a staged version.
#pragma once

#include "python_interp/objects/vm.hpp"

namespace py {

/// Gives the builtins that exist so far the numbers of their staged versions (`Builtin::staged`). May be
/// called again when there are more.
void name_intrinsics(VM& vm);

}  // namespace py
