// Operators on numbers, with everything else left to the object space.
//
// Each binary operator is a rule: what it does to two small integers, what to two floats, and which function
// does it to integers of any size. Mixed operands are two floats. An instance of a Python class whose special method is written in Python is entered like
// any call, its operands staying on the stack in case the method answers NotImplemented.
#pragma once

#include <optional>

#include "python_interp/interp/handlers/operation.hpp"
#include "python_interp/interp/support/arithmetic.hpp"
#include "python_interp/objects/numbers.hpp"

namespace py {

template <class M>
using DInt = D<M, std::int64_t>;
template <class M>
using DFloat = D<M, double>;

/// A result, or nothing where the rule does not cover the operands.
template <class M>
using Maybe = std::optional<DWord<M>>;

/// Integers of up to 53 bits are floats exactly.
template <class M>
D<M, bool> is_exact_float(M& m, DInt<M> value) {
  return m.below(value + (std::int64_t{1} << 53), (std::int64_t{1} << 54) + 1);
}

template <class M, class C>
Maybe<M> small_result(M& m, C checked) {
  if (checked.overflow) return {};
  return m.from_int(checked.value);
}

/// 1 where the remainder's sign is not the divisor's, as Python wants it, else 0.
template <class M>
DInt<M> misses_sign(M& m, DInt<M> rest, DInt<M> divisor) {
  return m.bit(rest != 0) & m.bit((rest ^ divisor) < 0);
}

struct Add {
  static constexpr auto operation = BinaryOperation::add;
  static constexpr auto integers = &int_add_slow;
  template <class M> static Maybe<M> small(M& m, DInt<M> a, DInt<M> b) { return small_result(m, m.add_small(a, b)); }
  template <class M> static Maybe<M> real(M& m, DFloat<M> a, DFloat<M> b) { return m.from_float(a + b); }
};
struct Subtract {
  static constexpr auto operation = BinaryOperation::subtract;
  static constexpr auto integers = &int_subtract_slow;
  template <class M> static Maybe<M> small(M& m, DInt<M> a, DInt<M> b) { return small_result(m, m.sub_small(a, b)); }
  template <class M> static Maybe<M> real(M& m, DFloat<M> a, DFloat<M> b) { return m.from_float(a - b); }
};
struct Multiply {
  static constexpr auto operation = BinaryOperation::multiply;
  static constexpr auto integers = &int_multiply_slow;
  template <class M> static Maybe<M> small(M& m, DInt<M> a, DInt<M> b) { return small_result(m, m.mul_small(a, b)); }
  template <class M> static Maybe<M> real(M& m, DFloat<M> a, DFloat<M> b) { return m.from_float(a * b); }
};
struct TrueDivide {
  static constexpr auto operation = BinaryOperation::true_divide;
  static constexpr auto integers = &int_true_divide_slow;
  template <class M>
  static Maybe<M> small(M& m, DInt<M> a, DInt<M> b) {
    if (b == 0) return {};
    if (!is_exact_float(m, a) || !is_exact_float(m, b)) return {};
    return m.from_float(m.to_float(a) / m.to_float(b));
  }
  template <class M>
  static Maybe<M> real(M& m, DFloat<M> a, DFloat<M> b) {
    if (b == 0.0) return {};
    return m.from_float(a / b);
  }
};
struct FloorDivide {
  static constexpr auto operation = BinaryOperation::floor_divide;
  static constexpr auto integers = &int_floor_divide_slow;
  template <class M>
  static Maybe<M> small(M& m, DInt<M> a, DInt<M> b) {
    if (b == 0) return {};
    const auto quotient = m.divide(a, b);
    const auto floored = quotient - misses_sign(m, a - quotient * b, b);
    if (!m.fits_small(floored)) return {};
    return m.from_int(floored);
  }
  template <class M>
  static Maybe<M> real(M& m, DFloat<M> a, DFloat<M> b) {
    if (b == 0.0) return {};
    return m.from_float(m.template call<&floored_quotient>(a, b));
  }
};
struct Modulo {
  static constexpr auto operation = BinaryOperation::modulo;
  static constexpr auto integers = &int_modulo_slow;
  template <class M>
  static Maybe<M> small(M& m, DInt<M> a, DInt<M> b) {
    if (b == 0) return {};
    const auto rest = m.remainder(a, b);
    return m.from_int(rest + (b & -misses_sign(m, rest, b)));
  }
  template <class M>
  static Maybe<M> real(M& m, DFloat<M> a, DFloat<M> b) {
    if (b == 0.0) return {};
    return m.from_float(m.template call<&floored_remainder>(a, b));
  }
};
struct Power {
  static constexpr auto operation = BinaryOperation::power;
  static constexpr auto integers = &int_power_slow;
  template <class M> static Maybe<M> small(M&, DInt<M>, DInt<M>) { return {}; }
  template <class M>
  static Maybe<M> real(M& m, DFloat<M> a, DFloat<M> b) {
    if (!(a > 0.0)) return {};
    const auto result = m.template call<&positive_power>(a, b);
    if (!(result <= largest_float)) return {};
    return m.from_float(result);
  }
};
struct LeftShift {
  static constexpr auto operation = BinaryOperation::lshift;
  static constexpr auto integers = &int_lshift_slow;
  template <class M>
  static Maybe<M> small(M& m, DInt<M> a, DInt<M> b) {
    if (!m.below(b, 62)) return {};
    const auto shifted = a << b;
    if ((shifted >> b) != a) return {};
    if (!m.fits_small(shifted)) return {};
    return m.from_int(shifted);
  }
  template <class M> static Maybe<M> real(M&, DFloat<M>, DFloat<M>) { return {}; }
};
struct RightShift {
  static constexpr auto operation = BinaryOperation::rshift;
  static constexpr auto integers = &int_rshift_slow;
  template <class M>
  static Maybe<M> small(M& m, DInt<M> a, DInt<M> b) {
    if (!m.below(b, 64)) return {};
    return m.from_int(a >> b);
  }
  template <class M> static Maybe<M> real(M&, DFloat<M>, DFloat<M>) { return {}; }
};
struct And {
  static constexpr auto operation = BinaryOperation::and_;
  static constexpr auto integers = &int_and_slow;
  template <class M> static Maybe<M> small(M& m, DInt<M> a, DInt<M> b) { return m.from_int(a & b); }
  template <class M> static Maybe<M> real(M&, DFloat<M>, DFloat<M>) { return {}; }
};
struct Or {
  static constexpr auto operation = BinaryOperation::or_;
  static constexpr auto integers = &int_or_slow;
  template <class M> static Maybe<M> small(M& m, DInt<M> a, DInt<M> b) { return m.from_int(a | b); }
  template <class M> static Maybe<M> real(M&, DFloat<M>, DFloat<M>) { return {}; }
};
struct ExclusiveOr {
  static constexpr auto operation = BinaryOperation::xor_;
  static constexpr auto integers = &int_xor_slow;
  template <class M> static Maybe<M> small(M& m, DInt<M> a, DInt<M> b) { return m.from_int(a ^ b); }
  template <class M> static Maybe<M> real(M&, DFloat<M>, DFloat<M>) { return {}; }
};
struct MatrixMultiply {
  static constexpr auto operation = BinaryOperation::matrix_multiply;
  template <class M> static Maybe<M> small(M&, DInt<M>, DInt<M>) { return {}; }
  template <class M> static Maybe<M> real(M&, DFloat<M>, DFloat<M>) { return {}; }
};

/// The rule's answer for two numbers.
template <class Rule, class M>
Maybe<M> on_numbers(M& m, DWord<M> a, DWord<M> b) {
  if (m.is_int(a)) {
    if (m.is_int(b)) return Rule::small(m, m.int_of(a), m.int_of(b));
    if (m.is_float(b)) return Rule::real(m, m.to_float(m.int_of(a)), m.float_of(b));
    return {};
  }
  if (!m.is_float(a)) return {};
  if (m.is_float(b)) return Rule::real(m, m.float_of(a), m.float_of(b));
  if (m.is_int(b)) return Rule::real(m, m.float_of(a), m.to_float(m.int_of(b)));
  return {};
}

template <class M>
D<M, bool> is_integer(M& m, DWord<M> word) {
  if (m.is_int(word)) return true;
  return is_a<BigInt>(m, word);
}

/// Enters the special method `name` of the instance `a`, if it is a Python function and `b` has no say
/// first: `a` and `b` stay on the stack under the call.
template <class M>
bool enter_special(M& m, DWord<M> a, DWord<M> b, Str* name, Deliver deliver) {
  if (!is_a<Instance>(m, a)) return false;
  const gc::Header header = promoted_header(m, a);
  if (is_a<Instance>(m, b) && m.header_of(m.template as<Object>(b)) !=
                                  static_cast<std::int64_t>(header.bits))
    return false;
  const Attribute* method = m.template memo<&find_special>(header, name);
  if (method->found != Found::method || !is<Function>(method->value)) return false;
  auto* function = gc::as<Function>(method->value);
  if (!takes_exactly(function->code, 2)) return false;
  const DWord<M> arguments[] = {a, b};
  m.enter(function->code, method->value, arguments, 2, deliver);
  return true;
}

template <class Rule, class M>
void binary(M& m, std::uint32_t in_place) {
  const auto b = m.top(1);
  const auto a = m.top(2);
  if (const auto result = on_numbers<Rule>(m, a, b)) {
    m.drop(2);
    return m.push(*result);
  }
  if constexpr (requires { Rule::integers; }) {
    if (is_integer(m, a) && is_integer(m, b)) {
      const auto result = m.template call<Rule::integers>(m.vm(), a, b);
      m.drop(2);
      return push_or_raise(m, result);
    }
  }
  constexpr auto operation = static_cast<std::int64_t>(Rule::operation);
  if (in_place == 0 && enter_special(m, a, b, m.vm()->names->binary[operation], Deliver::binary)) return;
  const auto result = in_place != 0 ? m.template call<&inplace_operation>(m.vm(), operation, a, b)
                                    : m.template call<&binary_operation>(m.vm(), operation, a, b);
  m.drop(2);
  push_or_raise(m, result);
}

template <class M> void run(On<Op::BINARY_ADD>, M& m, std::uint32_t in_place) { binary<Add>(m, in_place); }
template <class M> void run(On<Op::BINARY_SUBTRACT>, M& m, std::uint32_t in_place) { binary<Subtract>(m, in_place); }
template <class M> void run(On<Op::BINARY_MULTIPLY>, M& m, std::uint32_t in_place) { binary<Multiply>(m, in_place); }
template <class M> void run(On<Op::BINARY_TRUE_DIVIDE>, M& m, std::uint32_t in_place) { binary<TrueDivide>(m, in_place); }
template <class M> void run(On<Op::BINARY_FLOOR_DIVIDE>, M& m, std::uint32_t in_place) { binary<FloorDivide>(m, in_place); }
template <class M> void run(On<Op::BINARY_MODULO>, M& m, std::uint32_t in_place) { binary<Modulo>(m, in_place); }
template <class M> void run(On<Op::BINARY_POWER>, M& m, std::uint32_t in_place) { binary<Power>(m, in_place); }
template <class M> void run(On<Op::BINARY_LSHIFT>, M& m, std::uint32_t in_place) { binary<LeftShift>(m, in_place); }
template <class M> void run(On<Op::BINARY_RSHIFT>, M& m, std::uint32_t in_place) { binary<RightShift>(m, in_place); }
template <class M> void run(On<Op::BINARY_AND>, M& m, std::uint32_t in_place) { binary<And>(m, in_place); }
template <class M> void run(On<Op::BINARY_OR>, M& m, std::uint32_t in_place) { binary<Or>(m, in_place); }
template <class M> void run(On<Op::BINARY_XOR>, M& m, std::uint32_t in_place) { binary<ExclusiveOr>(m, in_place); }
template <class M> void run(On<Op::BINARY_MATRIX_MULTIPLY>, M& m, std::uint32_t in_place) { binary<MatrixMultiply>(m, in_place); }

template <class M>
void unary_slow(M& m, UnaryOperation operation) {
  push_or_raise(m, m.template call<&unary_operation>(m.vm(), static_cast<std::int64_t>(operation),
                                                     m.pop()));
}

template <class M>
void run(On<Op::UNARY_NEGATIVE>, M& m, std::uint32_t) {
  const auto value = m.top(1);
  if (m.is_int(value)) {
    const auto negated = m.sub_small(0, m.int_of(value));
    if (!negated.overflow) return m.set_top(1, m.from_int(negated.value));
  } else if (m.is_float(value)) {
    return m.set_top(1, m.from_float(-m.float_of(value)));
  }
  unary_slow(m, UnaryOperation::negative);
}

template <class M>
void run(On<Op::UNARY_POSITIVE>, M& m, std::uint32_t) {
  const auto value = m.top(1);
  if (m.is_int(value) || m.is_float(value)) return;
  unary_slow(m, UnaryOperation::positive);
}

template <class M>
void run(On<Op::UNARY_INVERT>, M& m, std::uint32_t) {
  const auto value = m.top(1);
  if (m.is_int(value)) return m.set_top(1, m.from_int(~m.int_of(value)));
  unary_slow(m, UnaryOperation::invert);
}

}  // namespace py
