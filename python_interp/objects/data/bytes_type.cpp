// The type bytes, and the operators that bytearray shares with it.
#include <algorithm>

#include "python_interp/objects/data/byte_search.hpp"
#include "python_interp/objects/data/bytes_support.hpp"
#include "python_interp/objects/data/bytes_type.hpp"
#include "python_interp/objects/data/methods.hpp"
#include "python_interp/objects/data/sequence_methods.hpp"
#include "python_interp/objects/formatting.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/ranges.hpp"

namespace py {

void init_bytes(VM& vm);

namespace {

using ByteSpan = std::span<const std::uint8_t>;
ByteSpan self_of(const Word* arguments) { return *bytes_of(arguments[0]); }

Word bytes_new(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  static constexpr Signature signature{"bytes", {"source", "encoding", "errors"}, 0, 3};
  Word values[3];
  if (!bind(vm, signature, a + 1, count - 1, keywords, values)) return null;
  const Word made = bytes_from_arguments(vm, "bytes", values[0], values[1], values[2]);
  if (gc::is_null(made)) return null;
  Word exact = made;
  if (!is<Bytes>(made)) {
    Bytes* const copy = make_bytes(vm, *bytes_of(made));
    if (!copy) return null;
    exact = gc::reference(copy);
  }
  return wrap(vm, gc::as<Type>(a[0]), exact);
}

Word length(VM&, const Word* a, std::uint64_t, Word) {
  return gc::small_int(static_cast<std::int64_t>(self_of(a).size()));
}
Word iterate(VM& vm, const Word* a, std::uint64_t, Word) {
  return make_iterator(vm, vm.types.bytes_iterator, unwrap(a[0]));
}
Word hash(VM&, const Word* a, std::uint64_t, Word) {
  return gc::small_int(bytes_hash(gc::as<Bytes>(unwrap(a[0]))));
}
Word repr_method(VM& vm, const Word* a, std::uint64_t, Word) { return text_result(vm, bytes_repr(self_of(a))); }
Word plain(VM&, const Word* a, std::uint64_t, Word) { return unwrap(a[0]); }
Word getnewargs(VM& vm, const Word* a, std::uint64_t, Word) {
  const Word self = unwrap(a[0]);
  Tuple* const only = make_tuple(vm, {&self, 1});
  return only ? gc::reference(only) : null;
}

Word contains_method(VM& vm, const Word* a, std::uint64_t, Word) {
  if (is_integer_word(unwrap(a[1]))) {
    const auto byte = to_byte(vm, a[1]);
    if (!byte) return null;
    return gc::boolean(find_bytes(self_of(a), {&*byte, 1}, 0, self_of(a).size()) >= 0);
  }
  const auto part = need_bytes(vm, a[1]);
  return part ? gc::boolean(find_bytes(self_of(a), *part, 0, self_of(a).size()) >= 0) : null;
}

Word concatenate(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto right = bytes_of(a[1]);
  if (!right) return raise(vm, vm.exceptions.TypeError, "can't concat %T to %T", a[1], a[0]);
  std::vector<std::uint8_t> both(self_of(a).begin(), self_of(a).end());
  both.insert(both.end(), right->begin(), right->end());
  return same_kind(vm, a[0], both);
}
Word repeat(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto times = repeat_count(vm, a[1]);
  if (!times) return null;
  const ByteSpan self = self_of(a);
  std::uint64_t total;
  if (__builtin_mul_overflow(self.size(), static_cast<std::uint64_t>(std::max<std::int64_t>(*times, 0)), &total) ||
      total > SIZE_MAX / 64) {
    raise_memory_error(vm);
    return null;
  }
  std::vector<std::uint8_t> repeated;
  repeated.reserve(total);
  for (std::int64_t i = 0; i < *times && !self.empty(); ++i) repeated.insert(repeated.end(), self.begin(), self.end());
  return same_kind(vm, a[0], repeated);
}
Word percent(VM& vm, const Word* a, std::uint64_t, Word) { return percent_format_bytes(vm, a[0], a[1]); }

Word compare(VM&, Comparison comparison, Word left, Word right) {
  const auto a = bytes_of(left), b = bytes_of(right);
  if (!a || !b) return not_implemented;
  const std::size_t common = std::min(a->size(), b->size());
  const int order = common == 0 ? 0 : std::memcmp(a->data(), b->data(), common);
  return compared(comparison, order != 0 ? order : (a->size() > b->size()) - (a->size() < b->size()));
}

constexpr NativeMethod shared_methods[] = {
    {"__len__", length, 1, 1},
    {"__getitem__", bytes_get_item, 2, 2},
    {"__iter__", iterate, 1, 1},
    {"__contains__", contains_method, 2, 2},
    {"__add__", concatenate, 2, 2},
    {"__mul__", repeat, 2, 2},
    {"__rmul__", repeat, 2, 2},
    {"__mod__", percent, 2, 2},
};
constexpr NativeMethod bytes_only_methods[] = {
    {"__hash__", hash, 1, 1},
    {"__repr__", repr_method, 1, 1},
    {"__str__", repr_method, 1, 1},
    {"__bytes__", plain, 1, 1},
    {"__getnewargs__", getnewargs, 1, 1},
    {"__new__", bytes_new, 1, -1, nullptr, NativeMethod::static_},
};

/// bytes(number): so many zeros.
Word zeros(VM& vm, Word number) {
  const auto count = to_i64(vm, number, vm.exceptions.OverflowError);
  if (!count) return null;
  if (*count < 0) return raise(vm, vm.exceptions.ValueError, "negative count");
  Bytes* const made = new_bytes(vm, static_cast<std::uint64_t>(*count));
  return made ? gc::reference(made) : null;
}

}  // namespace

std::optional<std::int64_t> byte_position(VM& vm, Word index, Word self) {
  const bool of_array = is<ByteArray>(unwrap(self));
  const bool is_index = is_integer_word(unwrap(index)) ||
                        find_special(&vm, word_header(&vm, index), vm.names->index)->found != Found::missing;
  if (!is_index) {
    raise(vm, vm.exceptions.TypeError, "%s indices must be integers or slices, not %T",
          of_array ? "bytearray" : "byte", index);
    return std::nullopt;
  }
  const auto given = to_i64(vm, index);
  if (!given) return std::nullopt;
  const auto length = static_cast<std::int64_t>(bytes_of(self)->size());
  const std::int64_t at = *given < 0 ? *given + length : *given;
  if (at >= 0 && at < length) return at;
  raise(vm, vm.exceptions.IndexError, of_array ? "bytearray index out of range" : "index out of range");
  return std::nullopt;
}

Word bytes_get_item(VM& vm, const Word* a, std::uint64_t, Word) {
  if (!is<Slice>(a[1])) {
    const auto at = byte_position(vm, a[1], a[0]);
    return at ? gc::small_int(self_of(a)[static_cast<std::size_t>(*at)]) : null;
  }
  const auto given = slice_given(vm, gc::as<Slice>(a[1]));
  if (!given) return null;
  const ByteSpan self = self_of(a);
  const SliceBounds bounds = clip_slice(*given, static_cast<std::int64_t>(self.size()));
  if (bounds.step == 1 || bounds.count == 0)
    return same_kind(vm, a[0], self.subspan(static_cast<std::size_t>(bounds.start), static_cast<std::size_t>(bounds.count)));
  std::vector<std::uint8_t> picked;
  for (std::int64_t i = 0; i != bounds.count; ++i)
    picked.push_back(self[static_cast<std::size_t>(bounds.start + i * bounds.step)]);
  return same_kind(vm, a[0], picked);
}

Word bytes_from_arguments(VM& vm, const char* name, Word source, Word encoding, Word errors) {
  const Word options[] = {encoding, errors};
  std::string texts[2] = {"utf-8", "strict"};
  for (int i = 0; i != 2; ++i) {
    if (gc::is_null(options[i])) continue;
    const Str* const text = str_of(options[i]);
    if (!text)
      return raise(vm, vm.exceptions.TypeError, "%s() argument '%s' must be str, not %T", name,
                   i == 0 ? "encoding" : "errors", options[i]);
    texts[i] = to_utf8(text);
  }
  const bool has_options = !gc::is_null(encoding) || !gc::is_null(errors);
  Str* const text = gc::is_null(source) ? nullptr : str_of(source);
  if (has_options && !text)
    return raise(vm, vm.exceptions.TypeError, gc::is_null(encoding) ? "errors without a string argument"
                                                                    : "encoding without a string argument");
  if (text && gc::is_null(encoding))
    return raise(vm, vm.exceptions.TypeError, "string argument without an encoding");
  if (text) return encode(vm, text, texts[0], texts[1]);
  if (gc::is_null(source)) return vm.empty_bytes;
  if (bytes_of(source)) return unwrap(source);
  const Word converted = call_special(vm, source, vm.names->bytes, {});
  if (!gc::is_null(converted)) {
    if (bytes_of(converted)) return unwrap(converted);
    return raise(vm, vm.exceptions.TypeError, "__bytes__ returned non-bytes (type %T)", converted);
  }
  if (!gc::is_null(vm.pending)) return null;
  const bool number = is_integer_word(unwrap(source)) ||
                      find_special(&vm, word_header(&vm, source), vm.names->index)->found != Found::missing;
  return number ? zeros(vm, source) : bytes_from(vm, source);
}

void add_bytes_operators(VM& vm, Type* type) {
  add_comparisons<compare>(vm, type);
  add_methods(vm, type, shared_methods);
}

void init_bytes(VM& vm) {
  vm.empty_bytes = gc::reference(new_bytes(vm, 0));
  add_bytes_operators(vm, vm.types.bytes);
  add_methods(vm, vm.types.bytes, bytes_only_methods);
  add_bytes_methods(vm, vm.types.bytes);
  init_bytearray(vm);
}

}  // namespace py
