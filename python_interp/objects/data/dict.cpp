// Dicts: look-up, storing, copying, comparing.
#include "python_interp/objects/dicts.hpp"

#include "python_interp/objects/attributes.hpp"
#include "python_interp/objects/data/dict_table.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/numbers.hpp"

namespace py {
namespace {

using Entries = DictEntries;

std::int64_t small_int_hash(Word word) {
  const std::int64_t value = gc::small_int_value(word);
  constexpr std::int64_t modulus = (std::int64_t{1} << 61) - 1;
  if (value < modulus && value > -modulus) [[likely]]
    return value == -1 ? -2 : value;
  return int_hash(word);
}

/// What an entry holds for the outside: of a namespace the cell's value.
Word seen(const Dict* dict, Word stored) {
  return dict->cells ? gc::as<GlobalCell>(stored)->value : stored;
}

Word value_of_entry(Dict* dict, std::int64_t entry) {
  if (entry < 0) return null;
  return seen(dict, Entries::value(dict->table, static_cast<std::uint64_t>(entry)));
}

/// Stores a value at an existing entry.
void overwrite(VM& vm, Dict* dict, std::int64_t entry, Word value) {
  Word& stored = Entries::value(dict->table, static_cast<std::uint64_t>(entry));
  if (dict->cells) set_global_cell(&vm, gc::as<GlobalCell>(stored), value);
  else stored = value;
}

bool add_value(VM& vm, Dict* dict, Word key, std::int64_t hash, Word value) {
  GlobalCell* cell = nullptr;
  if (dict->cells) {
    cell = allocate<GlobalCell>(vm, nullptr);
    if (!cell) return false;
  }
  const std::int64_t entry = Entries::add(vm, dict, key, hash);
  if (entry < 0) return false;
  Entries::value(dict->table, static_cast<std::uint64_t>(entry)) = cell ? gc::reference(cell) : value;
  if (cell) set_global_cell(&vm, cell, value);
  return true;
}

bool set_hashed(VM& vm, Dict* dict, Word key, std::int64_t hash, Word value) {
  const std::int64_t entry = Entries::lookup(vm, dict, key, hash);
  if (entry == failed) return false;
  if (entry == absent) return add_value(vm, dict, key, hash, value);
  overwrite(vm, dict, entry, value);
  return true;
}

/// dict.update(other) for another Dict. Its keys' hashes are known.
bool update_from_dict(VM& vm, Dict* dict, Dict* other) {
  if (dict == other || !other->table) return true;
  if (dict->used == 0 && !dict->cells && !other->cells) {
    DictTable* table = nullptr;
    if (other->used == other->table->filled) {
      table = Entries::copy(vm, other->table);
    } else {
      Dict* const copy = dict_copy(vm, other);
      if (copy) table = copy->table;
    }
    if (!table) return false;
    dict->table = table;
    dict->used = other->used;
    ++dict->version;
    return true;
  }
  const std::uint64_t version = other->version;
  for (std::uint64_t i = 0; i < other->table->filled; ++i) {
    const Word key = Entries::key(other->table, i);
    if (gc::is_null(key)) continue;
    const Word value = seen(other, Entries::value(other->table, i));
    if (gc::is_null(value)) continue;
    if (!set_hashed(vm, dict, key, gc::small_int_value(Entries::hash(other->table, i)), value))
      return false;
    if (other->version != version) {
      raise(vm, vm.exceptions.RuntimeError, "dict mutated during update");
      return false;
    }
  }
  return true;
}

bool update_from_mapping(VM& vm, Dict* dict, Word other, Word keys_method) {
  const Word keys = call(vm, keys_method, {});
  if (gc::is_null(keys)) return false;
  const Word iterator = get_iterator(&vm, keys);
  if (gc::is_null(iterator)) return false;
  for (;;) {
    const Word key = iterator_next(&vm, iterator);
    if (gc::is_null(key)) return gc::is_null(vm.pending);
    const Word value = get_item(&vm, other, key);
    if (gc::is_null(value) || !dict_set(vm, dict, key, value)) return false;
  }
}

bool update_from_pair(VM& vm, Dict* dict, Word pair, std::int64_t number) {
  if (is<Tuple>(pair) && gc::as<Tuple>(pair)->length == 2)
    return dict_set(vm, dict, gc::as<Tuple>(pair)->items[0], gc::as<Tuple>(pair)->items[1]);
  List* const items = make_list(vm, {});
  if (!items) return false;
  if (!list_extend(vm, items, pair)) {
    if (pending_is(vm, vm.exceptions.TypeError)) {
      take_pending(vm);
      raise(vm, vm.exceptions.TypeError,
            "cannot convert dictionary update sequence element #%lld to a sequence",
            static_cast<long long>(number));
    }
    return false;
  }
  if (items->length != 2) {
    raise(vm, vm.exceptions.ValueError,
          "dictionary update sequence element #%lld has length %lld; 2 is required",
          static_cast<long long>(number), static_cast<long long>(items->length));
    return false;
  }
  return dict_set(vm, dict, items->items->items[0], items->items->items[1]);
}

}  // namespace

std::int64_t key_hash(VM& vm, Word key) {
  if (is<Str>(key)) return str_hash(gc::as<Str>(key));
  if (gc::is_small_int(key)) return small_int_hash(key);
  return hash_of(&vm, key);
}

Dict* make_dict(VM& vm) { return allocate<Dict>(vm, vm.types.dict); }

Dict* make_namespace(VM& vm) {
  Dict* const dict = make_dict(vm);
  if (dict) dict->cells = 1;
  return dict;
}

Word dict_get(VM& vm, Dict* dict, Word key) {
  const std::int64_t hash = key_hash(vm, key);
  if (hash == -1 && !gc::is_null(vm.pending)) return null;
  return value_of_entry(dict, Entries::lookup(vm, dict, key, hash));
}

Word dict_get(VM& vm, Dict* dict, Str* key) {
  return value_of_entry(dict, Entries::find_str(vm, dict, key, str_hash(key)));
}

bool dict_set(VM& vm, Dict* dict, Word key, Word value) {
  const std::int64_t hash = key_hash(vm, key);
  if (hash == -1 && !gc::is_null(vm.pending)) return false;
  return set_hashed(vm, dict, key, hash, value);
}

int dict_delete(VM& vm, Dict* dict, Word key) {
  const std::int64_t hash = key_hash(vm, key);
  if (hash == -1 && !gc::is_null(vm.pending)) return -1;
  const std::int64_t entry = Entries::lookup(vm, dict, key, hash);
  if (entry < 0) return entry == failed ? -1 : 0;
  if (!dict->cells) {
    Entries::remove(dict, entry);
    return 1;
  }
  if (gc::is_null(value_of_entry(dict, entry))) return 0;
  overwrite(vm, dict, entry, null);
  ++dict->version;
  return 1;
}

bool dict_next(const Dict* dict, std::uint64_t& position, Word& key, Word& value) {
  DictTable* const table = dict->table;
  if (!table) return false;
  while (position < table->filled) {
    const std::uint64_t entry = position++;
    key = Entries::key(table, entry);
    if (gc::is_null(key)) continue;
    value = seen(dict, Entries::value(table, entry));
    if (!gc::is_null(value)) return true;
  }
  return false;
}

Word dict_get_raw(VM& vm, Dict* dict, Str* key) {
  const std::int64_t entry = Entries::find_str(vm, dict, key, str_hash(key));
  return entry < 0 ? null : Entries::value(dict->table, static_cast<std::uint64_t>(entry));
}

bool dict_set_raw(VM& vm, Dict* dict, Str* key, Word value) {
  const std::int64_t hash = str_hash(key);
  std::int64_t entry = Entries::find_str(vm, dict, key, hash);
  if (entry < 0) entry = Entries::add(vm, dict, gc::reference(key), hash);
  if (entry < 0) return false;
  Entries::value(dict->table, static_cast<std::uint64_t>(entry)) = value;
  return true;
}

std::uint64_t dict_length(const Dict* dict) {
  if (!dict->cells) return dict->used;
  std::uint64_t position = 0, count = 0;
  Word key, value;
  while (dict_next(dict, position, key, value)) ++count;
  return count;
}

bool dict_reserve(VM& vm, Dict* dict, std::uint64_t count) {
  if (dict->table && Entries::capacity(dict->table) >= count) return true;
  return Entries::rebuild(vm, dict, count);
}

Dict* dict_copy(VM& vm, Dict* dict) {
  Dict* const copy = make_dict(vm);
  if (!copy || !dict->table) return copy;
  if (!dict->cells && dict->used == dict->table->filled) {
    copy->table = Entries::copy(vm, dict->table);
    copy->used = dict->used;
    return copy->table ? copy : nullptr;
  }
  if (!dict_reserve(vm, copy, dict->used)) return nullptr;
  std::uint64_t position = 0;
  Word key, value;
  while (dict_next(dict, position, key, value)) {
    const Word hash = Entries::hash(dict->table, position - 1);
    if (!add_value(vm, copy, key, gc::small_int_value(hash), value)) return nullptr;
  }
  return copy;
}

void dict_clear(Dict* dict) {
  dict->table = nullptr;
  dict->used = 0;
  ++dict->version;
}

Word dict_pop(VM& vm, Dict* dict, Word key) {
  const std::int64_t hash = key_hash(vm, key);
  if (hash == -1 && !gc::is_null(vm.pending)) return null;
  const std::int64_t entry = Entries::lookup(vm, dict, key, hash);
  const Word value = value_of_entry(dict, entry);
  if (gc::is_null(value)) return null;
  if (dict->cells) overwrite(vm, dict, entry, null);
  else Entries::remove(dict, entry);
  return value;
}

Word dict_set_default(VM& vm, Dict* dict, Word key, Word value) {
  const std::int64_t hash = key_hash(vm, key);
  if (hash == -1 && !gc::is_null(vm.pending)) return null;
  const std::int64_t entry = Entries::lookup(vm, dict, key, hash);
  if (entry == failed) return null;
  const Word there = value_of_entry(dict, entry);
  if (!gc::is_null(there)) return there;
  if (entry >= 0) overwrite(vm, dict, entry, value);
  else if (!add_value(vm, dict, key, hash, value)) return null;
  return value;
}

bool dict_update(VM& vm, Dict* dict, Word other) {
  if (is<Dict>(other) && type_of(vm, other) == vm.types.dict)
    return update_from_dict(vm, dict, gc::as<Dict>(other));
  const Word keys = find_attribute_value(&vm, other, vm.names->word_keys);
  if (!gc::is_null(keys)) return update_from_mapping(vm, dict, other, keys);
  if (!gc::is_null(vm.pending)) return false;
  const Word iterator = get_iterator(&vm, other);
  if (gc::is_null(iterator)) return false;
  for (std::int64_t number = 0;; ++number) {
    const Word pair = iterator_next(&vm, iterator);
    if (gc::is_null(pair)) return gc::is_null(vm.pending);
    if (!update_from_pair(vm, dict, pair, number)) return false;
  }
}

int dict_equal(VM& vm, Dict* left, Dict* right) {
  if (dict_length(left) != dict_length(right)) return 0;
  std::uint64_t position = 0;
  Word key, value;
  while (dict_next(left, position, key, value)) {
    const std::int64_t hash = gc::small_int_value(Entries::hash(left->table, position - 1));
    const std::int64_t entry = Entries::lookup(vm, right, key, hash);
    if (entry == failed) return -1;
    const Word other = value_of_entry(right, entry);
    if (gc::is_null(other)) return 0;
    const std::int64_t equal = are_equal(&vm, value, other);
    if (equal != 1) return static_cast<int>(equal);
  }
  return 1;
}

Word raise_key_error(VM& vm, Word key) { return raise_with(vm, vm.exceptions.KeyError, key); }

Word dict_lookup(VM* vm, Word dict, Word key) { return dict_get(*vm, gc::as<Dict>(dict), key); }
Word dict_lookup_str(VM* vm, Word dict, Word key) {
  return dict_get(*vm, gc::as<Dict>(dict), gc::as<Str>(key));
}
Word dict_lookup_int(VM* vm, Word dict, Word key) {
  Dict* const holder = gc::as<Dict>(dict);
  return value_of_entry(holder, Entries::find_int(*vm, holder, key, small_int_hash(key)));
}

Word dict_subscript(VM* vm, Word dict, Word key) {
  const Word value = dict_get(*vm, gc::as<Dict>(dict), key);
  if (!gc::is_null(value) || !gc::is_null(vm->pending)) return value;
  if (type_of(*vm, dict) != vm->types.dict) {
    const Word given = call_special(*vm, dict, vm->names->missing, {&key, 1});
    if (!gc::is_null(given) || !gc::is_null(vm->pending)) return given;
  }
  return raise_key_error(*vm, key);
}

Word dict_store(VM* vm, Word dict, Word key, Word value) {
  return dict_set(*vm, gc::as<Dict>(dict), key, value) ? none : null;
}

Word dict_remove(VM* vm, Word dict, Word key) {
  const int removed = dict_delete(*vm, gc::as<Dict>(dict), key);
  if (removed == 0) return raise_key_error(*vm, key);
  return removed < 0 ? null : none;
}

Word dict_contains(VM* vm, Word dict, Word key) {
  const Word value = dict_get(*vm, gc::as<Dict>(dict), key);
  if (!gc::is_null(value)) return gc::true_word;
  return gc::is_null(vm->pending) ? gc::false_word : null;
}

}  // namespace py
