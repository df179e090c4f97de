// Classes: making them, their order of resolution, and what instances of them look like.
#pragma once

#include "python_interp/objects/api.hpp"

namespace py {

/// A type object without anything but its shape, caches and layout: the first step of making one.
Type* allocate_type(VM& vm, Type* metaclass, Layout instance_layout, std::uint64_t flags);
/// Its name, bases, namespace and mro; tells the bases that they have a subclass. False with an exception
/// pending.
bool complete_type(VM& vm, Type* type, Str* name, Tuple* bases, Type* base);

/// The C3 linearisation of a class whose `bases` are set. Null with TypeError pending.
Tuple* linearise(VM& vm, Type* type);

/// The base whose layout instances of a class with these bases have. Null with TypeError pending.
Type* best_base(VM& vm, Tuple* bases);
/// The layout that instances of a subclass of `base` written in Python have.
Layout subclass_layout(const Type* base);

/// type(name, bases, namespace): a class statement's class. `keywords` go to __init_subclass__.
Word make_class(VM& vm, Type* metaclass, Str* name, Tuple* bases, Dict* name_space,
                std::span<const Word> keyword_values, Word keyword_names);
/// The metaclass that `metaclass` and the bases agree on. Null with TypeError pending.
Type* most_derived_metaclass(VM& vm, Type* metaclass, Tuple* bases);
/// builtins.__build_class__, as a Native.
Word build_class(VM& vm, const Word* arguments, std::uint64_t count, Word keyword_names);

/// Calls a class: makes an instance.
Word call_type(VM& vm, Type* type, std::span<const Word> arguments, Word keyword_names);

/// isinstance() and issubclass(): with tuples, unions and the classes' own hooks. 1, 0, -1.
int instance_check(VM& vm, Word object, Word classes);
int subclass_check(VM& vm, Word subclass, Word classes);

/// The hash of an object that is equal to nothing but itself.
std::int64_t identity_hash(Word word);

/// "module.qualname", without the module if that is builtins.
std::string full_name(VM& vm, const Type* type);

}  // namespace py
