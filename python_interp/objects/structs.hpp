// Tuples whose items have names, too: sys.version_info, time.struct_time.
#pragma once

#include <initializer_list>
#include <span>
#include <string_view>

#include "python_interp/objects/api.hpp"

namespace py {

/// A class of such tuples: `name` with its module. It refuses subclasses.
Type* make_struct_type(VM& vm, std::string_view name, std::initializer_list<const char*> fields);
/// An instance: a Wrapped around a tuple of the values.
Word make_struct(VM& vm, Type* type, std::span<const Word> values);
/// A class and its one instance.
Word make_struct(VM& vm, std::string_view name, std::initializer_list<const char*> fields,
                 std::span<const Word> values);

}  // namespace py
