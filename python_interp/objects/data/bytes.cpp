// bytes and bytearray: making them, and what counts as one.
#include <algorithm>

#include "python_interp/objects/attributes.hpp"
#include "python_interp/objects/data/bytes_support.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/numbers.hpp"
#include "python_interp/objects/strings.hpp"

namespace py {

std::int64_t hash_bytes(const std::uint8_t* bytes, std::size_t count);

Bytes* new_bytes(VM& vm, std::uint64_t length) {
  auto* bytes = allocate<Bytes>(vm, vm.types.bytes, length);
  if (bytes) bytes->length = {length};
  return bytes;
}

Bytes* make_bytes(VM& vm, std::span<const std::uint8_t> from) {
  if (from.empty() && !gc::is_null(vm.empty_bytes)) return gc::as<Bytes>(vm.empty_bytes);
  Bytes* const bytes = new_bytes(vm, from.size());
  if (bytes && !from.empty()) std::memcpy(bytes->data.data(), from.data(), from.size());
  return bytes;
}
Bytes* make_bytes(VM& vm, std::string_view from) {
  return make_bytes(vm, std::span(reinterpret_cast<const std::uint8_t*>(from.data()), from.size()));
}

ByteArray* make_bytearray(VM& vm, std::span<const std::uint8_t> from) {
  auto* array = allocate<ByteArray>(vm, vm.types.bytearray);
  Bytes* const storage = array ? new_bytes(vm, from.size()) : nullptr;
  if (!storage) return nullptr;
  if (!from.empty()) std::memcpy(storage->data.data(), from.data(), from.size());
  array->storage = storage;
  array->length = from.size();
  return array;
}

std::span<std::uint8_t> bytes_in(ByteArray* array) {
  return array->storage ? std::span(array->storage->data.data(), array->length) : std::span<std::uint8_t>();
}

std::optional<std::span<const std::uint8_t>> bytes_of(Word word) {
  word = unwrap(word);
  if (is<Bytes>(word)) return std::span<const std::uint8_t>(gc::as<Bytes>(word)->data.data(), gc::as<Bytes>(word)->length);
  if (is<ByteArray>(word)) return bytes_in(gc::as<ByteArray>(word));
  return std::nullopt;
}

std::optional<std::span<const std::uint8_t>> need_bytes(VM& vm, Word word) {
  const auto bytes = bytes_of(word);
  if (!bytes) raise(vm, vm.exceptions.TypeError, "a bytes-like object is required, not '%T'", word);
  return bytes;
}

std::optional<std::uint8_t> to_byte(VM& vm, Word word, const char* what) {
  const Word index = to_index(vm, word);
  if (gc::is_null(index)) return std::nullopt;
  const auto value = int_to_i64(index);
  if (value && *value >= 0 && *value < 256) return static_cast<std::uint8_t>(*value);
  raise(vm, vm.exceptions.ValueError, "%s must be in range(0, 256)", what);
  return std::nullopt;
}

bool bytearray_resize(VM& vm, ByteArray* array, std::uint64_t length) {
  const std::uint64_t room = array->storage ? array->storage->length.value : 0;
  if (length > room) {
    Bytes* const storage = new_bytes(vm, length + length / 8 + 8);
    if (!storage) return false;
    if (array->length != 0) std::memcpy(storage->data.data(), array->storage->data.data(), array->length);
    array->storage = storage;
  }
  array->length = length;
  return true;
}

bool bytearray_append(VM& vm, ByteArray* array, std::span<const std::uint8_t> bytes) {
  const std::uint64_t length = array->length;
  if (!bytearray_resize(vm, array, length + bytes.size())) return false;
  if (!bytes.empty()) std::memmove(array->storage->data.data() + length, bytes.data(), bytes.size());
  return true;
}

Word bytes_from(VM& vm, Word value) {
  if (is<Bytes>(value) || is<ByteArray>(value)) return value;
  if (bytes_of(value)) return unwrap(value);
  const bool iterable =
      !str_of(value) && (find_special(&vm, word_header(&vm, value), vm.names->iter)->found != Found::missing ||
                         find_special(&vm, word_header(&vm, value), vm.names->getitem)->found != Found::missing);
  if (!iterable) return raise(vm, vm.exceptions.TypeError, "cannot convert '%T' object to bytes", value);
  const Word iterator = get_iterator(&vm, value);
  ByteArray* const gathered = gc::is_null(iterator) ? nullptr : make_bytearray(vm, {});
  if (!gathered) return null;
  for (;;) {
    const Word item = iterator_next(&vm, iterator);
    if (gc::is_null(item)) break;
    const auto byte = to_byte(vm, item, "bytes");
    if (!byte || !bytearray_append(vm, gathered, {&*byte, 1})) return null;
  }
  return gc::is_null(vm.pending) ? gc::reference(gathered) : null;
}

std::int64_t bytes_hash(Bytes* bytes) {
  if (bytes->hash == 0) bytes->hash = static_cast<std::uint64_t>(hash_bytes(bytes->data.data(), bytes->length));
  return static_cast<std::int64_t>(bytes->hash);
}

Word same_kind(VM& vm, Word like, std::span<const std::uint8_t> bytes) {
  if (is<ByteArray>(unwrap(like))) {
    ByteArray* const array = make_bytearray(vm, bytes);
    return array ? gc::reference(array) : null;
  }
  Bytes* const made = make_bytes(vm, bytes);
  return made ? gc::reference(made) : null;
}

}  // namespace py
