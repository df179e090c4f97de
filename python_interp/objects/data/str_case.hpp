// Case mappings and the questions that str answers about its characters.
#pragma once

#include "python_interp/objects/strings.hpp"

namespace py {

Str* str_lower(VM& vm, const Str* string);
Str* str_upper(VM& vm, const Str* string);
Str* str_fold(VM& vm, const Str* string);
Str* str_title(VM& vm, const Str* string);
Str* str_capitalise(VM& vm, const Str* string);
Str* str_swap_case(VM& vm, const Str* string);
bool str_is_title(const Str* string);
bool str_is_upper(const Str* string);
bool str_is_lower(const Str* string);
/// Has it characters, and all of them the property?
bool str_all(const Str* string, bool (*has)(std::uint32_t));

}  // namespace py
