// A dynamic value of a stage that wraps: what `dyn<S, T>` is everywhere but at `Direct`.
//
// It carries the stage and 64 bits that the stage understands (the value itself when observing, a node's
// number when specialising). One without a stage is a static value on its way to become dynamic. The
// operators ask the stage, and a boolean in an `if` asks it to decide, so that the author's C++ runs
// unchanged.
#pragma once

#include <bit>
#include <concepts>
#include <cstdint>
#include <type_traits>

#include "pe/residual/callee.hpp"
#include "pe/residual/fold.hpp"

namespace pe {

using residual::Op;
using residual::Type;

/// The raw 64 bits of a value that fits a word.
template <class T>
std::uint64_t to_bits(T value) {
  if constexpr (std::is_same_v<T, bool>) return value ? 1 : 0;
  else if constexpr (std::is_same_v<T, double>) return std::bit_cast<std::uint64_t>(value);
  else if constexpr (std::is_same_v<T, gc::Word>) return value.bits;
  else if constexpr (std::is_pointer_v<T>) return reinterpret_cast<std::uint64_t>(value);
  else if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) return static_cast<std::uint64_t>(value);
  else return std::bit_cast<std::uint64_t>(value);
}
template <class T>
T from_bits(std::uint64_t bits) {
  if constexpr (std::is_same_v<T, bool>) return bits != 0;
  else if constexpr (std::is_pointer_v<T>) return reinterpret_cast<T>(bits);
  else if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) return static_cast<T>(bits);
  else return std::bit_cast<T>(bits);
}

/// The C++ type that carries a field of type T once loaded: small integers widen to 64 bits.
template <class T>
using Widened =
    std::conditional_t<std::is_integral_v<T> && !std::is_same_v<T, bool>, std::int64_t, T>;

template <class S, class T>
struct Dynamic {
  S* stage = nullptr;
  std::uint64_t carrier = 0;

  Dynamic() = default;
  Dynamic(S* the_stage, std::uint64_t the_carrier) : stage(the_stage), carrier(the_carrier) {}
  /// A static value where a dynamic one is wanted.
  Dynamic(T value) : carrier(to_bits(value)) {}
  template <std::integral I>
    requires(std::same_as<T, std::int64_t> && !std::same_as<I, bool>)
  Dynamic(I value) : carrier(static_cast<std::uint64_t>(static_cast<std::int64_t>(value))) {}

  /// What stands for it at stage `s`.
  std::uint64_t at(S* s) const {
    return stage ? carrier : s->lift(residual::type_of<T>(), carrier);
  }

  explicit operator bool() const  // For an `if`. A switch is decided by a static value: promote() makes one.
    requires std::same_as<T, bool>
  {
    return stage ? stage->decide(carrier) : carrier != 0;
  }
};

namespace detail {
template <class R, class S, class A>
Dynamic<S, R> unary(Op op, Dynamic<S, A> a) {
  if (!a.stage) return {nullptr, residual::fold(op, a.carrier)};
  return {a.stage, a.stage->apply(op, a.carrier, 0)};
}
template <class R, class S, class A, class B>
Dynamic<S, R> binary(Op op, Dynamic<S, A> a, Dynamic<S, B> b) {
  S* s = a.stage ? a.stage : b.stage;
  if (!s) return {nullptr, residual::fold(op, a.carrier, b.carrier)};
  const std::uint64_t left = a.at(s);
  return {s, s->apply(op, left, b.at(s))};
}
}  // namespace detail

template <class S>
using DynInt = Dynamic<S, std::int64_t>;
template <class S>
using DynFloat = Dynamic<S, double>;
template <class S>
using DynBool = Dynamic<S, bool>;

