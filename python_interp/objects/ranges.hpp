// range and slice as plain C++ functions.
#pragma once

#include <optional>

#include "pe/residual/callee.hpp"
#include "python_interp/objects/allocate.hpp"

namespace py {

/// What a slice selects of a sequence: `count` items from `start` on, `step` apart.
struct SliceBounds {
  std::int64_t start, stop, step, count;
};
/// Start, stop and step as the slice has them (for None: as far as there is something), `count` being 0.
/// Nothing with the exception pending: a step of 0, or something that is no index. May run Python code, so
/// a sequence's length is to be read afterwards.
std::optional<SliceBounds> slice_given(VM& vm, const Slice* slice);
/// What they select of a sequence of `length` items.
SliceBounds clip_slice(const SliceBounds& given, std::int64_t length);
/// Both at once, for sequences that cannot change.
std::optional<SliceBounds> slice_bounds(VM& vm, const Slice* slice, std::int64_t length);
/// The positions that start and stop arguments of methods like find() mean (null and None: not given):
/// clipped to 0..length.
struct Span {
  std::int64_t start, stop;
};
std::optional<Span> span_of(VM& vm, Word start, Word stop, std::int64_t length,
                            bool none_allowed = true);
Word make_slice(VM& vm, Word start, Word stop, Word step);

/// range(start, stop, step) of integer words; ValueError if step is 0.
Word make_range(VM& vm, Word start, Word stop, Word step);
/// Item `index` (an integer word, 0 <= index).
Word range_item(VM& vm, const Range* range, Word index);
Word range_get_item(VM* vm, Word range, Word index);
/// Is the integer word in it?
bool range_contains(VM& vm, const Range* range, Word integer);
/// iter(range): over small integers with plain numbers, else with Python's.
Word range_iterator(VM& vm, const Range* range);
Word range_iterator_next(VM* vm, Word iterator);

void init_ranges(VM& vm);

}  // namespace py

namespace pe {
template <> inline constexpr Effects effects_of<&py::range_iterator_next> = {
    .name = "range_iterator_next", .reads = true, .writes = true, .allocates = true,
    .may_raise = true};
template <> inline constexpr Effects effects_of<&py::range_get_item> = {
    .name = "range_get_item", .allocates = true, .may_raise = true, .runs_python = true};
}  // namespace pe
