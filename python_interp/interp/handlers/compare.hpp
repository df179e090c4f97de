// Comparisons, truth and the jumps that ask for it.
#pragma once

#include "python_interp/interp/handlers/arithmetic.hpp"

namespace py {

template <Comparison comparison, class T>
auto compares(T a, T b) {
  if constexpr (comparison == Comparison::lt) return a < b;
  else if constexpr (comparison == Comparison::le) return a <= b;
  else if constexpr (comparison == Comparison::eq) return a == b;
  else if constexpr (comparison == Comparison::ne) return a != b;
  else if constexpr (comparison == Comparison::gt) return a > b;
  else return a >= b;
}

template <Comparison comparison>
struct Compare {
  template <class M>
  static Maybe<M> small(M& m, DInt<M> a, DInt<M> b) {
    return m.from_bool(compares<comparison, DInt<M>>(a, b));
  }
  template <class M>
  static Maybe<M> real(M& m, DFloat<M> a, DFloat<M> b) {
    return m.from_bool(compares<comparison, DFloat<M>>(a, b));
  }
};

/// As `on_numbers`, but an integer meets a float only where it is one exactly.
template <class Rule, class M>
Maybe<M> compare_numbers(M& m, DWord<M> a, DWord<M> b) {
  if (m.is_int(a)) {
    if (m.is_int(b)) return Rule::small(m, m.int_of(a), m.int_of(b));
    if (m.is_float(b) && is_exact_float(m, m.int_of(a)))
      return Rule::real(m, m.to_float(m.int_of(a)), m.float_of(b));
    return {};
  }
  if (!m.is_float(a)) return {};
  if (m.is_float(b)) return Rule::real(m, m.float_of(a), m.float_of(b));
  if (m.is_int(b) && is_exact_float(m, m.int_of(b)))
    return Rule::real(m, m.float_of(a), m.to_float(m.int_of(b)));
  return {};
}

template <Comparison comparison, class M>
void compare(M& m) {
  const auto b = m.top(1);
  const auto a = m.top(2);
  if (const auto result = compare_numbers<Compare<comparison>>(m, a, b)) {
    m.drop(2);
    return m.push(*result);
  }
  constexpr auto number = static_cast<std::int64_t>(comparison);
  if (enter_special(m, a, b, m.vm()->names->compare[number], Deliver::compare)) return;
  m.drop(2);
  push_or_raise(m, m.template call<&compare_operation>(m.vm(), number, a, b));
}

template <class M> void run(On<Op::COMPARE_LT>, M& m, std::uint32_t) { compare<Comparison::lt>(m); }
template <class M> void run(On<Op::COMPARE_LE>, M& m, std::uint32_t) { compare<Comparison::le>(m); }
template <class M> void run(On<Op::COMPARE_EQ>, M& m, std::uint32_t) { compare<Comparison::eq>(m); }
template <class M> void run(On<Op::COMPARE_NE>, M& m, std::uint32_t) { compare<Comparison::ne>(m); }
template <class M> void run(On<Op::COMPARE_GT>, M& m, std::uint32_t) { compare<Comparison::gt>(m); }
template <class M> void run(On<Op::COMPARE_GE>, M& m, std::uint32_t) { compare<Comparison::ge>(m); }

template <class M>
void run(On<Op::IS_OP>, M& m, std::uint32_t inverted) {
  const auto b = m.pop();
  const auto a = m.pop();
  const auto same = a == b;
  m.push(m.from_bool(inverted != 0 ? !same : same));
}

template <class M>
void run(On<Op::CONTAINS_OP>, M& m, std::uint32_t inverted) {
  const auto container = m.pop();
  const auto item = m.pop();
  const auto found = m.template call<&contains>(m.vm(), container, item);
  if (found == null) return m.raise();
  m.push(inverted != 0 ? m.from_bool(!m.bool_of(found)) : found);
}

/// The truth of a value; nothing if asking raised.
template <class M>
std::optional<D<M, bool>> truth(M& m, DWord<M> value) {
  if (m.is_bool(value)) return m.bool_of(value);
  if (m.is_int(value)) return m.int_of(value) != 0;
  if (value == none) return D<M, bool>(false);
  if (is_exact(m, value, m.vm()->exact.list))
    return m.template load<&List::length>(m.template as<List>(value)) != 0;
  const auto answer = m.template call<&is_true>(m.vm(), value);
  if (answer < 0) {
    m.raise();
    return {};
  }
  return answer != 0;
}

template <class M>
void run(On<Op::UNARY_NOT>, M& m, std::uint32_t) {
  if (const auto answer = truth(m, m.pop())) m.push(m.from_bool(!*answer));
}

template <class M>
void run(On<Op::POP_JUMP_IF_FALSE>, M& m, std::uint32_t target) {
  const auto answer = truth(m, m.pop());
  if (answer && !*answer) m.jump(target);
}

template <class M>
void run(On<Op::POP_JUMP_IF_TRUE>, M& m, std::uint32_t target) {
  const auto answer = truth(m, m.pop());
  if (answer && *answer) m.jump(target);
}

template <class M>
void run(On<Op::POP_JUMP_IF_NONE>, M& m, std::uint32_t target) {
  if (m.pop() == none) m.jump(target);
}

template <class M>
void run(On<Op::POP_JUMP_IF_NOT_NONE>, M& m, std::uint32_t target) {
  if (m.pop() != none) m.jump(target);
}

template <class M>
void run(On<Op::JUMP_IF_FALSE_OR_POP>, M& m, std::uint32_t target) {
  const auto answer = truth(m, m.top(1));
  if (!answer) return;
  if (!*answer) return m.jump(target);
  m.drop(1);
}

template <class M>
void run(On<Op::JUMP_IF_TRUE_OR_POP>, M& m, std::uint32_t target) {
  const auto answer = truth(m, m.top(1));
  if (!answer) return;
  if (*answer) return m.jump(target);
  m.drop(1);
}

template <class M>
void run(On<Op::JUMP_FORWARD>, M& m, std::uint32_t target) {
  m.jump(target);
}

template <class M>
void run(On<Op::JUMP_BACKWARD>, M& m, std::uint32_t target) {
  m.close_loop(target);
}

}  // namespace py
