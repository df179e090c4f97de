// What the language asks of Unicode: which characters names are made of (PEP 3131), their normal
// form, and which characters print.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace py::syntax {

struct DecodedCharacter {
  char32_t code_point = 0;
  int size = 0;  // bytes; 0 when the bytes are not UTF-8
};

/// The character that starts `text`. Surrogates are characters here only if `allow_surrogates`.
DecodedCharacter decode_character(std::string_view text, bool allow_surrogates = false);

/// Where the first byte is that is not UTF-8 (or not ASCII, when `allow_utf8` is false); npos if none.
std::size_t first_undecodable(std::string_view bytes, bool allow_utf8 = true,
                              bool allow_surrogates = false);

/// Python's complaint about the `count` bytes at `place`.
std::string cannot_decode(std::string_view codec, std::string_view bytes, std::size_t place,
                          std::size_t count, std::string_view reason);
/// The same for UTF-8, with the reason.
std::string cannot_decode_utf8(std::string_view bytes, std::size_t place);

/// UTF-8, of a surrogate too.
void append_character(std::string& text, char32_t code_point);

bool is_identifier_start(char32_t code_point);
bool is_identifier_part(char32_t code_point);

/// The NFKC form; `text` is UTF-8.
std::string normalised_identifier(std::string_view text);

/// Python's str.isprintable for one character.
bool is_printable(char32_t code_point);

}  // namespace py::syntax
