// The values of numbers. Integers stay text, of any length; the compiler makes objects of them.
#include <charconv>
#include <cstdlib>

#include "python_interp/syntax/grammar.hpp"

namespace py::syntax {
namespace {

std::string without_underscores(std::string_view text) {
  std::string digits;
  for (char byte : text) {
    if (byte != '_') digits += static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte);
  }
  return digits;
}

std::string without_leading_zeros(std::string digits) {
  auto first = digits.find_first_not_of('0');
  return first == std::string::npos ? "0" : digits.substr(first);
}

/// Hexadecimal digits of a number in digits of `bits` bits each.
std::string hexadecimal_digits(std::string_view digits, unsigned bits) {
  std::string reversed;
  unsigned pending = 0;
  unsigned pending_bits = 0;
  auto put = [&] {
    reversed += "0123456789abcdef"[pending & 15];
    pending >>= 4;
  };
  for (std::size_t index = digits.size(); index-- > 0;) {
    pending |= static_cast<unsigned>(digits[index] - '0') << pending_bits;
    pending_bits += bits;
    for (; pending_bits >= 4; pending_bits -= 4) put();
  }
  if (pending_bits > 0) put();
  return {reversed.rbegin(), reversed.rend()};
}

/// Any value beyond the range of a double is infinite or zero, as strtod has it.
double double_of(const std::string& digits) {
  double value = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc::result_out_of_range ? std::strtod(digits.c_str(), nullptr) : value;
}

}  // namespace

Expr* Parser::number() {
  const Token& token = *take();
  std::string digits = without_underscores(text_of(token));
  ConstantValue value{.kind = ConstantKind::Int};
  auto integer = [&](const std::string& text) { value.text = arena_.copy_text(text); };
  char radix = digits.size() > 1 ? digits[1] : '0';
  if (radix == 'x') {
    integer("0x" + without_leading_zeros(digits.substr(2)));
  } else if (radix == 'o') {
    integer("0x" + without_leading_zeros(hexadecimal_digits(digits.substr(2), 3)));
  } else if (radix == 'b') {
    integer("0x" + without_leading_zeros(hexadecimal_digits(digits.substr(2), 1)));
  } else if (digits.back() == 'j') {
    digits.pop_back();
    value = {.kind = ConstantKind::Complex, .number = double_of(digits)};
  } else if (digits.find_first_of(".e") != std::string::npos) {
    value = {.kind = ConstantKind::Float, .number = double_of(digits)};
  } else {
    if (options_.max_integer_digits != 0 &&
        digits.size() > static_cast<std::size_t>(options_.max_integer_digits)) {
      return raise_too_many_digits(token, digits.size());
    }
    integer(without_leading_zeros(std::move(digits)));
  }
  return make<Constant>(token.pos, value, std::string_view{});
}

Expr* Parser::raise_too_many_digits(const Token& token, std::size_t count) {
  Position pos{token.pos.lineno, end_reported_as_zero, token.pos.end_lineno, end_reported_as_zero};
  return raise(FailureKind::SyntaxError,
               "Exceeds the limit (" + std::to_string(options_.max_integer_digits) +
                   " digits) for integer string conversion: value has " + std::to_string(count) +
                   " digits; use sys.set_int_max_str_digits() to increase the limit - Consider "
                   "hexadecimal for huge integer literals to avoid decimal conversion limits.",
               pos);
}

}  // namespace py::syntax
