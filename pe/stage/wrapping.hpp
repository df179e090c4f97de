// The stages that wrap: what `Profile`, `Replay` and `Specialise` have in common.
//
// Every primitive of the contract comes down to a dozen operations on carriers, which the stage `Self`
// defines: lift, apply, decide, choose, read, write, read_element, write_element, call_function,
// make_object, believe. A new primitive is written once, here, for all of them. The last seven are what a
// log for `Replay` has an entry for.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "pe/stage/assumption.hpp"
#include "pe/stage/dynamic.hpp"

namespace pe {

/// Calls a C++ function with raw arguments.
using RawCall = std::uint64_t (*)(const std::uint64_t* arguments);

namespace detail {
template <auto fn, class R, class... A, std::size_t... I>
std::uint64_t raw_call(R (*)(A...), const std::uint64_t* arguments, std::index_sequence<I...>) {
  if constexpr (std::is_void_v<R>) {
    fn(from_bits<A>(arguments[I])...);
    return 0;
  } else {
    return to_bits<R>(fn(from_bits<A>(arguments[I])...));
  }
}
template <auto fn, class R, class... A>
std::uint64_t raw_call_of(R (*f)(A...), const std::uint64_t* arguments) {
  return raw_call<fn>(f, arguments, std::index_sequence_for<A...>{});
}
template <auto fn>
std::uint64_t call_raw(const std::uint64_t* arguments) {
  return raw_call_of<fn>(fn, arguments);
}
template <class R, class... A>
std::index_sequence_for<A...> parameters_of(R (*)(A...));
template <class R, class... A>
R result_of(R (*)(A...));
template <std::size_t i, class R, class... A>
auto parameter_of(R (*)(A...)) -> std::tuple_element_t<i, std::tuple<A...>>;
}  // namespace detail

template <class Self>
class Wrapping {
 public:
  template <class T>
  using Dyn = Dynamic<Self, T>;
  struct Checked {
    Dyn<std::int64_t> value;
    Dyn<bool> overflow;
  };
  using W = Dyn<gc::Word>;
  using I = Dyn<std::int64_t>;
  using F = Dyn<double>;
  using B = Dyn<bool>;

  B is_int(W word) { return unary<bool>(Op::is_int, word); }
  I int_of(W word) { return unary<std::int64_t>(Op::int_unbox, word); }
  W from_int(I value) { return unary<gc::Word>(Op::int_box, value); }
  B is_float(W word) { return unary<bool>(Op::is_float, word); }
  F float_of(W word) { return unary<double>(Op::float_unbox, word); }
  W from_float(F value) { return unary<gc::Word>(Op::float_box, value); }
  B is_bool(W word) { return unary<bool>(Op::is_bool, word); }
  B bool_of(W word) { return unary<bool>(Op::bool_unbox, word); }
  W from_bool(B value) { return unary<gc::Word>(Op::bool_box, value); }
  B is_object(W word) { return unary<bool>(Op::is_object, word); }
  template <class T>
  Dyn<T*> as(W word) {
    return {word.stage, word.carrier};
  }
  template <class T>
  W word(Dyn<T*> object) {
    return {object.stage, object.carrier};
  }
  template <class T>
  gc::Word word(T* object) {
    return gc::reference(object);
  }

  I header_of(Dyn<gc::Object*> object) { return {self(), self()->read(gc::header_field, object.at(self()))}; }
  I layout_of(Dyn<gc::Object*> object) { return {self(), self()->read(gc::layout_field, object.at(self()))}; }

  Checked add_small(I a, I b) { return {a + b, binary<bool>(Op::int_add_overflows, a, b)}; }
  Checked sub_small(I a, I b) { return {a - b, binary<bool>(Op::int_sub_overflows, a, b)}; }
  Checked mul_small(I a, I b) { return {a * b, binary<bool>(Op::int_mul_overflows, a, b)}; }
  I divide(I a, I b) { return binary<std::int64_t>(Op::int_div, a, b); }
  I remainder(I a, I b) { return binary<std::int64_t>(Op::int_rem, a, b); }
  B below(I a, I b) { return binary<bool>(Op::uint_lt, a, b); }
  B fits_small(I value) { return unary<bool>(Op::int_is_small, value); }
  I bit(B value) { return unary<std::int64_t>(Op::bool_to_int, value); }
  F to_float(I value) { return unary<double>(Op::int_to_float, value); }
  I truncate(F value) { return unary<std::int64_t>(Op::float_to_int, value); }
  F square_root(F value) { return unary<double>(Op::float_sqrt, value); }
  F floor(F value) { return unary<double>(Op::float_floor, value); }
  F absolute(F value) { return unary<double>(Op::float_abs, value); }

