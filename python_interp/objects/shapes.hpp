// Hidden classes: where the attributes of an object are, and how that changes when one is added.
//
// The slots inside an Instance are as many as its class's methods seem to need, going by what they set on
// their first parameter; a class learns from the instances that had to overflow how many later ones get
// (its `root_shape` is replaced, so that there are two kinds of instances, which costs compiled code dearly). An object whose `__dict__` is asked for, or that has very many attributes,
// keeps them in a Dict from then on (dictionary mode). Objects of other layouts (subclasses of list,
// exceptions ...) have no slots inside, but the same shapes with everything in their overflow Array.
#pragma once

#include <utility>
#include <vector>

#include "python_interp/objects/vm.hpp"

namespace py {

/// Slots of the first instances when nothing is known: with the three words before them a multiple of the
/// allocation granule, as all odd numbers are.
inline constexpr std::uint64_t first_inline_capacity = 5;
inline constexpr std::uint64_t most_inline_capacity = 29;
/// An object with more attributes goes into dictionary mode.
inline constexpr std::uint64_t most_attributes = 120;
/// So does one that would give a shape yet another successor.
inline constexpr std::uint64_t most_transitions = 100;

/// A shape without attributes. Null with MemoryError pending.
Shape* make_root_shape(VM& vm, Type* type, Layout layout, std::uint64_t inline_capacity,
                       bool dictionary);
/// The type's root shape with this many inline slots.
Shape* root_shape(VM& vm, Type* type, std::uint64_t inline_capacity);
/// Gives a class that has no instances yet the inline slots that the methods of it and its bases set.
/// False with MemoryError pending.
bool expect_attributes(VM& vm, Type* type);
/// The place of attribute `name`, or -1.
std::int64_t find_slot(const Shape* shape, const Str* name);
/// The shape with one attribute more; null where dictionary mode is called for (or memory ran out: then
/// MemoryError is pending).
Shape* shape_with(VM& vm, Shape* shape, Str* name);

/// The field that holds what is not inline: an Array, a Dict in dictionary mode, or null. False if objects
/// of this layout have no attributes of their own.
bool storage_field(gc::LayoutId layout, gc::Field* field);
Word* storage_of(Object* object);

/// An object's own attributes, classes left out of it.
Word own_attribute(VM& vm, Object* object, Str* name);            ///< Null: none.
bool set_own_attribute(VM& vm, Object* object, Str* name, Word value);
int delete_own_attribute(VM& vm, Object* object, Str* name);      ///< As dict_delete.
/// Puts the object into dictionary mode and gives its Dict. Null with an exception pending.
Dict* own_dictionary(VM& vm, Object* object);
bool set_own_dictionary(VM& vm, Object* object, Dict* dict);
/// The names and values, in the order in which they were added.
std::vector<std::pair<Str*, Word>> own_attributes(Object* object);
/// Gives the object another class of the same layout, keeping its attributes.
bool change_type(VM& vm, Object* object, Type* type);

}  // namespace py
