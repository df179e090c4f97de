// dict.keys(), .values(), .items() and the iterators over them.
//
// An iterator's `limit` is the number of items when it began (-1 once that was found to differ), `step` how
// many are still to come; -`index` - 1 is where one that goes backwards stands.
#include "python_interp/objects/data/dict_table.hpp"
#include "python_interp/objects/data/methods.hpp"
#include "python_interp/objects/data/repr.hpp"
#include "python_interp/objects/data/str_builder.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/sets.hpp"

namespace py {
namespace {

Dict* dict_of_view(Word view) { return gc::as<Dict>(gc::as<View>(view)->dict); }
Dict* self_of(const Word* arguments) { return dict_of_view(arguments[0]); }

enum class Part { keys, values, items };

Word make_pair(VM& vm, Word key, Word value) {
  const Word parts[] = {key, value};
  Tuple* const pair = make_tuple(vm, parts);
  return pair ? gc::reference(pair) : null;
}

/// Of a namespace the names that have a value: looking a name up may add an empty cell.
std::int64_t size_now(const Dict* dict) {
  return static_cast<std::int64_t>(dict->cells ? dict_length(dict) : dict->used);
}

/// Steps an iterator; false at the end or with RuntimeError pending.
bool step(VM& vm, Word word, Word& key, Word& value) {
  auto* iterator = gc::as<Iterator>(word);
  if (gc::is_null(iterator->source)) return false;
  const Dict* const dict = gc::as<Dict>(iterator->source);
  if (size_now(dict) != iterator->limit) {
    iterator->limit = -1;
    raise(vm, vm.exceptions.RuntimeError, "dictionary changed size during iteration");
    return false;
  }
  auto position = static_cast<std::uint64_t>(iterator->index);
  if (!dict_next(dict, position, key, value)) {
    iterator->source = null;
    return false;
  }
  if (iterator->step == 0) {
    iterator->source = null;
    raise(vm, vm.exceptions.RuntimeError, "dictionary keys changed during iteration");
    return false;
  }
  iterator->index = static_cast<std::int64_t>(position);
  --iterator->step;
  return true;
}

bool step_backwards(VM& vm, Iterator* iterator, Word& key, Word& value) {
  if (gc::is_null(iterator->source)) return false;
  Dict* const dict = gc::as<Dict>(iterator->source);
  if (size_now(dict) != iterator->limit) {
    iterator->limit = -1;
    raise(vm, vm.exceptions.RuntimeError, "dictionary changed size during iteration");
    return false;
  }
  for (std::int64_t at = -iterator->index - 1; at-- > 0;) {
    iterator->index = -at - 1;
    key = DictEntries::key(dict->table, static_cast<std::uint64_t>(at));
    value = DictEntries::value(dict->table, static_cast<std::uint64_t>(at));
    if (dict->cells && !gc::is_null(key)) value = gc::as<GlobalCell>(value)->value;
    if (!gc::is_null(key) && !gc::is_null(value)) return true;
  }
  iterator->source = null;
  return false;
}

Word next_part(VM& vm, Word word, Part part) {
  Word key, value;
  auto* const iterator = gc::as<Iterator>(word);
  const bool more = iterator->index < 0 ? step_backwards(vm, iterator, key, value)
                                        : step(vm, word, key, value);
  if (!more) return null;
  return part == Part::keys ? key : part == Part::values ? value : make_pair(vm, key, value);
}

template <Part part>
Type* iterator_type(VM& vm) {
  return part == Part::keys     ? vm.types.dict_key_iterator
         : part == Part::values ? vm.types.dict_value_iterator
                                : vm.types.dict_item_iterator;
}

Word iterate_backwards(VM& vm, Type* type, Dict* dict) {
  const Word iterator = dict_iterator(vm, type, dict);
  if (gc::is_null(iterator)) return null;
  const std::int64_t filled = dict->table ? static_cast<std::int64_t>(dict->table->filled) : 0;
  gc::as<Iterator>(iterator)->index = -filled - 1;
  return iterator;
}

template <Part part>
Word view_iterate(VM& vm, const Word* a, std::uint64_t, Word) {
  return dict_iterator(vm, iterator_type<part>(vm), self_of(a));
}
template <Part part>
Word view_backwards(VM& vm, const Word* a, std::uint64_t, Word) {
  return iterate_backwards(vm, iterator_type<part>(vm), self_of(a));
}
Word view_length(VM&, const Word* a, std::uint64_t, Word) {
  return gc::small_int(static_cast<std::int64_t>(dict_length(self_of(a))));
}

int items_contain(VM& vm, Dict* dict, Word pair) {
  if (!is<Tuple>(unwrap(pair)) || gc::as<Tuple>(unwrap(pair))->length != 2) return 0;
  const Tuple* const tuple = gc::as<Tuple>(unwrap(pair));
  const Word value = dict_get(vm, dict, tuple->items.first[0].value);
  if (gc::is_null(value)) return gc::is_null(vm.pending) ? 0 : -1;
  return static_cast<int>(are_equal(&vm, value, tuple->items.first[1].value));
}

/// 1, 0, -1.
int view_has(VM& vm, Word view, Word item) {
  if (type_of(vm, view) == vm.types.dict_items) return items_contain(vm, dict_of_view(view), item);
  const Word value = dict_get(vm, dict_of_view(view), item);
  return !gc::is_null(value) ? 1 : gc::is_null(vm.pending) ? 0 : -1;
}
Word view_contains(VM& vm, const Word* a, std::uint64_t, Word) {
  const int found = view_has(vm, a[0], a[1]);
  return found < 0 ? null : gc::boolean(found);
}

Word view_repr(VM& vm, const Word* a, std::uint64_t, Word) {
  const ReprGuard guard(vm, a[0]);
  if (guard.recursive()) return text_result(vm, "...");
  const Word list = list_from(vm, a[0]);
  if (gc::is_null(list)) return null;
  const Word shown = repr(&vm, list);
  if (gc::is_null(shown)) return null;
  StrBuilder text;
  text.append(type_of(vm, a[0])->name);
  text.append("(");
  text.append(shown);
  text.append(")");
  return text.finish_word(vm);
}

/// Set operations of keys and items with any iterable give sets.
template <bool (*change)(VM&, Set*, Word)>
Word operate(VM& vm, const Word* a, std::uint64_t, Word) {
  const Word set = set_from(vm, vm.types.set, a[0]);
  return !gc::is_null(set) && change(vm, gc::as<Set>(set), a[1]) ? set : null;
}
template <bool (*change)(VM&, Set*, Word)>
Word operate_reflected(VM& vm, const Word* a, std::uint64_t, Word) {
  const Word set = set_from(vm, vm.types.set, a[1]);
  return !gc::is_null(set) && change(vm, gc::as<Set>(set), a[0]) ? set : null;
}

bool is_set_like(VM& vm, Word word) {
  const Type* const type = type_of(vm, word);
  return is<Set>(word) || type == vm.types.dict_keys || type == vm.types.dict_items;
}

/// Is everything in `left` in `right`? 1, 0, -1.
int all_in(VM& vm, Word left, Word right) {
  const Word iterator = get_iterator(&vm, left);
  if (gc::is_null(iterator)) return -1;
  for (;;) {
    const Word item = iterator_next(&vm, iterator);
    if (gc::is_null(item)) return gc::is_null(vm.pending) ? 1 : -1;
    const Word found = contains(&vm, right, item);
    if (gc::is_null(found)) return -1;
    if (found == gc::false_word) return 0;
  }
}

Word compare(VM& vm, Comparison comparison, Word left, Word right) {
  if (!is_set_like(vm, right)) return not_implemented;
  const std::int64_t a = length_of(&vm, left), b = length_of(&vm, right);
  if (a < 0 || b < 0) return null;
  const auto answer = [&](bool sizes_fit, Word smaller, Word larger, bool wanted = true) {
    const int all = sizes_fit ? all_in(vm, smaller, larger) : 0;
    return all < 0 ? null : gc::boolean((all != 0) == wanted);
  };
  switch (comparison) {
    case Comparison::lt: return answer(a < b, left, right);
    case Comparison::le: return answer(a <= b, left, right);
    case Comparison::eq: return answer(a == b, left, right);
    case Comparison::ne: return answer(a == b, left, right, false);
    case Comparison::gt: return answer(a > b, right, left);
    case Comparison::ge: return answer(a >= b, right, left);
  }
  return not_implemented;
}

Word is_disjoint(VM& vm, const Word* a, std::uint64_t, Word) {
  const Word iterator = get_iterator(&vm, a[1]);
  if (gc::is_null(iterator)) return null;
  for (;;) {
    const Word item = iterator_next(&vm, iterator);
    if (gc::is_null(item)) return gc::is_null(vm.pending) ? gc::true_word : null;
    const int found = view_has(vm, a[0], item);
    if (found != 0) return found < 0 ? null : gc::false_word;
  }
}

Word mapping(VM& vm, Word self) {
  auto* proxy = allocate<View>(vm, vm.types.mappingproxy);
  if (!proxy) return null;
  proxy->dict = gc::as<View>(self)->dict;
  return gc::reference(proxy);
}

constexpr NativeMethod shared_methods[] = {
    {"__len__", view_length, 1, 1},
    {"__repr__", view_repr, 1, 1},
};
constexpr NativeMethod set_methods[] = {
    {"__contains__", view_contains, 2, 2},
    {"__and__", operate<set_intersect>, 2, 2},
    {"__or__", operate<set_update>, 2, 2},
    {"__sub__", operate<set_subtract>, 2, 2},
    {"__xor__", operate<set_exclusive>, 2, 2},
    {"__rand__", operate_reflected<set_intersect>, 2, 2},
    {"__ror__", operate_reflected<set_update>, 2, 2},
    {"__rsub__", operate_reflected<set_subtract>, 2, 2},
    {"__rxor__", operate_reflected<set_exclusive>, 2, 2},
    {"isdisjoint", is_disjoint, 2, 2, "Return True if the view and the given iterable have a null intersection."},
};

template <Part part>
void add_view_methods(VM& vm, Type* type) {
  const NativeMethod methods[] = {
      {"__iter__", view_iterate<part>, 1, 1},
      {"__reversed__", view_backwards<part>, 1, 1},
  };
  add_methods(vm, type, methods);
  add_methods(vm, type, shared_methods);
  add_property(vm, type, "mapping", mapping);
  if (part == Part::values) return;
  add_methods(vm, type, set_methods);
  add_comparisons<compare>(vm, type);
  make_unhashable(vm, type);
}

}  // namespace

Word dict_iterator(VM& vm, Type* type, Dict* dict) {
  const std::int64_t size = size_now(dict);
  return make_iterator(vm, type, gc::reference(dict), 0, size, size);
}

Word dict_view(VM& vm, Type* type, Dict* dict) {
  auto* view = allocate<View>(vm, type);
  if (!view) return null;
  view->dict = {gc::reference(dict)};
  return gc::reference(view);
}

Word dict_keys_backwards(VM& vm, const Word* a, std::uint64_t, Word) {
  return iterate_backwards(vm, vm.types.dict_key_iterator, gc::as<Dict>(a[0]));
}

Word dict_key_iterator_next(VM* vm, Word iterator) { return next_part(*vm, iterator, Part::keys); }
Word dict_value_iterator_next(VM* vm, Word iterator) { return next_part(*vm, iterator, Part::values); }
Word dict_item_iterator_next(VM* vm, Word iterator) { return next_part(*vm, iterator, Part::items); }

void init_dict_views(VM& vm) {
  add_view_methods<Part::keys>(vm, vm.types.dict_keys);
  add_view_methods<Part::values>(vm, vm.types.dict_values);
  add_view_methods<Part::items>(vm, vm.types.dict_items);
}

}  // namespace py
