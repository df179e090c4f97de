// Folds declared layouts into the arrays of gc/layout/layouts.hpp. Hana is slow to compile: one
// .cpp of each interpreter includes this header, names all its layouts and hands on the table.
//
//     const gc::LayoutTable& layouts() { return gc::layout_table<List, Tuple, Instance>(); }
//
// The members may be declared inside the struct (BOOST_HANA_DEFINE_STRUCT) or in that .cpp
// (BOOST_HANA_ADAPT_STRUCT), in the struct's order; a member left out is a compile error, as is a
// pointer to a type that is not complete here, since nobody could tell whether it is an object.
//
// How a member is traced follows from its type: words and pointers to objects are references;
// `Fixed` and `Tail` are looked through, as are std::array and structs that are declared to Hana
// themselves; numbers and pointers to anything else are not references.
#pragma once

#include <array>
#include <concepts>
#include <string_view>
#include <tuple>
#include <type_traits>

#include <boost/hana/accessors.hpp>
#include <boost/hana/adapt_struct.hpp>
#include <boost/hana/define_struct.hpp>
#include <boost/hana/first.hpp>
#include <boost/hana/for_each.hpp>
#include <boost/hana/plus.hpp>
#include <boost/hana/second.hpp>
#include <boost/hana/string.hpp>
#include <boost/hana/unpack.hpp>

#include "gc/layout/layouts.hpp"
#include "gc/layout/marker.hpp"

namespace gc {

/// True for a type that is no object though it is not complete where the layouts are folded.
template <class T>
inline constexpr bool foreign = false;

namespace reflect {

namespace hana = boost::hana;

template <class T>
concept Layout = std::derived_from<T, Object> && hana::Struct<T>::value &&
                 requires { static_cast<LayoutId>(T::layout); };

template <class T>
struct ArrayElement {};
template <class T, std::size_t n>
struct ArrayElement<std::array<T, n>> {
  using type = T;
};
template <class T>
concept StdArray = requires { typename ArrayElement<T>::type; };

template <class T>
concept Complete = requires { sizeof(T); };

/// What is left of a member's type without Fixed and Tail.
template <class M>
using Bare = typename detail::Unwrapped<M>::type;

template <class M>
inline constexpr bool is_tail = detail::Unwrapped<M>::tail;

/// Calls `use(name, accessor)` for each declared member of T.
template <class T, class F>
constexpr void each_member(F use) {
  hana::for_each(hana::accessors<T>(),
                 [&](auto member) { use(hana::first(member), hana::second(member)); });
}

/// The types of T's members, as a std::tuple's.
template <class T>
auto member_types(T& object) {
  return hana::unpack(hana::accessors<T>(), [&](auto... member) {
    return std::type_identity<
        std::tuple<std::remove_cvref_t<decltype(hana::second(member)(object))>...>>{};
  });
}
template <class T>
using Members = typename decltype(member_types(std::declval<T&>()))::type;

template <class T>
struct Fold;
template <class... Ms>
struct Fold<std::tuple<Ms...>> {
  static constexpr std::size_t align(std::size_t at, std::size_t to) {
    return (at + to - 1) / to * to;
  }

