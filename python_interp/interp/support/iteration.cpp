#include "python_interp/interp/support/iteration.hpp"

#include "python_interp/interp/support/special.hpp"
#include "python_interp/objects/lists.hpp"

namespace py {
namespace {

using Number = long long;

Word iterator_to_unpack(VM& vm, Word iterable) {
  const Word iterator = get_iterator(&vm, iterable);
  if (!gc::is_null(iterator) || !pending_is(vm, vm.exceptions.TypeError)) return iterator;
  if (is_iterable(vm, iterable)) return null;
  vm.pending = null;
  return raise(vm, vm.exceptions.TypeError, "cannot unpack non-iterable %T object", iterable);
}

/// The first `count` items into `items`; false if there are less, or with an exception pending.
bool take(VM& vm, Word iterator, Tuple* items, std::int64_t count, const char* at_least,
          std::int64_t expected) {
  for (std::int64_t i = 0; i < count; ++i) {
    const Word item = iterator_next(&vm, iterator);
    if (gc::is_null(item)) {
      if (gc::is_null(vm.pending))
        raise(vm, vm.exceptions.ValueError, "not enough values to unpack (expected %s%lld, got %lld)",
              at_least, Number{expected}, Number{i});
      return false;
    }
    tuple_slot(items, static_cast<std::uint64_t>(i)) = item;
  }
  return true;
}

}  // namespace

Word unpack(VM* vm, Word iterable, std::int64_t count) {
  const Word iterator = iterator_to_unpack(*vm, iterable);
  if (gc::is_null(iterator)) return null;
  Tuple* items = new_tuple(*vm, static_cast<std::uint64_t>(count));
  if (!items || !take(*vm, iterator, items, count, "", count)) return null;
  if (gc::is_null(iterator_next(vm, iterator)))
    return gc::is_null(vm->pending) ? gc::reference(items) : null;
  return raise(*vm, vm->exceptions.ValueError, "too many values to unpack (expected %lld)", Number{count});
}

Word unpack_star(VM* vm, Word iterable, std::int64_t before, std::int64_t after) {
  const Word iterator = iterator_to_unpack(*vm, iterable);
  if (gc::is_null(iterator)) return null;
  Tuple* items = new_tuple(*vm, static_cast<std::uint64_t>(before + 1 + after));
  if (!items || !take(*vm, iterator, items, before, "at least ", before + after)) return null;
  List* middle = make_list(*vm, {});
  if (!middle || !list_extend(*vm, middle, iterator)) return null;
  const auto left = static_cast<std::int64_t>(middle->length);
  if (left < after)
    return raise(*vm, vm->exceptions.ValueError,
                 "not enough values to unpack (expected at least %lld, got %lld)", Number{before + after},
                 Number{before + left});
  tuple_slot(items, static_cast<std::uint64_t>(before)) = gc::reference(middle);
  for (std::int64_t i = after; i-- > 0;)
    tuple_slot(items, static_cast<std::uint64_t>(before + 1 + i)) = list_take(middle, middle->length - 1);
  return gc::reference(items);
}

}  // namespace py
