// The hash table of a set: (hash, key) pairs in open addressing, nine slots side by side before the next jump.
//
// Sets are gone through in the order of the table, which programs can see: {3, 1, 2} shows as {1, 2, 3}. So where
// an item lies, and when the table grows, are the same as in CPython 3.11 (whose table this is, by Hettinger).
// A new item takes the last deleted one's place that the search for it came by.
#pragma once

#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/sets.hpp"

namespace py {

inline constexpr std::int64_t set_absent = -1;  ///< What a search answers if there is no such item ...
inline constexpr std::int64_t set_failed = -2;  ///< ... or comparing raised.

struct SetTable {
  static constexpr std::uint64_t least_slots = 8;
  static constexpr std::uint64_t neighbours = 9;
  /// What stands where an item was deleted. No program has this word.
  static constexpr Word deleted = gc::special(0xffff);

  static Word& hash(DictTable* table, std::uint64_t slot) { return table->items[slot * 2]; }
  static Word& key(DictTable* table, std::uint64_t slot) { return table->items[slot * 2 + 1]; }
  static bool is_live(Word key) { return !gc::is_null(key) && !(key == deleted); }

  /// An empty table; null with MemoryError pending.
  static DictTable* make(VM& vm, std::uint64_t slots) {
    auto* table = allocate<DictTable>(vm, nullptr, slots * 2);
    if (!table) return nullptr;
    table->length = {slots * 2};
    table->slots = {slots};
    return table;
  }

  /// Goes through the slots that a hash leads to until `stop(slot)` says so; gives that slot.
  template <class Stop>
  static std::uint64_t probe(const DictTable* table, Word hash, Stop&& stop) {
    const std::uint64_t mask = table->slots - 1;
    auto rest = static_cast<std::uint64_t>(gc::small_int_value(hash));
    for (std::uint64_t slot = rest & mask;;) {
      const std::uint64_t last = slot + neighbours <= mask ? slot + neighbours : slot;
      for (std::uint64_t at = slot; at <= last; ++at)
        if (stop(at)) return at;
      rest >>= 5;
      slot = (slot * 5 + 1 + rest) & mask;
    }
  }

  /// The slot of an item. If there is none, `place` is the slot for it, if there is a table.
  static std::int64_t find(VM& vm, Set* set, Word item, Word hash, std::uint64_t* place = nullptr) {
    while (DictTable* const table = set->table) {
      Outcome outcome = Outcome::absent;
      std::int64_t freed = -1;
      const std::uint64_t slot = probe(table, hash, [&](std::uint64_t at) {
        const Word there = key(table, at);
        if (gc::is_null(there)) return true;
        if (there == deleted) freed = static_cast<std::int64_t>(at);
        if (!(SetTable::hash(table, at) == hash) || there == deleted) return false;
        outcome = compare(vm, set, table, at, there, item);
        return outcome != Outcome::absent;
      });
      if (place) *place = freed >= 0 ? static_cast<std::uint64_t>(freed) : slot;
      if (outcome == Outcome::found) return static_cast<std::int64_t>(slot);
      if (outcome == Outcome::absent) return set_absent;
      if (outcome == Outcome::raised) return set_failed;
    }
    return set_absent;
  }

  /// Adds an item unless it is there.
  static bool add(VM& vm, Set* set, Word item, Word hash) {
    std::uint64_t slot;
    std::int64_t found;
    do {  // Comparing may clear the set.
      if (!set->table && !(set->table = make(vm, least_slots))) return false;
      found = find(vm, set, item, hash, &slot);
    } while (!set->table && found == set_absent);
    if (found != set_absent) return found >= 0;
    DictTable* const table = set->table;
    const bool reused = key(table, slot) == deleted;
    SetTable::hash(table, slot) = hash;
    key(table, slot) = item;
    ++set->used;
    if (reused || ++table->filled * 5 < (table->slots - 1) * 3) return true;
    return resize(vm, set, grown(set));
  }

  static void remove(Set* set, std::int64_t slot) {
    key(set->table, static_cast<std::uint64_t>(slot)) = deleted;
    --set->used;
  }

  /// How many items there should be room for when a table is full.
  static std::uint64_t grown(const Set* set) { return set->used > 50000 ? set->used * 2 : set->used * 4; }

  /// Rebuilds with more than `least` slots.
  static bool resize(VM& vm, Set* set, std::uint64_t least) {
    std::uint64_t slots = least_slots;
    while (slots <= least) slots *= 2;
    DictTable* const old = set->table;
    DictTable* const table = make(vm, slots);
    if (!table) return false;
    if (old)
      for (std::uint64_t slot = 0; slot != old->slots; ++slot)
        if (is_live(key(old, slot))) insert_clean(table, key(old, slot), SetTable::hash(old, slot));
    set->table = table;
    return true;
  }

  /// Makes room for `more` items beside those there are.
  static bool make_room(VM& vm, Set* set, std::uint64_t more) {
    const std::uint64_t filled = set->table ? set->table->filled : 0;
    const std::uint64_t mask = (set->table ? set->table->slots.value : least_slots) - 1;
    if ((filled + more) * 5 < mask * 3) return set->table || (set->table = make(vm, least_slots));
    return resize(vm, set, (set->used + more) * 2);
  }

  /// Adds to a table that has neither the item nor deleted ones.
  static void insert_clean(DictTable* table, Word item, Word hash) {
    const std::uint64_t slot =
        probe(table, hash, [&](std::uint64_t at) { return gc::is_null(key(table, at)); });
    SetTable::hash(table, slot) = hash;
    key(table, slot) = item;
    ++table->filled;
  }

  static DictTable* copy(VM& vm, DictTable* table) {
    DictTable* const twin = make(vm, table->slots);
    if (!twin) return nullptr;
    std::memcpy(twin->items.data(), table->items.data(), table->length * sizeof(Word));
    twin->filled = table->filled;
    return twin;
  }

 private:
  enum class Outcome { absent, found, raised, changed };

  /// Is `there`, of the same hash, the item?
  static Outcome compare(VM& vm, Set* set, DictTable* table, std::uint64_t slot, Word there, Word item) {
    if (there == item) return Outcome::found;
    if (is<Str>(there) && is<Str>(item))
      return str_equal(gc::as<Str>(there), gc::as<Str>(item)) ? Outcome::found : Outcome::absent;
    if (gc::is_small_int(there) && gc::is_small_int(item)) return Outcome::absent;
    const std::int64_t equal = are_equal(&vm, there, item);
    if (equal < 0) return Outcome::raised;
    if (set->table != table || !(key(table, slot) == there)) return Outcome::changed;
    return equal ? Outcome::found : Outcome::absent;
  }
};

}  // namespace py
