#include "python_interp/syntax/literal_text.hpp"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <vector>

#include "python_interp/syntax/unicode.hpp"

namespace py::syntax {
namespace {

std::string escaped(const char* format, unsigned value) {
  char text[16];
  std::snprintf(text, sizeof text, format, value);
  return text;
}

/// Single quotes, unless there are single quotes inside and no double ones.
char quote_for(std::string_view text) {
  bool single = text.find('\'') != std::string_view::npos;
  return single && text.find('"') == std::string_view::npos ? '"' : '\'';
}

/// Writes what text and bytes escape in the same way; false for anything else.
bool append_common(std::string& out, char32_t character, char quote) {
  switch (character) {
    case '\n': out += "\\n"; return true;
    case '\r': out += "\\r"; return true;
    case '\t': out += "\\t"; return true;
    case '\\': out += "\\\\"; return true;
    default: break;
  }
  if (character == static_cast<unsigned char>(quote)) out += '\\';
  if (character < ' ' || character >= 0x7F) return false;
  out += static_cast<char>(character);
  return true;
}

/// `digits` times ten to the `exponent`, as Python writes it; `whole` is put behind whole numbers.
std::string positional(std::string digits, int exponent, std::string_view whole) {
  int point = exponent + 1;  // where the point is in the digits
  if (exponent < -4 || exponent >= 16) {
    if (digits.size() > 1) digits.insert(1, ".");
    std::string sign = exponent < 0 ? "-" : "+";
    std::string size = std::to_string(std::abs(exponent));
    return digits + "e" + sign + (size.size() < 2 ? "0" : "") + size;
  }
  if (point <= 0) return "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
  auto place = static_cast<std::size_t>(point);
  if (digits.size() > place) return digits.insert(place, ".");
  return digits + std::string(place - digits.size(), '0') + std::string(whole);
}

std::string float_text(double value, std::string_view whole) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  char text[64];
  auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific).ptr;
  std::string_view all(text, static_cast<std::size_t>(end - text));
  bool negative = all.starts_with('-');
  if (negative) all.remove_prefix(1);
  auto e = all.find('e');
  std::string digits(1, all[0]);
  if (e > 1) digits += all.substr(2, e - 2);
  int exponent = 0;
  bool up = all[e + 1] == '+';
  std::from_chars(all.data() + e + (up ? 2 : 1), end, exponent);
  return (negative ? "-" : "") + positional(digits, exponent, whole);
}

}  // namespace

std::string repr_of_text(std::string_view text) {
  char quote = quote_for(text);
  std::string out(1, quote);
  for (std::size_t place = 0; place < text.size();) {
    auto [character, size] = decode_character(text.substr(place), true);
    if (size == 0) {
      out += escaped("\\x%02x", static_cast<unsigned char>(text[place++]));
      continue;
    }
    place += static_cast<std::size_t>(size);
    if (append_common(out, character, quote)) continue;
    if (is_printable(character)) {
      append_character(out, character);
    } else if (character < 0x100) {
      out += escaped("\\x%02x", character);
    } else {
      out += escaped(character < 0x10000 ? "\\u%04x" : "\\U%08x", character);
    }
  }
  return out + quote;
}

std::string repr_of_bytes(std::string_view bytes) {
  char quote = quote_for(bytes);
  std::string out = std::string("b") + quote;
  for (unsigned char byte : bytes) {
    if (!append_common(out, byte, quote)) out += escaped("\\x%02x", byte);
  }
  return out + quote;
}

std::string repr_of_float(double value) { return float_text(value, ".0"); }

std::string decimal_of_integer(std::string_view text) {
  if (!text.starts_with("0x")) return std::string(text);
  constexpr std::uint64_t base = 1'000'000'000;
  std::vector<std::uint64_t> parts{0};
  for (char digit : text.substr(2)) {
    auto carry = static_cast<std::uint64_t>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
    for (std::uint64_t& part : parts) {
      carry += part * 16;
      part = carry % base;
      carry /= base;
    }
    if (carry != 0) parts.push_back(carry);
  }
  std::string out = std::to_string(parts.back());
  for (std::size_t index = parts.size() - 1; index-- > 0;) {
    std::string part = std::to_string(parts[index]);
    out += std::string(9 - part.size(), '0') + part;
  }
  return out;
}

std::string repr_of(const ConstantValue& value) {
  switch (value.kind) {
    case ConstantKind::None: return "None";
    case ConstantKind::False: return "False";
    case ConstantKind::True: return "True";
    case ConstantKind::Ellipsis: return "Ellipsis";
    case ConstantKind::Int: return decimal_of_integer(value.text);
    case ConstantKind::Float: return repr_of_float(value.number);
    case ConstantKind::Complex: return float_text(value.number, "") + "j";
    case ConstantKind::Str: return repr_of_text(value.text);
    case ConstantKind::Bytes: return repr_of_bytes(value.text);
  }
  return {};
}

}  // namespace py::syntax
