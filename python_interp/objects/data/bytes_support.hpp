// What the files of bytes and bytearray share.
#pragma once

#include <optional>
#include <span>

#include "python_interp/objects/strings.hpp"

namespace py {

/// A bytearray's bytes, to be changed.
std::span<std::uint8_t> bytes_in(ByteArray* array);
/// New bytes at the end have any value.
bool bytearray_resize(VM& vm, ByteArray* array, std::uint64_t length);
bool bytearray_append(VM& vm, ByteArray* array, std::span<const std::uint8_t> bytes);

/// An integer as a byte: ValueError "<what> must be in range(0, 256)".
std::optional<std::uint8_t> to_byte(VM& vm, Word word, const char* what = "byte");

/// These bytes as bytes or bytearray, whichever `like` is.
Word same_kind(VM& vm, Word like, std::span<const std::uint8_t> bytes);

/// bytes(...) and bytearray(...): source, encoding, errors (null: not given) as a bytes-like word.
Word bytes_from_arguments(VM& vm, const char* name, Word source, Word encoding, Word errors);
/// The methods that bytes and bytearray share.
void add_bytes_methods(VM& vm, Type* type);
void init_bytearray(VM& vm);

}  // namespace py
