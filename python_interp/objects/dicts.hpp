// Dicts as plain C++ functions. All see through the cells of namespaces unless their name says otherwise.
#pragma once

#include "pe/residual/callee.hpp"
#include "python_interp/objects/strings.hpp"

namespace py {

/// The value at `key`; null with nothing pending if there is none, with the exception if it cannot be
/// hashed or compared. `dict` is a Dict.
Word dict_lookup(VM* vm, Word dict, Word key);
/// The same for keys whose kind is known.
Word dict_lookup_str(VM* vm, Word dict, Word key);
Word dict_lookup_int(VM* vm, Word dict, Word key);
/// dict[key]: KeyError or the subclass's __missing__ where there is none.
Word dict_subscript(VM* vm, Word dict, Word key);
/// dict[key] = value: None, or null with the exception pending.
Word dict_store(VM* vm, Word dict, Word key, Word value);
/// del dict[key].
Word dict_remove(VM* vm, Word dict, Word key);
/// True or False.
Word dict_contains(VM* vm, Word dict, Word key);

/// What lies in the table itself: of a namespace the GlobalCell. Null if there is no entry. Never fails.
Word dict_get_raw(VM& vm, Dict* dict, Str* key);
/// Sets what lies in the table itself.
bool dict_set_raw(VM& vm, Dict* dict, Str* key, Word value);

/// len(): of a namespace the names that have a value.
std::uint64_t dict_length(const Dict* dict);
Dict* dict_copy(VM& vm, Dict* dict);
void dict_clear(Dict* dict);
/// Removes and gives the value; null with nothing pending if there is none.
Word dict_pop(VM& vm, Dict* dict, Word key);
/// dict.setdefault().
Word dict_set_default(VM& vm, Dict* dict, Word key, Word value);
/// dict.update(other): another dict, something with keys(), or pairs.
bool dict_update(VM& vm, Dict* dict, Word other);
/// 1, 0, -1.
int dict_equal(VM& vm, Dict* left, Dict* right);
/// Makes room for `count` entries.
bool dict_reserve(VM& vm, Dict* dict, std::uint64_t count);
/// KeyError(key).
Word raise_key_error(VM& vm, Word key);
/// An exception whose only argument is `argument`.
Word raise_with(VM& vm, Type* type, Word argument);

/// The next key, value, or pair of an iterator over a dict; null with nothing pending at the end,
/// with RuntimeError if the dict changed.
Word dict_key_iterator_next(VM* vm, Word iterator);
Word dict_value_iterator_next(VM* vm, Word iterator);
Word dict_item_iterator_next(VM* vm, Word iterator);
/// An iterator over a dict of one of the types dict_key_iterator, dict_value_iterator, dict_item_iterator.
Word dict_iterator(VM& vm, Type* type, Dict* dict);
Word dict_view(VM& vm, Type* type, Dict* dict);

/// The Dict (not of a namespace's kind necessarily) in `word`, or null.
inline Dict* dict_of(Word word) { return is<Dict>(word) ? gc::as<Dict>(word) : nullptr; }

/// The hash by which a key is looked up; -1 with the exception pending.
std::int64_t key_hash(VM& vm, Word key);

/// dict.__reversed__, as a Native.
Word dict_keys_backwards(VM& vm, const Word* arguments, std::uint64_t count, Word keywords);

void init_dicts(VM& vm);
void init_dict_views(VM& vm);

}  // namespace py

namespace pe {
consteval Effects dict_effects(const char* name, bool writes) {
  return {.name = name, .reads = true, .writes = writes, .allocates = true, .may_raise = true,
          .runs_python = true};
}
template <> inline constexpr Effects effects_of<&py::dict_lookup> = dict_effects("dict_lookup", true);
template <> inline constexpr Effects effects_of<&py::dict_lookup_str> =
    dict_effects("dict_lookup_str", true);
template <> inline constexpr Effects effects_of<&py::dict_lookup_int> =
    dict_effects("dict_lookup_int", true);
template <> inline constexpr Effects effects_of<&py::dict_subscript> =
    dict_effects("dict_subscript", true);
template <> inline constexpr Effects effects_of<&py::dict_store> = dict_effects("dict_store", true);
template <> inline constexpr Effects effects_of<&py::dict_remove> = dict_effects("dict_remove", true);
template <> inline constexpr Effects effects_of<&py::dict_contains> =
    dict_effects("dict_contains", true);
template <> inline constexpr Effects effects_of<&py::dict_key_iterator_next> = {
    .name = "dict_key_iterator_next", .reads = true, .writes = true, .may_raise = true};
template <> inline constexpr Effects effects_of<&py::dict_value_iterator_next> = {
    .name = "dict_value_iterator_next", .reads = true, .writes = true, .may_raise = true};
template <> inline constexpr Effects effects_of<&py::dict_item_iterator_next> = {
    .name = "dict_item_iterator_next", .reads = true, .writes = true, .allocates = true,
    .may_raise = true};
}  // namespace pe
