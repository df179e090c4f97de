#include "python_interp/syntax/source.hpp"

#include <algorithm>
#include <cstdio>
#include <string>

#include "python_interp/syntax/unicode.hpp"

namespace py::syntax {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

enum class Encoding : std::uint8_t { Utf8, Latin1, Ascii, Other };

bool is_encoding_name_part(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || byte == '-' || byte == '_' || byte == '.';
}

/// The name in a coding comment on `line`; empty when there is none. `blank` tells whether another
/// line may still hold one.
std::string_view declared_encoding(std::string_view line, bool& blank) {
  auto comment = line.find_first_not_of(" \t\f");
  blank = comment == std::string_view::npos || line[comment] == '#' || line[comment] == '\r';
  if (!blank || comment == std::string_view::npos) return {};
  for (auto place = line.find("coding", comment); place != std::string_view::npos;
       place = line.find("coding", place + 1)) {
    auto name = place + 6;
    if (name >= line.size() || (line[name] != ':' && line[name] != '=')) continue;
    name = line.find_first_not_of(" \t", name + 1);
    if (name == std::string_view::npos) continue;
    auto end = name;
    while (end < line.size() && is_encoding_name_part(line[end])) ++end;
    if (end != name) return line.substr(name, end - name);
  }
  return {};
}

std::string_view declared_encoding_of_file(std::string_view bytes) {
  for (int line = 0; line < 2; ++line) {
    auto end = std::min(bytes.find_first_of("\r\n"), bytes.size());
    bool blank = false;
    std::string_view name = declared_encoding(bytes.substr(0, end), blank);
    if (!name.empty() || !blank || end == bytes.size()) return name;
    bytes.remove_prefix(end + (bytes.substr(end, 2) == "\r\n" ? 2 : 1));
  }
  return {};
}

/// CPython's own short forms of names: lower case, `-` for `_`.
std::string normalised(std::string_view name) {
  std::string result;
  for (char byte : name) {
    if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte | 0x20);
    result += byte == '_' ? '-' : byte;
  }
  auto is_or_extends = [&](std::string_view known) {
    return result == known || result.starts_with(std::string(known) + "-");
  };
  if (is_or_extends("utf-8")) return "utf-8";
  for (std::string_view known : {"latin-1", "iso-8859-1", "iso-latin-1"}) {
    if (is_or_extends(known)) return "iso-8859-1";
  }
  return result;
}

Encoding encoding_named(std::string_view name) {
  auto is_one_of = [&](std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, name) != names.end();
  };
  if (is_one_of({"utf-8", "utf8", "u8", "utf", "cp65001"})) return Encoding::Utf8;
  if (is_one_of({"iso-8859-1", "iso8859-1", "8859", "cp819", "latin", "latin1", "l1", "iso8859"})) {
    return Encoding::Latin1;
  }
  if (is_one_of({"ascii", "us-ascii", "646", "ansi-x3.4-1968", "us"})) return Encoding::Ascii;
  return Encoding::Other;
}

std::string_view why_not_utf8(std::string_view rest) {
  auto lead = static_cast<unsigned char>(rest[0]);
  if (lead < 0xC2 || lead > 0xF4) return "invalid start byte";
  int expected = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  bool all_continue = std::ranges::all_of(rest.substr(1, static_cast<std::size_t>(expected - 1)),
                                          [](char byte) { return (byte & 0xC0) == 0x80; });
  bool short_of_bytes = rest.size() < static_cast<std::size_t>(expected);
  return short_of_bytes && all_continue ? "unexpected end of data" : "invalid continuation byte";
}

std::string cannot_decode(std::string_view codec, std::string_view bytes, std::size_t place,
                          std::string_view reason) {
  char byte[8];
  std::snprintf(byte, sizeof byte, "0x%02x", static_cast<unsigned char>(bytes[place]));
  return "'" + std::string(codec) + "' codec can't decode byte " + byte + " in position " +
         std::to_string(place) + ": " + std::string(reason);
}

