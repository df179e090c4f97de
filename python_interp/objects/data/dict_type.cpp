// The type dict: construction, methods, operators.
#include "python_interp/objects/data/dict_table.hpp"
#include "python_interp/objects/data/methods.hpp"
#include "python_interp/objects/data/repr.hpp"
#include "python_interp/objects/data/str_builder.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/names.hpp"

namespace py {
namespace {

Dict* self_of(const Word* arguments) { return gc::as<Dict>(arguments[0]); }
Word dict_or_null(Dict* dict) { return dict ? gc::reference(dict) : null; }

Word dict_new(VM& vm, const Word* a, std::uint64_t, Word) {
  return dict_or_null(allocate<Dict>(vm, gc::as<Type>(a[0])));
}

/// dict(other, **keywords) and update(other, **keywords).
Word update_all(VM& vm, const char* name, const Word* a, std::uint64_t count, Word keywords) {
  const std::uint64_t positional = positional_count(count, keywords);
  if (positional > 2)
    return raise(vm, vm.exceptions.TypeError, "%s expected at most 1 argument, got %llu", name,
                 static_cast<unsigned long long>(positional - 1));
  Dict* const dict = self_of(a);
  if (positional == 2 && !dict_update(vm, dict, a[1])) return null;
  for (std::uint64_t i = positional; i < count; ++i)
    if (!dict_set(vm, dict, gc::as<Tuple>(keywords)->items[i - positional], a[i])) return null;
  return none;
}
Word init(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  return update_all(vm, "dict", a, count, keywords);
}
Word update(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  return update_all(vm, "update", a, count, keywords);
}

Word from_keys(VM& vm, const Word* a, std::uint64_t count, Word) {
  const Word value = count > 2 ? a[2] : none;
  const Word made = call(vm, a[0], {});
  if (gc::is_null(made)) return null;
  const bool plain = type_of(vm, made) == vm.types.dict;
  const Word iterator = get_iterator(&vm, a[1]);
  if (gc::is_null(iterator)) return null;
  for (;;) {
    const Word key = iterator_next(&vm, iterator);
    if (gc::is_null(key)) return gc::is_null(vm.pending) ? made : null;
    const bool stored = plain ? dict_set(vm, gc::as<Dict>(made), key, value)
                              : !gc::is_null(set_item(&vm, made, key, value));
    if (!stored) return null;
  }
}

Word length(VM&, const Word* a, std::uint64_t, Word) {
  return gc::small_int(static_cast<std::int64_t>(dict_length(self_of(a))));
}
Word get_item_method(VM& vm, const Word* a, std::uint64_t, Word) { return dict_subscript(&vm, a[0], a[1]); }
Word set_item_method(VM& vm, const Word* a, std::uint64_t, Word) { return dict_store(&vm, a[0], a[1], a[2]); }
Word delete_item_method(VM& vm, const Word* a, std::uint64_t, Word) { return dict_remove(&vm, a[0], a[1]); }
Word contains_method(VM& vm, const Word* a, std::uint64_t, Word) { return dict_contains(&vm, a[0], a[1]); }
Word iterate(VM& vm, const Word* a, std::uint64_t, Word) {
  return dict_iterator(vm, vm.types.dict_key_iterator, self_of(a));
}

Word get(VM& vm, const Word* a, std::uint64_t count, Word) {
  const Word value = dict_get(vm, self_of(a), a[1]);
  if (!gc::is_null(value)) return value;
  if (!gc::is_null(vm.pending)) return null;
  return count > 2 ? a[2] : none;
}
Word set_default(VM& vm, const Word* a, std::uint64_t count, Word) {
  return dict_set_default(vm, self_of(a), a[1], count > 2 ? a[2] : none);
}
Word pop(VM& vm, const Word* a, std::uint64_t count, Word) {
  const Word value = dict_pop(vm, self_of(a), a[1]);
  if (!gc::is_null(value) || !gc::is_null(vm.pending)) return value;
  return count > 2 ? a[2] : raise_key_error(vm, a[1]);
}
Word pop_item(VM& vm, const Word* a, std::uint64_t, Word) {
  Dict* const dict = self_of(a);
  if (dict->used == 0) return raise(vm, vm.exceptions.KeyError, "popitem(): dictionary is empty");
  const std::uint64_t last = dict->table->filled - 1;
  const Word parts[] = {DictEntries::key(dict->table, last), DictEntries::value(dict->table, last)};
  Tuple* const pair = make_tuple(vm, parts);
  if (!pair) return null;
  DictEntries::remove(dict, static_cast<std::int64_t>(last));
  return gc::reference(pair);
}
Word clear(VM&, const Word* a, std::uint64_t, Word) {
  dict_clear(self_of(a));
  return none;
}
Word copy(VM& vm, const Word* a, std::uint64_t, Word) { return dict_or_null(dict_copy(vm, self_of(a))); }

Word keys(VM& vm, const Word* a, std::uint64_t, Word) {
  return dict_view(vm, vm.types.dict_keys, self_of(a));
}
Word values(VM& vm, const Word* a, std::uint64_t, Word) {
  return dict_view(vm, vm.types.dict_values, self_of(a));
}
Word items(VM& vm, const Word* a, std::uint64_t, Word) {
  return dict_view(vm, vm.types.dict_items, self_of(a));
}

Word repr_method(VM& vm, const Word* a, std::uint64_t, Word) {
  const ReprGuard guard(vm, a[0]);
  if (guard.recursive()) return text_result(vm, "{...}");
  StrBuilder text;
  text.append("{");
  std::uint64_t position = 0;
  Word key, value;
  for (bool first = true; dict_next(self_of(a), position, key, value); first = false) {
    if (!first) text.append(", ");
    const Word shown_key = repr(&vm, key);
    if (gc::is_null(shown_key)) return null;
    text.append(shown_key);
    text.append(": ");
    const Word shown_value = repr(&vm, value);
    if (gc::is_null(shown_value)) return null;
    text.append(shown_value);
  }
  text.append("}");
  return text.finish_word(vm);
}

Word equal(VM& vm, Word left, Word right, bool wanted) {
  if (!is<Dict>(right)) return not_implemented;
  const int equal = dict_equal(vm, gc::as<Dict>(left), gc::as<Dict>(right));
  return equal < 0 ? null : gc::boolean((equal != 0) == wanted);
}
Word compare(VM& vm, Comparison comparison, Word left, Word right) {
  if (comparison == Comparison::eq) return equal(vm, left, right, true);
  if (comparison == Comparison::ne) return equal(vm, left, right, false);
  return not_implemented;
}

Word merged(VM& vm, Word left, Word right) {
  if (!is<Dict>(left) || !is<Dict>(right)) return not_implemented;
  Dict* const both = dict_copy(vm, gc::as<Dict>(left));
  return both && dict_update(vm, both, right) ? gc::reference(both) : null;
}
Word merge(VM& vm, const Word* a, std::uint64_t, Word) { return merged(vm, a[0], a[1]); }
Word merge_reflected(VM& vm, const Word* a, std::uint64_t, Word) { return merged(vm, a[1], a[0]); }
Word merge_here(VM& vm, const Word* a, std::uint64_t, Word) {
  return dict_update(vm, self_of(a), a[1]) ? a[0] : null;
}

constexpr NativeMethod methods[] = {
    {"__init__", init, 1, -1},
    {"__len__", length, 1, 1},
    {"__getitem__", get_item_method, 2, 2},
    {"__setitem__", set_item_method, 3, 3},
    {"__delitem__", delete_item_method, 2, 2},
    {"__contains__", contains_method, 2, 2, "True if the dictionary has the specified key, else False."},
    {"__iter__", iterate, 1, 1},
    {"__reversed__", dict_keys_backwards, 1, 1, "Return a reverse iterator over the dict keys."},
    {"__repr__", repr_method, 1, 1},
    {"__or__", merge, 2, 2},
    {"__ror__", merge_reflected, 2, 2},
    {"__ior__", merge_here, 2, 2},
    {"get", get, 2, 3, "Return the value for key if key is in the dictionary, else default."},
    {"setdefault", set_default, 2, 3, "Insert key with a value of default if key is not in the dictionary."},
    {"pop", pop, 2, 3, "Remove specified key and return the corresponding value."},
    {"popitem", pop_item, 1, 1, "Remove and return a (key, value) pair as a 2-tuple."},
    {"update", update, 1, -1, "Update the dictionary from another one, or an iterable, and keywords."},
    {"clear", clear, 1, 1, "Remove all items."},
    {"copy", copy, 1, 1, "A shallow copy."},
    {"keys", keys, 1, 1, "A set-like object providing a view on the keys."},
    {"values", values, 1, 1, "An object providing a view on the values."},
    {"items", items, 1, 1, "A set-like object providing a view on the items."},
    {"fromkeys", from_keys, 2, 3, "Create a new dictionary with keys from iterable and values set to value.",
     NativeMethod::class_},
    {"__new__", dict_new, 1, -1, nullptr, NativeMethod::static_},
};

}  // namespace

void init_dicts(VM& vm) {
  add_comparisons<compare>(vm, vm.types.dict);
  add_methods(vm, vm.types.dict, methods);
  make_unhashable(vm, vm.types.dict);
  init_dict_views(vm);
}

}  // namespace py
