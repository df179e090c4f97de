#include "python_interp/syntax/source.hpp"

#include <iconv.h>

#include <algorithm>
#include <cstdio>
#include <optional>
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

/// The C library's spelling of Python's name for an encoding.
std::string name_for_iconv(std::string_view name) {
  std::string spelled(name);
  auto replace_start = [&](std::string_view start, std::string_view by) {
    if (spelled.starts_with(start)) spelled.replace(0, start.size(), by);
  };
  replace_start("iso8859", "iso-8859");
  replace_start("mac-roman", "macintosh");
  return spelled;
}

/// `bytes` from an encoding that the C library knows; none if it does not, or they are not in it.
std::optional<std::string> from_other(std::string_view name, std::string_view bytes) {
  iconv_t converter = iconv_open("UTF-8", name_for_iconv(name).c_str());
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  std::string result(bytes.size() * 4 + 4, ' ');
  char* from = const_cast<char*>(bytes.data());
  char* to = result.data();
  std::size_t from_left = bytes.size(), to_left = result.size();
  auto status = iconv(converter, &from, &from_left, &to, &to_left);
  iconv_close(converter);
  if (status == static_cast<std::size_t>(-1)) return std::nullopt;
  result.resize(result.size() - to_left);
  return result;
}

std::string from_latin1(std::string_view bytes) {
  std::string result;
  result.reserve(bytes.size() + bytes.size() / 8);
  for (unsigned char byte : bytes) append_character(result, byte);
  return result;
}

/// A failure whose place CPython does not know.
SyntaxFailure unplaced(std::string message, std::string_view filename) {
  Position nowhere{0, end_reported_as_minus_one, 0, end_reported_as_zero};
  return locate({FailureKind::SyntaxError, std::move(message), nowhere}, filename, {});
}

std::string undeclared_encoding(std::string_view bytes, std::size_t place,
                                std::string_view filename) {
  auto lines = std::ranges::count(bytes.substr(0, place), '\n') + 1;
  char byte[8];
  std::snprintf(byte, sizeof byte, "\\x%02x", static_cast<unsigned char>(bytes[place]));
  return std::string("Non-UTF-8 code starting with '") + byte + "' in file " +
         std::string(filename) + " on line " + std::to_string(lines) +
         ", but no encoding declared; see https://peps.python.org/pep-0263/ for details";
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

std::expected<SourceText, SyntaxFailure> read_source(Arena& arena, std::string_view bytes,
                                                    std::string_view filename,
                                                    SourceOptions options) {
  auto fail = [&](std::string message) {
    return std::unexpected(unplaced(std::move(message), filename));
  };
  if (bytes.find('\0') != std::string_view::npos) {
    SyntaxFailure failure;
    failure.kind = FailureKind::ValueError;
    failure.message = "source code string cannot contain null bytes";
    failure.filename = filename;
    return std::unexpected(std::move(failure));
  }
  Encoding encoding = Encoding::Utf8;
  std::string_view declared;
  ColumnUnit columns = ColumnUnit::Characters;
  if (!options.is_text) {
    bool marked = bytes.starts_with(byte_order_mark);
    if (marked) bytes.remove_prefix(byte_order_mark.size());
    declared = declared_encoding_of_file(bytes);
    if (!marked && declared.empty()) columns = ColumnUnit::Bytes;
    std::string name = normalised(declared);
    if (!name.empty()) encoding = encoding_named(name);
    if (marked && !name.empty() && name != "utf-8") {
      return fail("encoding problem: " + name + " with BOM");
    }
  }
  std::optional<std::string> converted;
  if (encoding == Encoding::Latin1) converted = from_latin1(bytes);
  if (encoding == Encoding::Other) {
    converted = from_other(normalised(declared), bytes);
    if (!converted) return fail("unknown encoding: " + std::string(declared));
  }
  auto odd = converted
                 ? std::string_view::npos
                 : first_undecodable(bytes, encoding == Encoding::Utf8, options.is_text);
  bool is_utf8 = odd == std::string_view::npos;
  if (!is_utf8 && encoding == Encoding::Ascii) {
    return fail(cannot_decode("ascii", bytes, odd, 1, "ordinal not in range(128)"));
  }
  if (!is_utf8 && options.is_script && declared.empty()) {
    return fail(undeclared_encoding(bytes, odd, filename));
  }
  std::string text = converted ? std::move(*converted) : std::string(bytes);
  unify_newlines(text);
  // CPython does not see the newline of a `\r\n` that ends the text.
  bool is_complete = text.empty() || (text.back() == '\n' && !bytes.ends_with("\r\n"));
  if (options.complete_last_line && !is_complete) text += '\n';
  std::string_view kept = arena.copy_text({text.c_str(), text.size() + 1});
  return SourceText{kept.substr(0, text.size()), is_utf8, columns};
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
