// Encodings: text to bytes and back, with Python's error handlers.
//
// Each encoding is two small functions: one that writes a code point (or says that it cannot), one that reads
// one (or says what is wrong with how many bytes). The loops, and what is done about errors, are shared.
#include <algorithm>
#include <cstdio>
#include <functional>

#include "python_interp/objects/data/utf8.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/numbers.hpp"
#include "python_interp/objects/strings.hpp"

namespace py {
namespace {

enum class Coding { utf8, ascii, latin1, utf16, utf16_le, utf16_be, utf32, utf32_le, utf32_be };

struct CodingRow {
  Coding coding;
  const char* name;                      ///< As errors name it.
  std::initializer_list<const char*> aliases;  ///< Lower case, with hyphens.
};
const CodingRow codings[] = {
    {Coding::utf8, "utf-8", {"utf-8", "utf8", "u8", "utf", "cp65001", "utf8-ucs2", "utf8-ucs4"}},
    {Coding::ascii, "ascii", {"ascii", "us-ascii", "646", "ansi-x3.4-1968", "iso646-us"}},
    {Coding::latin1, "latin-1",
     {"latin-1", "latin1", "iso-8859-1", "iso8859-1", "8859", "cp819", "l1", "latin", "iso8859"}},
    {Coding::utf16, "utf-16", {"utf-16", "utf16", "u16"}},
    {Coding::utf16_le, "utf-16-le", {"utf-16-le", "utf-16le", "utf16-le", "utf16le"}},
    {Coding::utf16_be, "utf-16-be", {"utf-16-be", "utf-16be", "utf16-be", "utf16be"}},
    {Coding::utf32, "utf-32", {"utf-32", "utf32", "u32"}},
    {Coding::utf32_le, "utf-32-le", {"utf-32-le", "utf-32le", "utf32-le", "utf32le"}},
    {Coding::utf32_be, "utf-32-be", {"utf-32-be", "utf-32be", "utf32-be", "utf32be"}},
};

const CodingRow* find_coding(VM& vm, std::string_view encoding) {
  std::string name(encoding);
  for (char& c : name) c = c == '_' || c == ' ' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (const CodingRow& row : codings)
    if (std::any_of(row.aliases.begin(), row.aliases.end(), [&](const char* alias) { return name == alias; }))
      return &row;
  raise(vm, vm.exceptions.LookupError, "unknown encoding: %s", std::string(encoding).c_str());
  return nullptr;
}

bool is_surrogate(std::uint32_t c) { return c >= 0xd800 && c < 0xe000; }

/// `count` bytes of a number, the lowest first or last.
void put_number(std::string& out, std::uint32_t value, int count, bool big_endian) {
  for (int i = 0; i != count; ++i)
    out.push_back(static_cast<char>(value >> 8 * (big_endian ? count - 1 - i : i)));
}
std::uint32_t get_number(const std::uint8_t* at, int count, bool big_endian) {
  std::uint32_t value = 0;
  for (int i = 0; i != count; ++i) value |= std::uint32_t{at[i]} << 8 * (big_endian ? count - 1 - i : i);
  return value;
}

// --- Encoding ---

bool can_encode(Coding coding, std::uint32_t c, bool pass_surrogates) {
  switch (coding) {
    case Coding::ascii: return c < 0x80;
    case Coding::latin1: return c < 0x100;
    default: return pass_surrogates || !is_surrogate(c);
  }
}

void put(Coding coding, std::string& out, std::uint32_t c) {
  const bool big = coding == Coding::utf16_be || coding == Coding::utf32_be;
  switch (coding) {
    case Coding::utf8: append_utf8(out, c); return;
    case Coding::ascii: case Coding::latin1: out.push_back(static_cast<char>(c)); return;
    case Coding::utf16: case Coding::utf16_le: case Coding::utf16_be:
      if (c >= 0x10000) {
        put_number(out, 0xd800 + ((c - 0x10000) >> 10), 2, big);
        c = 0xdc00 + ((c - 0x10000) & 0x3ff);
      }
      put_number(out, c, 2, big);
      return;
    default: put_number(out, c, 4, big);
  }
}

const char* encode_reason(Coding coding) {
  if (coding == Coding::ascii) return "ordinal not in range(128)";
  if (coding == Coding::latin1) return "ordinal not in range(256)";
  return "surrogates not allowed";
}

std::string escaped(std::uint32_t c) {
  char text[16];
  std::snprintf(text, sizeof text, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
  return text;
}

Word raise_encode_error(VM& vm, const char* coding, Str* string, std::uint64_t start, std::uint64_t end,
                        const char* reason) {
  const Word arguments[] = {gc::reference(make_str(vm, coding)), gc::reference(string),
                            make_int(vm, static_cast<std::int64_t>(start)),
                            make_int(vm, static_cast<std::int64_t>(end)), gc::reference(make_str(vm, reason))};
  const Word error = call(vm, gc::reference(vm.exceptions.UnicodeEncodeError), arguments);
  return gc::is_null(error) ? null : raise_object(vm, error);
}

bool raise_unknown_handler(VM& vm, std::string_view errors) {
  raise(vm, vm.exceptions.LookupError, "unknown error handler name '%s'", std::string(errors).c_str());
  return false;
}

/// Deals with string[start:end], none of which can be encoded; false with the exception pending.
bool handle_unencodable(VM& vm, const CodingRow& row, Str* string, std::uint64_t start, std::uint64_t end,
                        std::string_view errors, std::string& out) {
  const auto strict = [&] {
    raise_encode_error(vm, row.name, string, start, end, encode_reason(row.coding));
    return false;
  };
  if (errors == "strict" || errors == "surrogatepass") return strict();
  if (errors == "ignore") return true;
  const bool escape = errors == "backslashreplace" || errors == "namereplace";
  for (std::uint64_t i = start; i != end; ++i) {
    const std::uint32_t c = str_at(string, i);
    std::string replacement;
    if (errors == "replace") replacement = "?";
    else if (escape) replacement = escaped(c);
    else if (errors == "xmlcharrefreplace") replacement = "&#" + std::to_string(c) + ";";
    else if (errors != "surrogateescape") return raise_unknown_handler(vm, errors);
    else if (c < 0xdc80 || c > 0xdcff) return strict();
    else out.push_back(static_cast<char>(c - 0xdc00));
    for (const char each : replacement) put(row.coding, out, static_cast<std::uint8_t>(each));
  }
  return true;
}

// --- Decoding ---

/// Reads one code point; `allow_surrogates` as error handler surrogatepass wants.
Utf8Step get(Coding coding, const std::uint8_t* at, const std::uint8_t* end, bool allow_surrogates) {
  const bool big = coding == Coding::utf16_be || coding == Coding::utf32_be;
  const auto left = static_cast<std::uint32_t>(std::min<std::ptrdiff_t>(end - at, 8));
  switch (coding) {
    case Coding::utf8: return step_utf8(at, end, allow_surrogates);
    case Coding::ascii:
      return *at < 0x80 ? Utf8Step{*at, 1, nullptr} : Utf8Step{0, 1, "ordinal not in range(128)"};
    case Coding::latin1: return {*at, 1, nullptr};
    case Coding::utf16: case Coding::utf16_le: case Coding::utf16_be: {
      if (left < 2) return {0, left, "truncated data"};
      const std::uint32_t unit = get_number(at, 2, big);
      if (!is_surrogate(unit)) return {unit, 2, nullptr};
      if (unit < 0xdc00 && left < 4 && !allow_surrogates) return {0, left, "unexpected end of data"};
      const std::uint32_t second = left >= 4 ? get_number(at + 2, 2, big) : 0;
      if (unit < 0xdc00 && second >= 0xdc00 && second < 0xe000)
        return {0x10000 + ((unit & 0x3ff) << 10) + (second & 0x3ff), 4, nullptr};
      if (allow_surrogates) return {unit, 2, nullptr};
      return {0, 2, unit < 0xdc00 ? "illegal UTF-16 surrogate" : "illegal encoding"};
    }
    default: {
      if (left < 4) return {0, left, "truncated data"};
      const std::uint32_t c = get_number(at, 4, big);
      if (c > 0x10ffff) return {0, 4, "code point not in range(0x110000)"};
      if (is_surrogate(c) && !allow_surrogates)
        return {0, 4, "code point in surrogate code point range(0xd800, 0xe000)"};
      return {c, 4, nullptr};
    }
  }
}

bool raise_decode_error(VM& vm, const char* coding, std::span<const std::uint8_t> bytes, std::size_t start,
                        std::size_t end, const char* reason) {
  const Word arguments[] = {gc::reference(make_str(vm, coding)), gc::reference(make_bytes(vm, bytes)),
                            make_int(vm, static_cast<std::int64_t>(start)),
                            make_int(vm, static_cast<std::int64_t>(end)), gc::reference(make_str(vm, reason))};
  const Word error = call(vm, gc::reference(vm.exceptions.UnicodeDecodeError), arguments);
  if (!gc::is_null(error)) raise_object(vm, error);
  return false;
}

bool handle_undecodable(VM& vm, const char* coding, std::span<const std::uint8_t> bytes, std::size_t start,
                        std::size_t end, const char* reason, std::string_view errors, std::u32string& out) {
  if (errors == "strict" || errors == "surrogatepass")
    return raise_decode_error(vm, coding, bytes, start, end, reason);
  if (errors == "ignore") return true;
  if (errors == "replace") {
    out.push_back(0xfffd);
    return true;
  }
  for (std::size_t i = start; i != end; ++i) {
    if (errors == "backslashreplace") for (const char c : escaped(bytes[i])) out.push_back(static_cast<char32_t>(c));
    else if (errors != "surrogateescape") return raise_unknown_handler(vm, errors);
    else if (bytes[i] < 0x80) return raise_decode_error(vm, coding, bytes, start, end, reason);
    else out.push_back(0xdc00 + bytes[i]);
  }
  return true;
}

/// The byte order that a mark at the start says, which is then skipped; the machine's own without one.
Coding with_byte_order(Coding coding, std::span<const std::uint8_t> bytes, std::size_t& at) {
  const bool wide = coding == Coding::utf32;
  const int size = wide ? 4 : 2;
  if (static_cast<int>(bytes.size()) < size) return wide ? Coding::utf32_le : Coding::utf16_le;
  const bool little = get_number(bytes.data(), size, false) == 0xfeff;
  const bool big = get_number(bytes.data(), size, true) == 0xfeff;
  if (little || big) at = static_cast<std::size_t>(size);
  if (wide) return big ? Coding::utf32_be : Coding::utf32_le;
  return big ? Coding::utf16_be : Coding::utf16_le;
}

const char* name_of(Coding coding) {
  for (const CodingRow& row : codings)
    if (row.coding == coding) return row.name;
  return "?";
}

}  // namespace

Word encode(VM& vm, Str* string, std::string_view encoding, std::string_view errors) {
  const CodingRow* const row = find_coding(vm, encoding);
  if (!row) return null;
  const bool one_byte = row->coding == Coding::utf8 || row->coding == Coding::ascii || row->coding == Coding::latin1;
  if ((one_byte && str_is_ascii(string)) || (row->coding == Coding::latin1 && string->width == 1)) {
    Bytes* const bytes = make_bytes(vm, units<std::uint8_t>(string));
    return bytes ? gc::reference(bytes) : null;
  }
  std::string out;
  if (row->coding == Coding::utf16 || row->coding == Coding::utf32) put(row->coding, out, 0xfeff);
  const bool pass = errors == "surrogatepass";
  for (std::uint64_t i = 0; i < string->length;) {
    const std::uint32_t c = str_at(string, i);
    if (can_encode(row->coding, c, pass)) {
      put(row->coding, out, c);
      ++i;
      continue;
    }
    std::uint64_t end = i + 1;
    while (end < string->length && !can_encode(row->coding, str_at(string, end), pass)) ++end;
    if (!handle_unencodable(vm, *row, string, i, end, errors, out)) return null;
    i = end;
  }
  Bytes* const bytes = make_bytes(vm, out);
  return bytes ? gc::reference(bytes) : null;
}

Word decode(VM& vm, std::span<const std::uint8_t> bytes, std::string_view encoding, std::string_view errors) {
  const CodingRow* const row = find_coding(vm, encoding);
  if (!row) return null;
  Coding coding = row->coding;
  if (coding == Coding::latin1) return str_word(make_str(vm, bytes));
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  if ((coding == Coding::utf8 || coding == Coding::ascii) && is_ascii(text)) return str_word(make_ascii(vm, text));
  std::size_t at = 0;
  if (coding == Coding::utf16 || coding == Coding::utf32) coding = with_byte_order(coding, bytes, at);
  const bool pass = errors == "surrogatepass";
  std::u32string out;
  while (at < bytes.size()) {
    const Utf8Step step = get(coding, bytes.data() + at, bytes.data() + bytes.size(), pass);
    if (!step.error) out.push_back(step.code_point);
    else if (!handle_undecodable(vm, name_of(coding), bytes, at, at + step.bytes, step.error, errors, out))
      return null;
    at += step.bytes;
  }
  return str_word(make_str(vm, std::span(reinterpret_cast<const std::uint32_t*>(out.data()), out.size())));
}

Str* decode_utf8(VM& vm, std::span<const std::uint8_t> bytes, std::string_view errors) {
  const Word text = decode(vm, bytes, "utf-8", errors);
  return gc::is_null(text) ? nullptr : gc::as<Str>(text);
}

}  // namespace py
