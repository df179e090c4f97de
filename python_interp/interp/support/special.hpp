// Special methods as values, for the protocols that ask for one first and call it later.
#pragma once

#include <span>

#include "python_interp/objects/attributes.hpp"
#include "python_interp/objects/vm.hpp"

namespace py {

/// Does the value's type have the special method? (One that is None counts as there.)
bool has_special(VM& vm, Word value, Str* name);

/// Does its type say how to iterate over it: has it __iter__ or __getitem__?
bool is_iterable(VM& vm, Word value);

/// The special method, bound to the value; null with nothing pending if there is none.
Word bound_special(VM& vm, Word value, Str* name);

}  // namespace py
