// The parts of one string token, and the escapes in it.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "python_interp/syntax/parser.hpp"

namespace py::syntax {

struct StringLiteral {
  bool is_raw = false;
  bool is_bytes = false;
  bool is_formatted = false;
  bool has_lower_u = false;  // CPython's `kind`
  std::string_view body;     // between the quotes
};

StringLiteral split_string_literal(std::string_view token);

struct DecodedLiteral {
  std::string value;
  std::string unknown_escape;  // the first letter, or octal number, behind a backslash that should not be
};

/// Or what an escape does wrong, in CPython's words.
using Decoded = std::expected<DecodedLiteral, std::string>;

/// The characters that `body` stands for, as UTF-8 with surrogates.
Decoded decode_text(std::string_view body, CharacterByName character_by_name);

/// The bytes that `body`, which is ASCII, stands for.
Decoded decode_bytes(std::string_view body);

}  // namespace py::syntax
