// Where an attribute is: what a look-up by shape and name finds, kept as long as no class involved changes.
//
// An `Attribute` is the value of an inline cache at `Direct` and static knowledge when specialising. It is
// an assumption: changing a class invalidates the Attributes found through it and its subclasses (a
// class variable that merely gets another plain value does not: its GlobalCell is found, not its value).
#pragma once

#include "pe/stage/assumption.hpp"
#include "python_interp/objects/vm.hpp"

namespace py {

/// What was found.
enum class Found : std::uint8_t {
  missing,         ///< Nowhere: AttributeError, or __getattr__ (see `Attribute::getattr`).
  inline_slot,     ///< In Instance::slots[index].
  extra_slot,      ///< In the Array that the layout's attributes field holds, at `index`.
  class_value,     ///< In `cell`, a plain value: the attribute is the cell's value.
  method,          ///< A Function or Builtin `value` in the class that binds self.
  static_method,   ///< `value`, without binding.
  class_method,    ///< `value`, binding the type.
  property_,       ///< `value` is a Property.
  dynamic,         ///< Anything else (other descriptors, dictionary mode, __getattribute__): ask get_attribute.
};

struct Attribute : pe::Assumption {
  Found found = Found::missing;
  Word value;                ///< The function, property ...; immutable while valid.
  GlobalCell* cell = nullptr;
  std::uint64_t index = 0;
  gc::Field extra_field{};   ///< Of extra_slot: the field of the object that holds the Array.
  Type* owner = nullptr;     ///< The type of the objects that this was looked up for.
};

/// What a store finds.
enum class StoreTo : std::uint8_t {
  inline_slot,   ///< Overwrite Instance::slots[index].
  extra_slot,    ///< Overwrite in the overflow Array at `index`.
  new_inline,    ///< Add: set the slot, then the header to `next`'s.
  dynamic,       ///< Anything else: ask set_attribute.
};
struct StoreAttribute : pe::Assumption {
  StoreTo to = StoreTo::dynamic;
  std::uint64_t index = 0;
  gc::Field extra_field{};
  gc::Header next{};         ///< Of new_inline.
};

/// Looks `name` (interned) up on objects with this header (or, for `word_header`s of immediates, on ints,
/// floats ...). Pure while the result is `valid`. Never null, never raises.
const Attribute* find_attribute(VM* vm, gc::Header header, Str* name);
const StoreAttribute* find_store(VM* vm, gc::Header header, Str* name);

/// Looks a special method up on the type alone, as operators do: found is missing, method, class_value ...
const Attribute* find_special(VM* vm, gc::Header header, Str* name);

/// The header that stands for the type of any word: an object's own; for immediates that of a boxed float,
/// and made-up ones with layout `array` and int's, bool's, NoneType's ... root shape.
gc::Header word_header(VM* vm, Word word);

/// The type of any value.
Type* type_of(const VM& vm, Word word);

/// Sets a class's attribute and invalidates what was found through the old one.
void set_class_value(VM& vm, Type* type, Str* name, Word value);

/// What a GlobalCell's value being constant is believed by.
struct CellAssumption : pe::Assumption {};

/// The cell of `name` in a namespace (made, with a null value, if there is none).
GlobalCell* global_cell(VM* vm, Dict* name_space, Str* name);
/// Sets a cell; whoever built on its old value is told.
void set_global_cell(VM* vm, GlobalCell* cell, Word value);

/// The header of the BoundMethod that binds this function: it tells methods of C++ types from others.
inline gc::Header bound_method_header(const VM& vm, Word function) {
  if (!is<Builtin>(function)) return vm.exact.bound_method;
  const bool special = gc::as<Builtin>(function)->header.bits == vm.exact.wrapper_descriptor.bits;
  return special ? vm.exact.bound_slot : vm.exact.bound_builtin;
}

/// A new instance of a class written in Python: __new__ is object's.
Word new_instance(VM* vm, Type* type);

}  // namespace py
