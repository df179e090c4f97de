// Lists and tuples as plain C++ functions.
//
// A list's Array is its room: `items->length` slots of which `list->length` are in use; the others are null.
#pragma once

#include <optional>
#include <span>

#include "pe/residual/callee.hpp"
#include "python_interp/objects/allocate.hpp"

namespace py {

inline std::span<const Word> items_of(const List* list) {
  return list->items ? std::span<const Word>(list->items->items.data(), list->length)
                     : std::span<const Word>();
}
inline std::span<const Word> items_of(const Tuple* tuple) {
  return {reinterpret_cast<const Word*>(tuple->items.data()), tuple->length};
}

Array* new_array(VM& vm, std::uint64_t length);
/// A tuple whose items are still to be set.
Tuple* new_tuple(VM& vm, std::uint64_t length);
inline Word& tuple_slot(Tuple* tuple, std::uint64_t index) { return tuple->items[index].value; }
/// A list of `length` items that are still to be set (null, until then).
List* new_list(VM& vm, std::uint64_t length);

/// Makes room for `room` items at least.
bool list_reserve(VM& vm, List* list, std::uint64_t room);
inline bool list_push(VM& vm, List* list, Word item) {
  if (!list->items || list->length == list->items->length) [[unlikely]] {
    if (!list_reserve(vm, list, list->length + 1)) return false;
  }
  list->items->items[list->length++] = item;
  return true;
}
/// Staged code's: None, or null with MemoryError pending.
Word list_append_slow(VM* vm, Word list, Word item);

/// Puts `item` before position `index`, 0 <= index <= length.
bool list_insert(VM& vm, List* list, std::uint64_t index, Word item);
/// Removes the item at `index` < length.
Word list_take(List* list, std::uint64_t index);
void list_clear(List* list);
/// list[start:stop] with 0 <= start <= stop <= length.
Word list_part(VM& vm, const List* list, std::uint64_t start, std::uint64_t stop);
/// list[start:stop] = items.
bool list_replace(VM& vm, List* list, std::uint64_t start, std::uint64_t stop, std::span<const Word> items);
Word list_concat(VM& vm, const List* left, const List* right);
Word list_repeat(VM& vm, const List* list, std::int64_t times);
Word tuple_concat(VM& vm, Tuple* left, Tuple* right);
Word tuple_repeat(VM& vm, Tuple* tuple, std::int64_t times);
/// list.sort(key, reverse): None, or null with the exception pending (the list is then a permutation).
Word list_sort(VM& vm, List* list, Word key, bool reverse);

/// list[index], list[slice]; assignment; deletion. IndexError and TypeError as CPython's.
Word list_get_item(VM* vm, Word list, Word index);
Word list_set_item(VM* vm, Word list, Word index, Word value);
Word list_delete_item(VM* vm, Word list, Word index);
Word tuple_get_item(VM* vm, Word tuple, Word index);
/// The item at a position, negative ones counted from the end; IndexError.
Word list_at(VM* vm, Word list, std::int64_t index);
Word tuple_at(VM* vm, Word tuple, std::int64_t index);

/// The items of a list, a tuple, or (gathered into a list) any iterable. They are valid as long as the list
/// is not changed; what holds them is kept alive by the span's address. Nothing with the exception pending:
/// TypeError `message` if it cannot be iterated (null: the usual words).
std::optional<std::span<const Word>> to_sequence(VM& vm, Word iterable, const char* message = nullptr);
/// list(iterable), tuple(iterable).
Word list_from(VM& vm, Word iterable);
Word tuple_from(VM& vm, Word iterable);

/// `left <comparison> right` item by item.
Word compare_sequences(VM& vm, Comparison comparison, Word left, Word right);
std::int64_t tuple_hash(VM& vm, const Tuple* tuple);  ///< -1 with the exception pending.

/// The next item; null with nothing pending at the end.
Word list_iterator_next(VM* vm, Word iterator);
Word tuple_iterator_next(VM* vm, Word iterator);
/// An Iterator of a type over `source`.
Word make_iterator(VM& vm, Type* type, Word source, std::int64_t index = 0, std::int64_t limit = 0,
                   std::int64_t step = 0, Word more = null);

void init_lists(VM& vm);
void init_tuples(VM& vm);

}  // namespace py

namespace pe {
consteval Effects list_effects(const char* name, bool runs_python = false) {
  return {.name = name, .reads = true, .writes = true, .allocates = true, .may_raise = true,
          .runs_python = runs_python};
}
template <> inline constexpr Effects effects_of<&py::list_append_slow> =
    list_effects("list_append_slow");
template <> inline constexpr Effects effects_of<&py::list_get_item> =
    list_effects("list_get_item", true);
template <> inline constexpr Effects effects_of<&py::list_set_item> =
    list_effects("list_set_item", true);
template <> inline constexpr Effects effects_of<&py::list_delete_item> =
    list_effects("list_delete_item", true);
template <> inline constexpr Effects effects_of<&py::tuple_get_item> =
    list_effects("tuple_get_item", true);
template <> inline constexpr Effects effects_of<&py::list_at> = {
    .name = "list_at", .reads = true, .allocates = true, .may_raise = true};
template <> inline constexpr Effects effects_of<&py::tuple_at> = {
    .name = "tuple_at", .allocates = true, .may_raise = true};
template <> inline constexpr Effects effects_of<&py::list_iterator_next> = {
    .name = "list_iterator_next", .reads = true, .writes = true};
template <> inline constexpr Effects effects_of<&py::tuple_iterator_next> = {
    .name = "tuple_iterator_next", .reads = true, .writes = true};
}  // namespace pe
