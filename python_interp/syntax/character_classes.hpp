// The classes of bytes that tokens are made of. A byte of 128 and more may be part of a name; whether
// the character it belongs to really is, is decided once per name.
#pragma once

#include <array>
#include <cstdint>

namespace py::syntax {

namespace detail {

enum CharacterClass : std::uint8_t { name_start = 1, name_part = 2, digit = 4, hex_digit = 8 };

inline constexpr auto character_classes = [] {
  std::array<std::uint8_t, 256> classes{};
  auto add = [&](int first, int last, int what) {
    for (int byte = first; byte <= last; ++byte) {
      classes[static_cast<std::size_t>(byte)] |= static_cast<std::uint8_t>(what);
    }
  };
  add('a', 'z', name_start | name_part);
  add('A', 'Z', name_start | name_part);
  add('_', '_', name_start | name_part);
  add(128, 255, name_start | name_part);
  add('0', '9', name_part | digit | hex_digit);
  add('a', 'f', hex_digit);
  add('A', 'F', hex_digit);
  return classes;
}();

constexpr bool has_class(char byte, CharacterClass what) {
  return (character_classes[static_cast<unsigned char>(byte)] & what) != 0;
}

}  // namespace detail

constexpr bool starts_name(char byte) { return detail::has_class(byte, detail::name_start); }
constexpr bool continues_name(char byte) { return detail::has_class(byte, detail::name_part); }
constexpr bool is_digit(char byte) { return detail::has_class(byte, detail::digit); }
constexpr bool is_hex_digit(char byte) { return detail::has_class(byte, detail::hex_digit); }

}  // namespace py::syntax
