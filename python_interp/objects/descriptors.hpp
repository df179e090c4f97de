// The descriptors of C++ types and of the language: properties, getsets, super.
#pragma once

#include <initializer_list>

#include "python_interp/objects/api.hpp"

namespace py {

/// Calls the getter. `name` (or null) is for the error message only.
Word property_get(VM& vm, Property* property, Word object, Word name);
/// Calls the setter, or the deleter where `value` is null.
bool property_set(VM& vm, Property* property, Word object, Str* name, Word value);

/// An attribute of a C++ type, made by `add_property`.
bool is_getset(const VM& vm, Word value);
Word getset_get(VM& vm, Word getset, Word object);
bool getset_set(VM& vm, Word getset, Word object, Word value);

/// The attribute of the classes behind `start` in the mro; of the super object itself if there is none.
Word super_get(VM& vm, Super* super, Str* name);

/// Makes the `super(start, self)` object; null with TypeError pending if `self` is none of its own.
Word make_super(VM& vm, Type* start, Word self);

}  // namespace py
