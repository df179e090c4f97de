// The object space, seen from C++: what can be done with any value, whatever it is.
//
// Staged code (interp/) does the common cases itself and calls these for the rest; builtin functions use
// them for everything. All answer null (or -1) with the exception in vm->pending on failure. Arguments may
// be any value; nothing is assumed of them. Strings from C++ are UTF-8.
#pragma once

#include <cstdarg>
#include <span>
#include <string>
#include <string_view>

#include "python_interp/objects/operations.hpp"
#include "python_interp/objects/vm.hpp"

namespace py {

// Operations (operations.hpp has the table). `operation` is a BinaryOperation etc. as int64.
Word binary_operation(VM* vm, std::int64_t operation, Word left, Word right);
Word inplace_operation(VM* vm, std::int64_t operation, Word left, Word right);
Word unary_operation(VM* vm, std::int64_t operation, Word operand);
Word compare_operation(VM* vm, std::int64_t comparison, Word left, Word right);
Word contains(VM* vm, Word container, Word item);            ///< True or False.
std::int64_t is_true(VM* vm, Word value);                     ///< 1, 0, or -1.
std::int64_t are_equal(VM* vm, Word left, Word right);        ///< Identical or ==: 1, 0, -1.

Word get_item(VM* vm, Word container, Word key);
Word set_item(VM* vm, Word container, Word key, Word value);  ///< None.
Word delete_item(VM* vm, Word container, Word key);           ///< None.
Word get_attribute(VM* vm, Word object, Str* name);
Word set_attribute(VM* vm, Word object, Str* name, Word value);
Word delete_attribute(VM* vm, Word object, Str* name);
/// As get_attribute, but null with nothing pending where there is none.
Word find_attribute_value(VM* vm, Word object, Str* name);

Word get_iterator(VM* vm, Word iterable);
/// The next item; null with nothing pending at the end.
Word iterator_next(VM* vm, Word iterator);

/// Calls anything callable; keyword arguments behind the positional ones, named by a Tuple of Strs or null.
Word call(VM& vm, Word callable, std::span<const Word> arguments, Word keyword_names = null);
Word call_method(VM& vm, Word object, std::string_view name, std::span<const Word> arguments);
/// Calls the special method on the type; null with nothing pending if there is none.
Word call_special(VM& vm, Word object, Str* name, std::span<const Word> arguments);

Word repr(VM* vm, Word value);                                ///< A Str.
Word ascii_repr(VM* vm, Word value);                          ///< repr(), all but ASCII escaped.
Word to_str(VM* vm, Word value);                              ///< str(value).
Word format_value(VM* vm, Word value, Word specification);    ///< format(value, spec).
std::int64_t length_of(VM* vm, Word value);                   ///< -1 on failure.
std::int64_t hash_of(VM* vm, Word value);                     ///< -1 on failure (no hash is -1).
bool is_instance(VM& vm, Word value, Type* type);             ///< By mro only.
bool is_subtype(const Type* type, const Type* of);

// Making values (make_int, make_float and box_float are inline in numbers.hpp).
Str* make_str(VM& vm, std::string_view utf8);
Str* intern(VM& vm, std::string_view utf8);
Str* intern(VM& vm, Str* string);
Tuple* make_tuple(VM& vm, std::span<const Word> items);
List* make_list(VM& vm, std::span<const Word> items);
Dict* make_dict(VM& vm);
Dict* make_namespace(VM& vm);                                 ///< A Dict whose values lie in cells.
Set* make_set(VM& vm);
std::string to_utf8(const Str* string);

// Dicts; keys of any hashable type. All see through cells.
Word dict_get(VM& vm, Dict* dict, Word key);                  ///< Null with nothing pending if absent.
Word dict_get(VM& vm, Dict* dict, Str* key);                  ///< Never fails.
bool dict_set(VM& vm, Dict* dict, Word key, Word value);
/// 1 removed, 0 was absent, -1 failed.
int dict_delete(VM& vm, Dict* dict, Word key);
/// Steps through: position 0 first; false at the end.
bool dict_next(const Dict* dict, std::uint64_t& position, Word& key, Word& value);
bool list_append(VM& vm, List* list, Word item);
/// Appends all items of an iterable to `list`.
bool list_extend(VM& vm, List* list, Word iterable);

// Raising. `format` is printf's, in UTF-8, plus %R (Word: its repr), %S (Word: str), %T (Word: its type's name).
Word raise(VM& vm, Type* type, const char* format, ...);
Word raise_object(VM& vm, Word exception);                    ///< Sets the context, too.
bool pending_is(VM& vm, const Type* type);
Word take_pending(VM& vm);                                    ///< Clears it and gives it.
Word raise_recursion(VM* vm);                                 ///< RecursionError, CPython's words.
/// Adds one line to the pending exception's traceback: the instruction that was running in `code`.
void add_traceback(VM* vm, Code* code, std::int64_t pc);
/// Prints a traceback as CPython does at the end of a program (causes and contexts included).
std::string format_exception(VM& vm, Word exception);

// Defining types and functions in C++.
/// Who calls a native function checks `self` (of a method) and the number of arguments first. With a
/// maximum, keyword arguments are refused, too; a function that takes some has the maximum -1 and looks
/// at its arguments itself (native.hpp helps).
struct NativeMethod {
  const char* name;
  Native function;
  int minimum = 0, maximum = -1;   ///< Arguments, self included in methods; -1: any, and keywords.
  const char* doc = nullptr;
  enum Binding { method, class_, static_ } binding = method;
  std::int64_t staged = 0;
};
Type* make_type(VM& vm, std::string_view name, Type* base, Layout layout, std::uint64_t flags = 0);
void add_methods(VM& vm, Type* type, std::span<const NativeMethod> methods);
void add_property(VM& vm, Type* type, const char* name, Word (*get)(VM&, Word self),
                  Word (*set)(VM&, Word self, Word value) = nullptr);
Module* make_module(VM& vm, std::string_view name);
void add_functions(VM& vm, Module* module, std::span<const NativeMethod> functions);
void set_global(VM& vm, Dict* name_space, std::string_view name, Word value);

/// Allocates an object of a layout for a builtin type; `tail` elements of the layout's tail.
template <class T>
T* allocate(VM& vm, const Type* type, std::size_t tail = 0);

}  // namespace py

#include "python_interp/objects/numbers.hpp"