  /// Where the last member ends if each follows the one before it.
  static constexpr std::size_t end(std::size_t start) {
    ((start = align(start, alignof(Ms)) + sizeof(Ms)), ...);
    return start;
  }
  template <template <class> class Has>
  static constexpr bool any = (Has<Ms>::value || ...);
};

template <class M>
struct HoldsReferences;

template <class P>
consteval bool points_to_object() {
  if constexpr (std::is_void_v<P> || std::is_function_v<P> || std::is_arithmetic_v<P> ||
                foreign<P>) {
    return false;
  } else {
    static_assert(
        Complete<P>,
        "define this type before its pointers are folded, or specialise gc::foreign for it");
    return std::derived_from<P, Object>;
  }
}

template <class M>
consteval bool holds_references() {
  using B = Bare<M>;
  if constexpr (std::is_same_v<B, Word>) {
    return true;
  } else if constexpr (std::is_pointer_v<B>) {
    return points_to_object<std::remove_cv_t<std::remove_pointer_t<B>>>();
  } else if constexpr (StdArray<B>) {
    return holds_references<typename ArrayElement<B>::type>();
  } else if constexpr (hana::Struct<B>::value) {
    return Fold<Members<B>>::template any<HoldsReferences>;
  } else {
    static_assert(std::is_arithmetic_v<B> || std::is_enum_v<B> || std::is_same_v<B, Header>,
                  "declare this struct to Hana, so that its references are found");
    return false;
  }
}
template <class M>
struct HoldsReferences : std::bool_constant<holds_references<M>()> {};

template <class M>
using IsTail = std::bool_constant<is_tail<M>>;

/// Marks what one value (no tail) refers to.
template <class M>
void trace_value(const M& value, Marker& marker) {
  if constexpr (!holds_references<M>()) {
    return;
  } else if constexpr (!std::is_same_v<M, Bare<M>>) {
    trace_value<Bare<M>>(value.value, marker);
  } else if constexpr (std::is_same_v<M, Word> || std::is_pointer_v<M>) {
    marker.mark(value);
  } else if constexpr (StdArray<M>) {
    for (const auto& element : value) trace_value(element, marker);
  } else {
    each_member<M>([&](auto, auto get) { trace_value(get(value), marker); });
  }
}

/// The elements in the tail of `object`.
template <class T>
std::size_t tail_length(const T& object) {
  if constexpr (requires { object.tail_length(); })
    return object.tail_length();
  else
    return static_cast<std::size_t>(object.length);
}

template <class M>
void trace_tail(const M& tail, std::size_t count, Marker& marker) {
  using B = Bare<M>;
  if constexpr (std::is_same_v<B, Word> || std::is_pointer_v<B>) {
    const auto* words = reinterpret_cast<const Word*>(tail.data());
    marker.mark_words(words, words + count);
  } else {
    for (std::size_t i = 0; i < count; ++i) trace_value(tail.data()[i], marker);
  }
}

template <Layout T>
void trace(Object* object, Marker& marker) {
  const T& it = *static_cast<const T*>(object);
  each_member<T>([&](auto, auto get) {
    using M = std::remove_cvref_t<decltype(get(it))>;
    if constexpr (!holds_references<M>())
      return;
    else if constexpr (is_tail<M>)
      trace_tail(get(it), tail_length(it), marker);
    else
      trace_value(get(it), marker);
  });
}

/// Appends the rows of the members of the struct at `there`, `prefix` (a hana::string) before each
/// name.
template <class T, class Prefix>
void describe(const T& there, std::size_t base, Field like, Prefix prefix,
              std::vector<FieldInfo>& rows) {
  each_member<T>([&](auto name, auto get) {
    const auto& member = get(there);
    using M = std::remove_cvref_t<decltype(member)>;
    using B = Bare<M>;
    const auto full_name = prefix + name;
    Field field = like;
    field.offset = static_cast<std::uint16_t>(
        base + static_cast<std::size_t>(reinterpret_cast<const char*>(&member) -
                                        reinterpret_cast<const char*>(&there)));
    if (!std::is_same_v<M, B>) field.change = detail::Unwrapped<M>::change;
    field.is_tail |= is_tail<M>;
    if constexpr (hana::Struct<B>::value) {
      describe(reinterpret_cast<const B&>(member), field.offset, field,
               full_name + BOOST_HANA_STRING("."), rows);
    } else {
      if constexpr (StdArray<B>)
        field.kind = kind_of<Bare<typename ArrayElement<B>::type>>();
      else
        field.kind = kind_of<B>();
      rows.push_back({{decltype(full_name)::c_str()}, field});
    }
  });
}

/// The struct's own name, without namespaces.
template <class T>
consteval std::string_view struct_name() {
  std::string_view name = __PRETTY_FUNCTION__;
  name.remove_prefix(name.find("T = ") + 4);
  name = name.substr(0, name.find_first_of(";]"));
  return name.substr(name.rfind(':') + 1);
}

template <Layout T>
std::vector<FieldInfo> fields() {
  alignas(16) static constexpr char there[sizeof(T)] = {};
  std::vector<FieldInfo> rows;
  describe(*reinterpret_cast<const T*>(there), 0, Field{.layout = static_cast<LayoutId>(T::layout)},
           hana::string_c<>, rows);
  return rows;
}

template <class T>
inline constexpr bool has_tail = Fold<Members<T>>::template any<IsTail>;

template <Layout T>
std::size_t element_size() {
  std::size_t size = 0;
  hana::for_each(hana::accessors<T>(), [&](auto member) {
    using M = std::remove_cvref_t<decltype(hana::second(member)(std::declval<T&>()))>;
    if constexpr (is_tail<M>) size = sizeof(Bare<M>);
  });
  return size;
}

template <Layout T>
std::size_t size_of(const Object* object) {
  if constexpr (has_tail<T>) {
    const auto& it = *static_cast<const T*>(object);
    std::size_t size = sizeof(T);
    each_member<T>([&](auto, auto get) {
      using M = std::remove_cvref_t<decltype(get(it))>;
      if constexpr (is_tail<M>) {
        const auto* end = reinterpret_cast<const char*>(get(it).data() + tail_length(it));
        const auto bytes = static_cast<std::size_t>(end - reinterpret_cast<const char*>(&it));
        if (bytes > size) size = bytes;
      }
    });
    return size;
  } else {
    return sizeof(T);
  }
}

/// T as a row. Made once; its arrays live as long as the process.
template <Layout T>
const LayoutInfo& layout_info() {
  static_assert(
      Fold<Members<T>>::align(Fold<Members<T>>::end(sizeof(Object)), alignof(T)) == sizeof(T),
      "a member of this layout is not declared to Hana, or they are not in its order");
  static const std::vector<FieldInfo> rows = fields<T>();
  static const LayoutInfo info = [] {
    LayoutInfo made;
    made.name = struct_name<T>();
    if constexpr (requires { T::layout_name; }) made.name = T::layout_name;
    made.id = static_cast<LayoutId>(T::layout);
    made.fixed_size = sizeof(T);
    made.element_size = static_cast<std::uint32_t>(element_size<T>());
    made.fields = rows;
    for (const FieldInfo& row : rows)
      if (row.field.is_tail && !made.tail) made.tail = &row;
    made.size = size_of<T>;
    if constexpr (Fold<Members<T>>::template any<HoldsReferences>) made.trace = trace<T>;
    if constexpr (requires(T& it) { it.finalise(); })
      made.finalise = [](Object* object) { static_cast<T*>(object)->finalise(); };
    if constexpr (requires(const T& it) { it.external_bytes(); })
      made.external_bytes = [](const Object* object) -> std::size_t {
        return static_cast<const T*>(object)->external_bytes();
      };
    return made;
  }();
  return info;
}

}  // namespace reflect

/// The table of these layouts; the same one each time.
template <reflect::Layout... Ts>
const LayoutTable& layout_table() {
  static const std::array<LayoutInfo, sizeof...(Ts)> rows = {reflect::layout_info<Ts>()...};
  static const LayoutTable table{rows};
  return table;
}

}  // namespace gc
