// What a field is to those who do not see its C++ type: offset, representation, how often it
// changes.
//
// `field_of<&List::items>()` describes a member from its pointer-to-member alone, so a header that
// uses fields needs no reflection. Names are for people and come from the layout's Hana
// declaration.
#pragma once

#include <cstdint>
#include <type_traits>

#include "gc/layout/object.hpp"

namespace gc {

/// How a field lies in memory. The small ones are zero- or sign-extended to 64 bits when loaded.
enum class Kind : std::uint8_t { word, pointer, i64, i32, u32, u16, u8, boolean, f64 };

/// One field of one layout. Two fields alias only if layout and offset are equal.
struct Field {
  LayoutId layout = 0;
  std::uint16_t offset = 0;  ///< Bytes from the object's start; of a tail, its first element's.
  Kind kind = Kind::word;
  Change change = Change::anytime;
  bool is_tail = false;
  friend constexpr bool operator==(const Field&, const Field&) = default;
};

/// The header as one number, and the layout in its upper 16 bits, which never changes.
inline constexpr LayoutId header_layout = 0xffff;
inline constexpr Field header_field{header_layout, 0, Kind::i64, Change::anytime, false};
inline constexpr Field layout_field{header_layout, 6, Kind::u16, Change::never, false};

namespace detail {
template <class M>
struct Unwrapped {
  using type = M;
  static constexpr Change change = Change::anytime;
  static constexpr bool tail = false;
};
template <class M>
struct Unwrapped<Fixed<M>> {
  using type = M;
  static constexpr Change change = Change::never;
  static constexpr bool tail = false;
};
template <class M>
struct Unwrapped<Tail<M>> {
  using type = M;
  static constexpr Change change = Change::anytime;
  static constexpr bool tail = true;
};
template <class M>
struct Unwrapped<Tail<Fixed<M>>> {
  using type = M;
  static constexpr Change change = Change::never;
  static constexpr bool tail = true;
};

template <class P>
struct MemberPointer;
template <class C, class M>
struct MemberPointer<M C::*> {
  using Class = C;
  using Member = M;
};
}  // namespace detail

/// The representation of a C++ member type in a layout.
template <class M>
consteval Kind kind_of() {
  if constexpr (std::is_same_v<M, Word>)
    return Kind::word;
  else if constexpr (std::is_pointer_v<M>)
    return Kind::pointer;
  else if constexpr (std::is_same_v<M, double>)
    return Kind::f64;
  else if constexpr (std::is_same_v<M, bool>)
    return Kind::boolean;
  else if constexpr (std::is_same_v<M, Header> || sizeof(M) == 8)
    return Kind::i64;
  else if constexpr (sizeof(M) == 4)
    return std::is_signed_v<M> ? Kind::i32 : Kind::u32;
  else if constexpr (sizeof(M) == 2)
    return Kind::u16;
  else
    return Kind::u8;
}

/// The value type of the member that `member` points to, `Fixed` and `Tail` taken off.
template <auto member>
using MemberType =
    typename detail::Unwrapped<typename detail::MemberPointer<decltype(member)>::Member>::type;

/// The class whose member `member` is.
template <auto member>
using MemberClass = typename detail::MemberPointer<decltype(member)>::Class;

/// Describes a member. Members of `Object` itself (the header) belong to layout 0xffff.
template <auto member>
Field field_of() {
  using C = MemberClass<member>;
  using M = typename detail::MemberPointer<decltype(member)>::Member;
  using U = detail::Unwrapped<M>;
  alignas(16) static constexpr char there[16] = {};
  const auto* object = reinterpret_cast<const C*>(there);
  const auto offset =
      reinterpret_cast<const char*>(&(object->*member)) - reinterpret_cast<const char*>(object);
  LayoutId layout = header_layout;
  if constexpr (requires { C::layout; }) layout = C::layout;
  return {layout, static_cast<std::uint16_t>(offset), kind_of<typename U::type>(), U::change,
          U::tail};
}

}  // namespace gc
