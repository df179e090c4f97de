// The stage `Direct`: a dynamic value is the plain C++ value, and every primitive its plain meaning.
//
// What an interpreter instantiated here compiles to is what its author would have written without
// stages; a test reads the machine code of a handler to keep that so.
#pragma once

#include <cmath>
#include <span>
#include <type_traits>

#include "gc/heap/heap.hpp"
#include "pe/residual/fold.hpp"
#include "pe/stage/assumption.hpp"
#include "pe/stage/dynamic.hpp"

namespace pe {

/// One look-up remembered at one program point: what `memo` is at `Direct`.
struct InlineCache {
  std::uint64_t key = 0;
  const void* found = nullptr;
};

class Direct {
 public:
  template <class T>
  using Dyn = T;
  struct Checked {
    std::int64_t value;
    bool overflow;
  };

  static bool is_int(gc::Word word) { return gc::is_small_int(word); }
  static std::int64_t int_of(gc::Word word) { return gc::small_int_value(word); }
  static gc::Word from_int(std::int64_t value) { return gc::small_int(value); }
  static bool is_float(gc::Word word) { return residual::is_float_word(word); }
  static double float_of(gc::Word word) { return residual::unbox_float(word); }
  static bool is_bool(gc::Word word) { return gc::is_boolean(word); }
  static bool bool_of(gc::Word word) { return word == gc::true_word; }
  static gc::Word from_bool(bool value) { return gc::boolean(value); }
  static bool is_object(gc::Word word) { return gc::is_object(word); }
  template <class T>
  static T* as(gc::Word word) {
    return gc::as<T>(word);
  }
  template <class T>
  static gc::Word word(T* object) {
    return gc::reference(object);
  }

  /// An object's whole header, and its layout alone.
  static std::int64_t header_of(const gc::Object* object) {
    return static_cast<std::int64_t>(object->header.bits);
  }
  static std::int64_t layout_of(const gc::Object* object) {
    return gc::layout_of(object->header);
  }

  static Checked add_small(std::int64_t a, std::int64_t b) { return checked(a + b); }
  static Checked sub_small(std::int64_t a, std::int64_t b) { return checked(a - b); }
  static Checked mul_small(std::int64_t a, std::int64_t b) {
    std::int64_t value;
    const bool wide = __builtin_mul_overflow(a, b, &value);
    return {value, wide || !gc::fits_small_int(value)};
  }
  static std::int64_t divide(std::int64_t a, std::int64_t b) { return a / b; }
  static std::int64_t remainder(std::int64_t a, std::int64_t b) { return a % b; }
  static bool below(std::int64_t a, std::int64_t b) {
    return static_cast<std::uint64_t>(a) < static_cast<std::uint64_t>(b);
  }
  static bool fits_small(std::int64_t value) { return gc::fits_small_int(value); }
  static std::int64_t bit(bool value) { return value; }
  static double to_float(std::int64_t value) { return static_cast<double>(value); }
  static std::int64_t truncate(double value) { return static_cast<std::int64_t>(value); }
  static double square_root(double value) { return std::sqrt(value); }
  static double floor(double value) { return std::floor(value); }
  static double absolute(double value) { return std::fabs(value); }

  template <auto member>
  static auto load(gc::MemberClass<member>* object) {
    using T = gc::MemberType<member>;
    return static_cast<Widened<T>>(static_cast<T>(object->*member));
  }
  template <auto member>
  static void store(gc::MemberClass<member>* object, Widened<gc::MemberType<member>> value) {
    assign(object->*member, static_cast<gc::MemberType<member>>(value));
  }
  template <auto tail>
  static auto element(gc::MemberClass<tail>* object, std::int64_t index) {
    using T = gc::MemberType<tail>;
    return static_cast<Widened<T>>(static_cast<T>((object->*tail)[static_cast<std::size_t>(index)]));
  }
  template <auto tail>
  static void set_element(gc::MemberClass<tail>* object, std::int64_t index,
                          Widened<gc::MemberType<tail>> value) {
    assign((object->*tail)[static_cast<std::size_t>(index)],
           static_cast<gc::MemberType<tail>>(value));
  }
  static gc::Word load_at(gc::Field field, gc::Word object) { return *place(field, object); }
  static void store_at(gc::Field field, gc::Word object, gc::Word value) {
    *place(field, object) = value;
  }

  static void set_header(gc::Object* object, gc::Header header) { object->header = header; }

  template <auto fn, class... A>
  static auto call(A... arguments) {
    return fn(arguments...);
  }
  template <class T>
  static T promote(T value) {
    return value;
  }
  template <class T>
  static T promote(T value, std::span<const std::type_identity_t<T>>, std::type_identity_t<T>) {
    return value;
  }
  template <auto fn, class... A>
  static auto pure(A... arguments) {
    return fn(arguments...);
  }
  template <auto member, auto assumption_of, class C>
  static auto assume(C* object) {
    return load<member>(object);
  }

 private:
  static Checked checked(std::int64_t value) { return {value, !gc::fits_small_int(value)}; }
  static gc::Word* place(gc::Field field, gc::Word object) {
    return reinterpret_cast<gc::Word*>(object.bits + field.offset);
  }
  template <class T>
  static void assign(T& to, T value) {
    to = value;
  }
  template <class T>
  static void assign(gc::Fixed<T>& to, T value) {
    to.value = value;
  }
};

}  // namespace pe
