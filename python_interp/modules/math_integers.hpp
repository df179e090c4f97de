// The functions of math that are about integers.
#pragma once

#include "python_interp/objects/api.hpp"

namespace py {

/// Adds comb, factorial, gcd, isqrt, lcm and perm.
void add_math_integers(VM& vm, Module* module);

}  // namespace py
