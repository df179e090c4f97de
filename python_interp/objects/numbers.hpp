// Numbers: int of any size, bool, float and complex, as plain C++ functions on words.
//
// An "integer word" is a small integer, a BigInt, or a bool (which counts as 0 or 1). A float is an
// immediate word or a BoxedFloat. Instances of subclasses (`Wrapped`) are none of these: `unwrap` them
// first. Results are normal: what fits 63 bits is a small integer, never a BigInt.
//
// The `..._slow` functions are what staged code calls once its own small-integer path has failed.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "pe/residual/callee.hpp"
#include "python_interp/objects/api.hpp"

namespace py {

// --- Words ---

/// The value inside an instance of a subclass of int, str ...; any other word is itself.
inline Word unwrap(Word word) {
  return is<Wrapped>(word) ? static_cast<Word>(gc::as<Wrapped>(word)->value) : word;
}

/// int or bool, not a subclass's instance.
inline bool is_integer_word(Word word) {
  return gc::is_small_int(word) || gc::is_boolean(word) || is<BigInt>(word);
}
/// An int that is no bool.
inline bool is_int_word(Word word) { return gc::is_small_int(word) || is<BigInt>(word); }
inline bool is_float_word(Word word) { return gc::is_immediate_float(word) || is<BoxedFloat>(word); }
inline bool is_complex_word(Word word) { return is<Complex>(word); }

inline double float_value(Word word) {
  return gc::is_immediate_float(word) ? gc::immediate_float_value(word)
                                      : static_cast<double>(gc::as<BoxedFloat>(word)->value);
}

/// A boxed float for what has no immediate form; zeros are the VM's two.
Word box_float_slow(VM* vm, double value);

inline Word box_float(double value, VM* vm) {
  const Word word = gc::rotated_float(value);
  if (gc::is_immediate_float(word)) [[likely]]
    return word;
  return box_float_slow(vm, value);
}
inline Word make_float(VM& vm, double value) { return box_float(value, &vm); }

/// The value of a small integer or bool.
inline std::int64_t small_value(Word word) {
  return gc::is_small_int(word) ? gc::small_int_value(word)
                                : static_cast<std::int64_t>(word == gc::true_word);
}
inline bool is_small_integer_word(Word word) {
  return gc::is_small_int(word) || gc::is_boolean(word);
}

/// A BigInt for a value outside the small range.
Word make_big_int(VM& vm, std::int64_t value);
inline Word make_int(VM& vm, std::int64_t value) {
  return gc::fits_small_int(value) ? gc::small_int(value) : make_big_int(vm, value);
}
Word make_unsigned(VM& vm, std::uint64_t value);

// --- Integers ---

Word int_add_slow(VM* vm, Word left, Word right);
Word int_subtract_slow(VM* vm, Word left, Word right);
Word int_multiply_slow(VM* vm, Word left, Word right);
Word int_floor_divide_slow(VM* vm, Word left, Word right);
Word int_modulo_slow(VM* vm, Word left, Word right);
Word int_lshift_slow(VM* vm, Word left, Word right);
Word int_rshift_slow(VM* vm, Word left, Word right);
Word int_and_slow(VM* vm, Word left, Word right);
Word int_or_slow(VM* vm, Word left, Word right);
Word int_xor_slow(VM* vm, Word left, Word right);
Word int_negative_slow(VM* vm, Word operand);
/// -1, 0 or 1.
std::int64_t int_compare_slow(VM* vm, Word left, Word right);
/// left / right, correctly rounded.
Word int_true_divide_slow(VM* vm, Word left, Word right);
/// A float where `right` is negative.
Word int_power_slow(VM* vm, Word left, Word right);

inline Word int_add(VM& vm, Word left, Word right) {
  if (gc::is_small_int(left) && gc::is_small_int(right)) [[likely]] {
    const std::int64_t sum = gc::small_int_value(left) + gc::small_int_value(right);
    if (gc::fits_small_int(sum)) [[likely]] return gc::small_int(sum);
  }
  return int_add_slow(&vm, left, right);
}
inline Word int_subtract(VM& vm, Word left, Word right) {
  if (gc::is_small_int(left) && gc::is_small_int(right)) [[likely]] {
    const std::int64_t difference = gc::small_int_value(left) - gc::small_int_value(right);
    if (gc::fits_small_int(difference)) [[likely]] return gc::small_int(difference);
  }
  return int_subtract_slow(&vm, left, right);
}
inline Word int_multiply(VM& vm, Word left, Word right) {
  std::int64_t product;
  if (gc::is_small_int(left) && gc::is_small_int(right) &&
      !__builtin_mul_overflow(gc::small_int_value(left), gc::small_int_value(right), &product) &&
      gc::fits_small_int(product)) [[likely]]
    return gc::small_int(product);
  return int_multiply_slow(&vm, left, right);
}
Word int_floor_divide(VM& vm, Word left, Word right);
Word int_modulo(VM& vm, Word left, Word right);
/// Quotient and remainder at once; false with ZeroDivisionError pending.
bool int_divide(VM& vm, Word left, Word right, Word* quotient, Word* remainder);
inline Word int_lshift(VM& vm, Word left, Word right) { return int_lshift_slow(&vm, left, right); }
inline Word int_rshift(VM& vm, Word left, Word right) { return int_rshift_slow(&vm, left, right); }
/// And, or, exclusive or of two bools give bools.
Word int_and(VM& vm, Word left, Word right);
Word int_or(VM& vm, Word left, Word right);
Word int_xor(VM& vm, Word left, Word right);
Word int_negative(VM& vm, Word operand);
Word int_invert(VM& vm, Word operand);
Word int_absolute(VM& vm, Word operand);
Word int_power(VM& vm, Word base, Word exponent);
/// base ** exponent % modulus.
Word int_power_modulo(VM& vm, Word base, Word exponent, Word modulus);

inline std::int64_t int_compare(Word left, Word right) {
  if (gc::is_small_int(left) && gc::is_small_int(right)) [[likely]]
    return (gc::small_int_value(left) > gc::small_int_value(right)) -
           (gc::small_int_value(left) < gc::small_int_value(right));
  return int_compare_slow(nullptr, left, right);
}
inline bool int_is_zero(Word word) {
  return word == gc::small_int(0) || word == gc::false_word;
}
bool int_is_negative(Word word);
bool int_is_odd(Word word);
/// Bits of the magnitude.
std::uint64_t int_bit_length(Word word);
std::uint64_t int_bit_count(Word word);
/// CPython's: the value modulo 2^61 - 1, with the sign, -2 for -1.
std::int64_t int_hash(Word word);
/// The value if it fits 64 bits.
std::optional<std::int64_t> int_to_i64(Word word);
std::optional<std::uint64_t> int_to_u64(Word word);
/// Correctly rounded; nothing if too large.
std::optional<double> int_to_double(Word word);
/// int(value) of a finite double.
Word int_from_double(VM& vm, double value);
/// The same of any: ValueError for a NaN, OverflowError for infinities.
Word float_to_int(VM& vm, double value);

/// The digits in base 2 to 36, a sign in front if negative.
std::string int_to_text(Word word, int base = 10);
/// repr(): null with ValueError where there are more digits than the limit of 4300.
Word int_repr(VM& vm, Word word);
/// False with ValueError pending where decimal digits would be too many.
bool check_digit_limit(VM& vm, Word word);
/// The integer that `text` (ASCII, sign, underscores, white space, 0x...) writes, as int(text, base)
/// reads it: nothing if it is malformed. Past 4300 digits null with ValueError pending.
std::optional<Word> int_parse(VM& vm, std::string_view text, int base);
/// As `int_parse` for plain digits, with no limit: what the compiler needs for literals.
Word int_from_digits(VM& vm, std::string_view digits, int base);

/// Little- or big-endian two's complement.
Word int_from_bytes(VM& vm, std::span<const std::uint8_t> bytes, bool big_endian, bool is_signed);
/// False where it does not fit.
bool int_to_bytes(Word word, std::span<std::uint8_t> bytes, bool big_endian, bool is_signed);

/// operator.index(): an integer word; null with TypeError "'%T' object cannot be interpreted as an integer".
Word to_index(VM& vm, Word value);
/// As an index of a sequence: out of range is clipped; nothing with the exception pending.
std::optional<std::int64_t> to_index_clipped(VM& vm, Word value);
/// As a size: IndexError "cannot fit '%T' into an index-sized integer" (or `overflow`) if too large.
std::optional<std::int64_t> to_i64(VM& vm, Word value, Type* overflow = nullptr);
/// As C's int arguments: OverflowError "Python int too large to convert to C int".
std::optional<int> to_int(VM& vm, Word value);

// --- Floats ---

/// repr(): the shortest digits that read back as `value`.
std::string float_repr(double value);
/// float(text): nothing if malformed.
std::optional<double> float_parse(std::string_view text);
/// CPython's: equal numbers have equal hashes whatever their type. `word` tells NaNs apart.
std::int64_t float_hash(double value, Word word);
double float_floor_divide(double left, double right);  ///< right is not 0.
double float_modulo(double left, double right);        ///< right is not 0.
/// round(value, digits): half to even, on the exact decimal value.
double float_round(double value, std::int64_t digits);
/// left ** right; null with the exception pending. Complex where left is negative and right no integer.
Word float_power(VM& vm, double left, double right);
/// Staged code's: the same with boxed arguments and results.
Word float_floor_divide_slow(VM* vm, double left, double right);
Word float_modulo_slow(VM* vm, double left, double right);
Word float_power_slow(VM* vm, double left, double right);
/// Exact comparison: -1, 0, 1, or 2 for a NaN.
int compare_int_with_double(Word integer, double value);

std::string complex_repr(double real, double imag);
Word make_complex(VM& vm, double real, double imag);

// --- Any two numbers ---

/// The value of a real number (int, float, or something with __float__ or __index__) as a double;
/// nothing with TypeError pending.
std::optional<double> to_double(VM& vm, Word value);

/// The operation on two words that are int, bool, float or complex; not_implemented if one of them is
/// none of these or the operation is not defined for them.
Word number_binary(VM& vm, BinaryOperation operation, Word left, Word right);
Word number_unary(VM& vm, UnaryOperation operation, Word operand);
Word number_compare(VM& vm, Comparison comparison, Word left, Word right);
/// divmod() as a Tuple.
Word number_divmod(VM& vm, Word left, Word right);

/// True, False or the like for a three-way result.
inline Word compared(Comparison comparison, std::int64_t order) {
  switch (comparison) {
    case Comparison::lt: return gc::boolean(order < 0);
    case Comparison::le: return gc::boolean(order <= 0);
    case Comparison::eq: return gc::boolean(order == 0);
    case Comparison::ne: return gc::boolean(order != 0);
    case Comparison::gt: return gc::boolean(order > 0);
    case Comparison::ge: return gc::boolean(order >= 0);
  }
  return not_implemented;
}

/// Gives int, bool, float and complex their methods.
void init_numbers(VM& vm);

}  // namespace py

