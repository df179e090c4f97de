// Binding the arguments of a call to the parameters of a function in Python.
#pragma once

#include "python_interp/objects/vm.hpp"

namespace py {

/// `count` arguments, of which the last are named by the Tuple `names` (or null), in the order of the
/// function's parameter slots. Null with TypeError pending, in CPython's words.
Array* bind_parameters(VM& vm, Function* function, const Word* arguments, std::uint64_t count, Word names);

}  // namespace py
