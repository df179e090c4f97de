// Constants: when two are the same, and how Python writes them.
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <functional>
#include <string_view>

#include "python_interp/bytecode/code.hpp"

namespace py::bytecode {

namespace {

template <class... Lambdas>
struct Cases : Lambdas... {
  using Lambdas::operator()...;
};

std::uint64_t bits(double number) { return std::bit_cast<std::uint64_t>(number); }

template <class T>
bool same(const T& a, const T& b) {
  return a == b;
}
bool same(double a, double b) { return bits(a) == bits(b); }
bool same(const ComplexConstant& a, const ComplexConstant& b) {
  return same(a.real, b.real) && same(a.imag, b.imag);
}
bool same(const TupleConstant& a, const TupleConstant& b) { return a.items == b.items; }
bool same(const FrozenSetConstant& a, const FrozenSetConstant& b) { return a.items == b.items; }

std::size_t combine(std::size_t seed, std::size_t value) {
  return seed ^ (value + 0x9E3779B97F4A7C15U + (seed << 6) + (seed >> 2));
}

std::size_t hash_items(const std::vector<Constant>& items) {
  std::size_t result = items.size();
  for (const Constant& item : items) result = combine(result, hash(item));
  return result;
}

// ---- Text -----------------------------------------------------------------------------------

/// Python's: shortest digits that read back, an exponent from 1e16 and below 1e-4.
std::string float_repr(double number) {
  if (std::isnan(number)) return "nan";
  if (std::isinf(number)) return number < 0 ? "-inf" : "inf";
  std::array<char, 64> buffer;
  double size = std::fabs(number);
  bool scientific = size != 0 && (size >= 1e16 || size < 1e-4);
  auto format = scientific ? std::chars_format::scientific : std::chars_format::fixed;
  auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, format);
  std::string text(buffer.data(), end);
  if (!scientific && text.find('.') == std::string::npos) text += ".0";
  return text;
}

std::string complex_part(double number) {
  std::string text = float_repr(number);
  return text.ends_with(".0") ? text.substr(0, text.size() - 2) : text;
}

std::string complex_repr(const ComplexConstant& number) {
  std::string imag = complex_part(number.imag) + "j";
  if (bits(number.real) == 0) return imag;
  return "(" + complex_part(number.real) + (std::signbit(number.imag) ? "" : "+") + imag + ")";
}

bool is_printable(utf8proc_int32_t point) {
  switch (utf8proc_category(point)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return false;
    case UTF8PROC_CATEGORY_ZS: return point == ' ';
    default: return true;
  }
}

char quote_for(std::string_view text) {
  return text.find('\'') != text.npos && text.find('"') == text.npos ? '"' : '\'';
}

/// Writes a character below 128 as a literal in `quote` needs it; says whether it could.
bool write_ascii(std::string& out, char quote, unsigned char c) {
  switch (c) {
    case '\n': out += "\\n"; return true;
    case '\r': out += "\\r"; return true;
    case '\t': out += "\\t"; return true;
    case '\\': out += "\\\\"; return true;
    default: break;
  }
  if (c < ' ' || c >= 0x7F) return false;
  if (c == quote) out += '\\';
  out += static_cast<char>(c);
  return true;
}

/// `\xhh`, `\uhhhh` or `\Uhhhhhhhh`.
void write_escape(std::string& out, std::uint32_t point) {
  int digits = point < 0x100 ? 2 : point < 0x10000 ? 4 : 8;
  out += point < 0x100 ? "\\x" : point < 0x10000 ? "\\u" : "\\U";
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
    out += "0123456789abcdef"[point >> shift & 15];
}

struct Decoded {
  std::int32_t point;
  std::size_t size;
};

/// One code point of well-formed WTF-8.
Decoded decode(std::string_view text) {
  auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  std::size_t size = byte(0) < 0x80 ? 1 : byte(0) < 0xE0 ? 2 : byte(0) < 0xF0 ? 3 : 4;
  size = std::min(size, text.size());
  std::int32_t point = size == 1 ? byte(0) : byte(0) & (0xFF >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) point = point << 6 | (byte(i) & 0x3F);
  return {point, size};
}

std::string str_repr(std::string_view text) {
  char quote = quote_for(text);
  std::string out(1, quote);
  while (!text.empty()) {
    auto [point, size] = decode(text);
    if (point >= 0x80 && is_printable(point))
      out += text.substr(0, size);
    else if (point >= 0x80 || !write_ascii(out, quote, static_cast<unsigned char>(point)))
      write_escape(out, static_cast<std::uint32_t>(point));
    text.remove_prefix(size);
  }
  return out + quote;
}

std::string bytes_repr(std::string_view bytes) {
  char quote = quote_for(bytes);
  std::string out = std::string("b") + quote;
  for (unsigned char c : bytes)
    if (!write_ascii(out, quote, c)) write_escape(out, c);
  return out + quote;
}

std::string list_repr(const std::vector<Constant>& items) {
  std::string out;
  for (const Constant& item : items) out += (out.empty() ? "" : ", ") + repr(item);
  return out;
}

}  // namespace

bool operator==(const Constant& a, const Constant& b) {
  if (a.value.index() != b.value.index()) return false;
  return std::visit(
      [&](const auto& left) {
        return same(left, std::get<std::remove_cvref_t<decltype(left)>>(b.value));
      },
      a.value);
}

std::size_t hash(const Constant& constant) {
  std::size_t of_value = std::visit(
      Cases{[](NoneConstant) -> std::size_t { return 0; },
            [](EllipsisConstant) -> std::size_t { return 0; },
            [](bool value) -> std::size_t { return value; },
            [](std::int64_t value) { return std::hash<std::int64_t>{}(value); },
            [](const BigIntConstant& value) { return std::hash<std::string>{}(value.digits); },
            [](double value) { return std::hash<std::uint64_t>{}(bits(value)); },
            [](const ComplexConstant& value) {
              return combine(bits(value.real), bits(value.imag));
            },
            [](const StrConstant& value) { return std::hash<std::string>{}(value.text); },
            [](const BytesConstant& value) { return std::hash<std::string>{}(value.bytes); },
            [](const TupleConstant& value) { return hash_items(value.items); },
            [](const FrozenSetConstant& value) { return hash_items(value.items); },
            [](const std::shared_ptr<CodeUnit>& value) {
              return std::hash<std::shared_ptr<CodeUnit>>{}(value);
            }},
      constant.value);
  return combine(constant.value.index(), of_value);
}

std::string repr(const Constant& constant) {
  return std::visit(
      Cases{[](NoneConstant) { return std::string("None"); },
            [](EllipsisConstant) { return std::string("Ellipsis"); },
            [](bool value) { return std::string(value ? "True" : "False"); },
            [](std::int64_t value) { return std::to_string(value); },
            [](const BigIntConstant& value) { return value.digits; },
            [](double value) { return float_repr(value); },
            [](const ComplexConstant& value) { return complex_repr(value); },
            [](const StrConstant& value) { return str_repr(value.text); },
            [](const BytesConstant& value) { return bytes_repr(value.bytes); },
            [](const TupleConstant& value) {
              return "(" + list_repr(value.items) + (value.items.size() == 1 ? ",)" : ")");
            },
            [](const FrozenSetConstant& value) {
              return "frozenset({" + list_repr(value.items) + "})";
            },
            [](const std::shared_ptr<CodeUnit>& value) { return "<code " + value->name + ">"; }},
      constant.value);
}

}  // namespace py::bytecode
