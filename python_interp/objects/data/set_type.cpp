// The types set and frozenset: construction, methods, operators.
#include "python_interp/objects/data/methods.hpp"
#include "python_interp/objects/data/repr.hpp"
#include "python_interp/objects/data/str_builder.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/sets.hpp"

namespace py {
namespace {

Set* self_of(const Word* arguments) { return gc::as<Set>(arguments[0]); }
Word done_or_null(bool done) { return done ? none : null; }
Word truth_or_null(int truth) { return truth < 0 ? null : gc::boolean(truth != 0); }
Word set_or_null(Set* set) { return set ? gc::reference(set) : null; }

/// The type of results: set or frozenset, as `self` is, not a subclass of it.
Type* base_type(VM& vm, Word self) {
  return is_instance(vm, self, vm.types.frozenset) ? vm.types.frozenset : vm.types.set;
}
Set* copy_of(VM& vm, const Word* a) { return set_copy(vm, self_of(a), base_type(vm, a[0])); }

Word set_new(VM& vm, const Word* a, std::uint64_t, Word) { return set_or_null(make_set(vm, gc::as<Type>(a[0]))); }

Word set_init(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  const Word type = gc::reference(type_of(vm, a[0]));
  if (!constructor_arguments(vm, "set", vm.types.set, &type, count, keywords, 0, 1)) return null;
  const std::uint64_t given = positional_count(count, keywords) - 1;
  set_clear(self_of(a));
  return done_or_null(given == 0 || set_update(vm, self_of(a), a[1]));
}

Word frozenset_new(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  Type* const type = gc::as<Type>(a[0]);
  if (!constructor_arguments(vm, "frozenset", vm.types.frozenset, a, count, keywords, 0, 1)) return null;
  if (positional_count(count, keywords) == 1) return set_or_null(make_set(vm, type));
  if (type == vm.types.frozenset && type_of(vm, a[1]) == type) return a[1];
  return set_from(vm, type, a[1]);
}

Word length(VM&, const Word* a, std::uint64_t, Word) {
  return gc::small_int(static_cast<std::int64_t>(self_of(a)->used));
}
Word contains_method(VM& vm, const Word* a, std::uint64_t, Word) {
  return truth_or_null(set_contains(vm, self_of(a), a[1]));
}
Word iterate(VM& vm, const Word* a, std::uint64_t, Word) {
  return make_iterator(vm, vm.types.set_iterator, a[0], 0, static_cast<std::int64_t>(self_of(a)->used));
}
Word hash(VM&, const Word* a, std::uint64_t, Word) { return gc::small_int(set_hash(self_of(a))); }

Word repr_method(VM& vm, const Word* a, std::uint64_t, Word) {
  const bool is_plain = type_of(vm, a[0]) == vm.types.set;
  const std::string name = type_name(vm, a[0]);
  if (self_of(a)->used == 0) return text_result(vm, name + "()");
  const ReprGuard guard(vm, a[0]);
  if (guard.recursive()) return text_result(vm, name + "(...)");
  StrBuilder text;
  if (!is_plain) {
    text.append(gc::as<Type>(gc::reference(type_of(vm, a[0])))->name);
    text.append("(");
  }
  text.append("{");
  std::uint64_t position = 0;
  Word item;
  bool first = true;
  while (set_next(self_of(a), position, item)) {
    if (!first) text.append(", ");
    first = false;
    const Word shown = repr(&vm, item);
    if (gc::is_null(shown)) return null;
    text.append(shown);
  }
  text.append(is_plain ? "}" : "})");
  return text.finish_word(vm);
}

Word add(VM& vm, const Word* a, std::uint64_t, Word) { return done_or_null(set_add(vm, self_of(a), a[1])); }
Word discard(VM& vm, const Word* a, std::uint64_t, Word) {
  return done_or_null(set_discard(vm, self_of(a), a[1]) >= 0);
}
Word remove(VM& vm, const Word* a, std::uint64_t, Word) {
  const int removed = set_discard(vm, self_of(a), a[1]);
  return removed == 0 ? raise_key_error(vm, a[1]) : done_or_null(removed > 0);
}
Word pop(VM& vm, const Word* a, std::uint64_t, Word) {
  const Word item = set_pop(self_of(a));
  return gc::is_null(item) ? raise(vm, vm.exceptions.KeyError, "pop from an empty set") : item;
}
Word clear(VM&, const Word* a, std::uint64_t, Word) {
  set_clear(self_of(a));
  return none;
}
Word copy(VM& vm, const Word* a, std::uint64_t, Word) {
  if (type_of(vm, a[0]) == vm.types.frozenset) return a[0];
  return set_or_null(set_copy(vm, self_of(a), base_type(vm, a[0])));
}

using Change = bool (*)(VM&, Set*, Word);

/// union() and its siblings: a copy, changed by each argument in turn.
template <Change change>
Word combined(VM& vm, const Word* a, std::uint64_t count, Word) {
  Set* const result = copy_of(vm, a);
  for (std::uint64_t i = 1; result && i < count; ++i)
    if (!change(vm, result, a[i])) return null;
  return set_or_null(result);
}
/// update() and its siblings.
template <Change change>
Word changed(VM& vm, const Word* a, std::uint64_t count, Word) {
  for (std::uint64_t i = 1; i < count; ++i)
    if (!change(vm, self_of(a), a[i])) return null;
  return none;
}

/// The operators want sets on both sides.
template <Change change>
Word operate(VM& vm, const Word* a, std::uint64_t, Word) {
  if (!is<Set>(a[1])) return not_implemented;
  Set* const result = copy_of(vm, a);
  return result && change(vm, result, a[1]) ? gc::reference(result) : null;
}
using Combine = Set* (*)(VM&, Set*, Word, Type*);

/// difference() and intersection(): which of two sets is gone through depends on their sizes.
template <Combine combine>
Word made_of(VM& vm, const Word* a, std::uint64_t count, Word) {
  if (count == 1) return set_or_null(copy_of(vm, a));
  Set* result = self_of(a);
  for (std::uint64_t i = 1; result && i < count; ++i)
    result = combine(vm, result, a[i], base_type(vm, a[0]));
  return set_or_null(result);
}
template <Combine combine>
Word made_of_sets(VM& vm, const Word* a, std::uint64_t, Word) {
  return is<Set>(a[1]) ? made_of<combine>(vm, a, 2, null) : not_implemented;
}
template <Combine combine>
Word made_of_sets_reflected(VM& vm, const Word* a, std::uint64_t, Word) {
  const Word turned[] = {a[1], a[0]};
  return is<Set>(a[1]) ? made_of<combine>(vm, turned, 2, null) : not_implemented;
}

/// a ^ b and symmetric_difference(): a copy of the right one changes.
Word exclusive(VM& vm, const Word* a, std::uint64_t, Word) {
  const Word other = set_from(vm, base_type(vm, a[0]), a[1]);
  return !gc::is_null(other) && set_exclusive(vm, gc::as<Set>(other), a[0]) ? other : null;
}
Word exclusive_or(VM& vm, const Word* a, std::uint64_t, Word) {
  return is<Set>(a[1]) ? exclusive(vm, a, 2, null) : not_implemented;
}
Word exclusive_or_reflected(VM& vm, const Word* a, std::uint64_t, Word) {
  const Word turned[] = {a[1], a[0]};
  return is<Set>(a[1]) ? exclusive(vm, turned, 2, null) : not_implemented;
}

template <Change change>
Word operate_reflected(VM& vm, const Word* a, std::uint64_t, Word) {
  if (!is<Set>(a[1])) return not_implemented;
  Set* const result = set_copy(vm, gc::as<Set>(a[1]), base_type(vm, a[1]));
  return result && change(vm, result, a[0]) ? gc::reference(result) : null;
}
template <Change change>
Word operate_here(VM& vm, const Word* a, std::uint64_t, Word) {
  if (!is<Set>(a[1])) return not_implemented;
  return change(vm, self_of(a), a[1]) ? a[0] : null;
}

/// An argument as a set.
Set* as_set(VM& vm, Word iterable) {
  if (is<Set>(iterable)) return gc::as<Set>(iterable);
  const Word set = set_from(vm, vm.types.set, iterable);
  return gc::is_null(set) ? nullptr : gc::as<Set>(set);
}
Word is_subset(VM& vm, const Word* a, std::uint64_t, Word) {
  Set* const other = as_set(vm, a[1]);
  return other ? truth_or_null(set_is_subset(vm, self_of(a), other)) : null;
}
Word is_superset(VM& vm, const Word* a, std::uint64_t, Word) {
  Set* const other = as_set(vm, a[1]);
  return other ? truth_or_null(set_is_subset(vm, other, self_of(a))) : null;
}
Word is_disjoint(VM& vm, const Word* a, std::uint64_t, Word) {
  return truth_or_null(set_is_disjoint(vm, self_of(a), a[1]));
}

Word compare(VM& vm, Comparison comparison, Word left, Word right) {
  if (!is<Set>(left) || !is<Set>(right)) return not_implemented;
  return set_compare(vm, comparison, gc::as<Set>(left), gc::as<Set>(right));
}

constexpr NativeMethod shared_methods[] = {
    {"__len__", length, 1, 1},
    {"__contains__", contains_method, 2, 2},
    {"__iter__", iterate, 1, 1},
    {"__repr__", repr_method, 1, 1},
    {"__or__", operate<set_update>, 2, 2},
    {"__and__", made_of_sets<set_intersection>, 2, 2},
    {"__sub__", made_of_sets<set_difference>, 2, 2},
    {"__xor__", exclusive_or, 2, 2},
    {"__ror__", operate_reflected<set_update>, 2, 2},
    {"__rand__", made_of_sets_reflected<set_intersection>, 2, 2},
    {"__rsub__", made_of_sets_reflected<set_difference>, 2, 2},
    {"__rxor__", exclusive_or_reflected, 2, 2},
    {"copy", copy, 1, 1, "Return a shallow copy of a set."},
    {"union", combined<set_update>, 1, 0x7fff, "Return the union of sets as a new set."},
    {"intersection", made_of<set_intersection>, 1, 0x7fff, "Return the intersection of sets as a new set."},
    {"difference", made_of<set_difference>, 1, 0x7fff, "Return the difference of sets as a new set."},
    {"symmetric_difference", exclusive, 2, 2,
     "Return the symmetric difference of two sets as a new set."},
    {"issubset", is_subset, 2, 2, "Report whether another set contains this set."},
    {"issuperset", is_superset, 2, 2, "Report whether this set contains another set."},
    {"isdisjoint", is_disjoint, 2, 2, "Return True if two sets have a null intersection."},
};

constexpr NativeMethod set_methods[] = {
    {"__init__", set_init, 1, -1},
    {"__ior__", operate_here<set_update>, 2, 2},
    {"__iand__", operate_here<set_intersect>, 2, 2},
    {"__isub__", operate_here<set_subtract>, 2, 2},
    {"__ixor__", operate_here<set_exclusive>, 2, 2},
    {"add", add, 2, 2, "Add an element to a set."},
    {"discard", discard, 2, 2, "Remove an element from a set if it is a member."},
    {"remove", remove, 2, 2, "Remove an element from a set; it must be a member."},
    {"pop", pop, 1, 1, "Remove and return an arbitrary set element."},
    {"clear", clear, 1, 1, "Remove all elements from this set."},
    {"update", changed<set_update>, 1, 0x7fff, "Update a set with the union of itself and others."},
    {"intersection_update", changed<set_intersect>, 1, 0x7fff,
     "Update a set with the intersection of itself and another."},
    {"difference_update", changed<set_subtract>, 1, 0x7fff,
     "Remove all elements of another set from this set."},
    {"symmetric_difference_update", changed<set_exclusive>, 2, 2,
     "Update a set with the symmetric difference of itself and another."},
    {"__new__", set_new, 1, -1, nullptr, NativeMethod::static_},
};

constexpr NativeMethod frozenset_methods[] = {
    {"__hash__", hash, 1, 1},
    {"__new__", frozenset_new, 1, -1, nullptr, NativeMethod::static_},
};

}  // namespace

void init_sets(VM& vm) {
  for (Type* type : {vm.types.set, vm.types.frozenset}) {
    add_comparisons<compare>(vm, type);
    add_methods(vm, type, shared_methods);
  }
  add_methods(vm, vm.types.set, set_methods);
  add_methods(vm, vm.types.frozenset, frozenset_methods);
  make_unhashable(vm, vm.types.set);
}

}  // namespace py
