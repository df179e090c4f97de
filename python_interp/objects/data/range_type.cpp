// The types range and slice: construction and methods.
#include "python_interp/objects/data/methods.hpp"
#include "python_interp/objects/data/sequence_methods.hpp"
#include "python_interp/objects/data/str_builder.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/ranges.hpp"

namespace py {
namespace {

Range* self_of(const Word* arguments) { return gc::as<Range>(arguments[0]); }

// --- range ---

Word range_new(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  if (!constructor_arguments(vm, "range", vm.types.range, a, count, keywords, 1, 3)) return null;
  Word parts[3] = {gc::small_int(0), gc::small_int(0), gc::small_int(1)};
  for (std::uint64_t i = 1; i < count; ++i) {
    Word& part = parts[count == 2 ? 1 : i - 1];
    part = to_index(vm, a[i]);
    if (gc::is_null(part)) return null;
    if (gc::is_boolean(part)) part = gc::small_int(small_value(part));
  }
  return make_range(vm, parts[0], parts[1], parts[2]);
}

Word length(VM& vm, const Word* a, std::uint64_t, Word) {
  const Word length = self_of(a)->length;
  if (int_to_i64(length)) return length;
  return raise(vm, vm.exceptions.OverflowError, "Python int too large to convert to C ssize_t");
}
Word truth(VM&, const Word* a, std::uint64_t, Word) { return gc::boolean(!int_is_zero(self_of(a)->length)); }
Word get_item_method(VM& vm, const Word* a, std::uint64_t, Word) { return range_get_item(&vm, a[0], a[1]); }
Word iterate(VM& vm, const Word* a, std::uint64_t, Word) { return range_iterator(vm, self_of(a)); }
Word iterate_backwards(VM& vm, const Word* a, std::uint64_t, Word) {
  const Range* const range = self_of(a);
  if (int_is_zero(range->length)) return range_iterator(vm, range);
  const Word last = range_item(vm, range, int_subtract(vm, range->length, gc::small_int(1)));
  const Word step = int_negative(vm, range->step);
  const Word before_first = int_add(vm, range->start, step);
  const Word turned = make_range(vm, last, before_first, step);
  return gc::is_null(turned) ? null : range_iterator(vm, gc::as<Range>(turned));
}

/// The position of an exact integer, or of anything that equals one of the numbers: -1 if there is none.
std::optional<Word> position_of(VM& vm, const Word* a) {
  const Range* const range = self_of(a);
  if (is_integer_word(a[1])) {
    if (!range_contains(vm, range, a[1])) return gc::small_int(-1);
    return int_floor_divide(vm, int_subtract(vm, a[1], range->start), range->step);
  }
  Word position = gc::small_int(0);
  const Word iterator = range_iterator(vm, range);
  for (;;) {
    const Word item = range_iterator_next(&vm, iterator);
    if (gc::is_null(item)) return gc::is_null(vm.pending) ? std::optional(gc::small_int(-1)) : std::nullopt;
    const std::int64_t equal = are_equal(&vm, item, a[1]);
    if (equal < 0) return std::nullopt;
    if (equal) return position;
    position = int_add(vm, position, gc::small_int(1));
  }
}

Word contains_method(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto position = position_of(vm, a);
  return position ? gc::boolean(!int_is_negative(*position)) : null;
}
Word index(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto position = position_of(vm, a);
  if (!position) return null;
  if (!int_is_negative(*position)) return *position;
  if (is_integer_word(a[1])) return raise(vm, vm.exceptions.ValueError, "%R is not in range", a[1]);
  return raise(vm, vm.exceptions.ValueError, "sequence.index(x): x not in sequence");
}
Word count(VM& vm, const Word* a, std::uint64_t, Word) {
  if (is_integer_word(a[1])) return gc::small_int(range_contains(vm, self_of(a), a[1]));
  std::int64_t found = 0;
  const Word iterator = range_iterator(vm, self_of(a));
  for (;;) {
    const Word item = range_iterator_next(&vm, iterator);
    if (gc::is_null(item)) return gc::is_null(vm.pending) ? gc::small_int(found) : null;
    const std::int64_t equal = are_equal(&vm, item, a[1]);
    if (equal < 0) return null;
    found += equal;
  }
}

Word range_repr(VM& vm, const Word* a, std::uint64_t, Word) {
  const Range* const range = self_of(a);
  std::string text = "range(" + int_to_text(range->start) + ", " + int_to_text(range->stop);
  if (!(range->step == gc::small_int(1))) text += ", " + int_to_text(range->step);
  return text_result(vm, text + ")");
}

/// Ranges are equal if they give the same numbers.
bool equal(const Range* left, const Range* right) {
  if (int_compare(left->length, right->length) != 0) return false;
  if (int_is_zero(left->length)) return true;
  if (int_compare(left->start, right->start) != 0) return false;
  return left->length == gc::small_int(1) || int_compare(left->step, right->step) == 0;
}
Word compare_ranges(VM&, Comparison comparison, Word left, Word right) {
  const bool equality = comparison == Comparison::eq || comparison == Comparison::ne;
  if (!equality || !is<Range>(right)) return not_implemented;
  return gc::boolean(equal(gc::as<Range>(left), gc::as<Range>(right)) == (comparison == Comparison::eq));
}
Word range_hash(VM& vm, const Word* a, std::uint64_t, Word) {
  const Range* const range = self_of(a);
  Word parts[3] = {range->length, none, none};
  if (!int_is_zero(range->length)) parts[1] = range->start;
  if (!int_is_zero(range->length) && !(range->length == gc::small_int(1))) parts[2] = range->step;
  const Tuple* const tuple = make_tuple(vm, parts);
  if (!tuple) return null;
  const std::int64_t hash = tuple_hash(vm, tuple);
  return hash == -1 ? null : make_int(vm, hash);
}

template <Fixed<Word> Range::*member>
Word range_member(VM&, Word self) {
  return gc::as<Range>(self)->*member;
}

constexpr NativeMethod range_methods[] = {
    {"__len__", length, 1, 1},
    {"__bool__", truth, 1, 1},
    {"__getitem__", get_item_method, 2, 2},
    {"__iter__", iterate, 1, 1},
    {"__reversed__", iterate_backwards, 1, 1, "Return a reverse iterator."},
    {"__contains__", contains_method, 2, 2},
    {"__repr__", range_repr, 1, 1},
    {"__hash__", range_hash, 1, 1},
    {"index", index, 2, 2, "Return index of value."},
    {"count", count, 2, 2, "Return number of occurrences of value."},
    {"__new__", range_new, 1, -1, nullptr, NativeMethod::static_},
};

// --- slice ---

Word slice_new(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  if (!constructor_arguments(vm, "slice", vm.types.slice, a, count, keywords, 1, 3)) return null;
  if (count == 2) return make_slice(vm, none, a[1], none);
  return make_slice(vm, a[1], a[2], count > 3 ? a[3] : none);
}

Word slice_repr(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto* slice = gc::as<Slice>(a[0]);
  StrBuilder text;
  text.append("slice(");
  const Word parts[] = {slice->start, slice->stop, slice->step};
  for (int i = 0; i != 3; ++i) {
    if (i != 0) text.append(", ");
    const Word shown = repr(&vm, parts[i]);
    if (gc::is_null(shown)) return null;
    text.append(shown);
  }
  text.append(")");
  return text.finish_word(vm);
}

Word as_tuple(VM& vm, Word slice) {
  const auto* it = gc::as<Slice>(slice);
  const Word parts[] = {it->start, it->stop, it->step};
  Tuple* const tuple = make_tuple(vm, parts);
  return tuple ? gc::reference(tuple) : null;
}
Word compare_slices(VM& vm, Comparison comparison, Word left, Word right) {
  if (!is<Slice>(right)) return not_implemented;
  const Word a = as_tuple(vm, left), b = as_tuple(vm, right);
  return gc::is_null(a) || gc::is_null(b) ? null : compare_sequences(vm, comparison, a, b);
}

/// A part of a slice as an integer of any size; null with TypeError pending.
Word slice_part(VM& vm, Word part) {
  if (is_integer_word(unwrap(part)) ||
      find_special(&vm, word_header(&vm, part), vm.names->index)->found != Found::missing)
    return to_index(vm, part);
  return raise(vm, vm.exceptions.TypeError,
               "slice indices must be integers or None or have an __index__ method");
}

/// slice.indices(length) for a length of any size.
Word indices(VM& vm, const Word* a, std::uint64_t, Word) {
  const Word length = to_index(vm, a[1]);
  if (gc::is_null(length)) return null;
  if (int_is_negative(length))
    return raise(vm, vm.exceptions.ValueError, "length should not be negative");
  const auto* slice = gc::as<Slice>(a[0]);
  const Word step = slice->step == none ? gc::small_int(1) : slice_part(vm, slice->step);
  if (gc::is_null(step)) return null;
  if (int_is_zero(step)) return raise(vm, vm.exceptions.ValueError, "slice step cannot be zero");
  const bool down = int_is_negative(step);
  const Word lowest = gc::small_int(down ? -1 : 0);
  const Word highest = down ? int_subtract(vm, length, gc::small_int(1)) : length;
  const auto bound = [&](Word given, Word otherwise) {
    if (given == none) return otherwise;
    Word at = slice_part(vm, given);
    if (!gc::is_null(at) && int_is_negative(at)) at = int_add(vm, at, length);
    if (gc::is_null(at)) return null;
    return int_compare(at, lowest) < 0 ? lowest : int_compare(at, highest) > 0 ? highest : at;
  };
  const Word start = bound(slice->start, down ? highest : lowest);
  if (gc::is_null(start)) return null;
  const Word stop = bound(slice->stop, down ? lowest : highest);
  if (gc::is_null(stop)) return null;
  const Word parts[] = {start, stop, step};
  Tuple* const tuple = make_tuple(vm, parts);
  return tuple ? gc::reference(tuple) : null;
}

template <Fixed<Word> Slice::*member>
Word slice_member(VM&, Word self) {
  return gc::as<Slice>(self)->*member;
}

constexpr NativeMethod slice_methods[] = {
    {"__repr__", slice_repr, 1, 1},
    {"indices", indices, 2, 2, "The start, stop and step that the slice means for a sequence of this length."},
    {"__new__", slice_new, 1, -1, nullptr, NativeMethod::static_},
};

}  // namespace

void init_ranges(VM& vm) {
  Type* const range = vm.types.range;
  add_comparisons<compare_ranges>(vm, range);
  add_methods(vm, range, range_methods);
  add_property(vm, range, "start", range_member<&Range::start>);
  add_property(vm, range, "stop", range_member<&Range::stop>);
  add_property(vm, range, "step", range_member<&Range::step>);

  Type* const slice = vm.types.slice;
  add_comparisons<compare_slices>(vm, slice);
  add_methods(vm, slice, slice_methods);
  make_unhashable(vm, slice);
  add_property(vm, slice, "start", slice_member<&Slice::start>);
  add_property(vm, slice, "stop", slice_member<&Slice::stop>);
  add_property(vm, slice, "step", slice_member<&Slice::step>);
}

}  // namespace py
