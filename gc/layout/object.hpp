// Objects: a header word and the fields that a layout declares.
//
// The header names the object's shape (a hidden class, itself an object or null) in its low 48 bits
// and its layout in the upper 16, so one comparison of the whole word checks both, and one 16-bit
// load tells which C++ struct this is. Objects never move.
#pragma once

#include <cstddef>
#include <cstdint>

#include "gc/layout/word.hpp"

namespace gc {

using LayoutId = std::uint16_t;

struct Header {
  std::uint64_t bits = 0;
  friend constexpr bool operator==(Header, Header) = default;
};

inline constexpr int layout_shift = 48;

template <class Shape>
Header make_header(LayoutId layout, Shape* shape) {
  return {(std::uint64_t{layout} << layout_shift) | reinterpret_cast<std::uint64_t>(shape)};
}
inline Header make_header(LayoutId layout) { return {std::uint64_t{layout} << layout_shift}; }

constexpr LayoutId layout_of(Header header) {
  return static_cast<LayoutId>(header.bits >> layout_shift);
}

/// By convention the layout of a boxed float: its double follows the header.
inline constexpr LayoutId boxed_float_layout = 2;

/// The base of every layout.
struct Object {
  Header header;
};

/// The shape that `header` names, or null. `Shape` is the interpreter's own type.
template <class Shape>
Shape* shape_of(Header header) {
  return reinterpret_cast<Shape*>(header.bits & ((std::uint64_t{1} << layout_shift) - 1));
}

/// How often a field changes after its object was made: what a specialiser may believe of it.
enum class Change : std::uint8_t {
  never,    ///< Set once, before anybody else sees the object.
  seldom,   ///< Changing it throws away what was built on the old value (`assume`).
  anytime,  ///< An ordinary field.
};

/// A field of type T that never changes once its object is visible.
template <class T>
struct Fixed {
  T value{};
  constexpr operator T() const { return value; }
  constexpr T operator->() const { return value; }
};

/// The last member of a layout with a variable number of elements; the count is its field `length`.
template <class T>
struct Tail {
  using Element = T;
  T first[0];
  T* data() { return first; }
  const T* data() const { return first; }
  T& operator[](std::size_t index) { return first[index]; }
};

}  // namespace gc
