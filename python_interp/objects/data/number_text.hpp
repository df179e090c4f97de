// int(), float() and complex() of text: what they share.
#pragma once

#include <string>

#include "python_interp/objects/strings.hpp"

namespace py {

/// The text of a number in ASCII: Unicode's digits and spaces become ASCII's; anything else becomes "?",
/// which no number contains.
std::string number_ascii(const Str* string);

}  // namespace py
