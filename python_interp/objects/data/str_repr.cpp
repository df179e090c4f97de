// repr() of text and bytes.
#include <cstdio>

#include "python_interp/objects/data/str_builder.hpp"
#include "python_interp/objects/data/unicode.hpp"
#include "python_interp/objects/strings.hpp"

namespace py {
namespace {

constexpr char hex_digits[] = "0123456789abcdef";

void append_hex(StrBuilder& text, std::uint32_t value, int digits) {
  while (digits-- > 0) text.append(static_cast<std::uint32_t>(hex_digits[value >> (digits * 4) & 15]));
}

void append_escape(StrBuilder& text, std::uint32_t c) {
  if (c < 0x100) text.append("\\x"), append_hex(text, c, 2);
  else if (c < 0x10000) text.append("\\u"), append_hex(text, c, 4);
  else text.append("\\U"), append_hex(text, c, 8);
}

/// The quote that repr() uses: double ones only where there are single ones and no double ones.
char quote_for(bool has_single, bool has_double) { return has_single && !has_double ? '"' : '\''; }

bool contains(const Str* string, char c) {
  return with_units(string, [&](auto span) {
    for (const auto unit : span)
      if (unit == static_cast<std::uint8_t>(c)) return true;
    return false;
  });
}

/// Is every character shown as it is?
bool is_plain(const Str* string) {
  if (!str_is_ascii(string)) return false;
  for (const char c : ascii_view(string))
    if (c < ' ' || c == 0x7f || c == '\'' || c == '\\') return false;
  return true;
}

}  // namespace

Str* str_repr(VM& vm, const Str* string) {
  if (is_plain(string)) {
    Str* const quoted = new_str(vm, string->length + 2, 1);
    if (!quoted) return nullptr;
    quoted->flags = str_ascii;
    quoted->data[0] = quoted->data[string->length + 1] = '\'';
    std::memcpy(quoted->data.data() + 1, string->data.data(), string->length);
    return quoted;
  }
  const auto quote =
      static_cast<std::uint32_t>(quote_for(contains(string, '\''), contains(string, '"')));
  StrBuilder text;
  text.append(quote);
  with_units(string, [&](auto span) {
    for (const std::uint32_t c : span) {
      if (c == quote || c == '\\') text.append("\\"), text.append(c);
      else if (c == '\n') text.append("\\n");
      else if (c == '\r') text.append("\\r");
      else if (c == '\t') text.append("\\t");
      else if (c < 0x7f && c >= ' ') text.append(c);
      else if (!unicode::is_printable(c)) append_escape(text, c);
      else text.append(c);
    }
  });
  text.append(quote);
  return text.finish(vm);
}


Word escape_non_ascii(VM& vm, Str* string) {
  if (str_is_ascii(string)) return gc::reference(string);
  StrBuilder text;
  with_units(string, [&](auto span) {
    for (const std::uint32_t c : span) {
      if (c < 0x80) text.append(c);
      else append_escape(text, c);
    }
  });
  return text.finish_word(vm);
}

std::string bytes_repr(std::span<const std::uint8_t> bytes, bool escape_single) {
  bool has_single = false, has_double = false;
  for (const std::uint8_t c : bytes) {
    has_single |= c == '\'';
    has_double |= c == '"';
  }
  const char quote = quote_for(has_single, has_double);
  std::string text = {'b', quote};
  for (const std::uint8_t c : bytes) {
    if (c == quote || c == '\\' || (c == '\'' && escape_single)) text += {'\\', static_cast<char>(c)};
    else if (c == '\t') text += "\\t";
    else if (c == '\n') text += "\\n";
    else if (c == '\r') text += "\\r";
    else if (c < ' ' || c >= 0x7f) text += {'\\', 'x', hex_digits[c >> 4], hex_digits[c & 15]};
    else text += static_cast<char>(c);
  }
  return text + quote;
}

}  // namespace py
