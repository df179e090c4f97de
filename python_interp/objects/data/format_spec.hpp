// Python's format specification mini-language:
//
//     [[fill]align][sign][z][#][0][width][grouping][.precision][type]
#pragma once

#include <optional>
#include <string>

#include "python_interp/objects/data/str_builder.hpp"

namespace py {

struct FormatSpec {
  std::uint32_t fill = ' ';
  char align = '\0';          ///< '<', '>', '^', '=' or none given.
  bool fill_given = false;
  char sign = '\0';           ///< '+', '-', ' ' or none given.
  bool no_negative_zero = false;
  bool alternate = false;
  std::int64_t width = -1;
  char grouping = '\0';       ///< ',' or '_'.
  std::int64_t precision = -1;
  std::uint32_t type = 0;     ///< 0: none given.
};

/// Reads a specification for `value`; nothing with ValueError pending. `default_type` is what no type means:
/// it decides which groupings are allowed. `zero_aligns`: a 0 before the width means the alignment '='.
std::optional<FormatSpec> parse_format_spec(VM& vm, const Str* text, Word value, bool zero_aligns);

/// ValueError: unknown format code.
Word raise_unknown_code(VM& vm, std::uint32_t code, Word value);

/// A number on its way to text: sign, prefix (0x), digits, and what follows the digits (.25e+10).
struct NumberText {
  std::string sign, prefix, digits, rest;
};
/// Puts it together: grouping, zeros, padding on the side that the specification says (default '>').
void append_number(StrBuilder& text, const NumberText& number, const FormatSpec& spec);

/// A double's sign, digits and rest. `type` is one of e f g r (and E F G, %); precision < 0: the default.
NumberText float_number(double value, const FormatSpec& spec, char type, int precision, bool point_zero);

/// The text of a non-negative finite double as printf-like `type` e, f, g or r makes it.
std::string float_text(double value, char type, int precision, bool alternate, bool point_zero);

/// `text` padded to the width; default alignment `align`.
void append_padded(StrBuilder& into, const Str* text, std::uint64_t length, const FormatSpec& spec, char align);

Word format_float(VM& vm, double value, const FormatSpec& spec, Word original);
Word format_integer(VM& vm, Word value, const FormatSpec& spec, Word original);
Word format_complex(VM& vm, double real, double imag, const FormatSpec& spec, Word original);

}  // namespace py
