// Numbers under the format mini-language.
#include <cmath>

#include "python_interp/objects/data/float_digits.hpp"
#include "python_interp/objects/data/format_spec.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/numbers.hpp"

namespace py {
namespace {

void to_upper(std::string& text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
}

bool has_point(const std::string& text) { return text.find('.') != std::string::npos; }

std::string exponential(const Decimal& decimal, bool alternate) {
  std::string text(1, decimal.digits[0]);
  if (decimal.digits.size() > 1 || alternate) text += "." + decimal.digits.substr(1);
  return text + exponent_text(decimal.point - 1);
}

/// %g and repr: positional between two exponents, exponential outside.
std::string general(Decimal decimal, bool use_exponent, bool alternate, bool point_zero) {
  if (use_exponent) return exponential(decimal, alternate);
  std::string text = positional_text(decimal);
  if (!has_point(text) && (alternate || point_zero)) text += point_zero ? ".0" : ".";
  return text;
}

bool is_all_zero(const std::string& text) {
  return text.find_first_of("123456789") == std::string::npos && !text.empty() &&
         text.find_first_not_of("0.e+-%E") == std::string::npos;
}

std::string sign_text(bool negative, char sign) {
  if (negative) return "-";
  return sign == '+' || sign == ' ' ? std::string(1, sign) : std::string();
}

}  // namespace

std::string float_text(double value, char type, int precision, bool alternate, bool point_zero) {
  switch (type) {
    case 'e': return exponential(rounded_decimal(value, precision + 1), alternate);
    case 'f': return fixed_text(value, precision) + (precision == 0 && alternate ? "." : "");
    case 'r': {
      const Decimal decimal = shortest_decimal(value);
      const bool use_exponent = value != 0 && (decimal.point > 16 || decimal.point <= -4);
      return general(decimal, use_exponent, alternate, point_zero && !use_exponent);
    }
    default: {
      const int digits = precision == 0 ? 1 : precision;
      Decimal decimal = rounded_decimal(value, digits);
      const bool use_exponent = decimal.point <= -4 || decimal.point > digits - (point_zero ? 1 : 0);
      if (!alternate)
        while (decimal.digits.size() > 1 && decimal.digits.back() == '0') decimal.digits.pop_back();
      return general(decimal, use_exponent, alternate, point_zero);
    }
  }
}

NumberText float_number(double value, const FormatSpec& spec, char type, int precision, bool point_zero) {
  NumberText number;
  const bool upper = type == 'E' || type == 'F' || type == 'G';
  const char lower = upper ? static_cast<char>(type - 'A' + 'a') : type;
  std::string text;
  if (std::isfinite(value)) text = float_text(std::fabs(value), lower, precision, spec.alternate, point_zero);
  else text = std::isnan(value) ? "nan" : "inf";
  bool negative = std::signbit(value) && !std::isnan(value);
  if (spec.no_negative_zero && std::isfinite(value) && is_all_zero(text)) negative = false;
  if (upper) to_upper(text);
  number.sign = sign_text(negative, spec.sign);
  const std::size_t end = text.find_first_not_of("0123456789");
  number.digits = text.substr(0, end);
  if (end != std::string::npos) number.rest = text.substr(end);
  return number;
}

namespace {

/// What a float's type code means; precision -1: none was given.
struct FloatStyle {
  char type = 'r';
  int precision = 0;
  bool point_zero = false, percent = false;
};
std::optional<FloatStyle> float_style(const FormatSpec& spec) {
  FloatStyle style;
  const bool given = spec.precision >= 0;
  style.precision = given ? static_cast<int>(spec.precision) : 6;
  switch (spec.type) {
    case 0:
      style.type = given ? 'g' : 'r';
      style.point_zero = true;
      return style;
    case 'n': style.type = 'g'; return style;
    case '%':
      style.type = 'f';
      style.percent = true;
      return style;
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G':
      style.type = static_cast<char>(spec.type);
      return style;
    default: return std::nullopt;
  }
}

}  // namespace

Word format_float(VM& vm, double value, const FormatSpec& spec, Word original) {
  const auto style = float_style(spec);
  if (!style) return raise_unknown_code(vm, spec.type, original);
  NumberText number = float_number(style->percent ? value * 100 : value, spec, style->type,
                                   style->precision, style->point_zero);
  if (style->percent) number.rest += "%";
  StrBuilder text;
  append_number(text, number, spec);
  return text.finish_word(vm);
}

Word format_complex(VM& vm, double real, double imag, const FormatSpec& spec, Word original) {
  auto style = float_style(spec);
  if (!style || style->percent) return raise_unknown_code(vm, spec.type, original);
  if (spec.no_negative_zero)
    return raise(vm, vm.exceptions.ValueError,
                 "Negative zero coercion (z) not allowed in complex format specifier");
  if (spec.fill == '0')
    return raise(vm, vm.exceptions.ValueError, "Zero padding is not allowed in complex format specifier");
  if (spec.align == '=')
    return raise(vm, vm.exceptions.ValueError,
                 "'=' alignment flag is not allowed in complex format specifier");
  const bool plain = spec.type == 0;
  const bool only_imaginary = plain && real == 0 && !std::signbit(real);
  FormatSpec part = spec;
  part.width = -1;
  StrBuilder both;
  const bool in_parentheses = plain && !only_imaginary;
  if (in_parentheses) both.append("(");
  if (!only_imaginary) {
    append_number(both, float_number(real, part, style->type, style->precision, false), part);
    part.sign = '+';
  }
  append_number(both, float_number(imag, part, style->type, style->precision, false), part);
  both.append(in_parentheses ? "j)" : "j");
  const Str* const whole = both.finish(vm);
  if (!whole) return null;
  StrBuilder text;
  append_padded(text, whole, whole->length, spec, '>');
  return text.finish_word(vm);
}

namespace {

/// The type 'c': one character.
Word format_character(VM& vm, Word value, const FormatSpec& spec) {
  if (spec.sign != '\0')
    return raise(vm, vm.exceptions.ValueError, "Sign not allowed with integer format specifier 'c'");
  if (spec.alternate)
    return raise(vm, vm.exceptions.ValueError,
                 "Alternate form (#) not allowed with integer format specifier 'c'");
  const auto code_point = int_to_i64(value);
  if (!code_point || *code_point < 0 || *code_point > 0x10ffff)
    return raise(vm, vm.exceptions.OverflowError, "%%c arg not in range(0x110000)");
  const Word character = make_character(vm, static_cast<std::uint32_t>(*code_point));
  if (gc::is_null(character)) return null;
  StrBuilder text;
  append_padded(text, gc::as<Str>(character), 1, spec, '>');
  return text.finish_word(vm);
}

int base_of(std::uint32_t type) {
  switch (type) {
    case 'b': return 2;
    case 'o': return 8;
    case 'x': case 'X': return 16;
    default: return 10;
  }
}

}  // namespace

Word format_integer(VM& vm, Word value, const FormatSpec& spec, Word original) {
  switch (spec.type) {
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': case '%': {
      const auto real = int_to_double(value);
      if (!real) return raise(vm, vm.exceptions.OverflowError, "int too large to convert to float");
      return format_float(vm, *real, spec, original);
    }
    case 0: case 'b': case 'c': case 'd': case 'o': case 'x': case 'X': case 'n': break;
    default: return raise_unknown_code(vm, spec.type, original);
  }
  if (spec.precision >= 0)
    return raise(vm, vm.exceptions.ValueError, "Precision not allowed in integer format specifier");
  if (spec.no_negative_zero)
    return raise(vm, vm.exceptions.ValueError,
                 "Negative zero coercion (z) not allowed in integer format specifier");
  if (spec.type == 'c') return format_character(vm, value, spec);
  const int base = base_of(spec.type);
  if (base == 10 && !check_digit_limit(vm, value)) return null;
  NumberText number;
  number.digits = int_to_text(value, base);
  const bool negative = number.digits[0] == '-';
  if (negative) number.digits.erase(0, 1);
  number.sign = sign_text(negative, spec.sign);
  if (spec.alternate && base != 10) number.prefix = {'0', static_cast<char>(spec.type)};
  if (spec.type == 'X') to_upper(number.digits);
  StrBuilder text;
  append_number(text, number, spec);
  return text.finish_word(vm);
}

}  // namespace py
