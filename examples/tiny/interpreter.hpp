// tiny over a stage: what each instruction means.
//
// Types are dynamic: an operation asks what it is given. While specialising most questions are answered by
// what is known, or by what Profile saw. Wrong programs `fail` with a sentence; so does an integer that would
// need more than 63 bits.
#pragma once

#include <optional>

#include "examples/tiny/program.hpp"
#include "examples/tiny/values.hpp"
#include "pe/stage/stage.hpp"

namespace tiny {

using pe::dyn;

/// A number as a float, if it is one.
template <class M>
constexpr std::optional<dyn<M, double>> number(M& m, dyn<M, gc::Word> value) {
  if (m.is_float(value)) return m.float_of(value);
  if (m.is_int(value)) return m.to_float(m.int_of(value));
  return {};
}

struct Add {
  static constexpr auto wrong = "only numbers can be added";
  static constexpr auto checked(auto& m, auto a, auto b) { return m.add_small(a, b); }
  static constexpr auto real(auto a, auto b) { return a + b; }
};
struct Subtract {
  static constexpr auto wrong = "only numbers can be subtracted";
  static constexpr auto checked(auto& m, auto a, auto b) { return m.sub_small(a, b); }
  static constexpr auto real(auto a, auto b) { return a - b; }
};
struct Multiply {
  static constexpr auto wrong = "only numbers can be multiplied";
  static constexpr auto checked(auto& m, auto a, auto b) { return m.mul_small(a, b); }
  static constexpr auto real(auto a, auto b) { return a * b; }
};

template <class Operation, class M>
constexpr void arithmetic(M& m, const Instruction& it) {
  const auto left = m.get(it.b), right = m.get(it.c);
  if (m.is_int(left) && m.is_int(right)) {
    const auto result = Operation::checked(m, m.int_of(left), m.int_of(right));
    if (result.overflow) return m.fail("integer overflow: the result needs more than 63 bits");
    return m.set(it.a, m.from_int(result.value));
  }
  if (const auto a = number(m, left))
    if (const auto b = number(m, right)) return m.set(it.a, m.from_float(Operation::real(*a, *b)));
  m.fail(Operation::wrong);
}

template <class M>
constexpr void divide(M& m, const Instruction& it) {
  const auto left = m.get(it.b), right = m.get(it.c);
  if (m.is_int(left) && m.is_int(right)) {
    if (m.int_of(right) == 0) return m.fail("division by zero");
    const auto quotient = m.divide(m.int_of(left), m.int_of(right));
    if (!m.fits_small(quotient)) return m.fail("integer overflow: the result needs more than 63 bits");
    return m.set(it.a, m.from_int(quotient));
  }
  if (const auto a = number(m, left))
    if (const auto b = number(m, right)) return m.set(it.a, m.from_float(*a / *b));
  m.fail("only numbers can be divided");
}

template <class M>
constexpr void remainder(M& m, const Instruction& it) {
  const auto left = m.get(it.b), right = m.get(it.c);
  if (!m.is_int(left) || !m.is_int(right)) return m.fail("% is for integers");
  if (m.int_of(right) == 0) return m.fail("division by zero");
  m.set(it.a, m.from_int(m.remainder(m.int_of(left), m.int_of(right))));
}

struct Less {
  static constexpr auto compare(auto a, auto b) { return a < b; }
};
struct LessEqual {
  static constexpr auto compare(auto a, auto b) { return a <= b; }
};

template <class Order, class M>
constexpr void order(M& m, const Instruction& it) {
  const auto left = m.get(it.b), right = m.get(it.c);
  if (m.is_int(left) && m.is_int(right))
    return m.set(it.a, m.from_bool(Order::compare(m.int_of(left), m.int_of(right))));
  if (const auto a = number(m, left))
    if (const auto b = number(m, right)) return m.set(it.a, m.from_bool(Order::compare(*a, *b)));
  m.fail("only numbers have an order");
}

template <class M>
constexpr void equal(M& m, const Instruction& it) {
  const auto left = m.get(it.b), right = m.get(it.c);
  if (m.is_int(left) && m.is_int(right)) return m.set(it.a, m.from_bool(m.int_of(left) == m.int_of(right)));
  if (const auto a = number(m, left))
    if (const auto b = number(m, right)) return m.set(it.a, m.from_bool(*a == *b));
  m.set(it.a, m.from_bool(left == right));
}

/// The array in a register. If it is none, fails.
template <class M>
constexpr std::optional<dyn<M, Array*>> array(M& m, std::uint32_t slot) {
  const auto value = m.get(slot);
  if (m.is_object(value) && m.header_of(m.template as<gc::Object>(value)) == array_header)
    return m.template as<Array>(value);
  m.fail("this is no array");
  return {};
}

/// The index in a register, if it is one of the array's. If not, fails.
template <class M>
constexpr std::optional<dyn<M, std::int64_t>> index(M& m, dyn<M, Array*> array, std::uint32_t slot) {
  const auto value = m.get(slot);
  if (!m.is_int(value)) return m.fail("an index is an integer"), std::nullopt;
  const auto index = m.int_of(value);
  if (m.below(index, m.template load<&Array::length>(array))) return index;
  m.fail("the index is outside the array");
  return {};
}

template <class M>
constexpr void jump_if(M& m, const Instruction& it, bool wanted) {
  const auto value = m.get(it.a);
  if (!m.is_bool(value)) return m.fail("a condition is true or false");
  if (m.bool_of(value)) {
    if (wanted) m.jump(it.b);
  } else if (!wanted) {
    m.jump(it.b);
  }
}

template <class M, class C>
constexpr void call(M& m, const C& callee, std::uint32_t first, std::uint32_t result_slot) {
  dyn<M, gc::Word> arguments[most_arguments];
  for (std::uint32_t i = 0; i < callee.parameter_count; ++i) arguments[i] = m.get(first + i);
  m.call(callee, arguments, callee.parameter_count, result_slot);
}

template <class M, class C>
constexpr void call_value(M& m, const C& code, const Instruction& it) {
  const auto* callee = code.function_in(m.promote(m.get(it.b), code.function_values(), gc::Word{}));
  if (!callee) return m.fail("only functions can be called");
  if (callee->parameter_count != static_cast<std::uint32_t>(it.c)) return m.fail("the function takes another number of arguments");
  call(m, *callee, it.b + 1, it.a);
}

struct Language {
  using Code = tiny::Code;

