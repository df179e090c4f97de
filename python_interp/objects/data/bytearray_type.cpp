// The type bytearray: what changes it.
#include <algorithm>

#include "python_interp/objects/attributes.hpp"
#include "python_interp/objects/data/bytes_support.hpp"
#include "python_interp/objects/data/bytes_type.hpp"
#include "python_interp/objects/data/methods.hpp"
#include "python_interp/objects/data/sequence_methods.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/ranges.hpp"

namespace py {
namespace {

ByteArray* self_of(const Word* arguments) { return gc::as<ByteArray>(unwrap(arguments[0])); }
Word done_or_null(bool done) { return done ? none : null; }

Word bytearray_new(VM& vm, const Word* a, std::uint64_t, Word) {
  ByteArray* const array = make_bytearray(vm, {});
  return array ? wrap(vm, gc::as<Type>(a[0]), gc::reference(array)) : null;
}

Word bytearray_init(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  static constexpr Signature signature{"bytearray", {"source", "encoding", "errors"}, 0, 3};
  Word values[3];
  if (!bind(vm, signature, a + 1, count - 1, keywords, values)) return null;
  const Word made = bytes_from_arguments(vm, "bytearray", values[0], values[1], values[2]);
  if (gc::is_null(made)) return null;
  const ByteArray* const copy = make_bytearray(vm, *bytes_of(made));
  if (!copy) return null;
  self_of(a)->storage = copy->storage;
  self_of(a)->length = copy->length;
  return none;
}

Word repr_method(VM& vm, const Word* a, std::uint64_t, Word) {
  return text_result(vm, type_name(vm, a[0]) + "(" + bytes_repr(bytes_in(self_of(a)), true) + ")");
}

/// array[start:stop] = bytes.
bool replace_part(VM& vm, ByteArray* array, std::int64_t start, std::int64_t stop,
                  std::span<const std::uint8_t> bytes) {
  const std::vector<std::uint8_t> kept(bytes.begin(), bytes.end());  // they may be the array's own
  const std::uint64_t old_length = array->length;
  const std::uint64_t removed = static_cast<std::uint64_t>(stop - start);
  const std::uint64_t length = old_length - removed + kept.size();
  const std::uint64_t tail = old_length - static_cast<std::uint64_t>(stop);
  if (!bytearray_resize(vm, array, std::max(old_length, length))) return false;
  std::uint8_t* const data = array->storage ? array->storage->data.data() : nullptr;
  if (tail != 0) std::memmove(data + start + kept.size(), data + stop, tail);
  if (!kept.empty()) std::memcpy(data + start, kept.data(), kept.size());
  array->length = length;
  return true;
}

Word assign_slice(VM& vm, ByteArray* array, const Slice* slice, Word value) {
  if (is_integer_word(unwrap(value)) || str_of(value) || (!bytes_of(value) && gc::is_null(get_iterator(&vm, value)))) {
    vm.pending = null;
    return raise(vm, vm.exceptions.TypeError,
                 "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
  }
  const auto place = slice_given(vm, slice);
  if (!place) return null;
  const Word given = bytes_from(vm, value);
  if (gc::is_null(given)) return null;
  const SliceBounds bounds = clip_slice(*place, static_cast<std::int64_t>(array->length));
  const std::span<const std::uint8_t> bytes = *bytes_of(given);
  if (bounds.step == 1)
    return done_or_null(replace_part(vm, array, bounds.start, std::max(bounds.start, bounds.stop), bytes));
  if (static_cast<std::int64_t>(bytes.size()) != bounds.count)
    return raise(vm, vm.exceptions.ValueError,
                 "attempt to assign bytes of size %zu to extended slice of size %lld", bytes.size(),
                 static_cast<long long>(bounds.count));
  const std::vector<std::uint8_t> kept(bytes.begin(), bytes.end());
  for (std::int64_t i = 0; i != bounds.count; ++i)
    bytes_in(array)[static_cast<std::size_t>(bounds.start + i * bounds.step)] = kept[static_cast<std::size_t>(i)];
  return none;
}

Word set_item_method(VM& vm, const Word* a, std::uint64_t, Word) {
  ByteArray* const array = self_of(a);
  if (is<Slice>(a[1])) return assign_slice(vm, array, gc::as<Slice>(a[1]), a[2]);
  if (!byte_position(vm, a[1], a[0])) return null;
  const auto byte = to_byte(vm, a[2]);
  if (!byte) return null;
  const auto at = byte_position(vm, a[1], a[0]);  // again: both may have changed the array
  if (!at) return null;
  bytes_in(array)[static_cast<std::size_t>(*at)] = *byte;
  return none;
}

Word delete_item_method(VM& vm, const Word* a, std::uint64_t, Word) {
  ByteArray* const array = self_of(a);
  if (!is<Slice>(a[1])) {
    const auto at = byte_position(vm, a[1], a[0]);
    return at ? done_or_null(replace_part(vm, array, *at, *at + 1, {})) : null;
  }
  const auto given = slice_given(vm, gc::as<Slice>(a[1]));
  if (!given) return null;
  const SliceBounds bounds = clip_slice(*given, static_cast<std::int64_t>(array->length));
  std::vector<bool> goes(array->length);
  for (std::int64_t i = 0; i != bounds.count; ++i)
    goes[static_cast<std::size_t>(bounds.start + i * bounds.step)] = true;
  std::uint64_t to = 0;
  for (std::uint64_t from = 0; from != array->length; ++from)
    if (!goes[from]) bytes_in(array)[to++] = bytes_in(array)[from];
  array->length = to;
  return none;
}

Word append(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto byte = to_byte(vm, a[1]);
  return byte ? done_or_null(bytearray_append(vm, self_of(a), {&*byte, 1})) : null;
}
Word insert(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto index = to_i64(vm, a[1]);
  if (!index) return null;
  const auto byte = to_byte(vm, a[2]);
  if (!byte) return null;
  const auto length = static_cast<std::int64_t>(self_of(a)->length);
  const std::int64_t at = *index < 0 ? std::max<std::int64_t>(*index + length, 0) : std::min(*index, length);
  return done_or_null(replace_part(vm, self_of(a), at, at, {&*byte, 1}));
}
Word extend(VM& vm, const Word* a, std::uint64_t, Word) {
  if (!bytes_of(a[1]) && gc::is_null(find_attribute_value(&vm, a[1], vm.names->iter)) && gc::is_null(vm.pending) &&
      !is<Str>(a[1]))
    return raise(vm, vm.exceptions.TypeError, "can't extend bytearray with %T", a[1]);
  Word source = a[1];
  if (Str* const text = str_of(source)) {
    if (text->length != 0)
      return raise(vm, vm.exceptions.TypeError, "'str' object cannot be interpreted as an integer");
    return none;
  }
  source = bytes_from(vm, source);
  if (gc::is_null(source)) {
    // The words are a little different from those of bytes().
    if (pending_is(vm, vm.exceptions.ValueError)) {
      take_pending(vm);
      return raise(vm, vm.exceptions.ValueError, "byte must be in range(0, 256)");
    }
    return null;
  }
  return done_or_null(bytearray_append(vm, self_of(a), *bytes_of(source)));
}
Word concatenate_here(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto bytes = bytes_of(a[1]);
  if (!bytes) return raise(vm, vm.exceptions.TypeError, "can't concat %T to bytearray", a[1]);
  return bytearray_append(vm, self_of(a), *bytes) ? a[0] : null;
}
Word repeat_here(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto times = repeat_count(vm, a[1]);
  if (!times) return null;
  ByteArray* const array = self_of(a);
  const std::uint64_t length = array->length;
  if (*times <= 0) array->length = 0;
  for (std::int64_t i = 1; i < *times; ++i)
    if (!bytearray_append(vm, array, bytes_in(array).first(length))) return null;
  return a[0];
}
Word pop(VM& vm, const Word* a, std::uint64_t count, Word) {
  ByteArray* const array = self_of(a);
  std::int64_t index = -1;
  if (count > 1) {
    const auto given = to_i64(vm, a[1]);
    if (!given) return null;
    index = *given;
  }
  const auto length = static_cast<std::int64_t>(array->length);
  if (length == 0) return raise(vm, vm.exceptions.IndexError, "pop from empty bytearray");
  if (index < 0) index += length;
  if (index < 0 || index >= length) return raise(vm, vm.exceptions.IndexError, "pop index out of range");
  const Word byte = gc::small_int(bytes_in(array)[static_cast<std::size_t>(index)]);
  return replace_part(vm, array, index, index + 1, {}) ? byte : null;
}
Word remove(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto byte = to_byte(vm, a[1]);
  if (!byte) return null;
  const auto bytes = bytes_in(self_of(a));
  const auto at = std::find(bytes.begin(), bytes.end(), *byte) - bytes.begin();
  if (at == static_cast<std::ptrdiff_t>(bytes.size()))
    return raise(vm, vm.exceptions.ValueError, "value not found in bytearray");
  return done_or_null(replace_part(vm, self_of(a), at, at + 1, {}));
}
Word reverse(VM&, const Word* a, std::uint64_t, Word) {
  const auto bytes = bytes_in(self_of(a));
  std::reverse(bytes.begin(), bytes.end());
  return none;
}
Word clear(VM&, const Word* a, std::uint64_t, Word) {
  self_of(a)->length = 0;
  return none;
}
Word copy(VM& vm, const Word* a, std::uint64_t, Word) { return same_kind(vm, a[0], bytes_in(self_of(a))); }

constexpr NativeMethod methods[] = {
    {"__init__", bytearray_init, 1, -1},
    {"__repr__", repr_method, 1, 1},
    {"__str__", repr_method, 1, 1},
    {"__setitem__", set_item_method, 3, 3},
    {"__delitem__", delete_item_method, 2, 2},
    {"__iadd__", concatenate_here, 2, 2},
    {"__imul__", repeat_here, 2, 2},
    {"append", append, 2, 2, "Append a single item to the end of the bytearray."},
    {"insert", insert, 3, 3, "Insert a single item before the given index."},
    {"extend", extend, 2, 2, "Append all the items from the iterable."},
    {"pop", pop, 1, 2, "Remove and return a single item."},
    {"remove", remove, 2, 2, "Remove the first occurrence of a value."},
    {"reverse", reverse, 1, 1, "Reverse the order of the values in place."},
    {"clear", clear, 1, 1, "Remove all items."},
    {"copy", copy, 1, 1, "A copy."},
    {"__new__", bytearray_new, 1, -1, nullptr, NativeMethod::static_},
};

}  // namespace

void init_bytearray(VM& vm) {
  Type* const type = vm.types.bytearray;
  add_bytes_operators(vm, type);
  add_methods(vm, type, methods);
  add_bytes_methods(vm, type);
  make_unhashable(vm, type);
}

}  // namespace py
