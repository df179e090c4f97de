// Text and bytes as plain C++ functions: str, bytes, bytearray.
//
// A Str holds its code points in the narrowest of 1, 2 or 4 bytes; `units<T>` gives them, `with_units`
// calls a generic lambda with a span of the right type. Functions that make text keep it narrowest.
#pragma once

#include <cstring>
#include <span>
#include <string>
#include <string_view>

#include "pe/residual/callee.hpp"
#include "python_interp/objects/allocate.hpp"

namespace py {

/// The code points of `string`, whose width is sizeof(T).
template <class T>
std::span<const T> units(const Str* string) {
  return {reinterpret_cast<const T*>(string->data.data()), string->length};
}

/// Calls `use` with the code points as a span of uint8_t, uint16_t or uint32_t.
template <class Use>
decltype(auto) with_units(const Str* string, Use&& use) {
  switch (string->width) {
    case 1: return use(units<std::uint8_t>(string));
    case 2: return use(units<std::uint16_t>(string));
    default: return use(units<std::uint32_t>(string));
  }
}

inline std::uint32_t str_at(const Str* string, std::uint64_t index) {
  const std::uint8_t* data = string->data.data();
  switch (string->width) {
    case 1: return data[index];
    case 2: return reinterpret_cast<const std::uint16_t*>(data)[index];
    default: return reinterpret_cast<const std::uint32_t*>(data)[index];
  }
}
inline std::size_t str_bytes(const Str* string) { return string->length * string->width; }
inline bool str_is_ascii(const Str* string) { return (string->flags & str_ascii) != 0; }
/// The bytes of an ASCII string as text; only for those.
inline std::string_view ascii_view(const Str* string) {
  return {reinterpret_cast<const char*>(string->data.data()), string->length};
}

// --- Making ---

/// A string of `length` code points of `width` bytes whose data is still to be filled in; its flags say
/// nothing of ASCII. Null with MemoryError pending.
Str* new_str(VM& vm, std::uint64_t length, std::uint32_t width);
/// Copies `from` to `to`, a string being made and at least as wide, at `position`.
void copy_code_points(Str* to, std::uint64_t position, const Str* from);
/// From ASCII, which is not checked.
Str* make_ascii(VM& vm, std::string_view ascii);
/// From code points of any width, kept in the narrowest.
Str* make_str(VM& vm, std::span<const std::uint8_t> code_points);
Str* make_str(VM& vm, std::span<const std::uint16_t> code_points);
Str* make_str(VM& vm, std::span<const std::uint32_t> code_points);
/// The string of one code point; Latin-1 ones are made once.
Word make_character(VM& vm, std::uint32_t code_point);
inline Word str_word(Str* string) { return string ? gc::reference(string) : null; }

// --- Using ---

/// Not 0, at most 61 bits; kept in the string.
std::int64_t str_hash_slow(Str* string);
inline std::int64_t str_hash(Str* string) {
  return string->hash != 0 ? static_cast<std::int64_t>(string->hash) : str_hash_slow(string);
}
inline bool str_equal(const Str* left, const Str* right) {
  return left == right || (left->length == right->length && left->width == right->width &&
                           std::memcmp(left->data.data(), right->data.data(), str_bytes(left)) == 0);
}
bool str_equals(const Str* left, std::string_view ascii);
int str_compare(const Str* left, const Str* right);
/// left + right, both Strs.
Word str_concat(VM* vm, Word left, Word right);
/// The string `string[index]` of one character, index in range.
Word str_index(VM* vm, Word string, std::int64_t index);
/// string[index], string[slice]: IndexError and TypeError as CPython's.
Word str_get_item(VM* vm, Word string, Word index);
Word str_slice(VM& vm, Str* string, std::int64_t start, std::int64_t stop, std::int64_t step,
               std::int64_t count);
Word str_repeat(VM& vm, Str* string, std::int64_t times);
/// Position of `needle` in string[start:stop], or -1; from the end.
std::int64_t str_find(const Str* string, const Str* needle, std::int64_t start, std::int64_t stop);
std::int64_t str_rfind(const Str* string, const Str* needle, std::int64_t start, std::int64_t stop);
std::int64_t str_count(const Str* string, const Str* needle, std::int64_t start, std::int64_t stop);
bool str_contains(const Str* string, const Str* needle);
/// separator.join(items), each of which must be a str.
Word str_join(VM* vm, Word separator, Word items);
/// string.split(separator, limit); separator null: white space.
Word str_split(VM& vm, Str* string, Str* separator, std::int64_t limit);
Word str_rsplit(VM& vm, Str* string, Str* separator, std::int64_t limit);
Word str_split_lines(VM& vm, Str* string, bool keep_ends);
Word str_replace(VM& vm, Str* string, Str* from, Str* to, std::int64_t limit);
/// repr() of text: in quotes, with escapes.
Str* str_repr(VM& vm, const Str* string);
/// A repr made ASCII: what is not is escaped.
Word escape_non_ascii(VM& vm, Str* text);
/// Is `string` an identifier?
bool str_is_identifier(const Str* string);

// --- Bytes ---

Bytes* new_bytes(VM& vm, std::uint64_t length);
Bytes* make_bytes(VM& vm, std::span<const std::uint8_t> bytes);
Bytes* make_bytes(VM& vm, std::string_view bytes);
ByteArray* make_bytearray(VM& vm, std::span<const std::uint8_t> bytes);
/// What a bytes-like object (bytes, bytearray, or an instance of a subclass) holds, until it changes.
std::optional<std::span<const std::uint8_t>> bytes_of(Word word);
/// As `bytes_of`; TypeError "a bytes-like object is required, not '%T'" pending where it is none.
std::optional<std::span<const std::uint8_t>> need_bytes(VM& vm, Word word);
/// bytes(value) of a buffer, or an iterable of integers: a bytes-like word.
Word bytes_from(VM& vm, Word value);
std::int64_t bytes_hash(Bytes* bytes);
/// `escape_single`: single quotes are escaped even between double ones, as repr(bytearray) does.
std::string bytes_repr(std::span<const std::uint8_t> bytes, bool escape_single = false);

// --- Codecs ---

/// Encodes; `encoding` and `errors` in any of Python's spellings. Null with the exception pending.
Word encode(VM& vm, Str* string, std::string_view encoding, std::string_view errors);
Word decode(VM& vm, std::span<const std::uint8_t> bytes, std::string_view encoding,
            std::string_view errors);
/// UTF-8 as Python source and files are read; null with UnicodeDecodeError pending.
Str* decode_utf8(VM& vm, std::span<const std::uint8_t> bytes, std::string_view errors = "strict");

/// Gives str, bytes and bytearray their methods.
void init_strings(VM& vm);

}  // namespace py

namespace pe {
template <> inline constexpr Effects effects_of<&py::str_concat> = {
    .name = "str_concat", .allocates = true, .may_raise = true};
template <> inline constexpr Effects effects_of<&py::str_index> = {
    .name = "str_index", .allocates = true, .may_raise = true};
template <> inline constexpr Effects effects_of<&py::str_get_item> = {
    .name = "str_get_item", .allocates = true, .may_raise = true, .runs_python = true};
template <> inline constexpr Effects effects_of<&py::str_join> = {
    .name = "str_join", .reads = true, .writes = true, .allocates = true, .may_raise = true,
    .runs_python = true};
}  // namespace pe
