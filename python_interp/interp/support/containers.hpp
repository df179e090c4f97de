// Displays of sets, dicts and strings, and growing lists. `items` is the address of so many words.
#pragma once

#include "python_interp/interp/support/effects.hpp"

namespace py {

Word build_set(VM* vm, std::int64_t items, std::int64_t count);
/// `count` pairs: key, value, key, value.
Word build_dict(VM* vm, std::int64_t items, std::int64_t count);
/// Joins `count` Strs.
Word build_string(VM* vm, std::int64_t items, std::int64_t count);
/// Appends to a List (of a subclass, too) without looking for an overridden method. None, or null.
Word append_slow(VM* vm, Word list, Word item);
Word add_to_set(VM* vm, Word set, Word item);
/// [*iterable]: TypeError "Value after * must be an iterable, not T".
Word extend_starred(VM* vm, Word list, Word iterable);
Word update_set(VM* vm, Word set, Word iterable);
/// {**mapping}: TypeError "'T' object is not a mapping".
Word update_dict(VM* vm, Word dict, Word mapping);
/// f(**mapping): errors name `callable` as CPython does.
Word merge_keywords(VM* vm, Word dict, Word mapping, Word callable);
Word list_to_tuple(VM* vm, Word list);

}  // namespace py

template <> inline constexpr pe::Effects pe::effects_of<&py::build_set> = py::anything("build_set");
template <> inline constexpr pe::Effects pe::effects_of<&py::build_dict> = py::anything("build_dict");
template <> inline constexpr pe::Effects pe::effects_of<&py::build_string> = py::makes("build_string");
template <> inline constexpr pe::Effects pe::effects_of<&py::append_slow> = {
    .name = "append_slow", .reads = true, .writes = true, .allocates = true, .may_raise = true};
template <> inline constexpr pe::Effects pe::effects_of<&py::add_to_set> = py::anything("add_to_set");
template <> inline constexpr pe::Effects pe::effects_of<&py::extend_starred> = py::anything("extend_starred");
template <> inline constexpr pe::Effects pe::effects_of<&py::update_set> = py::anything("update_set");
template <> inline constexpr pe::Effects pe::effects_of<&py::update_dict> = py::anything("update_dict");
template <> inline constexpr pe::Effects pe::effects_of<&py::merge_keywords> = py::anything("merge_keywords");
template <> inline constexpr pe::Effects pe::effects_of<&py::list_to_tuple> = py::makes("list_to_tuple");
