// Floats as text: the shortest digits that read back as the same value, laid out as Python does; and reading.
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>

#include "python_interp/objects/data/float_digits.hpp"
#include "python_interp/objects/numbers.hpp"

namespace py {
namespace {

/// Takes "d.ddde+xx" apart.
Decimal taken_apart(const char* begin, const char* end) {
  Decimal decimal;
  for (; begin != end && *begin != 'e'; ++begin)
    if (*begin != '.') decimal.digits.push_back(*begin);
  if (begin != end) ++begin;
  if (begin != end && *begin == '+') ++begin;
  std::from_chars(begin, end, decimal.point);
  ++decimal.point;
  return decimal;
}

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\x1c' && c <= '\x1f'); }

std::string_view stripped(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

bool equal_ignoring_case(std::string_view text, std::string_view lower) {
  if (text.size() != lower.size()) return false;
  for (std::size_t i = 0; i != text.size(); ++i)
    if ((text[i] | 0x20) != lower[i]) return false;
  return true;
}

/// Underscores taken out; false where one does not lie between digits.
bool without_underscores(std::string_view text, std::string& plain) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t i = 0; i != text.size(); ++i) {
    if (text[i] != '_') plain.push_back(text[i]);
    else if (i == 0 || i + 1 == text.size() || !is_digit(text[i - 1]) || !is_digit(text[i + 1]))
      return false;
  }
  return true;
}

}  // namespace

Decimal shortest_decimal(double value) {
  char buffer[40];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific);
  return taken_apart(buffer, end.ptr);
}

Decimal rounded_decimal(double value, int digits) {
  std::string buffer(static_cast<std::size_t>(digits) + 16, '\0');
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                 std::chars_format::scientific, digits - 1);
  return taken_apart(buffer.data(), end.ptr);
}

std::string fixed_text(double value, int decimals) {
  std::string buffer(static_cast<std::size_t>(decimals) + 330, '\0');
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                 std::chars_format::fixed, decimals);
  buffer.resize(static_cast<std::size_t>(end.ptr - buffer.data()));
  return buffer;
}

std::string exponent_text(int exponent) {
  const int magnitude = std::abs(exponent);
  return std::string(exponent < 0 ? "e-" : "e+") + (magnitude < 10 ? "0" : "") +
         std::to_string(magnitude);
}

std::string scientific_text(const Decimal& decimal) {
  std::string text(1, decimal.digits[0]);
  if (decimal.digits.size() > 1) text += "." + decimal.digits.substr(1);
  return text + exponent_text(decimal.point - 1);
}

std::string positional_text(const Decimal& decimal) {
  const auto count = static_cast<int>(decimal.digits.size());
  if (decimal.point <= 0)
    return "0." + std::string(static_cast<std::size_t>(-decimal.point), '0') + decimal.digits;
  if (decimal.point >= count)
    return decimal.digits + std::string(static_cast<std::size_t>(decimal.point - count), '0');
  const auto point = static_cast<std::size_t>(decimal.point);
  return decimal.digits.substr(0, point) + "." + decimal.digits.substr(point);
}

std::string repr_digits(double value, bool add_point_zero) {
  if (std::isnan(value)) return "nan";
  const std::string sign = std::signbit(value) ? "-" : "";
  if (std::isinf(value)) return sign + "inf";
  const Decimal decimal = shortest_decimal(std::fabs(value));
  if (value != 0 && (decimal.point > 16 || decimal.point < -3)) return sign + scientific_text(decimal);
  std::string text = sign + positional_text(decimal);
  if (add_point_zero && text.find('.') == std::string::npos) text += ".0";
  return text;
}

std::string float_repr(double value) { return repr_digits(value, true); }

std::string complex_repr(double real, double imag) {
  const std::string imaginary = repr_digits(imag, false);
  if (real == 0 && !std::signbit(real)) return imaginary + "j";
  const bool has_sign = imaginary[0] == '-';
  return "(" + repr_digits(real, false) + (has_sign ? "" : "+") + imaginary + "j)";
}

std::optional<double> parse_plain_double(const char*& at) {
  const char* start = at;
  if (*start == '+' || *start == '-') ++start;
  const std::string_view rest(start);
  for (const std::string_view word : {"infinity", "inf", "nan"})
    if (rest.size() >= word.size() && equal_ignoring_case(rest.substr(0, word.size()), word)) {
      const double value = word == "nan" ? std::nan("") : HUGE_VAL;
      const bool negative = *at == '-';
      at = start + word.size();
      return negative ? -value : value;
    }
  const bool is_number = (*start >= '0' && *start <= '9') ||
                         (*start == '.' && start[1] >= '0' && start[1] <= '9');
  if (!is_number || (*start == '0' && (start[1] | 0x20) == 'x')) return std::nullopt;
  char* end = nullptr;
  const double value = std::strtod(at, &end);
  at = end;
  return value;
}

std::optional<double> float_from_hex(std::string_view text) {
  text = stripped(text);
  const bool negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) text.remove_prefix(1);
  for (const std::string_view word : {"infinity", "inf", "nan"})
    if (equal_ignoring_case(text, word))
      return std::copysign(word == "nan" ? std::nan("") : HUGE_VAL, negative ? -1.0 : 1.0);
  if (text.size() > 1 && text[0] == '0' && (text[1] | 0x20) == 'x') text.remove_prefix(2);
  std::size_t i = 0, digits = 0;
  const auto count_digits = [&] {
    for (; i < text.size() && std::isxdigit(static_cast<unsigned char>(text[i])); ++i) ++digits;
  };
  count_digits();
  if (i < text.size() && text[i] == '.') {
    ++i;
    count_digits();
  }
  if (digits == 0) return std::nullopt;
  if (i < text.size() && (text[i] | 0x20) == 'p') {
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
    if (i == text.size()) return std::nullopt;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9') ++i;
  }
  if (i != text.size()) return std::nullopt;
  return std::strtod(((negative ? "-0x" : "0x") + std::string(text)).c_str(), nullptr);
}

std::optional<double> float_parse(std::string_view text) {
  text = stripped(text);
  if (text.empty()) return std::nullopt;
  std::string plain;
  if (!without_underscores(text, plain)) return std::nullopt;
  const char* at = plain.c_str();
  const auto value = parse_plain_double(at);
  if (!value || at != plain.c_str() + plain.size()) return std::nullopt;
  return value;
}

}  // namespace py