  template <auto member>
  auto load(Dyn<gc::MemberClass<member>*> object) {
    using T = Widened<gc::MemberType<member>>;
    return Dyn<T>{self(), self()->read(gc::field_of<member>(), object.at(self()))};
  }
  template <auto member>
  void store(Dyn<gc::MemberClass<member>*> object, Dyn<Widened<gc::MemberType<member>>> value) {
    self()->write(gc::field_of<member>(), object.at(self()), value.at(self()));
  }
  template <auto tail>
  auto element(Dyn<gc::MemberClass<tail>*> object, I index) {
    using T = Widened<gc::MemberType<tail>>;
    return Dyn<T>{self(), self()->read_element(gc::field_of<tail>(), object.at(self()),
                                               index.at(self()))};
  }
  template <auto tail>
  void set_element(Dyn<gc::MemberClass<tail>*> object, I index,
                   Dyn<Widened<gc::MemberType<tail>>> value) {
    self()->write_element(gc::field_of<tail>(), object.at(self()), index.at(self()),
                          value.at(self()));
  }
  W load_at(gc::Field field, W object) { return {self(), self()->read(field, object.at(self()))}; }
  void store_at(gc::Field field, W object, W value) {
    self()->write(field, object.at(self()), value.at(self()));
  }

  /// A new object with a static header, its fields zero.
  template <class T>
  Dyn<T*> create(gc::Header header) {
    return {self(), self()->make_object(sizeof(T), header)};
  }
  template <auto tail>
  auto create_with(gc::Header header, std::uint64_t count) {
    using T = gc::MemberClass<tail>;
    const auto bytes = gc::field_of<tail>().offset + count * sizeof(gc::MemberType<tail>);
    return Dyn<T*>{self(), self()->make_object(bytes, header)};
  }

  /// Gives an existing object another header.
  void set_header(Dyn<gc::Object*> object, gc::Header header) {
    self()->write(gc::header_field, object.at(self()), self()->lift(Type::i64, header.bits));
  }

  template <auto fn, class... A>
  auto call(A... arguments) {
    return call_with<fn>(decltype(detail::parameters_of(fn)){}, arguments...);
  }

  /// Dynamic to static.
  template <class T>
  T promote(Dyn<T> value) {
    if (!value.stage) return from_bits<T>(value.carrier);
    return from_bits<T>(self()->choose(residual::type_of<T>(), value.carrier));
  }
  /// Likewise, where what is expected is one of `candidates`. All other values are to the interpreter what
  /// `otherwise` is: it may be given that in their place.
  template <class T>
  T promote(Dyn<T> value, std::span<const std::type_identity_t<T>> candidates, std::type_identity_t<T> otherwise) {
    if constexpr (requires { &Self::choose_among; }) {
      if (!value.stage) return from_bits<T>(value.carrier);
      std::vector<std::uint64_t> bits;
      for (const T it : candidates) bits.push_back(to_bits(it));
      return from_bits<T>(self()->choose_among(residual::type_of<T>(), value.carrier, bits, to_bits(otherwise)));
    } else {
      return promote(value);
    }
  }
  template <auto fn, class... A>
  static auto pure(A... arguments) {
    return fn(arguments...);
  }
  /// The value of a field that hardly ever changes; `assumption_of(object)` is null where it does.
  template <auto member, auto assumption_of, class C>
  auto assume(C* object) -> Dyn<Widened<gc::MemberType<member>>> {
    using T = Widened<gc::MemberType<member>>;
    Assumption* assumption = self()->speculates() ? assumption_of(object) : nullptr;
    if (assumption && assumption->valid) {
      const T value = static_cast<T>(static_cast<gc::MemberType<member>>(object->*member));
      return {self(), self()->believe(assumption, residual::type_of<T>(), to_bits(value))};
    }
    return load<member>(Dyn<C*>(object));
  }

 private:
  Self* self() { return static_cast<Self*>(this); }

  template <class R, class A>
  Dyn<R> unary(Op op, Dyn<A> a) {
    return {self(), self()->apply(op, a.at(self()), 0)};
  }
  template <class R, class A, class C>
  Dyn<R> binary(Op op, Dyn<A> a, Dyn<C> b) {
    const std::uint64_t left = a.at(self());
    return {self(), self()->apply(op, left, b.at(self()))};
  }

  template <auto fn, std::size_t... i, class... A>
  auto call_with(std::index_sequence<i...>, A... arguments) {
    static_assert(sizeof...(i) == sizeof...(A), "call: as many arguments as the function takes");
    using R = decltype(detail::result_of(fn));
    const std::array<std::uint64_t, sizeof...(A)> carriers = {
        Dyn<decltype(detail::parameter_of<i>(fn))>(arguments).at(self())...};
    const std::uint64_t result =
        self()->call_function(residual::callee<fn>(), carriers.data(), &detail::call_raw<fn>);
    if constexpr (!std::is_void_v<R>) return Dyn<R>{self(), result};
  }
};

}  // namespace pe
