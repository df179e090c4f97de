// How Python's `repr` writes the values of literals.
#pragma once

#include <string>
#include <string_view>

#include "python_interp/syntax/ast.hpp"

namespace py::syntax {

std::string repr_of_text(std::string_view utf8_with_surrogates);
std::string repr_of_bytes(std::string_view bytes);
/// The shortest digits that read back the same; always with a point or an exponent.
std::string repr_of_float(double value);
/// The decimal digits of a ConstantValue's `text`.
std::string decimal_of_integer(std::string_view text);
std::string repr_of(const ConstantValue& value);

}  // namespace py::syntax