  template <class M, class C>
  static constexpr void step(M& m, const C& code, std::uint32_t pc) {
    const Instruction it = code.instructions[pc];
    switch (it.op) {
      case Op::constant: return constant(m, it.a, code.literal(it.b));
      case Op::move: return m.set(it.a, m.get(it.b));
      case Op::add: return arithmetic<Add>(m, it);
      case Op::subtract: return arithmetic<Subtract>(m, it);
      case Op::multiply: return arithmetic<Multiply>(m, it);
      case Op::divide: return divide(m, it);
      case Op::remainder: return remainder(m, it);
      case Op::less: return order<Less>(m, it);
      case Op::less_equal: return order<LessEqual>(m, it);
      case Op::equal: return equal(m, it);
      case Op::negate: return negate(m, it);
      case Op::negation: return negation(m, it);
      case Op::jump: return m.jump(it.a);
      case Op::jump_if: return jump_if(m, it, true);
      case Op::jump_unless: return jump_if(m, it, false);
      case Op::loop: return m.loop(it.a);
      case Op::call: return call(m, code.function(it.b), it.c, it.a);
      case Op::call_value: return call_value(m, code, it);
      case Op::give: return m.leave(m.get(it.a));
      case Op::print: return m.template call<&print>(m.world(), m.get(it.a));
      case Op::fill: return fill(m, it);
      case Op::index:
        if (const auto from = array(m, it.b))
          if (const auto at = index(m, *from, it.c)) m.set(it.a, m.template element<&Array::items>(*from, *at));
        return;
      case Op::set_index:
        if (const auto to = array(m, it.a))
          if (const auto at = index(m, *to, it.b)) m.template set_element<&Array::items>(*to, *at, m.get(it.c));
        return;
      case Op::length:
        if (const auto of = array(m, it.b)) m.set(it.a, m.from_int(m.template load<&Array::length>(*of)));
        return;
      case Op::to_float:
        if (const auto value = number(m, m.get(it.b))) return m.set(it.a, m.from_float(*value));
        return m.fail("only numbers become floats");
      case Op::to_int: return to_int(m, it);
      case Op::root:
        if (const auto value = number(m, m.get(it.b))) return m.set(it.a, m.from_float(m.square_root(*value)));
        return m.fail("only numbers have a root");
    }
  }

 private:
  template <class M>
  static constexpr void constant(M& m, std::uint32_t slot, const Literal& it) {
    switch (it.kind) {
      case Literal::Kind::integer: return m.set(slot, m.from_int(it.integer));
      case Literal::Kind::floating: return m.set(slot, m.from_float(it.floating));
      case Literal::Kind::boolean: return m.set(slot, m.from_bool(it.integer != 0));
      case Literal::Kind::function: return m.set(slot, function_word(it.integer));
    }
  }

  template <class M>
  static constexpr void negate(M& m, const Instruction& it) {
    const auto value = m.get(it.b);
    if (m.is_int(value)) {
      const auto result = m.sub_small(dyn<M, std::int64_t>(0), m.int_of(value));
      if (result.overflow) return m.fail("integer overflow: the result needs more than 63 bits");
      return m.set(it.a, m.from_int(result.value));
    }
    if (m.is_float(value)) return m.set(it.a, m.from_float(-m.float_of(value)));
    m.fail("only numbers can be negated");
  }

  template <class M>
  static constexpr void negation(M& m, const Instruction& it) {
    const auto value = m.get(it.b);
    if (!m.is_bool(value)) return m.fail("`not` is for true and false");
    m.set(it.a, m.from_bool(!m.bool_of(value)));
  }

  template <class M>
  static constexpr void fill(M& m, const Instruction& it) {
    const auto count = m.get(it.c);
    if (!m.is_int(count)) return m.fail("an array's length is an integer");
    const auto length = m.int_of(count);
    if (!m.below(length, dyn<M, std::int64_t>(most_items + 1))) return m.fail("an array of this length is not possible");
    m.set(it.a, m.template call<&new_array>(m.world(), m.get(it.b), length));
  }

  template <class M>
  static constexpr void to_int(M& m, const Instruction& it) {
    const auto value = m.get(it.b);
    if (m.is_int(value)) return m.set(it.a, value);
    if (!m.is_float(value)) return m.fail("only numbers become integers");
    const auto real = m.float_of(value);
    constexpr double bound = 4611686018427387904.0;
    if (real < bound && dyn<M, double>(-bound) < real) return m.set(it.a, m.from_int(m.truncate(real)));
    m.fail("integer overflow: the float is too large");
  }
};

}  // namespace tiny
