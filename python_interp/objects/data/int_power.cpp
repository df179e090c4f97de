// Powers of integers, and what leads from integers to doubles: true division, conversion, comparison.
#include <cmath>
#include <limits>

#include "python_interp/objects/allocate.hpp"
#include "python_interp/objects/data/integer.hpp"

namespace py {
namespace {

/// base ** exponent while it fits 63 bits.
std::optional<std::int64_t> small_power(std::int64_t base, std::int64_t exponent) {
  std::int64_t result = 1;
  for (;;) {
    if ((exponent & 1) != 0 && __builtin_mul_overflow(result, base, &result)) return std::nullopt;
    exponent >>= 1;
    if (exponent == 0) break;
    if (__builtin_mul_overflow(base, base, &base)) return std::nullopt;
  }
  if (!gc::fits_small_int(result)) return std::nullopt;
  return result;
}

/// Rounds top * 2^exponent to a double, half to even; `sticky` says that something lies below `top`.
/// `top` has its highest bit set.
std::optional<double> round_to_double(std::uint64_t top, bool sticky, std::int64_t exponent) {
  const std::int64_t highest = exponent + 63;  // the power of two of the leading bit
  if (highest > 1023) return std::nullopt;
  const std::int64_t lowest = std::max<std::int64_t>(highest - 52, -1074);
  const std::int64_t drop = lowest - exponent;  // bits of `top` that are rounded away, at least 11
  if (drop > 64) return 0.0;
  std::uint64_t kept = drop == 64 ? 0 : top >> drop;
  const std::uint64_t half = std::uint64_t{1} << (drop - 1);
  const std::uint64_t rest = drop == 64 ? top : top & ((half << 1) - 1);
  if (rest > half || (rest == half && (sticky || (kept & 1) != 0))) ++kept;
  const double result = std::ldexp(static_cast<double>(kept), static_cast<int>(lowest));
  if (std::isinf(result)) return std::nullopt;
  return result;
}

/// The top 64 bits of a number of at least one limb, and whether anything lies below them.
struct Top {
  std::uint64_t bits;
  bool sticky;
};
Top top_bits(const mp_limb_t* limbs, mp_size_t size) {
  const int shift = __builtin_clzl(limbs[size - 1]);
  std::uint64_t bits = limbs[size - 1] << shift;
  mp_size_t below = size - 1;
  bool sticky = false;
  if (shift > 0 && size > 1) {
    bits |= limbs[size - 2] >> (64 - shift);
    sticky = (limbs[size - 2] << shift) != 0;
    below = size - 2;
  }
  while (!sticky && below > 0) sticky = limbs[--below] != 0;
  return {bits, sticky};
}

/// |a| / |b| rounded to a double; nothing if too large.
std::optional<double> divide_rounded(Integer& a, Integer& b) {
  const auto shift = static_cast<std::int64_t>(b.bits()) - static_cast<std::int64_t>(a.bits()) + 66;
  Mpz numerator, denominator, quotient, remainder;
  mpz_abs(numerator, a.mpz());
  mpz_abs(denominator, b.mpz());
  if (shift > 0) mpz_mul_2exp(numerator, numerator, static_cast<mp_bitcnt_t>(shift));
  if (shift < 0) mpz_mul_2exp(denominator, denominator, static_cast<mp_bitcnt_t>(-shift));
  mpz_tdiv_qr(quotient, remainder, numerator, denominator);
  const auto size = static_cast<mp_size_t>(mpz_size(quotient));
  const Top top = top_bits(mpz_limbs_read(quotient), size);
  const auto quotient_bits = static_cast<std::int64_t>(mpz_sizeinbase(quotient, 2));
  return round_to_double(top.bits, top.sticky || remainder.sign() != 0, quotient_bits - 64 - shift);
}

bool is_exact_double(Word word) {
  constexpr std::int64_t bound = std::int64_t{1} << 53;
  return is_small_integer_word(word) && small_value(word) >= -bound && small_value(word) <= bound;
}

}  // namespace

Word int_power(VM& vm, Word base, Word exponent) {
  if (int_is_negative(exponent)) {
    const auto left = int_to_double(base), right = int_to_double(exponent);
    if (!left || !right)
      return raise(vm, vm.exceptions.OverflowError, "int too large to convert to float");
    return float_power(vm, *left, *right);
  }
  if (is_small_integer_word(base)) {
    const std::int64_t value = small_value(base);
    if (int_is_zero(exponent)) return gc::small_int(1);
    if (value == 0 || value == 1) return gc::small_int(value);
    if (value == -1) return gc::small_int(int_is_odd(exponent) ? -1 : 1);
    if (is_small_integer_word(exponent))
      if (const auto power = small_power(value, small_value(exponent))) return gc::small_int(*power);
  }
  Integer a(base);
  const auto times = int_to_u64(exponent);
  std::uint64_t bits = 0;
  if (!times || __builtin_mul_overflow(a.bits() - 1, *times, &bits) || bits > most_int_bits) {
    raise_memory_error(vm);
    return null;
  }
  Mpz result;
  mpz_pow_ui(result, a.mpz(), *times);
  return int_from_mpz(vm, result);
}

Word int_power_slow(VM* vm, Word left, Word right) { return int_power(*vm, left, right); }

Word int_power_modulo(VM& vm, Word base, Word exponent, Word modulus) {
  if (int_is_zero(modulus))
    return raise(vm, vm.exceptions.ValueError, "pow() 3rd argument cannot be 0");
  Integer a(base), e(exponent), m(modulus);
  Mpz result, inverse;
  if (e.negative()) {
    if (mpz_invert(inverse, a.mpz(), m.mpz()) == 0 && mpz_cmpabs_ui(m.mpz(), 1) != 0)
      return raise(vm, vm.exceptions.ValueError, "base is not invertible for the given modulus");
    Mpz positive;
    mpz_neg(positive, e.mpz());
    mpz_powm(result, inverse, positive, m.mpz());
  } else {
    mpz_powm(result, a.mpz(), e.mpz(), m.mpz());
  }
  if (m.negative() && result.sign() > 0) mpz_add(result, result, m.mpz());
  return int_from_mpz(vm, result);
}

std::optional<double> int_to_double(Word word) {
  if (is_small_integer_word(word)) return static_cast<double>(small_value(word));
  const Integer a(word);
  const Top top = top_bits(a.limbs(), a.size());
  const auto magnitude =
      round_to_double(top.bits, top.sticky, static_cast<std::int64_t>(a.bits()) - 64);
  if (!magnitude) return std::nullopt;
  return a.negative() ? -*magnitude : *magnitude;
}

Word int_true_divide_slow(VM* vm, Word left, Word right) {
  if (int_is_zero(right))
    return raise(*vm, vm->exceptions.ZeroDivisionError, "division by zero");
  if (is_exact_double(left) && is_exact_double(right))
    return box_float(static_cast<double>(small_value(left)) / static_cast<double>(small_value(right)),
                     vm);
  Integer a(left), b(right);
  if (a.is_zero()) return box_float(b.negative() ? -0.0 : 0.0, vm);
  const auto quotient = divide_rounded(a, b);
  if (!quotient)
    return raise(*vm, vm->exceptions.OverflowError, "integer division result too large for a float");
  return box_float(a.negative() != b.negative() ? -*quotient : *quotient, vm);
}

Word int_from_double(VM& vm, double value) {
  if (value >= -4611686018427387904.0 && value < 4611686018427387904.0)
    return gc::small_int(static_cast<std::int64_t>(value));
  Mpz integer;
  mpz_set_d(integer, value);
  return int_from_mpz(vm, integer);
}

int compare_int_with_double(Word integer, double value) {
  if (std::isnan(value)) return 2;
  if (is_exact_double(integer)) {
    const auto exact = static_cast<double>(small_value(integer));
    return (exact > value) - (exact < value);
  }
  if (std::isinf(value)) return value > 0 ? -1 : 1;
  Integer a(integer);
  const int order = mpz_cmp_d(a.mpz(), value);
  return (order > 0) - (order < 0);
}

}  // namespace py
