// What the collector, the specialiser and the printers know of each layout, as plain arrays.
//
// An interpreter declares an object as a struct, and its members once to Hana's struct reflection:
//
//     struct List : gc::Object {
//       static constexpr gc::LayoutId layout = 7;
//       std::uint64_t length;
//       gc::Tail<gc::Word> items;
//     };
//     BOOST_HANA_ADAPT_STRUCT(List, length, items);
//
// The second in the one .cpp of the interpreter that folds all declarations with
// `layout_table<List, ...>()` (gc/layout/reflect.hpp); everybody else sees only this header. A
// struct may also have
//
//     layout_name       a constant string_view: its name, where the struct's own will not do
//     tail_length()     how many elements the tail has; without it, the field `length`
//     finalise()        frees memory outside the heap; runs once, when the object is dead, and must
//                       not look at other objects
//     external_bytes()  with a finalise: how much the object holds outside the heap now
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "gc/layout/field.hpp"

namespace gc {

class Marker;

/// One field with its name. The fields of a struct inside an object are named `outer.inner`.
struct FieldInfo {
  std::string_view name;
  Field field;
};

/// One layout. The functions take objects of this layout only.
struct LayoutInfo {
  std::string_view name;
  LayoutId id = 0;                    ///< Never 0: a header of zeros is an object still being made.
  std::uint32_t fixed_size = 0;       ///< Bytes without the tail.
  std::uint32_t element_size = 0;     ///< Bytes of one element of the tail; 0 without tail.
  std::span<const FieldInfo> fields;  ///< In the order of declaration, the header left out.
  const FieldInfo* tail = nullptr;    ///< The tail's row in `fields`, or null.

  std::size_t (*size)(const Object*) = nullptr;            ///< Bytes, the tail included.
  void (*trace)(Object*, Marker&) = nullptr;               ///< Null: no references but the shape.
  void (*finalise)(Object*) = nullptr;                     ///< Null: nothing outside the heap.
  std::size_t (*external_bytes)(const Object*) = nullptr;  ///< Null: none.
};

/// The layouts of one interpreter by number.
class LayoutTable {
 public:
  LayoutTable() = default;
  /// The rows must outlive the table, and no two have the same number.
  explicit LayoutTable(std::span<const LayoutInfo> rows);

  /// The layout numbered `id`, or null.
  const LayoutInfo* find(LayoutId id) const { return id < by_id_.size() ? by_id_[id] : nullptr; }
  /// The layout of an object.
  const LayoutInfo* of(const Object* object) const { return find(layout_of(object->header)); }

  /// One more than the highest number.
  std::size_t size() const { return by_id_.size(); }

 private:
  std::vector<const LayoutInfo*> by_id_;
};

/// The name of the field of `layout` at this place; `header` for the header, empty if there is
/// none.
std::string_view field_name(const LayoutInfo* layout, const Field& field);

/// The bytes of an object with `count` elements in its tail: `size_with<&List::items>(3)`.
/// Too many for any memory gives SIZE_MAX / 2, which no heap has.
template <auto tail>
std::size_t size_with(std::size_t count) {
  using Class = MemberClass<tail>;
  const std::size_t start = field_of<tail>().offset;
  std::size_t bytes = 0;
  if (__builtin_mul_overflow(count, sizeof(MemberType<tail>), &bytes) || bytes > SIZE_MAX / 4)
    return SIZE_MAX / 2;
  return start + bytes > sizeof(Class) ? start + bytes : sizeof(Class);
}

}  // namespace gc
