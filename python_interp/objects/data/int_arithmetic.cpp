// Arithmetic on integers of any size: GMP's mpn functions on the limbs as they lie in the objects.
//
// Python divides towards minus infinity and its bit operations see infinitely long two's complement; GMP
// has magnitudes, so both are brought about here.
//
// Naturals of one limb come first everywhere: hashing and random numbers live on 64 bits that a small
// integer just cannot hold.
#include <cmath>
#include <utility>

#include "python_interp/objects/allocate.hpp"
#include "python_interp/objects/data/integer.hpp"

namespace py {
namespace {

Word no_memory(VM& vm) {
  raise_memory_error(vm);
  return null;
}

/// Is it a natural number of one limb? Then that is `limb`.
inline bool is_natural(Word word, std::uint64_t& limb) {
  if (gc::is_small_int(word)) {
    limb = static_cast<std::uint64_t>(gc::small_int_value(word));
    return static_cast<std::int64_t>(limb) >= 0;
  }
  if (!is<BigInt>(word)) return false;
  BigInt* big = gc::as<BigInt>(word);
  limb = big->limbs[0];
  return big->length == 1 && big->negative == 0;
}

inline Word from_natural(VM& vm, std::uint64_t low, std::uint64_t high = 0) {
  if (high == 0 && low < std::uint64_t{1} << 62) return gc::small_int(static_cast<std::int64_t>(low));
  const std::uint64_t length = high == 0 ? 1 : 2;
  auto* big = allocate<BigInt>(vm, vm.types.int_, length);
  if (!big) return null;
  big->length = {length};
  big->limbs[0] = low;
  if (high != 0) big->limbs[1] = high;
  return gc::reference(big);
}

/// |a| + |b| with a's sign.
Word add_magnitudes(VM& vm, const Integer* a, const Integer* b, bool negative) {
  if (a->size() < b->size()) std::swap(a, b);
  LimbBuffer sum(a->size() + 1);
  if (b->is_zero()) return int_from_limbs(vm, a->limbs(), a->size(), negative);
  sum[a->size()] = mpn_add(sum.data(), a->limbs(), a->size(), b->limbs(), b->size());
  return int_from_limbs(vm, sum.data(), a->size() + 1, negative);
}

int compare_magnitudes(const Integer& a, const Integer& b) {
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  return a.is_zero() ? 0 : mpn_cmp(a.limbs(), b.limbs(), a.size());
}

/// |a| - |b|, negated if `negate`.
Word subtract_magnitudes(VM& vm, const Integer* a, const Integer* b, bool negate) {
  const int order = compare_magnitudes(*a, *b);
  if (order == 0) return gc::small_int(0);
  if (order < 0) {
    std::swap(a, b);
    negate = !negate;
  }
  if (b->is_zero()) return int_from_limbs(vm, a->limbs(), a->size(), negate);
  LimbBuffer difference(a->size());
  mpn_sub(difference.data(), a->limbs(), a->size(), b->limbs(), b->size());
  return int_from_limbs(vm, difference.data(), a->size(), negate);
}

Word add_signed(VM& vm, const Integer& a, const Integer& b, bool b_negative) {
  if (a.negative() == b_negative) return add_magnitudes(vm, &a, &b, a.negative());
  return subtract_magnitudes(vm, &a, &b, a.negative());
}

/// Floor quotient and remainder of the words; either result may be left out.
void divide_big(VM& vm, const Integer& a, const Integer& b, Word* quotient, Word* remainder) {
  const mp_size_t quotient_size = a.size() < b.size() ? 1 : a.size() - b.size() + 1;
  LimbBuffer q(quotient_size + 1);
  LimbBuffer r(b.size());
  if (a.size() < b.size()) {
    q[0] = 0;
    mpn_zero(r.data(), b.size());
    mpn_copyi(r.data(), a.limbs(), a.size());
  } else {
    mpn_tdiv_qr(q.data(), r.data(), 0, a.limbs(), a.size(), b.limbs(), b.size());
  }
  q[quotient_size] = 0;
  const bool opposite = a.negative() != b.negative();
  if (opposite && !mpn_zero_p(r.data(), b.size())) {
    mpn_add_1(q.data(), q.data(), quotient_size + 1, 1);
    mpn_sub_n(r.data(), b.limbs(), r.data(), b.size());
  }
  if (quotient) *quotient = int_from_limbs(vm, q.data(), quotient_size + 1, opposite);
  if (remainder) *remainder = int_from_limbs(vm, r.data(), b.size(), b.negative());
}

Word divided_by_zero(VM& vm, const char* message) {
  return raise(vm, vm.exceptions.ZeroDivisionError, message);
}

using MpzOperation = void (*)(mpz_ptr, mpz_srcptr, mpz_srcptr);

/// A bit operation one of whose operands is negative.
Word negative_bits(VM& vm, Integer& a, Integer& b, MpzOperation operation) {
  Mpz result;
  operation(result, a.mpz(), b.mpz());
  return int_from_mpz(vm, result);
}

std::int64_t floor_quotient(std::int64_t a, std::int64_t b) {
  const std::int64_t quotient = a / b;
  return quotient - (a % b != 0 && (a < 0) != (b < 0));
}
std::int64_t floor_remainder(std::int64_t a, std::int64_t b) {
  const std::int64_t remainder = a % b;
  return remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder;
}

}  // namespace

Word int_from_limbs(VM& vm, const mp_limb_t* limbs, mp_size_t size, bool negative) {
  while (size > 0 && limbs[size - 1] == 0) --size;
  if (size == 0) return gc::small_int(0);
  const auto bound = std::uint64_t{1} << 62;
  if (size == 1 && limbs[0] <= bound) {
    if (negative) return gc::small_int(-static_cast<std::int64_t>(limbs[0]));
    if (limbs[0] < bound) return gc::small_int(static_cast<std::int64_t>(limbs[0]));
  }
  auto* big = allocate<BigInt>(vm, vm.types.int_, static_cast<std::size_t>(size));
  if (!big) return null;
  big->length = {static_cast<std::uint64_t>(size)};
  big->negative = {negative};
  mpn_copyi(big->limbs.data(), limbs, size);
  return gc::reference(big);
}

Word int_from_mpz(VM& vm, mpz_srcptr value) {
  return int_from_limbs(vm, mpz_limbs_read(value), static_cast<mp_size_t>(mpz_size(value)),
                        mpz_sgn(value) < 0);
}

Word make_big_int(VM& vm, std::int64_t value) {
  const mp_limb_t magnitude =
      value < 0 ? -static_cast<mp_limb_t>(value) : static_cast<mp_limb_t>(value);
  return int_from_limbs(vm, &magnitude, 1, value < 0);
}

Word make_unsigned(VM& vm, std::uint64_t value) {
  const mp_limb_t magnitude = value;
  return int_from_limbs(vm, &magnitude, 1, false);
}

Word int_add_slow(VM* vm, Word left, Word right) {
  std::uint64_t x, y;
  if (is_natural(left, x) && is_natural(right, y)) return from_natural(*vm, x + y, x + y < x);
  if (is_small_integer_word(left) && is_small_integer_word(right))
    return make_int(*vm, small_value(left) + small_value(right));
  const Integer a(left), b(right);
  return add_signed(*vm, a, b, b.negative());
}

Word int_subtract_slow(VM* vm, Word left, Word right) {
  std::uint64_t x, y;
  if (is_natural(left, x) && is_natural(right, y) && x >= y) return from_natural(*vm, x - y);
  if (is_small_integer_word(left) && is_small_integer_word(right))
    return make_int(*vm, small_value(left) - small_value(right));
  const Integer a(left), b(right);
  return add_signed(*vm, a, b, !b.negative());
}

Word int_multiply_slow(VM* vm, Word left, Word right) {
  std::uint64_t x, y;
  if (is_natural(left, x) && is_natural(right, y)) {
    const auto product = static_cast<unsigned __int128>(x) * y;
    return from_natural(*vm, static_cast<std::uint64_t>(product), static_cast<std::uint64_t>(product >> 64));
  }
  const Integer a(left), b(right);
  if (a.is_zero() || b.is_zero()) return gc::small_int(0);
  const Integer& longer = a.size() < b.size() ? b : a;
  const Integer& shorter = a.size() < b.size() ? a : b;
  const mp_size_t size = longer.size() + shorter.size();
  LimbBuffer product(size);
  if (shorter.size() == 1)
    product[size - 1] = mpn_mul_1(product.data(), longer.limbs(), longer.size(), *shorter.limbs());
  else
    mpn_mul(product.data(), longer.limbs(), longer.size(), shorter.limbs(), shorter.size());
  return int_from_limbs(*vm, product.data(), size, a.negative() != b.negative());
}

Word int_floor_divide(VM& vm, Word left, Word right) {
  if (int_is_zero(right)) return divided_by_zero(vm, "integer division or modulo by zero");
  if (is_small_integer_word(left) && is_small_integer_word(right))
    return make_int(vm, floor_quotient(small_value(left), small_value(right)));
  const Integer a(left), b(right);
  Word quotient;
  divide_big(vm, a, b, &quotient, nullptr);
  return quotient;
}

Word int_modulo(VM& vm, Word left, Word right) {
  if (int_is_zero(right)) return divided_by_zero(vm, "integer modulo by zero");
  if (is_small_integer_word(left) && is_small_integer_word(right))
    return gc::small_int(floor_remainder(small_value(left), small_value(right)));
  const Integer a(left), b(right);
  Word remainder;
  divide_big(vm, a, b, nullptr, &remainder);
  return remainder;
}

Word int_floor_divide_slow(VM* vm, Word left, Word right) {
  return int_floor_divide(*vm, left, right);
}
Word int_modulo_slow(VM* vm, Word left, Word right) { return int_modulo(*vm, left, right); }

bool int_divide(VM& vm, Word left, Word right, Word* quotient, Word* remainder) {
  if (int_is_zero(right)) {
    divided_by_zero(vm, "integer division or modulo by zero");
    return false;
  }
  const Integer a(left), b(right);
  divide_big(vm, a, b, quotient, remainder);
  return !gc::is_null(*quotient) && !gc::is_null(*remainder);
}

Word int_lshift_slow(VM* vm, Word left, Word right) {
  std::uint64_t x, y;
  if (is_natural(left, x) && is_natural(right, y) && y < 64)
    return from_natural(*vm, x << y, y == 0 ? 0 : x >> (64 - y));
  if (int_is_negative(right))
    return raise(*vm, vm->exceptions.ValueError, "negative shift count");
  const Integer a(left);
  if (a.is_zero()) return gc::small_int(0);
  if (!is_small_integer_word(right))
    return raise(*vm, vm->exceptions.OverflowError, "too many digits in integer");
  const auto count = static_cast<std::uint64_t>(small_value(right));
  if (count + a.bits() > most_int_bits) return no_memory(*vm);
  if (a.bits() + count <= 62) {
    const auto magnitude = static_cast<std::int64_t>(*a.limbs() << count);
    return gc::small_int(a.negative() ? -magnitude : magnitude);
  }
  const auto whole = static_cast<mp_size_t>(count / 64);
  const mp_size_t size = whole + a.size() + 1;
  LimbBuffer shifted(size);
  mpn_zero(shifted.data(), whole);
  if (count % 64 != 0) {
    shifted[size - 1] = mpn_lshift(shifted.data() + whole, a.limbs(), a.size(), count % 64);
  } else {
    mpn_copyi(shifted.data() + whole, a.limbs(), a.size());
    shifted[size - 1] = 0;
  }
  return int_from_limbs(*vm, shifted.data(), size, a.negative());
}

Word int_rshift_slow(VM* vm, Word left, Word right) {
  std::uint64_t x, y;
  if (is_natural(left, x) && is_natural(right, y) && y < 64) return from_natural(*vm, x >> y);
  if (int_is_negative(right))
    return raise(*vm, vm->exceptions.ValueError, "negative shift count");
  if (is_small_integer_word(left)) {
    const std::int64_t count = is_small_integer_word(right) ? small_value(right) : 63;
    return gc::small_int(small_value(left) >> (count > 63 ? 63 : count));
  }
  Integer a(left);
  if (!is_small_integer_word(right) || static_cast<std::uint64_t>(small_value(right)) >= a.bits())
    return gc::small_int(a.negative() ? -1 : 0);
  const auto count = static_cast<std::uint64_t>(small_value(right));
  const auto whole = static_cast<mp_size_t>(count / 64);
  const mp_size_t size = a.size() - whole;
  LimbBuffer shifted(size + 1);
  shifted[size] = 0;
  mp_limb_t lost = 0;
  if (count % 64 != 0)
    lost = mpn_rshift(shifted.data(), a.limbs() + whole, size, count % 64);
  else
    mpn_copyi(shifted.data(), a.limbs() + whole, size);
  if (a.negative() && (lost != 0 || (whole > 0 && !mpn_zero_p(a.limbs(), whole))))
    mpn_add_1(shifted.data(), shifted.data(), size + 1, 1);
  return int_from_limbs(*vm, shifted.data(), size + 1, a.negative());
}

Word int_and_slow(VM* vm, Word left, Word right) {
  std::uint64_t x, y;
  if (is_natural(right, y)) {
    if (is_natural(left, x)) return from_natural(*vm, x & y);
    if (is<BigInt>(left) && gc::as<BigInt>(left)->negative == 0)
      return from_natural(*vm, gc::as<BigInt>(left)->limbs[0] & y);
  }
  if (is_small_integer_word(left) && is_small_integer_word(right))
    return gc::small_int(small_value(left) & small_value(right));
  Integer a(left), b(right);
  if (a.negative() || b.negative()) return negative_bits(*vm, a, b, mpz_and);
  const mp_size_t size = std::min(a.size(), b.size());
  if (size == 0) return gc::small_int(0);
  LimbBuffer result(size);
  mpn_and_n(result.data(), a.limbs(), b.limbs(), size);
  return int_from_limbs(*vm, result.data(), size, false);
}

namespace {
/// or and xor of operands that are not negative: the longer one's upper limbs stay.
Word join_bits(VM& vm, Integer& a, Integer& b,
               void (*operation)(mp_limb_t*, const mp_limb_t*, const mp_limb_t*, mp_size_t),
               MpzOperation signed_operation) {
  if (a.negative() || b.negative()) return negative_bits(vm, a, b, signed_operation);
  const Integer& longer = a.size() < b.size() ? b : a;
  const Integer& shorter = a.size() < b.size() ? a : b;
  LimbBuffer result(longer.size());
  if (!shorter.is_zero()) operation(result.data(), a.limbs(), b.limbs(), shorter.size());
  mpn_copyi(result.data() + shorter.size(), longer.limbs() + shorter.size(),
            longer.size() - shorter.size());
  return int_from_limbs(vm, result.data(), longer.size(), false);
}
}  // namespace

Word int_or_slow(VM* vm, Word left, Word right) {
  std::uint64_t x, y;
  if (is_natural(left, x) && is_natural(right, y)) return from_natural(*vm, x | y);
  if (is_small_integer_word(left) && is_small_integer_word(right))
    return gc::small_int(small_value(left) | small_value(right));
  Integer a(left), b(right);
  return join_bits(
      *vm, a, b,
      [](mp_limb_t* to, const mp_limb_t* x, const mp_limb_t* y, mp_size_t n) {
        mpn_ior_n(to, x, y, n);
      },
      mpz_ior);
}

Word int_xor_slow(VM* vm, Word left, Word right) {
  std::uint64_t x, y;
  if (is_natural(left, x) && is_natural(right, y)) return from_natural(*vm, x ^ y);
  if (is_small_integer_word(left) && is_small_integer_word(right))
    return gc::small_int(small_value(left) ^ small_value(right));
  Integer a(left), b(right);
  return join_bits(
      *vm, a, b,
      [](mp_limb_t* to, const mp_limb_t* x, const mp_limb_t* y, mp_size_t n) {
        mpn_xor_n(to, x, y, n);
      },
      mpz_xor);
}

Word int_and(VM& vm, Word left, Word right) {
  if (gc::is_boolean(left) && gc::is_boolean(right)) return {left.bits & right.bits};
  return int_and_slow(&vm, left, right);
}
Word int_or(VM& vm, Word left, Word right) {
  if (gc::is_boolean(left) && gc::is_boolean(right)) return {left.bits | right.bits};
  return int_or_slow(&vm, left, right);
}
Word int_xor(VM& vm, Word left, Word right) {
  if (gc::is_boolean(left) && gc::is_boolean(right)) return gc::boolean(left != right);
  return int_xor_slow(&vm, left, right);
}

Word int_negative_slow(VM* vm, Word operand) {
  if (is_small_integer_word(operand)) return make_int(*vm, -small_value(operand));
  const Integer a(operand);
  return int_from_limbs(*vm, a.limbs(), a.size(), !a.negative());
}
Word int_negative(VM& vm, Word operand) { return int_negative_slow(&vm, operand); }

Word int_invert(VM& vm, Word operand) {
  if (is_small_integer_word(operand)) return gc::small_int(~small_value(operand));
  const Word negative = int_negative(vm, operand);
  return gc::is_null(negative) ? null : int_subtract(vm, negative, gc::small_int(1));
}

Word int_absolute(VM& vm, Word operand) {
  return int_is_negative(operand) ? int_negative(vm, operand)
         : gc::is_boolean(operand) ? gc::small_int(small_value(operand))
                                   : operand;
}

std::int64_t int_compare_slow(VM*, Word left, Word right) {
  const Integer a(left), b(right);
  if (a.negative() != b.negative()) return a.negative() ? -1 : 1;
  const int order = compare_magnitudes(a, b);
  return a.negative() ? -order : order;
}

bool int_is_negative(Word word) {
  return is<BigInt>(word) ? gc::as<BigInt>(word)->negative != 0 : small_value(word) < 0;
}
bool int_is_odd(Word word) {
  return is<BigInt>(word) ? (gc::as<BigInt>(word)->limbs[0] & 1) != 0 : (small_value(word) & 1) != 0;
}
std::uint64_t int_bit_length(Word word) { return Integer(word).bits(); }
std::uint64_t int_bit_count(Word word) {
  const Integer a(word);
  return a.is_zero() ? 0 : mpn_popcount(a.limbs(), a.size());
}

std::int64_t int_hash(Word word) {
  constexpr std::int64_t modulus = (std::int64_t{1} << 61) - 1;
  std::int64_t hash;
  if (is_small_integer_word(word)) {
    hash = small_value(word) % modulus;
  } else {
    const Integer a(word);
    hash = static_cast<std::int64_t>(mpn_mod_1(a.limbs(), a.size(), modulus));
    if (a.negative()) hash = -hash;
  }
  return hash == -1 ? -2 : hash;
}

std::optional<std::int64_t> int_to_i64(Word word) {
  if (is_small_integer_word(word)) return small_value(word);
  const Integer a(word);
  if (a.size() > 1) return std::nullopt;
  const std::uint64_t limit = (std::uint64_t{1} << 63) - !a.negative();
  if (*a.limbs() > limit) return std::nullopt;
  return static_cast<std::int64_t>(a.negative() ? -*a.limbs() : *a.limbs());
}

std::optional<std::uint64_t> int_to_u64(Word word) {
  const Integer a(word);
  if (a.is_zero()) return 0;
  if (a.negative() || a.size() > 1) return std::nullopt;
  return *a.limbs();
}

}  // namespace py