// The right operand may be static: std::type_identity_t keeps it out of deduction.
template <class S> DynInt<S> operator+(DynInt<S> a, std::type_identity_t<DynInt<S>> b) { return detail::binary<std::int64_t>(Op::int_add, a, b); }
template <class S> DynInt<S> operator-(DynInt<S> a, std::type_identity_t<DynInt<S>> b) { return detail::binary<std::int64_t>(Op::int_sub, a, b); }
template <class S> DynInt<S> operator*(DynInt<S> a, std::type_identity_t<DynInt<S>> b) { return detail::binary<std::int64_t>(Op::int_mul, a, b); }
template <class S> DynInt<S> operator&(DynInt<S> a, std::type_identity_t<DynInt<S>> b) { return detail::binary<std::int64_t>(Op::int_and, a, b); }
template <class S> DynInt<S> operator|(DynInt<S> a, std::type_identity_t<DynInt<S>> b) { return detail::binary<std::int64_t>(Op::int_or, a, b); }
template <class S> DynInt<S> operator^(DynInt<S> a, std::type_identity_t<DynInt<S>> b) { return detail::binary<std::int64_t>(Op::int_xor, a, b); }
template <class S> DynInt<S> operator<<(DynInt<S> a, std::type_identity_t<DynInt<S>> b) { return detail::binary<std::int64_t>(Op::int_shl, a, b); }
template <class S> DynInt<S> operator>>(DynInt<S> a, std::type_identity_t<DynInt<S>> b) { return detail::binary<std::int64_t>(Op::int_shr, a, b); }
template <class S> DynInt<S> operator-(DynInt<S> a) { return detail::unary<std::int64_t>(Op::int_neg, a); }
template <class S> DynInt<S> operator~(DynInt<S> a) { return detail::unary<std::int64_t>(Op::int_not, a); }
template <class S> DynBool<S> operator==(DynInt<S> a, std::type_identity_t<DynInt<S>> b) { return detail::binary<bool>(Op::int_eq, a, b); }
template <class S> DynBool<S> operator!=(DynInt<S> a, std::type_identity_t<DynInt<S>> b) { return detail::binary<bool>(Op::int_ne, a, b); }
template <class S> DynBool<S> operator<(DynInt<S> a, std::type_identity_t<DynInt<S>> b) { return detail::binary<bool>(Op::int_lt, a, b); }
template <class S> DynBool<S> operator<=(DynInt<S> a, std::type_identity_t<DynInt<S>> b) { return detail::binary<bool>(Op::int_le, a, b); }
template <class S> DynBool<S> operator>(DynInt<S> a, std::type_identity_t<DynInt<S>> b) { return detail::binary<bool>(Op::int_lt, b, a); }
template <class S> DynBool<S> operator>=(DynInt<S> a, std::type_identity_t<DynInt<S>> b) { return detail::binary<bool>(Op::int_le, b, a); }

template <class S> DynFloat<S> operator+(DynFloat<S> a, std::type_identity_t<DynFloat<S>> b) { return detail::binary<double>(Op::float_add, a, b); }
template <class S> DynFloat<S> operator-(DynFloat<S> a, std::type_identity_t<DynFloat<S>> b) { return detail::binary<double>(Op::float_sub, a, b); }
template <class S> DynFloat<S> operator*(DynFloat<S> a, std::type_identity_t<DynFloat<S>> b) { return detail::binary<double>(Op::float_mul, a, b); }
template <class S> DynFloat<S> operator/(DynFloat<S> a, std::type_identity_t<DynFloat<S>> b) { return detail::binary<double>(Op::float_div, a, b); }
template <class S> DynFloat<S> operator-(DynFloat<S> a) { return detail::unary<double>(Op::float_neg, a); }
template <class S> DynBool<S> operator==(DynFloat<S> a, std::type_identity_t<DynFloat<S>> b) { return detail::binary<bool>(Op::float_eq, a, b); }
template <class S> DynBool<S> operator!=(DynFloat<S> a, std::type_identity_t<DynFloat<S>> b) { return detail::binary<bool>(Op::float_ne, a, b); }
template <class S> DynBool<S> operator<(DynFloat<S> a, std::type_identity_t<DynFloat<S>> b) { return detail::binary<bool>(Op::float_lt, a, b); }
template <class S> DynBool<S> operator<=(DynFloat<S> a, std::type_identity_t<DynFloat<S>> b) { return detail::binary<bool>(Op::float_le, a, b); }
template <class S> DynBool<S> operator>(DynFloat<S> a, std::type_identity_t<DynFloat<S>> b) { return detail::binary<bool>(Op::float_lt, b, a); }
template <class S> DynBool<S> operator>=(DynFloat<S> a, std::type_identity_t<DynFloat<S>> b) { return detail::binary<bool>(Op::float_le, b, a); }

template <class S> DynBool<S> operator!(DynBool<S> a) { return detail::unary<bool>(Op::bool_not, a); }

/// References of any kind are equal if they are the same word.
template <class S, class T>
  requires(residual::type_of<T>() == Type::ref)
DynBool<S> operator==(Dynamic<S, T> a, std::type_identity_t<Dynamic<S, T>> b) {
  return detail::binary<bool>(Op::ref_eq, a, b);
}
template <class S, class T>
  requires(residual::type_of<T>() == Type::ref)
DynBool<S> operator!=(Dynamic<S, T> a, std::type_identity_t<Dynamic<S, T>> b) {
  return detail::binary<bool>(Op::ref_ne, a, b);
}

}  // namespace pe
