// The methods of str, set up apart from its construction and operators.
#pragma once

#include "python_interp/objects/vm.hpp"

namespace py {

void add_str_methods(VM& vm);

}  // namespace py
