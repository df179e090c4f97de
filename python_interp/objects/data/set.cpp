// Sets: look-up, set algebra, comparison.
#include "python_interp/objects/sets.hpp"

#include "python_interp/objects/attributes.hpp"
#include "python_interp/objects/data/hash_table.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/numbers.hpp"

namespace py {
namespace {

using Entries = SetEntries;

/// The hash by which an item is looked for. As in CPython a set, which has none, stands for a frozenset
/// of the same items.
std::int64_t hash_to_find(VM& vm, Word item) {
  const std::int64_t hash = key_hash(vm, item);
  if (hash != -1 || !is<Set>(item) || !pending_is(vm, vm.exceptions.TypeError)) return hash;
  take_pending(vm);
  auto* const set = gc::as<Set>(item);
  const std::int64_t as_frozen = set_hash(set);
  set->hash = 0;
  return as_frozen;
}

bool add_hashed(VM& vm, Set* set, Word item, std::int64_t hash) {
  const std::int64_t entry = Entries::lookup(vm, set, item, hash);
  if (entry == failed) return false;
  return entry >= 0 || Entries::add(vm, set, item, hash) >= 0;
}

std::int64_t hash_at(const Set* set, std::uint64_t position) {
  return gc::small_int_value(Entries::hash(set->table, position));
}

/// Calls `use(item, hash)` for each item of an iterable until it answers false.
template <class Use>
bool for_each(VM& vm, Word iterable, Use&& use) {
  if (is<Set>(iterable)) {
    const Set* const set = gc::as<Set>(iterable);
    const std::uint64_t version = set->version;
    std::uint64_t position = 0;
    Word item;
    while (set_next(set, position, item)) {
      if (!use(item, hash_at(set, position - 1))) return false;
      if (set->version != version) {
        raise(vm, vm.exceptions.RuntimeError, "Set changed size during iteration");
        return false;
      }
    }
    return true;
  }
  if (is<Dict>(iterable) && type_of(vm, iterable) == vm.types.dict) {
    const Dict* const dict = gc::as<Dict>(iterable);
    std::uint64_t position = 0;
    Word key, value;
    while (dict_next(dict, position, key, value))
      if (!use(key, gc::small_int_value(DictEntries::hash(dict->table, position - 1)))) return false;
    return true;
  }
  const Word iterator = get_iterator(&vm, iterable);
  if (gc::is_null(iterator)) return false;
  for (;;) {
    const Word item = iterator_next(&vm, iterator);
    if (gc::is_null(item)) return gc::is_null(vm.pending);
    const std::int64_t hash = key_hash(vm, item);
    if (hash == -1 && !gc::is_null(vm.pending)) return false;
    if (!use(item, hash)) return false;
  }
}

void take_over(Set* set, const Set* from) {
  set->table = from->table;
  set->used = from->used;
  ++set->version;
}

}  // namespace

Set* make_set(VM& vm, Type* type) { return allocate<Set>(vm, type); }
Set* make_set(VM& vm) { return make_set(vm, vm.types.set); }

bool set_add(VM& vm, Set* set, Word item) {
  const std::int64_t hash = key_hash(vm, item);
  if (hash == -1 && !gc::is_null(vm.pending)) return false;
  return add_hashed(vm, set, item, hash);
}

Word set_add_item(VM* vm, Word set, Word item) {
  return set_add(*vm, gc::as<Set>(set), item) ? none : null;
}

int set_contains(VM& vm, Set* set, Word item) {
  const std::int64_t hash = hash_to_find(vm, item);
  if (hash == -1 && !gc::is_null(vm.pending)) return -1;
  const std::int64_t entry = Entries::lookup(vm, set, item, hash);
  return entry == failed ? -1 : entry >= 0;
}

int set_discard(VM& vm, Set* set, Word item) {
  const std::int64_t hash = hash_to_find(vm, item);
  if (hash == -1 && !gc::is_null(vm.pending)) return -1;
  const std::int64_t entry = Entries::lookup(vm, set, item, hash);
  if (entry < 0) return entry == failed ? -1 : 0;
  Entries::remove(set, entry);
  return 1;
}

void set_clear(Set* set) {
  set->table = nullptr;
  set->used = 0;
  ++set->version;
}

bool set_next(const Set* set, std::uint64_t& position, Word& item) {
  if (!set->table) return false;
  while (position < set->table->filled) {
    item = Entries::key(set->table, position++);
    if (!gc::is_null(item)) return true;
  }
  return false;
}

Set* set_copy(VM& vm, const Set* set, Type* type) {
  Set* const copy = make_set(vm, type);
  if (!copy || !set->table) return copy;
  copy->used = set->used;
  copy->table = set->table;
  const bool done = set->used == set->table->filled
                        ? (copy->table = Entries::copy(vm, set->table)) != nullptr
                        : Entries::rebuild(vm, copy, set->used);
  return done ? copy : nullptr;
}

Word set_pop(Set* set) {
  if (set->used == 0) return null;
  const std::uint64_t last = set->table->filled - 1;
  const Word item = Entries::key(set->table, last);
  Entries::remove(set, static_cast<std::int64_t>(last));
  return item;
}

bool set_update(VM& vm, Set* set, Word iterable) {
  if (iterable == gc::reference(set)) return true;
  if (is<Set>(iterable) && set->used == 0) {
    const Set* const copy = set_copy(vm, gc::as<Set>(iterable), vm.types.set);
    if (copy) take_over(set, copy);
    return copy != nullptr;
  }
  return for_each(vm, iterable,
                  [&](Word item, std::int64_t hash) { return add_hashed(vm, set, item, hash); });
}

Word set_from(VM& vm, Type* type, Word iterable) {
  Set* const set = make_set(vm, type);
  return set && set_update(vm, set, iterable) ? gc::reference(set) : null;
}

bool set_subtract(VM& vm, Set* left, Word iterable) {
  if (iterable == gc::reference(left)) {
    set_clear(left);
    return true;
  }
  return for_each(vm, iterable, [&](Word item, std::int64_t hash) {
    const std::int64_t entry = Entries::lookup(vm, left, item, hash);
    if (entry >= 0) Entries::remove(left, entry);
    return entry != failed;
  });
}

bool set_intersect(VM& vm, Set* left, Word iterable) {
  Set* const both = make_set(vm, vm.types.set);
  // Going through the smaller of two sets; the items of the result are then the smaller one's.
  Set* searched = left;
  Word gone_through = iterable;
  if (is<Set>(iterable) && gc::as<Set>(iterable)->used > left->used) {
    searched = gc::as<Set>(iterable);
    gone_through = gc::reference(left);
  }
  const bool done = both && for_each(vm, gone_through, [&](Word item, std::int64_t hash) {
    const std::int64_t entry = Entries::lookup(vm, searched, item, hash);
    return entry != failed && (entry < 0 || add_hashed(vm, both, item, hash));
  });
  if (done) take_over(left, both);
  return done;
}

bool set_exclusive(VM& vm, Set* left, Word iterable) {
  if (iterable == gc::reference(left)) {
    set_clear(left);
    return true;
  }
  // What the iterable has twice counts once.
  const Word other = is<Set>(iterable) ? iterable : set_from(vm, vm.types.set, iterable);
  return !gc::is_null(other) && for_each(vm, other, [&](Word item, std::int64_t hash) {
    const std::int64_t entry = Entries::lookup(vm, left, item, hash);
    if (entry == failed) return false;
    if (entry < 0) return Entries::add(vm, left, item, hash) >= 0;
    Entries::remove(left, entry);
    return true;
  });
}

int set_is_subset(VM& vm, Set* left, Set* right) {
  if (left->used > right->used) return 0;
  bool missing = false;
  const bool done = for_each(vm, gc::reference(left), [&](Word item, std::int64_t hash) {
    const std::int64_t entry = Entries::lookup(vm, right, item, hash);
    missing = entry == absent;
    return entry >= 0;
  });
  return done ? 1 : missing ? 0 : -1;
}

int set_is_disjoint(VM& vm, Set* set, Word iterable) {
  bool found = false;
  const bool done = for_each(vm, iterable, [&](Word item, std::int64_t hash) {
    const std::int64_t entry = Entries::lookup(vm, set, item, hash);
    found = entry >= 0;
    return entry == absent;
  });
  return done ? 1 : found ? 0 : -1;
}

Word set_compare(VM& vm, Comparison comparison, Set* left, Set* right) {
  const auto answer = [](int truth) { return truth < 0 ? null : gc::boolean(truth != 0); };
  switch (comparison) {
    case Comparison::eq: case Comparison::ne: {
      const int equal = left->used == right->used ? set_is_subset(vm, left, right) : 0;
      return equal < 0 ? null : gc::boolean((equal != 0) == (comparison == Comparison::eq));
    }
    case Comparison::le: return answer(set_is_subset(vm, left, right));
    case Comparison::ge: return answer(set_is_subset(vm, right, left));
    case Comparison::lt: return answer(left->used < right->used ? set_is_subset(vm, left, right) : 0);
    case Comparison::gt: return answer(right->used < left->used ? set_is_subset(vm, right, left) : 0);
  }
  return not_implemented;
}

std::int64_t set_hash(Set* set) {
  if (set->hash != 0) return static_cast<std::int64_t>(set->hash);
  // Independent of the order: each hash is scattered first, so that similar ones do not cancel out.
  std::uint64_t hash = 0x9e3779b97f4a7c15 * (set->used + 1);
  std::uint64_t position = 0;
  Word item;
  while (set_next(set, position, item)) {
    auto bits = static_cast<std::uint64_t>(hash_at(set, position - 1));
    bits = (bits ^ (bits >> 29) ^ 89869747) * 0xbf58476d1ce4e5b9;
    hash ^= bits ^ (bits >> 32);
  }
  hash = (hash * 69069 + 907133923) >> 3;
  set->hash = hash == 0 ? 1 : hash;
  return static_cast<std::int64_t>(set->hash);
}

/// `limit` is the number of items when iteration began.
Word set_iterator_next(VM* vm, Word word) {
  auto* iterator = gc::as<Iterator>(word);
  if (gc::is_null(iterator->source)) return null;
  const Set* const set = gc::as<Set>(iterator->source);
  if (static_cast<std::int64_t>(set->used) != iterator->limit) {
    iterator->limit = -1;
    return raise(*vm, vm->exceptions.RuntimeError, "Set changed size during iteration");
  }
  auto position = static_cast<std::uint64_t>(iterator->index);
  Word item;
  if (set_next(set, position, item)) {
    iterator->index = static_cast<std::int64_t>(position);
    return item;
  }
  iterator->source = null;
  return null;
}

}  // namespace py
