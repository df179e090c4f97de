// Words at the stage `Constant`, and what is known about them: their kinds.
//
// A word is its parts side by side, so that the optimiser sees a payload as a variable of its own.
// What the projection knows of a word at some place of a program is a set of kinds; where it is a
// single one, only the payload is left.
#pragma once

#include <bit>
#include <cstdint>
#include <type_traits>

#include "gc/layout/word.hpp"

namespace pe::constant {

/// As wide as a payload: a copy of what is between a word's members would keep it in memory.
enum class Kind : std::uint64_t { null, integer, floating, boolean, object, other };

/// A set of kinds, a bit for each. Of a slot that nobody reads again it is empty.
using Kinds = std::uint8_t;
constexpr Kinds only(Kind kind) { return static_cast<Kinds>(1u << static_cast<unsigned>(kind)); }
inline constexpr Kinds any_kind = 63;

/// A word. Exactly the member that `kind` names counts. It is copied member by member: as a block
/// of memory, it would stay one.
template <class Object>
struct Value {
  Kind kind = Kind::null;
  std::int64_t integer = 0;  ///< Also a boolean's, and the bits of a special.
  double floating = 0;
  Object* object = nullptr;

  constexpr Value() = default;
  constexpr Value(const Value& it)
      : kind(it.kind), integer(it.integer), floating(it.floating), object(it.object) {}
  constexpr Value& operator=(const Value& it) {
    kind = it.kind;
    integer = it.integer;
    floating = it.floating;
    object = it.object;
    return *this;
  }
  constexpr Value(gc::Word word) {
    if (gc::is_null(word)) return;
    kind = gc::is_small_int(word) ? Kind::integer
           : gc::is_boolean(word) ? Kind::boolean
                                  : Kind::other;
    integer = kind == Kind::integer   ? gc::small_int_value(word)
              : kind == Kind::boolean ? word == gc::true_word
                                      : static_cast<std::int64_t>(word.bits);
  }
  constexpr Value(Kind the_kind, std::int64_t value) : kind(the_kind), integer(value) {}
  constexpr explicit Value(double value) : kind(Kind::floating), floating(value) {}
  /// Null is no object.
  constexpr explicit Value(Object* value)
      : kind(value ? Kind::object : Kind::null), object(value) {}

  friend constexpr bool operator==(const Value& a, const Value& b) {
    if (a.kind != b.kind) return false;
    if (a.kind == Kind::floating) return a.floating == b.floating;
    return a.kind == Kind::object ? a.object == b.object : a.integer == b.integer;
  }
};

/// The only kind of a set, if there is one.
constexpr bool is_single(Kinds kinds) { return std::has_single_bit(kinds); }
constexpr Kind single(Kinds kinds) { return static_cast<Kind>(std::countr_zero(kinds)); }

/// A parameter of a twin that keeps the word in an object.
template <class Object>
struct Kept {
  Value<Object> value;
  constexpr Kept(const Value<Object>& the_value) : value(the_value) {}
};

/// A word that is handed to a function which is not made a part of its caller: two registers.
template <class Object>
class Passed {
 public:
  constexpr Passed() = default;
  constexpr Passed(const Value<Object>& value) : kind_(value.kind) {
    if (kind_ == Kind::floating)
      payload_.floating = value.floating;
    else if (kind_ == Kind::object)
      payload_.object = value.object;
    else
      payload_.integer = value.integer;
  }
  constexpr operator Value<Object>() const {
    Value<Object> value;
    value.kind = kind_;
    if (kind_ == Kind::floating)
      value.floating = payload_.floating;
    else if (kind_ == Kind::object)
      value.object = payload_.object;
    else
      value.integer = payload_.integer;
    return value;
  }

 private:
  Kind kind_ = Kind::null;
  union {
    std::int64_t integer = 0;
    double floating;
    Object* object;
  } payload_;
};

/// How a value of these kinds travels: as its payload if there is only one kind.
template <Kinds kinds, class Object>
constexpr auto pack(Value<Object> value) {
  if constexpr (kinds == only(Kind::integer) || kinds == only(Kind::boolean) ||
                kinds == only(Kind::other))
    return value.integer;
  else if constexpr (kinds == only(Kind::floating))
    return value.floating;
  else if constexpr (kinds == only(Kind::object))
    return value.object;
  else if constexpr (kinds == only(Kind::null) || kinds == 0)
    return std::false_type{};
  else
    return Passed<Object>(value);
}
template <Kinds kinds, class Object>
using Packed = decltype(pack<kinds>(Value<Object>()));

template <Kinds kinds, class Object>
constexpr Value<Object> unpack(Packed<kinds, Object> packed) {
  Value<Object> value;
  if constexpr (std::is_same_v<decltype(packed), Passed<Object>>)
    value = packed;
  else if constexpr (kinds == only(Kind::integer))
    value = {Kind::integer, packed};
  else if constexpr (kinds == only(Kind::boolean))
    value = {Kind::boolean, packed};
  else if constexpr (kinds == only(Kind::other))
    value = {Kind::other, packed};
  else if constexpr (kinds == only(Kind::floating))
    value = Value<Object>(packed);
  else if constexpr (kinds == only(Kind::object)) {
    value.kind = Kind::object;
    value.object = packed;
  }
  return value;
}

}  // namespace pe::constant
