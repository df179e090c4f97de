// Attribute access as Python defines it, below what attributes.hpp caches: descriptors and overrides.
#pragma once

#include "python_interp/objects/api.hpp"
#include "python_interp/objects/attributes.hpp"

namespace py {

/// The cell of `name` if the namespace has one; its value may be null.
GlobalCell* find_cell(VM& vm, Dict* name_space, Str* name);

/// The raw value of a name in a class's mro; null if there is none.
Word find_in_type(VM& vm, const Type* type, Str* name);

/// Does the value's type define __get__? Does it define __set__ or __delete__?
bool has_get(VM& vm, Word value);
bool is_data_descriptor(VM& vm, Word value);

/// A method: `function` bound to `self`. Null with MemoryError pending.
Word bind_method(VM& vm, Word function, Word self);

/// What `value`, found in a class, is when asked for through `instance` (null: through `owner` itself).
Word descriptor_get(VM& vm, Word value, Word instance, Type* owner);

/// Does code written in Python decide about all attributes of the type's instances?
bool overrides_getattribute(VM& vm, const Type* type);
bool overrides_setattr(VM& vm, const Type* type);
/// Works out anew, for a class and its subclasses, the flags that answer that.
void refresh_flags(VM& vm, Type* type);

/// Have the type's instances attributes of their own (a `__dict__`)?
bool has_dictionary(const Type* type);
/// May an instance be given an attribute of this name (`__slots__`)?
bool may_have_attribute(const Type* type, const Str* name);

/// object.__getattribute__, and as type and module define it: null with nothing pending where there is
/// none, __getattr__ not asked.
Word generic_get_attribute(VM& vm, Word object, Str* name);
/// object.__setattr__; `value` null deletes. False with the exception pending.
bool generic_set_attribute(VM& vm, Word object, Str* name, Word value);

/// Calls the special method on the type with keyword arguments, too; null with nothing pending if there is none.
Word call_special_with(VM& vm, Word object, Str* name, std::span<const Word> arguments,
                       Word keyword_names);

/// Raises AttributeError as CPython words it for this object.
Word raise_no_attribute(VM& vm, Word object, Str* name);

/// Forgets what was looked up of `name` (null: of any name) on a class and its subclasses.
void invalidate_class(VM& vm, Type* type, const Str* name);

}  // namespace py
