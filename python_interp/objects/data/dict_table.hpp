// The hash table of a dict: entries in the order in which they were added, and an index to them.
//
//     entries   [hash key value] [hash key value] ...
//     index     -1  0  -1  2  -1  -3  1  -1                 open addressing, a power of two of slots
//
// A slot holds -1 (never used), the number of an entry, or -2 - number for an entry that was deleted. Slots
// are not used again before the next rebuild, so no more slots are taken than there are entries, and a
// deleted entry at the end gives its slot back: popitem() in a loop stays linear.
//
// Comparing keys may run any Python code, which may change the table under the search: it then starts anew.
#pragma once

#include "python_interp/objects/dicts.hpp"

namespace py {

inline constexpr std::int64_t absent = -1;  ///< What a search answers if there is no such key ...
inline constexpr std::int64_t failed = -2;  ///< ... or comparing raised.

/// The rules of the table.
struct DictEntries {
  static constexpr std::size_t stride = 3;  ///< Words an entry.
  static constexpr std::int32_t empty = -1;
  static constexpr std::uint64_t least_slots = 8;

  static std::uint64_t capacity_of(std::uint64_t slots) { return slots * 2 / 3; }
  static std::uint64_t capacity(const DictTable* table) { return table->length / stride; }

  static Word& hash(DictTable* table, std::uint64_t entry) { return table->items[entry * stride]; }
  static Word& key(DictTable* table, std::uint64_t entry) { return table->items[entry * stride + 1]; }
  static Word& value(DictTable* table, std::uint64_t entry) { return table->items[entry * stride + 2]; }

  /// A table with room for `count` entries at least; null with MemoryError pending.
  static DictTable* make(VM& vm, std::uint64_t count) {
    std::uint64_t slots = least_slots;
    while (capacity_of(slots) < count) slots *= 2;
    const std::uint64_t words = capacity_of(slots) * stride;
    if (slots > std::uint64_t{1} << 31) {
      raise_memory_error(vm);
      return nullptr;
    }
    auto* table = allocate<DictTable>(vm, nullptr, words + slots / 2);
    if (!table) return nullptr;
    table->length = {words};
    table->slots = {slots};
    table->index = {reinterpret_cast<std::int32_t*>(table->items.data() + words)};
    std::memset(table->index.value, 0xff, slots * sizeof(std::int32_t));
    return table;
  }

  /// The slots that a hash leads to, one after the other.
  class Probe {
   public:
    /// `hash` as entries hold it: a small integer, which has lost the top bit of the hash.
    Probe(const DictTable* table, Word hash)
        : mask_(table->slots - 1),
          rest_(static_cast<std::uint64_t>(gc::small_int_value(hash))),
          slot(rest_ & mask_) {}
    void next() {
      rest_ >>= 5;
      slot = (slot * 5 + rest_ + 1) & mask_;
    }

   private:
    std::uint64_t mask_, rest_;

   public:
    std::uint64_t slot;
  };

  /// The entry whose hash is `hash` and whose key `equal` accepts; `absent` if there is none.
  /// `equal` must not run Python code.
  template <class Equal>
  static std::int64_t find(DictTable* table, std::int64_t hash, Equal&& equal) {
    const Word wanted = gc::small_int(hash);
    for (Probe probe(table, wanted);; probe.next()) {
      const std::int32_t entry = table->index.value[probe.slot];
      if (entry >= 0) {
        const auto number = static_cast<std::uint64_t>(entry);
        if (DictEntries::hash(table, number) == wanted && equal(key(table, number))) return entry;
      } else if (entry == empty) {
        return absent;
      }
    }
  }

  /// As `find`, comparing as == does; `dict` may get another table meanwhile.
  static std::int64_t find_any(VM& vm, Dict* dict, Word wanted_key, std::int64_t hash) {
    const Word wanted = gc::small_int(hash);
  again:
    DictTable* const table = dict->table;
    if (!table) return absent;
    const std::uint64_t version = dict->version;
    for (Probe probe(table, wanted);; probe.next()) {
      const std::int32_t entry = table->index.value[probe.slot];
      if (entry == empty) return absent;
      if (entry < 0) continue;
      const auto number = static_cast<std::uint64_t>(entry);
      if (!(DictEntries::hash(table, number) == wanted)) continue;
      const Word there = key(table, number);
      if (there == wanted_key) return entry;
      const std::int64_t equal = are_equal(&vm, there, wanted_key);
      if (equal < 0) return failed;
      if (dict->table != table || dict->version != version) goto again;
      if (equal) return entry;
    }
  }

