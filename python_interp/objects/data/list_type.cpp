// The type list: construction, methods, operators.
#include <algorithm>

#include "python_interp/objects/data/methods.hpp"
#include "python_interp/objects/data/repr.hpp"
#include "python_interp/objects/data/sequence_methods.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/ranges.hpp"

namespace py {
namespace {

List* self_of(const Word* arguments) { return gc::as<List>(arguments[0]); }

Word list_new(VM& vm, const Word* a, std::uint64_t, Word) {
  auto* list = allocate<List>(vm, gc::as<Type>(a[0]));
  return list ? gc::reference(list) : null;
}

Word list_init(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  const Word type = gc::reference(type_of(vm, a[0]));
  if (!constructor_arguments(vm, "list", vm.types.list, &type, count, keywords, 0, 1)) return null;
  const std::uint64_t given = positional_count(count, keywords) - 1;
  list_clear(self_of(a));
  if (given == 1 && !list_extend(vm, self_of(a), a[1])) return null;
  return none;
}

Word append(VM& vm, const Word* a, std::uint64_t, Word) {
  return list_push(vm, self_of(a), a[1]) ? none : null;
}
Word extend(VM& vm, const Word* a, std::uint64_t, Word) {
  return list_extend(vm, self_of(a), a[1]) ? none : null;
}
Word clear(VM&, const Word* a, std::uint64_t, Word) {
  list_clear(self_of(a));
  return none;
}
Word copy(VM& vm, const Word* a, std::uint64_t, Word) { return list_part(vm, self_of(a), 0, self_of(a)->length); }

Word insert(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto index = to_i64(vm, a[1]);
  if (!index) return null;
  List* const list = self_of(a);
  const auto length = static_cast<std::int64_t>(list->length);
  const std::int64_t at = *index < 0 ? std::max<std::int64_t>(*index + length, 0) : std::min(*index, length);
  return list_insert(vm, list, static_cast<std::uint64_t>(at), a[2]) ? none : null;
}

Word pop(VM& vm, const Word* a, std::uint64_t count, Word) {
  List* const list = self_of(a);
  std::int64_t index = -1;
  if (count > 1) {
    const auto given = to_i64(vm, a[1]);
    if (!given) return null;
    index = *given;
  }
  if (list->length == 0) return raise(vm, vm.exceptions.IndexError, "pop from empty list");
  if (index < 0) index += static_cast<std::int64_t>(list->length);
  if (index < 0 || index >= static_cast<std::int64_t>(list->length))
    return raise(vm, vm.exceptions.IndexError, "pop index out of range");
  return list_take(list, static_cast<std::uint64_t>(index));
}

Word remove(VM& vm, const Word* a, std::uint64_t, Word) {
  List* const list = self_of(a);
  for (std::uint64_t i = 0; i < list->length; ++i) {
    const std::int64_t equal = are_equal(&vm, list->items->items[i], a[1]);
    if (equal < 0) return null;
    if (!equal) continue;
    if (i < list->length) list_take(list, i);
    return none;
  }
  return raise(vm, vm.exceptions.ValueError, "list.remove(x): x not in list");
}

Word reverse(VM&, const Word* a, std::uint64_t, Word) {
  List* const list = self_of(a);
  if (list->length > 1)
    std::reverse(list->items->items.data(), list->items->items.data() + list->length);
  return none;
}

Word sort(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  static constexpr Signature signature{"sort", {"key", "reverse"}, 0, 0};
  Word values[2];
  if (!bind(vm, signature, a + 1, count - 1, keywords, values)) return null;
  bool backwards = false;
  if (!gc::is_null(values[1])) {
    const auto flag = to_int(vm, values[1]);
    if (!flag) return null;
    backwards = *flag != 0;
  }
  return list_sort(vm, self_of(a), values[0], backwards);
}

Word length(VM&, const Word* a, std::uint64_t, Word) {
  return gc::small_int(static_cast<std::int64_t>(self_of(a)->length));
}
Word get_item_method(VM& vm, const Word* a, std::uint64_t, Word) { return list_get_item(&vm, a[0], a[1]); }
Word set_item_method(VM& vm, const Word* a, std::uint64_t, Word) {
  return list_set_item(&vm, a[0], a[1], a[2]);
}
Word delete_item_method(VM& vm, const Word* a, std::uint64_t, Word) {
  return list_delete_item(&vm, a[0], a[1]);
}
Word iterate(VM& vm, const Word* a, std::uint64_t, Word) {
  return make_iterator(vm, vm.types.list_iterator, a[0]);
}
Word iterate_backwards(VM& vm, const Word* a, std::uint64_t, Word) {
  return make_iterator(vm, vm.types.reversed, a[0],
                       static_cast<std::int64_t>(self_of(a)->length) - 1);
}
Word repr_method(VM& vm, const Word* a, std::uint64_t, Word) {
  return repr_items(vm, a[0], "[", "]", "[...]");
}

Word concatenate(VM& vm, const Word* a, std::uint64_t, Word) {
  if (!is<List>(a[1]))
    return raise(vm, vm.exceptions.TypeError, "can only concatenate list (not \"%T\") to list", a[1]);
  return list_concat(vm, self_of(a), gc::as<List>(a[1]));
}
Word concatenate_here(VM& vm, const Word* a, std::uint64_t, Word) {
  return list_extend(vm, self_of(a), a[1]) ? a[0] : null;
}
Word repeat(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto times = repeat_count(vm, a[1]);
  return times ? list_repeat(vm, self_of(a), *times) : null;
}
Word repeat_here(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto times = repeat_count(vm, a[1]);
  if (!times) return null;
  const Word repeated = list_repeat(vm, self_of(a), *times);
  if (gc::is_null(repeated)) return null;
  self_of(a)->items = gc::as<List>(repeated)->items;
  self_of(a)->length = gc::as<List>(repeated)->length;
  return a[0];
}

Word compare(VM& vm, Comparison comparison, Word left, Word right) {
  return is<List>(left) && is<List>(right) ? compare_sequences(vm, comparison, left, right)
                                           : not_implemented;
}

constexpr NativeMethod methods[] = {
    {"__init__", list_init, 1, -1},
    {"__len__", length, 1, 1},
    {"__getitem__", get_item_method, 2, 2},
    {"__setitem__", set_item_method, 3, 3},
    {"__delitem__", delete_item_method, 2, 2},
    {"__iter__", iterate, 1, 1},
    {"__reversed__", iterate_backwards, 1, 1},
    {"__contains__", sequence_contains, 2, 2},
    {"__repr__", repr_method, 1, 1},
    {"__add__", concatenate, 2, 2},
    {"__iadd__", concatenate_here, 2, 2},
    {"__mul__", repeat, 2, 2},
    {"__rmul__", repeat, 2, 2},
    {"__imul__", repeat_here, 2, 2},
    {"append", append, 2, 2, "Append object to the end of the list."},
    {"extend", extend, 2, 2, "Extend list by appending elements from the iterable."},
    {"insert", insert, 3, 3, "Insert object before index."},
    {"pop", pop, 1, 2, "Remove and return item at index (default last)."},
    {"remove", remove, 2, 2, "Remove first occurrence of value."},
    {"clear", clear, 1, 1, "Remove all items from list."},
    {"copy", copy, 1, 1, "Return a shallow copy of the list."},
    {"index", sequence_index, 2, 4, "Return first index of value."},
    {"count", sequence_count, 2, 2, "Return number of occurrences of value."},
    {"reverse", reverse, 1, 1, "Reverse *IN PLACE*."},
    {"sort", sort, 1, -1, "Sort the list in ascending order and return None."},
    {"__new__", list_new, 1, -1, nullptr, NativeMethod::static_},
};

}  // namespace

void init_lists(VM& vm) {
  add_comparisons<compare>(vm, vm.types.list);
  add_methods(vm, vm.types.list, methods);
  make_unhashable(vm, vm.types.list);
}

}  // namespace py
