// Slices and ranges.
#include "python_interp/objects/ranges.hpp"

#include "python_interp/objects/attributes.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/numbers.hpp"

namespace py {
namespace {

/// One of a slice's three: an index clipped to 64 bits; nothing with TypeError pending.
std::optional<std::int64_t> slice_index(VM& vm, Word word, const char* or_none = "None or ") {
  if (gc::is_small_int(word)) return gc::small_int_value(word);
  if (is_integer_word(unwrap(word)) ||
      find_special(&vm, word_header(&vm, word), vm.names->index)->found != Found::missing)
    return to_index_clipped(vm, word);
  raise(vm, vm.exceptions.TypeError, "slice indices must be integers or %shave an __index__ method",
        or_none);
  return std::nullopt;
}

/// A given bound, counted from the end if negative, clipped to lowest..highest.
std::int64_t clipped(std::int64_t bound, std::int64_t length, std::int64_t lowest, std::int64_t highest) {
  if (bound < 0) bound += length;
  return bound < lowest ? lowest : bound > highest ? highest : bound;
}

/// start, stop and step of a range that fits plain numbers with room to spare.
bool is_plain(const Range* range) {
  constexpr std::int64_t bound = std::int64_t{1} << 61;
  const auto fits = [](Word word) {
    return gc::is_small_int(word) && gc::small_int_value(word) > -bound && gc::small_int_value(word) < bound;
  };
  return fits(range->start) && fits(range->stop) && fits(range->step);
}

Word range_length(VM& vm, Word start, Word stop, Word step) {
  const bool down = int_is_negative(step);
  const Word low = down ? stop : start, high = down ? start : stop;
  if (int_compare(low, high) >= 0) return gc::small_int(0);
  // (high - low - 1) // |step| + 1
  const Word distance = int_subtract(vm, int_subtract(vm, high, low), gc::small_int(1));
  const Word steps = int_floor_divide(vm, distance, int_absolute(vm, step));
  return gc::is_null(steps) ? null : int_add(vm, steps, gc::small_int(1));
}

}  // namespace

std::optional<SliceBounds> slice_given(VM& vm, const Slice* slice) {
  std::int64_t step = 1;
  if (!(slice->step == none)) {
    const auto given = slice_index(vm, slice->step);
    if (!given) return std::nullopt;
    step = *given < -INT64_MAX ? -INT64_MAX : *given;
    if (step == 0) {
      raise(vm, vm.exceptions.ValueError, "slice step cannot be zero");
      return std::nullopt;
    }
  }
  SliceBounds bounds{step < 0 ? INT64_MAX : 0, step < 0 ? INT64_MIN : INT64_MAX, step, 0};
  for (const auto [word, bound] : {std::pair(&slice->start, &bounds.start), std::pair(&slice->stop, &bounds.stop)}) {
    if (*word == none) continue;
    const auto given = slice_index(vm, *word);
    if (!given) return std::nullopt;
    *bound = *given;
  }
  return bounds;
}

SliceBounds clip_slice(const SliceBounds& given, std::int64_t length) {
  const bool down = given.step < 0;
  const std::int64_t lowest = down ? -1 : 0, highest = down ? length - 1 : length;
  SliceBounds bounds = given;
  bounds.start = clipped(given.start, length, lowest, highest);
  bounds.stop = clipped(given.stop, length, lowest, highest);
  bounds.count = 0;
  if (down && bounds.stop < bounds.start) bounds.count = (bounds.start - bounds.stop - 1) / -given.step + 1;
  if (!down && bounds.start < bounds.stop) bounds.count = (bounds.stop - bounds.start - 1) / given.step + 1;
  return bounds;
}

std::optional<SliceBounds> slice_bounds(VM& vm, const Slice* slice, std::int64_t length) {
  const auto given = slice_given(vm, slice);
  if (!given) return std::nullopt;
  return clip_slice(*given, length);
}

std::optional<Span> span_of(VM& vm, Word start, Word stop, std::int64_t length, bool none_allowed) {
  const char* const or_none = none_allowed ? "None or " : "";
  const auto given_one = [&](Word word) { return none_allowed ? is_given(word) : !gc::is_null(word); };
  Span span{0, length};
  if (given_one(start)) {
    const auto given = slice_index(vm, start, or_none);
    if (!given) return std::nullopt;
    span.start = *given < 0 ? std::max<std::int64_t>(*given + length, 0) : *given;
  }
  if (given_one(stop)) {
    const auto given = slice_index(vm, stop, or_none);
    if (!given) return std::nullopt;
    span.stop = clipped(*given, length, 0, length);
  }
  return span;
}

Word make_slice(VM& vm, Word start, Word stop, Word step) {
  auto* slice = allocate<Slice>(vm, vm.types.slice);
  if (!slice) return null;
  slice->start = {start};
  slice->stop = {stop};
  slice->step = {step};
  return gc::reference(slice);
}

Word make_range(VM& vm, Word start, Word stop, Word step) {
  if (int_is_zero(step))
    return raise(vm, vm.exceptions.ValueError, "range() arg 3 must not be zero");
  const Word length = range_length(vm, start, stop, step);
  if (gc::is_null(length)) return null;
  auto* range = allocate<Range>(vm, vm.types.range);
  if (!range) return null;
  range->start = {start};
  range->stop = {stop};
  range->step = {step};
  range->length = {length};
  return gc::reference(range);
}

Word range_item(VM& vm, const Range* range, Word index) {
  const Word offset = int_multiply(vm, index, range->step);
  return gc::is_null(offset) ? null : int_add(vm, range->start, offset);
}

Word range_get_item(VM* vm, Word word, Word index) {
  const Range* const range = gc::as<Range>(word);
  if (is<Slice>(index)) {
    const Slice* const slice = gc::as<Slice>(index);
    const auto length = int_to_i64(range->length);
    if (!length)
      return raise(*vm, vm->exceptions.OverflowError, "Python int too large to convert to C ssize_t");
    const auto bounds = slice_bounds(*vm, slice, *length);
    if (!bounds) return null;
    const Word start = range_item(*vm, range, make_int(*vm, bounds->start));
    const Word stop = range_item(*vm, range, make_int(*vm, bounds->stop));
    const Word step = int_multiply(*vm, range->step, make_int(*vm, bounds->step));
    return make_range(*vm, start, stop, step);
  }
  Word at = index;
  if (!is_integer_word(at)) {
    at = to_index(*vm, index);
    if (gc::is_null(at)) {
      take_pending(*vm);
      return raise(*vm, vm->exceptions.TypeError, "range indices must be integers or slices, not %T", index);
    }
  }
  if (int_is_negative(at)) at = int_add(*vm, at, range->length);
  if (int_is_negative(at) || int_compare(at, range->length) >= 0)
    return raise(*vm, vm->exceptions.IndexError, "range object index out of range");
  return range_item(*vm, range, at);
}

bool range_contains(VM& vm, const Range* range, Word integer) {
  const bool down = int_is_negative(range->step);
  const std::int64_t from_start = int_compare(integer, range->start);
  const std::int64_t from_stop = int_compare(integer, range->stop);
  if (down ? from_start > 0 || from_stop <= 0 : from_start < 0 || from_stop >= 0) return false;
  const Word distance = int_subtract(vm, integer, range->start);
  return int_is_zero(int_modulo(vm, distance, range->step));
}

/// A range iterator keeps the next number, the number of items left, and the step in `index`, `limit`,
/// `step`; over big integers a (range, next index) pair: `source` the range, `more` the index.
Word range_iterator(VM& vm, const Range* range) {
  if (is_plain(range))
    return make_iterator(vm, vm.types.range_iterator, null, gc::small_int_value(range->start),
                         gc::small_int_value(range->stop), gc::small_int_value(range->step));
  return make_iterator(vm, vm.types.range_iterator, gc::reference(range), 0, 0, 0, gc::small_int(0));
}

Word range_iterator_next(VM* vm, Word word) {
  auto* iterator = gc::as<Iterator>(word);
  if (gc::is_null(iterator->source)) [[likely]] {
    const std::int64_t next = iterator->index;
    if (iterator->step > 0 ? next >= iterator->limit : next <= iterator->limit) return null;
    iterator->index = next + iterator->step;
    return gc::small_int(next);
  }
  const Range* const range = gc::as<Range>(iterator->source);
  if (int_compare(iterator->more, range->length) >= 0) return null;
  const Word item = range_item(*vm, range, iterator->more);
  if (!gc::is_null(item)) iterator->more = int_add(*vm, iterator->more, gc::small_int(1));
  return item;
}

}  // namespace py
