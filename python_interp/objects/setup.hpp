// How a VM comes into being: the steps that `VM::VM` takes, in their order.
//
// `make_types` makes every type of vm.types and vm.exceptions, so that all of them exist when the families
// below are set up; a family only adds methods and what else belongs to its types. None of them may fail:
// a VM that cannot be made ends the process.
#pragma once

#include "python_interp/objects/vm.hpp"

namespace py {

// The core.
void make_types(VM& vm);            ///< Types, their mro and root shapes; no methods yet.
void make_names(VM& vm);            ///< The interned strings of names.hpp.
void init_object(VM& vm);           ///< object's and type's methods.
void init_descriptors(VM& vm);      ///< property, staticmethod, classmethod, super.
void init_functions(VM& vm);        ///< function, builtin functions, bound methods, cells, code.
void init_exceptions(VM& vm);
void init_tracebacks(VM& vm);       ///< And frames, as far as they can be seen.
void init_async_generators(VM& vm);
void init_generators(VM& vm);
void init_generic_aliases(VM& vm);   ///< list[int], int | str.
void init_singletons(VM& vm);       ///< None, NotImplemented, Ellipsis, module, mappingproxy.

// The data types (data/).
void init_numbers(VM& vm);          ///< int, bool, float, complex.
void init_strings(VM& vm);          ///< str, bytes, bytearray.
void init_containers(VM& vm);       ///< list, tuple, dict, set, frozenset, range, slice, views.
void init_iterators(VM& vm);        ///< The iterators of these, and reversed, enumerate, zip, map, filter.

}  // namespace py
