// Integers as digits and as bytes.
#include <algorithm>
#include <cstring>

#include "python_interp/objects/allocate.hpp"
#include "python_interp/objects/data/integer.hpp"

namespace py {
namespace {

constexpr std::uint64_t digit_limit = 4300;       // sys.get_int_max_str_digits()
constexpr std::uint64_t digits_checked_from = 640;  // shorter ones are never refused

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'z') return c - 'a' + 10;
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  return 99;
}

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\x1c' && c <= '\x1f'); }

std::string_view stripped(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

int prefix_base(std::string_view text) {
  if (text.size() < 2 || text[0] != '0') return 0;
  switch (text[1] | 0x20) {
    case 'x': return 16;
    case 'o': return 8;
    case 'b': return 2;
    default: return 0;
  }
}

/// The digits without underscores; false if there is anything else, or an underscore out of place.
bool gather_digits(std::string_view text, int base, std::string& digits) {
  bool after_digit = false;
  for (const char c : text) {
    if (c == '_') {
      if (!after_digit) return false;
      after_digit = false;
    } else {
      if (digit_value(c) >= base) return false;
      digits.push_back(c);
      after_digit = true;
    }
  }
  return after_digit;
}

Word from_digits(VM& vm, const std::string& digits, int base, bool negative) {
  if (digits.size() <= 11 || (base <= 10 && digits.size() <= 18)) {
    std::int64_t value = 0;
    for (const char c : digits) value = value * base + digit_value(c);
    return make_int(vm, negative ? -value : value);
  }
  Mpz value;
  mpz_set_str(value, digits.c_str(), base);
  if (negative) mpz_neg(value, value);
  return int_from_mpz(vm, value);
}

bool power_of_two(int base) { return (base & (base - 1)) == 0; }

}  // namespace

std::optional<Word> int_parse(VM& vm, std::string_view text, int base) {
  text = stripped(text);
  bool negative = false;
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  const int prefixed = prefix_base(text);
  const bool any_base = base == 0;
  if (any_base) base = prefixed != 0 ? prefixed : 10;
  if (prefixed != 0 && prefixed == base) {
    text.remove_prefix(2);
    if (!text.empty() && text[0] == '_') text.remove_prefix(1);
  }
  std::string digits;
  if (!gather_digits(text, base, digits)) return std::nullopt;
  if (any_base && prefixed == 0 && digits[0] == '0' &&
      digits.find_first_not_of('0') != std::string::npos)
    return std::nullopt;
  if (!power_of_two(base) && digits.size() > digit_limit)
    return raise(vm, vm.exceptions.ValueError,
                 "Exceeds the limit (%d digits) for integer string conversion: value has %d digits; "
                 "use sys.set_int_max_str_digits() to increase the limit",
                 static_cast<int>(digit_limit), static_cast<int>(digits.size()));
  return from_digits(vm, digits, base, negative);
}

Word int_from_digits(VM& vm, std::string_view digits, int base) {
  return from_digits(vm, std::string(digits), base, false);
}

std::string int_to_text(Word word, int base) {
  if (is_small_integer_word(word)) {
    char buffer[72];
    char* const end = buffer + sizeof buffer;
    char* at = end;
    const std::int64_t value = small_value(word);
    auto rest = value < 0 ? -static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    do *--at = "0123456789abcdefghijklmnopqrstuvwxyz"[rest % static_cast<unsigned>(base)];
    while ((rest /= static_cast<unsigned>(base)) != 0);
    if (value < 0) *--at = '-';
    return {at, end};
  }
  Integer a(word);
  mpz_srcptr value = a.mpz();
  std::string text(mpz_sizeinbase(value, base) + 2, '\0');
  mpz_get_str(text.data(), base, value);
  text.resize(std::strlen(text.c_str()));
  return text;
}

bool check_digit_limit(VM& vm, Word word) {
  if (is_small_integer_word(word)) return true;
  Integer a(word);
  if (a.bits() < digits_checked_from * 3) return true;
  // log10(2) = 0.30103; only near the limit are the digits really counted.
  const double digits = static_cast<double>(a.bits()) * 0.30102999566398120;
  const bool too_long =
      digits > digit_limit + 2 ||
      (digits > digit_limit - 2 &&
       int_to_text(word).size() - static_cast<std::size_t>(a.negative()) > digit_limit);
  if (!too_long) return true;
  raise(vm, vm.exceptions.ValueError,
        "Exceeds the limit (%d digits) for integer string conversion; use "
        "sys.set_int_max_str_digits() to increase the limit",
        static_cast<int>(digit_limit));
  return false;
}

Word int_repr(VM& vm, Word word) {
  if (gc::is_boolean(word)) return gc::reference(make_str(vm, word == gc::true_word ? "True" : "False"));
  if (gc::is_small_int(word) && gc::small_int_value(word) >= 0 && gc::small_int_value(word) <= 9)
    return vm.latin1_strings[static_cast<std::size_t>('0' + gc::small_int_value(word))];
  if (!check_digit_limit(vm, word)) return null;
  Str* const text = make_str(vm, int_to_text(word));
  return text ? gc::reference(text) : null;
}

Word int_from_bytes(VM& vm, std::span<const std::uint8_t> bytes, bool big_endian, bool is_signed) {
  if (bytes.empty()) return gc::small_int(0);
  Mpz value;
  mpz_import(value, bytes.size(), big_endian ? 1 : -1, 1, 0, 0, bytes.data());
  const std::uint8_t top = big_endian ? bytes.front() : bytes.back();
  if (is_signed && (top & 0x80) != 0) {
    Mpz bias;
    mpz_setbit(bias, bytes.size() * 8);
    mpz_sub(value, value, bias);
  }
  return int_from_mpz(vm, value);
}

bool int_to_bytes(Word word, std::span<std::uint8_t> bytes, bool big_endian, bool is_signed) {
  Integer a(word);
  const std::size_t bits = bytes.size() * 8;
  // A negative number of n bits below its magnitude fits n+1 bits: -2^n is the last that does.
  const bool power = a.negative() && mpz_scan1(a.mpz(), 0) == a.bits() - 1;
  const std::uint64_t needed = a.bits() + (is_signed && !power && !a.is_zero() ? 1 : 0);
  if (needed > bits) return false;
  std::fill(bytes.begin(), bytes.end(), std::uint8_t{0});
  Mpz value;
  mpz_set(value, a.mpz());
  if (a.negative()) {
    Mpz bias;
    mpz_setbit(bias, bits);
    mpz_add(value, value, bias);
  }
  std::size_t count = 0;
  if (value.sign() != 0) mpz_export(bytes.data(), &count, -1, 1, 0, 0, value);
  if (big_endian) std::reverse(bytes.begin(), bytes.end());
  return true;
}

}  // namespace py
