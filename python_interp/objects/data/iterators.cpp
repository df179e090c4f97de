// What each kind of iterator does next. The fields of Iterator mean, by kind:
//
//     str, bytes, sequence   source the sequence, index the position
//     reversed               source the sequence, index the position, going down
//     callable               source the callable, more the sentinel
//     enumerate              source an iterator, index the count; past small integers more is the count
//     zip, map               source a tuple of iterators; index 1: zip is strict; more the function
//     filter                 source an iterator, more the function or None
//
// `source` is null once the end was reached.
#include "python_interp/objects/iterators.hpp"

#include "python_interp/objects/attributes.hpp"
#include "python_interp/objects/data/methods.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/exceptions.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/ranges.hpp"
#include "python_interp/objects/sets.hpp"
#include "python_interp/objects/strings.hpp"

namespace py {
namespace {

/// Ends quietly where a sequence says that there is nothing more.
Word ended(VM& vm, Iterator* iterator) {
  if (!gc::is_null(vm.pending) &&
      (pending_is(vm, vm.exceptions.IndexError) || pending_is(vm, vm.exceptions.StopIteration)))
    take_pending(vm);
  if (gc::is_null(vm.pending)) iterator->source = null;
  return null;
}

Word raise_not_reversible(VM& vm, Word sequence) {
  return raise(vm, vm.exceptions.TypeError, "'%T' object is not reversible", sequence);
}

/// zip(strict=True): iterator `at` ended first, or did not when the others had.
Word raise_unequal(VM& vm, std::uint64_t at, const char* what) {
  const auto number = static_cast<unsigned long long>(at);
  return raise(vm, vm.exceptions.ValueError, at == 1 ? "zip() argument %llu is %s than argument %llu"
                                                     : "zip() argument %llu is %s than arguments 1-%llu",
               number + 1, what, number);
}

Word strict_end(VM& vm, const Tuple* iterators, std::uint64_t ended_at) {
  if (!gc::is_null(vm.pending)) return null;
  if (ended_at != 0) return raise_unequal(vm, ended_at, "shorter");
  for (std::uint64_t i = 1; i < iterators->length; ++i) {
    if (!gc::is_null(iterator_next(&vm, items_of(iterators)[i]))) return raise_unequal(vm, i, "longer");
    if (!gc::is_null(vm.pending)) return null;
  }
  return null;
}

}  // namespace

Word str_iterator_next(VM* vm, Word word) {
  auto* iterator = gc::as<Iterator>(word);
  if (gc::is_null(iterator->source)) return null;
  const Str* const string = gc::as<Str>(iterator->source);
  const auto index = static_cast<std::uint64_t>(iterator->index);
  if (index < string->length) [[likely]] {
    ++iterator->index;
    return make_character(*vm, str_at(string, index));
  }
  iterator->source = null;
  return null;
}

Word bytes_iterator_next(VM*, Word word) {
  auto* iterator = gc::as<Iterator>(word);
  if (gc::is_null(iterator->source)) return null;
  const auto bytes = *bytes_of(iterator->source);
  const auto index = static_cast<std::uint64_t>(iterator->index);
  if (index < bytes.size()) {
    ++iterator->index;
    return gc::small_int(bytes[index]);
  }
  iterator->source = null;
  return null;
}

Word sequence_iterator_next(VM* vm, Word word) {
  auto* iterator = gc::as<Iterator>(word);
  if (gc::is_null(iterator->source)) return null;
  const Word item = get_item(vm, iterator->source, gc::small_int(iterator->index));
  if (gc::is_null(item)) return ended(*vm, iterator);
  ++iterator->index;
  return item;
}

Word callable_iterator_next(VM* vm, Word word) {
  auto* iterator = gc::as<Iterator>(word);
  if (gc::is_null(iterator->source)) return null;
  const Word item = call(*vm, iterator->source, {});
  if (gc::is_null(item)) {
    if (pending_is(*vm, vm->exceptions.StopIteration)) {
      take_pending(*vm);
      iterator->source = null;
    }
    return null;
  }
  const std::int64_t equal = are_equal(vm, item, iterator->more);
  if (equal == 0) return item;
  if (equal > 0) iterator->source = null;
  return null;
}

Word reversed_next(VM* vm, Word word) {
  auto* iterator = gc::as<Iterator>(word);
  if (gc::is_null(iterator->source)) return null;
  const std::int64_t index = iterator->index--;
  if (index < 0) return ended(*vm, iterator);
  if (is<List>(iterator->source)) {
    const List* const list = gc::as<List>(iterator->source);
    if (static_cast<std::uint64_t>(index) < list->length)
      return list->items->items[static_cast<std::size_t>(index)];
    return ended(*vm, iterator);
  }
  const Word item = get_item(vm, iterator->source, gc::small_int(index));
  return gc::is_null(item) ? ended(*vm, iterator) : item;
}

Word enumerate_next(VM* vm, Word word) {
  auto* iterator = gc::as<Iterator>(word);
  const Word item = iterator_next(vm, iterator->source);
  if (gc::is_null(item)) return null;
  Word count;
  if (gc::is_null(iterator->more)) [[likely]] {
    count = gc::small_int(iterator->index++);
    if (!gc::fits_small_int(iterator->index)) iterator->more = make_int(*vm, iterator->index);
  } else {
    count = iterator->more;
    iterator->more = int_add(*vm, count, gc::small_int(1));
    if (gc::is_null(iterator->more)) return null;
  }
  const Word parts[] = {count, item};
  Tuple* const pair = make_tuple(*vm, parts);
  return pair ? gc::reference(pair) : null;
}

Word zip_next(VM* vm, Word word) {
  auto* iterator = gc::as<Iterator>(word);
  const Tuple* const iterators = gc::as<Tuple>(iterator->source);
  const std::uint64_t count = iterators->length;
  if (count == 0) return null;
  Tuple* const items = new_tuple(*vm, count);
  if (!items) return null;
  for (std::uint64_t i = 0; i != count; ++i) {
    const Word item = iterator_next(vm, items_of(iterators)[i]);
    if (gc::is_null(item)) return iterator->index ? strict_end(*vm, iterators, i) : null;
    tuple_slot(items, i) = item;
  }
  return gc::reference(items);
}

Word map_next(VM* vm, Word word) {
  auto* iterator = gc::as<Iterator>(word);
  const Tuple* const iterators = gc::as<Tuple>(iterator->source);
  if (iterators->length == 1) {
    const Word item = iterator_next(vm, items_of(iterators)[0]);
    return gc::is_null(item) ? null : call(*vm, iterator->more, {&item, 1});
  }
  Tuple* const items = new_tuple(*vm, iterators->length);
  if (!items) return null;
  for (std::uint64_t i = 0; i != items->length; ++i) {
    const Word item = iterator_next(vm, items_of(iterators)[i]);
    if (gc::is_null(item)) return null;
    tuple_slot(items, i) = item;
  }
  return call(*vm, iterator->more, items_of(items));
}

Word filter_next(VM* vm, Word word) {
  auto* iterator = gc::as<Iterator>(word);
  for (;;) {
    const Word item = iterator_next(vm, iterator->source);
    if (gc::is_null(item)) return null;
    const Word verdict = iterator->more == none ? item : call(*vm, iterator->more, {&item, 1});
    if (gc::is_null(verdict)) return null;
    const std::int64_t truth = is_true(vm, verdict);
    if (truth != 0) return truth < 0 ? null : item;
  }
}

NextFunction next_function(const VM& vm, const Type* type) {
  const Types& types = vm.types;
  if (type == types.list_iterator) return list_iterator_next;
  if (type == types.range_iterator) return range_iterator_next;
  if (type == types.tuple_iterator) return tuple_iterator_next;
  if (type == types.dict_key_iterator) return dict_key_iterator_next;
  if (type == types.dict_item_iterator) return dict_item_iterator_next;
  if (type == types.dict_value_iterator) return dict_value_iterator_next;
  if (type == types.enumerate) return enumerate_next;
  if (type == types.zip) return zip_next;
  if (type == types.map) return map_next;
  if (type == types.filter) return filter_next;
  if (type == types.str_iterator) return str_iterator_next;
  if (type == types.set_iterator) return set_iterator_next;
  if (type == types.reversed) return reversed_next;
  if (type == types.bytes_iterator) return bytes_iterator_next;
  if (type == types.sequence_iterator) return sequence_iterator_next;
  if (type == types.callable_iterator) return callable_iterator_next;
  return nullptr;
}

Word make_callable_iterator(VM& vm, Word callable, Word sentinel) {
  return make_iterator(vm, vm.types.callable_iterator, callable, 0, 0, 0, sentinel);
}

Word make_enumerate(VM& vm, Word iterable, Word start) {
  const Word iterator = get_iterator(&vm, iterable);
  if (gc::is_null(iterator)) return null;
  if (is_small_integer_word(start))
    return make_iterator(vm, vm.types.enumerate, iterator, small_value(start));
  return make_iterator(vm, vm.types.enumerate, iterator, 0, 0, 0, start);
}

Word make_reversed(VM& vm, Type* type, Word sequence) {
  const Attribute* const method = find_special(&vm, word_header(&vm, sequence), vm.names->reversed);
  if (method->found == Found::class_value && method->cell->value == none)
    return raise_not_reversible(vm, sequence);
  if (method->found != Found::missing) return call_special(vm, sequence, vm.names->reversed, {});
  const bool has_items =
      find_special(&vm, word_header(&vm, sequence), vm.names->getitem)->found != Found::missing &&
      find_special(&vm, word_header(&vm, sequence), vm.names->len)->found != Found::missing;
  if (!has_items || is<Dict>(sequence) || is<Set>(sequence)) return raise_not_reversible(vm, sequence);
  const std::int64_t length = length_of(&vm, sequence);
  return length < 0 ? null : make_iterator(vm, type, sequence, length - 1);
}

}  // namespace py
