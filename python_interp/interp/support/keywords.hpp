// The arguments of f(*iterable, **mapping), and what error messages call f.
#pragma once

#include <string>

#include "python_interp/objects/vm.hpp"

namespace py {

/// `module.qualname()`, without the module if that is builtins; what str() says if it has no name.
std::string callable_name(VM& vm, Word callable);

/// Adds a mapping's items to `keywords`; false with TypeError for what is no mapping and for a key that is
/// there already.
bool add_keywords(VM& vm, Dict* keywords, Word mapping, Word callable);

/// The positional arguments as a Tuple; null with TypeError for what cannot be iterated.
Tuple* spread_positional(VM& vm, Word iterable, Word callable);

}  // namespace py
