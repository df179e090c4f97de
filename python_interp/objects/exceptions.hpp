// Exceptions, seen from C++.
#pragma once

#include <initializer_list>

#include "python_interp/objects/api.hpp"

namespace py {

/// An exception without arguments; nothing is raised. Null with MemoryError pending.
Exception* make_exception(VM& vm, Type* type);

/// A field of the table in exceptions.cpp (of an AttributeError 0 is `name`, 1 is `obj` ...), or None.
Word exception_field(const Exception* exception, int index);
bool set_exception_field(VM& vm, Exception* exception, int index, Word value);
/// Sets the first fields of the pending exception, if its class is `type` or a subclass.
void set_error_fields(VM& vm, const Type* type, std::initializer_list<Word> fields);

/// The class that OSError(number, ...) makes.
Type* os_error_type(const VM& vm, int number);
/// OSError for C's `errno`, about a file (or null).
Word raise_os_error(VM& vm, int number, Word file = null);

/// What of an exception (a group, perhaps) `except*` with these classes catches, and what is left: None
/// for nothing. False with the exception pending.
bool split_exception(VM& vm, Word exception, Word classes, Word* matching, Word* rest);

/// A Str, formatted as `raise` does. Null with the exception pending.
Word format(VM& vm, const char* format, ...);

}  // namespace py
