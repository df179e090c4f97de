// Where a number ends, and the complaints about numbers that end badly. The cursor is left where CPython
// points at: usually behind the last good character.
#include <string>

#include "python_interp/syntax/character_classes.hpp"
#include "python_interp/syntax/tokens.hpp"

namespace py::syntax {
namespace {

/// Does `word` stand at `text`, and not only as the start of a longer name?
bool is_word(const char* text, std::string_view word) {
  for (char letter : word) {
    if (*text++ != letter) return false;
  }
  return !continues_name(*text);
}

bool is_digit_of(char byte, int radix_bits) {
  return radix_bits == 4 ? is_hex_digit(byte) : byte >= '0' && byte < '0' + (1 << radix_bits);
}

}  // namespace

bool Tokenizer::read_number() {
  if (*cursor_ == '0') {
    switch (cursor_[1] | 0x20) {
      case 'x': return radix_digits(4, "hexadecimal");
      case 'o': return radix_digits(3, "octal");
      case 'b': return radix_digits(1, "binary");
      default: return decimal_starting_with_zero();
    }
  }
  if (*cursor_ != '.' && !decimal_digits()) return false;
  return fraction_exponent_suffix();
}

bool Tokenizer::radix_digits(int radix_bits, std::string_view name) {
  auto invalid_digit = [&] {
    std::string digit(1, *cursor_++);
    return complain("invalid digit '" + digit + "' in " + std::string(name) + " literal");
  };
  cursor_ += 2;
  do {
    if (*cursor_ == '_') ++cursor_;
    if (!is_digit_of(*cursor_, radix_bits)) {
      if (is_digit(*cursor_)) return invalid_digit();
      return complain("invalid " + std::string(name) + " literal");
    }
    while (is_digit_of(*cursor_, radix_bits)) ++cursor_;
  } while (*cursor_ == '_');
  return is_digit(*cursor_) ? invalid_digit() : ends_number(name);
}

/// `0`, `00_0` and `0.5` are numbers, `012` is not.
bool Tokenizer::decimal_starting_with_zero() {
  while (*cursor_ == '0') {
    ++cursor_;
    if (*cursor_ != '_') continue;
    ++cursor_;
    if (!is_digit(*cursor_)) return complain("invalid decimal literal");
  }
  bool leading_zeros = is_digit(*cursor_);
  const char* zeros_end = cursor_;
  if (leading_zeros && !decimal_digits()) return false;
  bool is_integer = *cursor_ != '.' && (*cursor_ | 0x20) != 'e' && (*cursor_ | 0x20) != 'j';
  if (!leading_zeros || !is_integer) return fraction_exponent_suffix();
  return complain_over("leading zeros in decimal integer literals are not permitted; use an 0o "
                     "prefix for octal integers",
                     {lineno_, column_of(start_), lineno_, column_of(zeros_end)});
}

bool Tokenizer::decimal_digits() {
  for (;;) {
    while (is_digit(*cursor_)) ++cursor_;
    if (*cursor_ != '_') return true;
    ++cursor_;
    if (!is_digit(*cursor_)) return complain("invalid decimal literal");
  }
}

/// What follows the digits before the point.
bool Tokenizer::fraction_exponent_suffix() {
  if (*cursor_ == '.') {
    ++cursor_;
    if (is_digit(*cursor_) && !decimal_digits()) return false;
  }
  if ((*cursor_ | 0x20) == 'e') {
    bool is_signed = cursor_[1] == '+' || cursor_[1] == '-';
    if (is_signed && !is_digit(cursor_[2])) {
      cursor_ += 2;
      return complain("invalid decimal literal");
    }
    if (!is_signed && !is_digit(cursor_[1])) return ends_number("decimal");
    cursor_ += is_signed ? 2 : 1;
    if (!decimal_digits()) return false;
  }
  if ((*cursor_ | 0x20) != 'j') return ends_number("decimal");
  ++cursor_;
  return ends_number("imaginary");
}

/// A name may not follow at once, but a keyword that can follow a number may.
bool Tokenizer::ends_number(std::string_view name) {
  if (!continues_name(*cursor_)) return true;
  std::string message = "invalid " + std::string(name) + " literal";
  bool keyword = *cursor_ == 'i' && (cursor_[1] == 'f' || cursor_[1] == 'n' || cursor_[1] == 's');
  for (std::string_view word : {"and", "else", "for", "not", "or"}) {
    keyword = keyword || is_word(cursor_, word);
  }
  if (!keyword) return complain(std::move(message));
  notes_.push_back({SyntaxNote::Category::SyntaxWarning, std::move(message), lineno_});
  return true;
}

}  // namespace py::syntax
