// The meaning of the pure operations on raw bits: constant folding, observing stages and tests share it.
//
// Values are 64 bits each: an i64 as it is, an f64 as its IEEE bits, a boolean as 0 or 1, a ref as its word.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

#include "gc/layout/object.hpp"
#include "pe/residual/ops.hpp"

namespace pe::residual {

namespace detail {
inline std::int64_t wrap(std::uint64_t bits) { return static_cast<std::int64_t>(bits); }
inline double real(std::uint64_t bits) { return std::bit_cast<double>(bits); }
inline std::uint64_t bits(double value) { return std::bit_cast<std::uint64_t>(value); }

/// Whether sum, difference or product of two small integers leaves the small range.
inline bool overflows(Op op, std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  const bool wide = op == Op::int_add_overflows   ? __builtin_add_overflow(a, b, &result)
                    : op == Op::int_sub_overflows ? __builtin_sub_overflow(a, b, &result)
                                                  : __builtin_mul_overflow(a, b, &result);
  return wide || !gc::fits_small_int(result);
}
}  // namespace detail

/// The float in a word, immediate or boxed.
inline double unbox_float(gc::Word word) {
  if (gc::is_immediate_float(word)) return gc::immediate_float_value(word);
  struct Boxed : gc::Object {
    double value;
  };
  return gc::as<Boxed>(word)->value;
}
/// Is it an immediate float or a boxed one?
inline bool is_float_word(gc::Word word) {
  return gc::is_immediate_float(word) ||
         (gc::is_object(word) &&
          gc::layout_of(gc::as<gc::Object>(word)->header) == gc::boxed_float_layout);
}

/// Can `fold` compute this operation? All pure ones but constants, parameters and those of `invoke`.
constexpr bool folds(Op op) {
  return info(op).effect == Effect::pure && op >= Op::int_add && op <= Op::is_object;
}

/// The result of a pure operation; an operand that it does not have is ignored.
inline std::uint64_t fold(Op op, std::uint64_t a, std::uint64_t b = 0) {
  using namespace detail;
  switch (op) {
    case Op::int_add: return a + b;
    case Op::int_sub: return a - b;
    case Op::int_mul: return a * b;
    case Op::int_div: return static_cast<std::uint64_t>(wrap(a) / wrap(b));
    case Op::int_rem: return wrap(b) == -1 ? 0 : static_cast<std::uint64_t>(wrap(a) % wrap(b));
    case Op::int_neg: return -a;
    case Op::int_and: return a & b;
    case Op::int_or: return a | b;
    case Op::int_xor: return a ^ b;
    case Op::int_not: return ~a;
    case Op::int_shl: return a << b;
    case Op::int_shr: return static_cast<std::uint64_t>(wrap(a) >> b);
    case Op::int_ushr: return a >> b;
    case Op::int_add_overflows:
    case Op::int_sub_overflows:
    case Op::int_mul_overflows: return overflows(op, wrap(a), wrap(b));
    case Op::int_eq: return a == b;
    case Op::int_ne: return a != b;
    case Op::int_lt: return wrap(a) < wrap(b);
    case Op::int_le: return wrap(a) <= wrap(b);
    case Op::uint_lt: return a < b;
    case Op::int_is_small: return gc::fits_small_int(wrap(a));
    case Op::float_add: return bits(real(a) + real(b));
    case Op::float_sub: return bits(real(a) - real(b));
    case Op::float_mul: return bits(real(a) * real(b));
    case Op::float_div: return bits(real(a) / real(b));
    case Op::float_neg: return bits(-real(a));
    case Op::float_abs: return bits(std::fabs(real(a)));
    case Op::float_sqrt: return bits(std::sqrt(real(a)));
    case Op::float_floor: return bits(std::floor(real(a)));
    case Op::float_eq: return real(a) == real(b);
    case Op::float_ne: return real(a) != real(b);
    case Op::float_lt: return real(a) < real(b);
    case Op::float_le: return real(a) <= real(b);
    case Op::int_to_float: return bits(static_cast<double>(wrap(a)));
    case Op::float_to_int: return static_cast<std::uint64_t>(static_cast<std::int64_t>(real(a)));
    case Op::float_bits: return a;
    case Op::bool_not: return a ^ 1;
    case Op::bool_to_int: return a;
    case Op::ref_eq: return a == b;
    case Op::ref_ne: return a != b;
    case Op::ref_bits: return a;
    case Op::is_int: return gc::is_small_int({a});
    case Op::int_box: return gc::small_int(wrap(a)).bits;
    case Op::int_unbox: return static_cast<std::uint64_t>(gc::small_int_value({a}));
    case Op::is_float: return is_float_word({a});
    case Op::float_unbox: return bits(unbox_float({a}));
    case Op::is_bool: return gc::is_boolean({a});
    case Op::bool_box: return gc::boolean(a != 0).bits;
    case Op::bool_unbox: return a == gc::true_word.bits;
    case Op::is_object: return gc::is_object({a});
    default: return 0;
  }
}

}  // namespace pe::residual
