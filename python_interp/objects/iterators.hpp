// The iterators over builtin containers, and enumerate, zip, map, filter, reversed.
#pragma once

#include "pe/residual/callee.hpp"
#include "python_interp/objects/allocate.hpp"

namespace py {

/// The next item of an iterator of one kind; null with nothing pending at the end.
using NextFunction = Word (*)(VM* vm, Word iterator);
/// The one of a builtin iterator type; null for any other type.
NextFunction next_function(const VM& vm, const Type* type);

Word str_iterator_next(VM* vm, Word iterator);
Word bytes_iterator_next(VM* vm, Word iterator);
Word sequence_iterator_next(VM* vm, Word iterator);
Word callable_iterator_next(VM* vm, Word iterator);
Word reversed_next(VM* vm, Word iterator);
Word enumerate_next(VM* vm, Word iterator);
Word zip_next(VM* vm, Word iterator);
Word map_next(VM* vm, Word iterator);
Word filter_next(VM* vm, Word iterator);

/// iter(callable, sentinel).
Word make_callable_iterator(VM& vm, Word callable, Word sentinel);
/// enumerate(iterable, start); `start` an integer word.
Word make_enumerate(VM& vm, Word iterable, Word start);
/// reversed(sequence).
Word make_reversed(VM& vm, Type* type, Word sequence);

/// Gives the iterators' types their methods.
void init_iterators(VM& vm);

}  // namespace py

namespace pe {
consteval Effects next_effects(const char* name, bool runs_python) {
  return {.name = name, .reads = true, .writes = true, .allocates = true, .may_raise = true,
          .runs_python = runs_python};
}
template <> inline constexpr Effects effects_of<&py::str_iterator_next> =
    next_effects("str_iterator_next", false);
template <> inline constexpr Effects effects_of<&py::bytes_iterator_next> =
    next_effects("bytes_iterator_next", false);
template <> inline constexpr Effects effects_of<&py::reversed_next> =
    next_effects("reversed_next", true);
template <> inline constexpr Effects effects_of<&py::enumerate_next> =
    next_effects("enumerate_next", true);
template <> inline constexpr Effects effects_of<&py::zip_next> = next_effects("zip_next", true);
template <> inline constexpr Effects effects_of<&py::map_next> = next_effects("map_next", true);
template <> inline constexpr Effects effects_of<&py::filter_next> = next_effects("filter_next", true);
}  // namespace pe
