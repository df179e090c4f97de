// Lists: storage, growth, concatenation, iteration.
#include "python_interp/objects/lists.hpp"

#include <algorithm>
#include <cstring>

#include "python_interp/objects/attributes.hpp"
#include "python_interp/objects/native.hpp"

namespace py {
namespace {

/// The room that a list gets when it needs `needed`: an eighth more and then some, as a multiple of four.
std::uint64_t room_for(std::uint64_t needed) { return (needed + (needed >> 3) + 6) & ~std::uint64_t{3}; }

void move_words(Word* to, const Word* from, std::uint64_t count) {
  if (count != 0) std::memmove(to, from, count * sizeof(Word));
}
void clear_words(Word* from, Word* to) { std::fill(from, to, null); }

}  // namespace

Array* new_array(VM& vm, std::uint64_t length) {
  auto* array = allocate<Array>(vm, nullptr, length);
  if (array) array->length = {length};
  return array;
}

Tuple* new_tuple(VM& vm, std::uint64_t length) {
  auto* tuple = allocate<Tuple>(vm, vm.types.tuple, length);
  if (tuple) tuple->length = {length};
  return tuple;
}

List* new_list(VM& vm, std::uint64_t length) {
  auto* list = allocate<List>(vm, vm.types.list);
  if (!list || length == 0) return list;
  list->items = new_array(vm, length);
  if (!list->items) return nullptr;
  list->length = length;
  return list;
}

Tuple* make_tuple(VM& vm, std::span<const Word> items) {
  if (items.empty() && vm.empty_tuple.bits != 0) return gc::as<Tuple>(vm.empty_tuple);
  Tuple* const tuple = new_tuple(vm, items.size());
  if (tuple && !items.empty())
    std::memcpy(static_cast<void*>(tuple->items.data()), items.data(), items.size_bytes());
  return tuple;
}

List* make_list(VM& vm, std::span<const Word> items) {
  List* const list = new_list(vm, items.size());
  if (list && !items.empty()) std::memcpy(list->items->items.data(), items.data(), items.size_bytes());
  return list;
}

bool list_reserve(VM& vm, List* list, std::uint64_t room) {
  if (list->items && list->items->length >= room) return true;
  Array* const items = new_array(vm, list->length == 0 ? std::max<std::uint64_t>(room, 4) : room_for(room));
  if (!items) return false;
  if (list->items) move_words(items->items.data(), list->items->items.data(), list->length);
  list->items = items;
  return true;
}

bool list_append(VM& vm, List* list, Word item) { return list_push(vm, list, item); }

Word list_append_slow(VM* vm, Word list, Word item) {
  return list_push(*vm, gc::as<List>(list), item) ? none : null;
}

bool list_insert(VM& vm, List* list, std::uint64_t index, Word item) {
  if (!list_reserve(vm, list, list->length + 1)) return false;
  Word* const items = list->items->items.data();
  move_words(items + index + 1, items + index, list->length - index);
  items[index] = item;
  ++list->length;
  return true;
}

Word list_take(List* list, std::uint64_t index) {
  Word* const items = list->items->items.data();
  const Word item = items[index];
  --list->length;
  move_words(items + index, items + index + 1, list->length - index);
  items[list->length] = null;
  return item;
}

void list_clear(List* list) {
  list->items = nullptr;
  list->length = 0;
}

Word list_part(VM& vm, const List* list, std::uint64_t start, std::uint64_t stop) {
  List* const part = make_list(vm, items_of(list).subspan(start, stop - start));
  return part ? gc::reference(part) : null;
}

bool list_replace(VM& vm, List* list, std::uint64_t start, std::uint64_t stop,
                  std::span<const Word> items) {
  const std::uint64_t length = list->length - (stop - start) + items.size();
  Array* const own = list->items;
  const bool overlaps = own && items.data() >= own->items.data() &&
                        items.data() < own->items.data() + own->length;
  if (overlaps) {
    List* const copy = make_list(vm, items);
    return copy && list_replace(vm, list, start, stop, items_of(copy));
  }
  if (!list_reserve(vm, list, length)) return false;
  Word* const to = list->items->items.data();
  move_words(to + start + items.size(), to + stop, list->length - stop);
  move_words(to + start, items.data(), items.size());
  if (length < list->length) clear_words(to + length, to + list->length);
  list->length = length;
  return true;
}

Word list_concat(VM& vm, const List* left, const List* right) {
  List* const both = new_list(vm, left->length + right->length);
  if (!both) return null;
  if (both->length == 0) return gc::reference(both);
  Word* const to = both->items->items.data();
  move_words(to, items_of(left).data(), left->length);
  move_words(to + left->length, items_of(right).data(), right->length);
  return gc::reference(both);
}

void repeat_words(Word* to, std::span<const Word> from, std::uint64_t times) {
  if (from.size() == 1) {
    std::fill_n(to, times, from[0]);
    return;
  }
  for (std::uint64_t i = 0; i != times; ++i) move_words(to + i * from.size(), from.data(), from.size());
}

Word list_repeat(VM& vm, const List* list, std::int64_t times) {
  const std::uint64_t count = times < 0 ? 0 : static_cast<std::uint64_t>(times);
  std::uint64_t length;
  if (__builtin_mul_overflow(list->length, count, &length)) {
    raise_memory_error(vm);
    return null;
  }
  List* const repeated = new_list(vm, length);
  if (!repeated) return null;
  if (length != 0) repeat_words(repeated->items->items.data(), items_of(list), count);
  return gc::reference(repeated);
}

bool list_extend(VM& vm, List* list, Word iterable) {
  const bool is_plain = is<List>(iterable) || is<Tuple>(iterable);
  if (is_plain && (type_of(vm, iterable) == vm.types.list || type_of(vm, iterable) == vm.types.tuple)) {
    const auto items = is<List>(iterable) ? items_of(gc::as<List>(iterable))
                                          : items_of(gc::as<Tuple>(iterable));
    return list_replace(vm, list, list->length, list->length, items);
  }
  const Word iterator = get_iterator(&vm, iterable);
  if (gc::is_null(iterator)) return false;
  for (;;) {
    const Word item = iterator_next(&vm, iterator);
    if (gc::is_null(item)) return gc::is_null(vm.pending);
    if (!list_push(vm, list, item)) return false;
  }
}

std::optional<std::span<const Word>> to_sequence(VM& vm, Word iterable, const char* message) {
  if (is<List>(iterable)) return items_of(gc::as<List>(iterable));
  if (is<Tuple>(iterable)) return items_of(gc::as<Tuple>(iterable));
  const Word iterator = get_iterator(&vm, iterable);
  if (gc::is_null(iterator)) {
    if (message && pending_is(vm, vm.exceptions.TypeError)) {
      take_pending(vm);
      raise(vm, vm.exceptions.TypeError, "%s", message);
    }
    return std::nullopt;
  }
  List* const gathered = new_list(vm, 0);
  if (!gathered || !list_extend(vm, gathered, iterator)) return std::nullopt;
  return items_of(gathered);
}

Word list_from(VM& vm, Word iterable) {
  List* const list = new_list(vm, 0);
  return list && list_extend(vm, list, iterable) ? gc::reference(list) : null;
}

Word tuple_from(VM& vm, Word iterable) {
  if (is<Tuple>(iterable)) return iterable;
  const auto items = to_sequence(vm, iterable);
  if (!items) return null;
  Tuple* const tuple = make_tuple(vm, *items);
  return tuple ? gc::reference(tuple) : null;
}

Word make_iterator(VM& vm, Type* type, Word source, std::int64_t index, std::int64_t limit,
                   std::int64_t step, Word more) {
  auto* iterator = allocate<Iterator>(vm, type);
  if (!iterator) return null;
  iterator->source = source;
  iterator->index = index;
  iterator->limit = limit;
  iterator->step = step;
  iterator->more = more;
  return gc::reference(iterator);
}

Word list_iterator_next(VM*, Word word) {
  auto* iterator = gc::as<Iterator>(word);
  if (gc::is_null(iterator->source)) return null;
  const List* const list = gc::as<List>(iterator->source);
  const auto index = static_cast<std::uint64_t>(iterator->index);
  if (index < list->length) [[likely]] {
    ++iterator->index;
    return list->items->items[index];
  }
  iterator->source = null;
  return null;
}

Word tuple_iterator_next(VM*, Word word) {
  auto* iterator = gc::as<Iterator>(word);
  if (gc::is_null(iterator->source)) return null;
  const Tuple* const tuple = gc::as<Tuple>(iterator->source);
  const auto index = static_cast<std::uint64_t>(iterator->index);
  if (index < tuple->length) [[likely]] {
    ++iterator->index;
    return items_of(tuple)[index];
  }
  iterator->source = null;
  return null;
}

}  // namespace py
