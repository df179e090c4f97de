// Items and slices of lists and tuples, and comparing them item by item.
#include <algorithm>

#include "python_interp/objects/attributes.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/numbers.hpp"
#include "python_interp/objects/ranges.hpp"

namespace py {
namespace {

Word no_index(VM& vm, const char* kind, Word index) {
  return raise(vm, vm.exceptions.TypeError, "%s indices must be integers or slices, not %T", kind, index);
}

/// Is `word` something that can be an index?
bool is_index(VM& vm, Word word) {
  return is_integer_word(unwrap(word)) ||
         find_special(&vm, word_header(&vm, word), vm.names->index)->found != Found::missing;
}

/// The position that `index` means in a sequence; nothing with the exception pending.
template <class Sequence>
std::optional<std::uint64_t> position(VM& vm, Word index, const Sequence* sequence, const char* kind,
                                      const char* out_of_range) {
  if (!gc::is_small_int(index) && !is_index(vm, index)) {
    no_index(vm, kind, index);
    return std::nullopt;
  }
  const auto value = to_i64(vm, index);
  if (!value) return std::nullopt;
  const std::uint64_t length = sequence->length;  // not before: __index__ may change it
  const std::int64_t at = *value < 0 ? *value + static_cast<std::int64_t>(length) : *value;
  if (at >= 0 && static_cast<std::uint64_t>(at) < length) return static_cast<std::uint64_t>(at);
  raise(vm, vm.exceptions.IndexError, "%s", out_of_range);
  return std::nullopt;
}

template <class Sequence>
std::optional<SliceBounds> bounds_in(VM& vm, const Slice* slice, const Sequence* sequence) {
  const auto given = slice_given(vm, slice);
  if (!given) return std::nullopt;
  return clip_slice(*given, static_cast<std::int64_t>(sequence->length));
}

void pick(Word* to, std::span<const Word> from, const SliceBounds& bounds) {
  for (std::int64_t i = 0; i != bounds.count; ++i)
    to[i] = from[static_cast<std::size_t>(bounds.start + i * bounds.step)];
}

Word assign_slice(VM& vm, List* list, const Slice* slice, Word value) {
  const bool extended = !(slice->step == none) && !(slice->step == gc::small_int(1));
  const auto given = slice_given(vm, slice);
  if (!given) return null;
  const auto items = to_sequence(vm, value, extended ? "must assign iterable to extended slice"
                                                     : "can only assign an iterable");
  if (!items) return null;
  const SliceBounds bounds = clip_slice(*given, static_cast<std::int64_t>(list->length));
  if (bounds.step == 1) {
    const std::int64_t stop = std::max(bounds.start, bounds.stop);
    return list_replace(vm, list, static_cast<std::uint64_t>(bounds.start),
                        static_cast<std::uint64_t>(stop), *items)
               ? none
               : null;
  }
  if (static_cast<std::int64_t>(items->size()) != bounds.count)
    return raise(vm, vm.exceptions.ValueError,
                 "attempt to assign sequence of size %zu to extended slice of size %lld", items->size(),
                 static_cast<long long>(bounds.count));
  const Tuple* const kept = make_tuple(vm, *items);  // `value` may be the list itself
  if (!kept) return null;
  for (std::int64_t i = 0; i != bounds.count; ++i)
    list->items->items[static_cast<std::size_t>(bounds.start + i * bounds.step)] =
        items_of(kept)[static_cast<std::size_t>(i)];
  return none;
}

Word delete_slice(VM& vm, List* list, const Slice* slice) {
  auto bounds = bounds_in(vm, slice, list);
  if (!bounds) return null;
  if (bounds->count == 0) return none;
  if (bounds->step < 0) {
    bounds->start += (bounds->count - 1) * bounds->step;
    bounds->step = -bounds->step;
  }
  Word* const items = list->items->items.data();
  auto to = static_cast<std::uint64_t>(bounds->start);
  std::int64_t left = bounds->count;
  for (auto from = to; from != list->length; ++from) {
    const bool goes = left > 0 && (from - static_cast<std::uint64_t>(bounds->start)) %
                                          static_cast<std::uint64_t>(bounds->step) == 0;
    if (goes) --left;
    else items[to++] = items[from];
  }
  std::fill(items + to, items + list->length, null);
  list->length = to;
  return none;
}

}  // namespace

Word list_get_item(VM* vm, Word word, Word index) {
  const List* const list = gc::as<List>(word);
  if (is<Slice>(index)) {
    const auto bounds = bounds_in(*vm, gc::as<Slice>(index), list);
    if (!bounds) return null;
    if (bounds->step == 1 || bounds->count == 0)
      return list_part(*vm, list, static_cast<std::uint64_t>(bounds->start),
                       static_cast<std::uint64_t>(bounds->start + bounds->count));
    List* const part = new_list(*vm, static_cast<std::uint64_t>(bounds->count));
    if (!part) return null;
    pick(part->items->items.data(), items_of(list), *bounds);
    return gc::reference(part);
  }
  const auto at = position(*vm, index, list, "list", "list index out of range");
  return at ? list->items->items[*at] : null;
}

Word list_at(VM* vm, Word word, std::int64_t index) {
  const List* const list = gc::as<List>(word);
  const auto length = static_cast<std::int64_t>(list->length);
  const std::int64_t at = index < 0 ? index + length : index;
  if (at < 0 || at >= length) return raise(*vm, vm->exceptions.IndexError, "list index out of range");
  return list->items->items[static_cast<std::size_t>(at)];
}

Word tuple_at(VM* vm, Word word, std::int64_t index) {
  const Tuple* const tuple = gc::as<Tuple>(word);
  const auto length = static_cast<std::int64_t>(tuple->length.value);
  const std::int64_t at = index < 0 ? index + length : index;
  if (at < 0 || at >= length) return raise(*vm, vm->exceptions.IndexError, "tuple index out of range");
  return items_of(tuple)[static_cast<std::size_t>(at)];
}

Word list_set_item(VM* vm, Word word, Word index, Word value) {
  List* const list = gc::as<List>(word);
  if (is<Slice>(index)) return assign_slice(*vm, list, gc::as<Slice>(index), value);
  const auto at = position(*vm, index, list, "list", "list assignment index out of range");
  if (!at) return null;
  list->items->items[*at] = value;
  return none;
}

Word list_delete_item(VM* vm, Word word, Word index) {
  List* const list = gc::as<List>(word);
  if (is<Slice>(index)) return delete_slice(*vm, list, gc::as<Slice>(index));
  const auto at = position(*vm, index, list, "list", "list assignment index out of range");
  if (!at) return null;
  list_take(list, *at);
  return none;
}

Word tuple_get_item(VM* vm, Word word, Word index) {
  const Tuple* const tuple = gc::as<Tuple>(word);
  if (is<Slice>(index)) {
    const auto length = static_cast<std::int64_t>(tuple->length.value);
    const auto bounds = slice_bounds(*vm, gc::as<Slice>(index), length);
    if (!bounds) return null;
    if (bounds->step == 1 && bounds->count == length) return word;
    if (bounds->count == 0) return vm->empty_tuple;
    Tuple* const part = new_tuple(*vm, static_cast<std::uint64_t>(bounds->count));
    if (!part) return null;
    pick(&tuple_slot(part, 0), items_of(tuple), *bounds);
    return gc::reference(part);
  }
  const auto at = position(*vm, index, tuple, "tuple", "tuple index out of range");
  return at ? items_of(tuple)[*at] : null;
}

Word compare_sequences(VM& vm, Comparison comparison, Word left, Word right) {
  // The items are looked up anew each time: comparing may change a list.
  const auto items = [](Word word) {
    return is<List>(word) ? items_of(gc::as<List>(word)) : items_of(gc::as<Tuple>(word));
  };
  const bool equality = comparison == Comparison::eq || comparison == Comparison::ne;
  if (equality && is<List>(left) && items(left).size() != items(right).size())
    return gc::boolean(comparison == Comparison::ne);
  std::size_t i = 0;
  for (; i < items(left).size() && i < items(right).size(); ++i) {
    const Word a = items(left)[i], b = items(right)[i];
    if (a == b) continue;
    const std::int64_t equal = are_equal(&vm, a, b);
    if (equal < 0) return null;
    if (equal) continue;
    if (equality) return gc::boolean(comparison == Comparison::ne);
    return compare_operation(&vm, static_cast<std::int64_t>(comparison), a, b);
  }
  const std::size_t a = items(left).size(), b = items(right).size();
  return compared(comparison, (a > b) - (a < b));
}

std::int64_t tuple_hash(VM& vm, const Tuple* tuple) {
  // xxHash's rounds, as CPython mixes the hashes of items.
  constexpr std::uint64_t prime1 = 11400714785074694791u, prime2 = 14029467366897019727u,
                          prime5 = 2870177450012600261u;
  std::uint64_t state = prime5;
  for (std::uint64_t i = 0; i != tuple->length; ++i) {
    const std::int64_t lane = hash_of(&vm, items_of(tuple)[i]);
    if (lane == -1) return -1;
    state += static_cast<std::uint64_t>(lane) * prime2;
    state = (state << 31) | (state >> 33);
    state *= prime1;
  }
  state += tuple->length ^ (prime5 ^ 3527539u);
  return state == ~std::uint64_t{0} ? 1546275796 : static_cast<std::int64_t>(state);
}

}  // namespace py
