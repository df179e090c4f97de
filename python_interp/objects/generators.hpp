// Generators, seen from C++.
#pragma once

#include "python_interp/objects/api.hpp"

namespace py {

/// The next value of a generator; null with nothing pending once it has returned (what it returned is
/// vm.generator_result).
Word generator_next(VM* vm, Word generator);
/// Raises GeneratorExit where it is suspended. None, or null with the exception pending.
Word generator_close(VM* vm, Word generator);
/// StopIteration with vm.generator_result.
Word raise_stop_iteration(VM& vm);

}  // namespace py