  /// The entry of an exact str; keys that are no strings but have its hash are compared as == does.
  static std::int64_t find_str(VM& vm, Dict* dict, Str* wanted, std::int64_t hash) {
    if (!dict->table) return absent;
    bool mixed = false;
    const std::int64_t entry = find(dict->table, hash, [&](Word there) {
      if (there == gc::reference(wanted)) return true;
      if (!is<Str>(there)) return mixed |= !gc::is_null(there), false;
      const Str* string = gc::as<Str>(there);
      if ((string->flags & wanted->flags & str_interned) != 0) return false;
      return str_equal(string, wanted);
    });
    return mixed && entry == absent ? find_any(vm, dict, gc::reference(wanted), hash) : entry;
  }

  /// The entry of a small integer.
  static std::int64_t find_int(VM& vm, Dict* dict, Word wanted, std::int64_t hash) {
    if (!dict->table) return absent;
    bool mixed = false;
    const std::int64_t entry = find(dict->table, hash, [&](Word there) {
      if (there == wanted) return true;
      return mixed |= !gc::is_small_int(there) && !is<Str>(there), false;
    });
    return mixed && entry == absent ? find_any(vm, dict, wanted, hash) : entry;
  }

  /// The entry of any key with this hash.
  static std::int64_t lookup(VM& vm, Dict* dict, Word wanted, std::int64_t hash) {
    if (is<Str>(wanted)) return find_str(vm, dict, gc::as<Str>(wanted), hash);
    if (gc::is_small_int(wanted)) return find_int(vm, dict, wanted, hash);
    return find_any(vm, dict, wanted, hash);
  }

  /// Rebuilds with room for `count` entries, leaving the deleted ones out.
  static bool rebuild(VM& vm, Dict* dict, std::uint64_t count) {
    DictTable* const old = dict->table;
    DictTable* const table = make(vm, count);
    if (!table) return false;
    if (old) {
      std::uint64_t to = 0;
      for (std::uint64_t from = 0; from != old->filled; ++from) {
        if (gc::is_null(key(old, from))) continue;
        for (std::size_t i = 0; i != stride; ++i)
          table->items[to * stride + i] = old->items[from * stride + i];
        index_entry(table, to++);
      }
      table->filled = to;
    }
    dict->table = table;
    return true;
  }

  /// Adds a key that is not there. Returns the new entry's number, or `failed`.
  static std::int64_t add(VM& vm, Dict* dict, Word key, std::int64_t hash) {
    DictTable* table = dict->table;
    if (!table || table->filled == capacity(table)) [[unlikely]] {
      if (!rebuild(vm, dict, dict->used + dict->used / 2 + 1)) return failed;
      table = dict->table;
    }
    const std::uint64_t entry = table->filled++;
    DictEntries::hash(table, entry) = gc::small_int(hash);
    DictEntries::key(table, entry) = key;
    index_entry(table, entry);
    ++dict->used;
    ++dict->version;
    return static_cast<std::int64_t>(entry);
  }

  static void remove(Dict* dict, std::int64_t entry) {
    DictTable* const table = dict->table;
    const auto number = static_cast<std::uint64_t>(entry);
    std::int32_t& slot = slot_of(table, number);
    slot = -2 - slot;
    for (std::size_t i = 1; i != stride; ++i) table->items[number * stride + i] = null;
    --dict->used;
    ++dict->version;
    while (table->filled != 0 && gc::is_null(key(table, table->filled - 1)))
      slot_of(table, --table->filled) = empty;
  }

  /// A table with the same entries. It is dense if `table` has no deleted entries.
  static DictTable* copy(VM& vm, DictTable* table) {
    auto* twin = allocate<DictTable>(vm, nullptr, table->length + table->slots / 2);
    if (!twin) return nullptr;
    twin->length = table->length;
    twin->slots = table->slots;
    twin->filled = table->filled;
    twin->index = {reinterpret_cast<std::int32_t*>(twin->items.data() + twin->length)};
    std::memcpy(twin->items.data(), table->items.data(), table->filled * stride * sizeof(Word));
    std::memcpy(twin->index.value, table->index.value, table->slots * sizeof(std::int32_t));
    return twin;
  }

 private:
  static void index_entry(DictTable* table, std::uint64_t entry) {
    Probe probe(table, hash(table, entry));
    while (table->index.value[probe.slot] != empty) probe.next();
    table->index.value[probe.slot] = static_cast<std::int32_t>(entry);
  }
  /// The slot of an entry, deleted or not.
  static std::int32_t& slot_of(DictTable* table, std::uint64_t entry) {
    const auto number = static_cast<std::int32_t>(entry);
    Probe probe(table, hash(table, entry));
    while (table->index.value[probe.slot] != number && table->index.value[probe.slot] != -2 - number)
      probe.next();
    return table->index.value[probe.slot];
  }
};

}  // namespace py