/// Checks `bytes`, or converts them; the place of a failure is unknown to CPython, too.
std::expected<std::string, Fault> to_utf8(Encoding encoding, std::string_view bytes,
                                          bool surrogates_allowed) {
  Position nowhere{0, end_reported_as_minus_one, 0, end_reported_as_zero};
  std::string result;
  if (encoding == Encoding::Latin1) {
    result.reserve(bytes.size() + bytes.size() / 8);
    for (unsigned char byte : bytes) append_character(result, byte);
    return result;
  }
  for (std::size_t place = 0; place < bytes.size();) {
    auto byte = static_cast<unsigned char>(bytes[place]);
    if (byte < 0x80) {
      ++place;
      continue;
    }
    if (encoding == Encoding::Ascii) {
      return std::unexpected(
          Fault{FailureKind::SyntaxError,
                cannot_decode("ascii", bytes, place, "ordinal not in range(128)"), nowhere});
    }
    int size = decode_character(bytes.substr(place), surrogates_allowed).size;
    if (size == 0) {
      auto lineno =
          static_cast<int>(std::ranges::count(bytes.substr(0, place), '\n')) + 1;
      std::string message =
          cannot_decode("utf-8", bytes, place, why_not_utf8(bytes.substr(place)));
      return std::unexpected(Fault{FailureKind::SyntaxError, "(unicode error) " + message,
                                   {lineno, 0, lineno, end_reported_as_minus_one}});
    }
    place += static_cast<std::size_t>(size);
  }
  result = bytes;
  return result;
}

void unify_newlines(std::string& text) {
  if (text.find('\r') == std::string::npos) return;
  std::size_t to = 0;
  for (std::size_t from = 0; from < text.size(); ++from) {
    char byte = text[from];
    if (byte == '\r') {
      byte = '\n';
      if (from + 1 < text.size() && text[from + 1] == '\n') ++from;
    }
    text[to++] = byte;
  }
  text.resize(to);
}

}  // namespace

std::expected<std::string_view, SyntaxFailure> read_source(Arena& arena, std::string_view bytes,
                                                          std::string_view filename,
                                                          SourceOptions options) {
  auto fail = [&](const Fault& fault) {
    return std::unexpected(locate(fault, filename, line_of(bytes, fault.pos.lineno)));
  };
  if (bytes.find('\0') != std::string_view::npos) {
    SyntaxFailure failure;
    failure.kind = FailureKind::ValueError;
    failure.message = "source code string cannot contain null bytes";
    failure.filename = filename;
    return std::unexpected(std::move(failure));
  }
  Encoding encoding = Encoding::Utf8;
  if (!options.is_text) {
    bool marked = bytes.starts_with(byte_order_mark);
    if (marked) bytes.remove_prefix(byte_order_mark.size());
    std::string_view declared = declared_encoding_of_file(bytes);
    std::string name = normalised(declared);
    Position nowhere{0, end_reported_as_minus_one, 0, end_reported_as_zero};
    if (!name.empty()) encoding = encoding_named(name);
    if (marked && !name.empty() && name != "utf-8") {
      return fail({FailureKind::SyntaxError, "encoding problem: " + name + " with BOM", nowhere});
    }
    if (encoding == Encoding::Other) {
      std::string message = "unknown encoding: " + std::string(declared);
      return fail({FailureKind::SyntaxError, message, nowhere});
    }
  }
  auto text = to_utf8(encoding, bytes, options.is_text);
  if (!text) return fail(text.error());
  unify_newlines(*text);
  if (options.complete_last_line && !text->empty() && text->back() != '\n') *text += '\n';
  std::string_view kept = arena.copy_text({text->c_str(), text->size() + 1});
  return kept.substr(0, text->size());
}

std::string_view line_of(std::string_view text, int lineno) {
  if (lineno < 1) return {};
  std::size_t begin = 0;
  for (int line = 1; line < lineno; ++line) {
    auto newline = text.find('\n', begin);
    if (newline == std::string_view::npos) return {};
    begin = newline + 1;
  }
  auto end = text.find('\n', begin);
  return text.substr(begin, end == std::string_view::npos ? end : end - begin + 1);
}

}  // namespace py::syntax