namespace pe {
consteval Effects number_effects(const char* name) {
  return {.name = name, .allocates = true, .may_raise = true};
}
template <> inline constexpr Effects effects_of<&py::box_float_slow> =
    number_effects("box_float_slow");
template <> inline constexpr Effects effects_of<&py::int_add_slow> = number_effects("int_add_slow");
template <> inline constexpr Effects effects_of<&py::int_subtract_slow> =
    number_effects("int_subtract_slow");
template <> inline constexpr Effects effects_of<&py::int_multiply_slow> =
    number_effects("int_multiply_slow");
template <> inline constexpr Effects effects_of<&py::int_floor_divide_slow> =
    number_effects("int_floor_divide_slow");
template <> inline constexpr Effects effects_of<&py::int_modulo_slow> =
    number_effects("int_modulo_slow");
template <> inline constexpr Effects effects_of<&py::int_lshift_slow> =
    number_effects("int_lshift_slow");
template <> inline constexpr Effects effects_of<&py::int_rshift_slow> =
    number_effects("int_rshift_slow");
template <> inline constexpr Effects effects_of<&py::int_and_slow> = number_effects("int_and_slow");
template <> inline constexpr Effects effects_of<&py::int_or_slow> = number_effects("int_or_slow");
template <> inline constexpr Effects effects_of<&py::int_xor_slow> = number_effects("int_xor_slow");
template <> inline constexpr Effects effects_of<&py::int_negative_slow> =
    number_effects("int_negative_slow");
template <> inline constexpr Effects effects_of<&py::int_compare_slow> = {.name = "int_compare_slow"};
template <> inline constexpr Effects effects_of<&py::int_true_divide_slow> =
    number_effects("int_true_divide_slow");
template <> inline constexpr Effects effects_of<&py::int_power_slow> =
    number_effects("int_power_slow");
template <> inline constexpr Effects effects_of<&py::float_floor_divide_slow> =
    number_effects("float_floor_divide_slow");
template <> inline constexpr Effects effects_of<&py::float_modulo_slow> =
    number_effects("float_modulo_slow");
template <> inline constexpr Effects effects_of<&py::float_power_slow> =
    number_effects("float_power_slow");
}  // namespace pe
