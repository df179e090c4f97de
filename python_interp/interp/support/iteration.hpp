// Unpacking of iterables that are neither tuples nor lists of the right length.
#pragma once

#include "python_interp/interp/support/effects.hpp"

namespace py {

/// The `count` items of an iterable as a Tuple; null with TypeError or ValueError in CPython's words.
Word unpack(VM* vm, Word iterable, std::int64_t count);
/// `before` items, a List of the middle, `after` items, as a Tuple.
Word unpack_star(VM* vm, Word iterable, std::int64_t before, std::int64_t after);

}  // namespace py

template <> inline constexpr pe::Effects pe::effects_of<&py::unpack> = py::anything("unpack");
template <> inline constexpr pe::Effects pe::effects_of<&py::unpack_star> = py::anything("unpack_star");
