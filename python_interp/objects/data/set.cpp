// Sets: look-up, set algebra, comparison.
#include "python_interp/objects/sets.hpp"

#include "python_interp/objects/attributes.hpp"
#include "python_interp/objects/data/dict_table.hpp"
#include "python_interp/objects/data/set_table.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/numbers.hpp"

namespace py {
namespace {

using Table = SetTable;

/// A hash as tables have it; nothing with the exception pending.
std::optional<Word> table_hash(VM& vm, Word item) {
  const std::int64_t hash = key_hash(vm, item);
  if (hash == -1 && !gc::is_null(vm.pending)) return std::nullopt;
  return gc::small_int(hash);
}

/// The hash by which an item is looked for. As in CPython a set, which has none, stands for a frozenset
/// of the same items.
std::optional<Word> hash_to_find(VM& vm, Word item) {
  const auto hash = table_hash(vm, item);
  if (hash || !is<Set>(item) || !pending_is(vm, vm.exceptions.TypeError)) return hash;
  take_pending(vm);
  auto* const set = gc::as<Set>(item);
  const std::int64_t as_frozen = set_hash(set);
  set->hash = 0;
  return gc::small_int(as_frozen);
}

/// Calls `use(item, hash)` for each item of an iterable until it answers false.
template <class Use>
bool for_each(VM& vm, Word iterable, Use&& use) {
  if (is<Set>(iterable)) {
    const Set* const set = gc::as<Set>(iterable);
    std::uint64_t position = 0;
    Word item;
    while (set_next(set, position, item))
      if (!use(item, Table::hash(set->table, position - 1))) return false;
    return true;
  }
  if (is<Dict>(iterable) && type_of(vm, iterable) == vm.types.dict) {
    const Dict* const dict = gc::as<Dict>(iterable);
    std::uint64_t position = 0;
    Word key, value;
    while (dict_next(dict, position, key, value))
      if (!use(key, DictEntries::hash(dict->table, position - 1))) return false;
    return true;
  }
  const Word iterator = get_iterator(&vm, iterable);
  if (gc::is_null(iterator)) return false;
  for (;;) {
    const Word item = iterator_next(&vm, iterator);
    if (gc::is_null(item)) return gc::is_null(vm.pending);
    const auto hash = table_hash(vm, item);
    if (!hash || !use(item, *hash)) return false;
  }
}

void take_over(Set* set, const Set* from) {
  set->table = from->table;
  set->used = from->used;
}

/// Adds all of another set.
bool merge(VM& vm, Set* set, Set* other) {
  if (set == other || other->used == 0) return true;
  if (!Table::make_room(vm, set, other->used)) return false;
  DictTable* const from = other->table;
  const bool empty = set->table->filled == 0;
  if (empty && set->table->slots == from->slots && from->filled == other->used) {
    DictTable* const copy = Table::copy(vm, from);
    if (!copy) return false;
    set->table = copy;
    set->used = other->used;
    return true;
  }
  if (empty) {
    for (std::uint64_t slot = 0; slot != from->slots; ++slot)
      if (Table::is_live(Table::key(from, slot)))
        Table::insert_clean(set->table, Table::key(from, slot), Table::hash(from, slot));
    set->used = other->used;
    return true;
  }
  return for_each(vm, gc::reference(other),
                  [&](Word item, Word hash) { return Table::add(vm, set, item, hash); });
}

/// The items of `left` that are not in a set or dict, in a new set.
Set* items_not_in(VM& vm, Set* left, Word other, Type* type) {
  Set* const result = make_set(vm, type);
  const bool done = result && for_each(vm, gc::reference(left), [&](Word item, Word hash) {
    std::int64_t found;
    if (is<Set>(other)) found = Table::find(vm, gc::as<Set>(other), item, hash);
    else found = DictEntries::lookup(vm, gc::as<Dict>(other), item, gc::small_int_value(hash));
    return found != set_failed && (found >= 0 || Table::add(vm, result, item, hash));
  });
  return done ? result : nullptr;
}

}  // namespace

Set* make_set(VM& vm, Type* type) { return allocate<Set>(vm, type); }
Set* make_set(VM& vm) { return make_set(vm, vm.types.set); }

bool set_add(VM& vm, Set* set, Word item) {
  const auto hash = table_hash(vm, item);
  return hash && Table::add(vm, set, item, *hash);
}

Word set_add_item(VM* vm, Word set, Word item) {
  return set_add(*vm, gc::as<Set>(set), item) ? none : null;
}

int set_contains(VM& vm, Set* set, Word item) {
  const auto hash = hash_to_find(vm, item);
  if (!hash) return -1;
  const std::int64_t slot = Table::find(vm, set, item, *hash);
  return slot == set_failed ? -1 : slot >= 0;
}

int set_discard(VM& vm, Set* set, Word item) {
  const auto hash = hash_to_find(vm, item);
  if (!hash) return -1;
  const std::int64_t slot = Table::find(vm, set, item, *hash);
  if (slot < 0) return slot == set_failed ? -1 : 0;
  Table::remove(set, slot);
  return 1;
}

void set_clear(Set* set) {
  set->table = nullptr;
  set->used = 0;
}

Word set_pop(Set* set) {
  if (set->used == 0) return null;
  const std::uint64_t mask = set->table->slots - 1;
  std::uint64_t slot = set->finger & mask;
  while (!Table::is_live(Table::key(set->table, slot))) slot = (slot + 1) & mask;
  const Word item = Table::key(set->table, slot);
  Table::remove(set, static_cast<std::int64_t>(slot));
  set->finger = slot + 1;
  return item;
}

bool set_next(const Set* set, std::uint64_t& position, Word& item) {
  if (!set->table) return false;
  while (position < set->table->slots) {
    item = Table::key(set->table, position++);
    if (Table::is_live(item)) return true;
  }
  return false;
}

bool set_update(VM& vm, Set* set, Word iterable) {
  if (is<Set>(iterable)) return merge(vm, set, gc::as<Set>(iterable));
  if (is<Dict>(iterable) && type_of(vm, iterable) == vm.types.dict &&
      !Table::make_room(vm, set, gc::as<Dict>(iterable)->used))
    return false;
  return for_each(vm, iterable, [&](Word item, Word hash) { return Table::add(vm, set, item, hash); });
}

Set* set_copy(VM& vm, Set* set, Type* type) {
  Set* const copy = make_set(vm, type);
  return copy && merge(vm, copy, set) ? copy : nullptr;
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
  Word gone = iterable;
  if (is<Set>(iterable) && gc::as<Set>(iterable)->used >> 3 > left->used) {
    Set* const common = set_intersection(vm, left, iterable, vm.types.set);
    if (!common) return false;
    gone = gc::reference(common);
  }
  const bool done = for_each(vm, gone, [&](Word item, Word hash) {
    const std::int64_t slot = Table::find(vm, left, item, hash);
    if (slot >= 0) Table::remove(left, slot);
    return slot != set_failed;
  });
  if (!done || !left->table || left->table->filled - left->used <= (left->table->slots - 1) / 4) return done;
  return Table::resize(vm, left, Table::grown(left));
}

Set* set_difference(VM& vm, Set* left, Word other, Type* type) {
  const bool dict = is<Dict>(other) && type_of(vm, other) == vm.types.dict;
  const std::uint64_t size = is<Set>(other) ? gc::as<Set>(other)->used : dict ? gc::as<Dict>(other)->used : 0;
  const bool by_search = (is<Set>(other) || dict) && left->used >> 2 <= size;
  if (by_search) return items_not_in(vm, left, other, type);
  Set* const result = set_copy(vm, left, type);
  return result && set_subtract(vm, result, other) ? result : nullptr;
}

Set* set_intersection(VM& vm, Set* left, Word iterable, Type* type) {
  if (iterable == gc::reference(left)) return set_copy(vm, left, type);
  Set* const both = make_set(vm, type);
  // Going through the smaller of two sets.
  Set* searched = left;
  Word gone_through = iterable;
  if (is<Set>(iterable) && gc::as<Set>(iterable)->used > left->used) {
    searched = gc::as<Set>(iterable);
    gone_through = gc::reference(left);
  }
  const bool done = both && for_each(vm, gone_through, [&](Word item, Word hash) {
    const std::int64_t slot = Table::find(vm, searched, item, hash);
    return slot != set_failed && (slot < 0 || Table::add(vm, both, item, hash));
  });
  return done ? both : nullptr;
}

bool set_intersect(VM& vm, Set* left, Word iterable) {
  if (iterable == gc::reference(left)) return true;
  const Set* const both = set_intersection(vm, left, iterable, vm.types.set);
  if (both) take_over(left, both);
  return both != nullptr;
}

bool set_exclusive(VM& vm, Set* left, Word iterable) {
  if (iterable == gc::reference(left)) {
    set_clear(left);
    return true;
  }
  // What the iterable has twice counts once.
  const bool dict = is<Dict>(iterable) && type_of(vm, iterable) == vm.types.dict;
  const Word other = is<Set>(iterable) || dict ? iterable : set_from(vm, vm.types.set, iterable);
  return !gc::is_null(other) && for_each(vm, other, [&](Word item, Word hash) {
    const std::int64_t slot = Table::find(vm, left, item, hash);
    if (slot == set_failed) return false;
    if (slot < 0) return Table::add(vm, left, item, hash);
    Table::remove(left, slot);
    return true;
  });
}

int set_is_subset(VM& vm, Set* left, Set* right) {
  if (left->used > right->used) return 0;
  bool missing = false;
  const bool done = for_each(vm, gc::reference(left), [&](Word item, Word hash) {
    const std::int64_t slot = Table::find(vm, right, item, hash);
    missing = slot == set_absent;
    return slot >= 0;
  });
  return done ? 1 : missing ? 0 : -1;
}

int set_is_disjoint(VM& vm, Set* set, Word iterable) {
  bool found = false;
  const bool done = for_each(vm, iterable, [&](Word item, Word hash) {
    const std::int64_t slot = Table::find(vm, set, item, hash);
    found = slot >= 0;
    return slot == set_absent;
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
    auto bits = static_cast<std::uint64_t>(gc::small_int_value(Table::hash(set->table, position - 1)));
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
