// Case mappings and the questions that str answers about its characters.
#include "python_interp/objects/data/str_case.hpp"

#include "python_interp/objects/data/str_builder.hpp"
#include "python_interp/objects/data/unicode.hpp"

namespace py {
namespace {

constexpr std::uint32_t capital_sigma = 0x3a3, small_sigma = 0x3c3, final_sigma = 0x3c2;

/// Is the capital sigma at `at` the last letter of a word of more than one?
bool is_final_sigma(const Str* string, std::uint64_t at) {
  std::uint64_t before = at;
  while (before > 0 && unicode::is_case_ignorable(str_at(string, before - 1))) --before;
  if (before == 0 || !unicode::is_cased(str_at(string, before - 1))) return false;
  std::uint64_t after = at + 1;
  while (after < string->length && unicode::is_case_ignorable(str_at(string, after))) ++after;
  return after == string->length || !unicode::is_cased(str_at(string, after));
}

void append_lower(std::u32string& text, const Str* string, std::uint64_t at) {
  const std::uint32_t c = str_at(string, at);
  if (c == capital_sigma) text.push_back(is_final_sigma(string, at) ? final_sigma : small_sigma);
  else unicode::append_lower(text, c);
}

Str* from_text(VM& vm, const std::u32string& text) {
  return make_str(vm, std::span(reinterpret_cast<const std::uint32_t*>(text.data()), text.size()));
}

bool ascii_is(char c, char first, char last) { return c >= first && c <= last; }
bool is_ascii_letter(char c) { return ascii_is(static_cast<char>(c | 0x20), 'a', 'z'); }

/// An ASCII string with each character changed by `change(c, previous)`.
template <class Change>
Str* map_ascii(VM& vm, const Str* string, Change&& change) {
  Str* const mapped = new_str(vm, string->length, 1);
  if (!mapped) return nullptr;
  mapped->flags = str_ascii;
  const std::string_view text = ascii_view(string);
  char previous = ' ';
  for (std::size_t i = 0; i != text.size(); ++i) {
    mapped->data[i] = static_cast<std::uint8_t>(change(text[i], previous));
    previous = text[i];
  }
  return mapped;
}
char ascii_lower(char c) { return ascii_is(c, 'A', 'Z') ? static_cast<char>(c | 0x20) : c; }
char ascii_upper(char c) { return ascii_is(c, 'a', 'z') ? static_cast<char>(c & ~0x20) : c; }

template <void (*append)(std::u32string&, std::uint32_t)>
Str* map_each(VM& vm, const Str* string) {
  std::u32string text;
  with_units(string, [&](auto span) {
    for (const auto c : span) append(text, c);
  });
  return from_text(vm, text);
}

}  // namespace

Str* str_lower(VM& vm, const Str* string) {
  if (str_is_ascii(string)) return map_ascii(vm, string, [](char c, char) { return ascii_lower(c); });
  std::u32string text;
  for (std::uint64_t i = 0; i != string->length; ++i) append_lower(text, string, i);
  return from_text(vm, text);
}

Str* str_upper(VM& vm, const Str* string) {
  if (str_is_ascii(string)) return map_ascii(vm, string, [](char c, char) { return ascii_upper(c); });
  return map_each<unicode::append_upper>(vm, string);
}

Str* str_fold(VM& vm, const Str* string) {
  if (str_is_ascii(string)) return str_lower(vm, string);
  return map_each<unicode::append_folded>(vm, string);
}

Str* str_title(VM& vm, const Str* string) {
  if (str_is_ascii(string))
    return map_ascii(vm, string, [](char c, char previous) {
      return is_ascii_letter(previous) ? ascii_lower(c) : ascii_upper(c);
    });
  std::u32string text;
  bool in_word = false;
  for (std::uint64_t i = 0; i != string->length; ++i) {
    const std::uint32_t c = str_at(string, i);
    if (in_word) append_lower(text, string, i);
    else unicode::append_title(text, c);
    in_word = unicode::is_cased(c);
  }
  return from_text(vm, text);
}

Str* str_capitalise(VM& vm, const Str* string) {
  std::u32string text;
  for (std::uint64_t i = 0; i != string->length; ++i) {
    if (i == 0) unicode::append_title(text, str_at(string, 0));
    else append_lower(text, string, i);
  }
  return from_text(vm, text);
}

Str* str_swap_case(VM& vm, const Str* string) {
  std::u32string text;
  for (std::uint64_t i = 0; i != string->length; ++i) {
    const std::uint32_t c = str_at(string, i);
    if (unicode::is_upper(c)) append_lower(text, string, i);
    else if (unicode::is_lower(c)) unicode::append_upper(text, c);
    else text.push_back(c);
  }
  return from_text(vm, text);
}

bool str_is_title(const Str* string) {
  bool any = false, in_word = false;
  for (std::uint64_t i = 0; i != string->length; ++i) {
    const std::uint32_t c = str_at(string, i);
    const bool first = unicode::is_upper(c) || unicode::is_title(c), later = unicode::is_lower(c);
    if ((first && in_word) || (later && !in_word)) return false;
    in_word = first || later;
    any |= in_word;
  }
  return any;
}

bool str_is_upper(const Str* string) {
  bool any = false;
  for (std::uint64_t i = 0; i != string->length; ++i) {
    const std::uint32_t c = str_at(string, i);
    if (unicode::is_lower(c) || unicode::is_title(c)) return false;
    any |= unicode::is_upper(c);
  }
  return any;
}

bool str_is_lower(const Str* string) {
  bool any = false;
  for (std::uint64_t i = 0; i != string->length; ++i) {
    const std::uint32_t c = str_at(string, i);
    if (unicode::is_upper(c) || unicode::is_title(c)) return false;
    any |= unicode::is_lower(c);
  }
  return any;
}

bool str_all(const Str* string, bool (*has)(std::uint32_t)) {
  for (std::uint64_t i = 0; i != string->length; ++i)
    if (!has(str_at(string, i))) return false;
  return string->length != 0;
}

bool str_is_identifier(const Str* string) {
  if (string->length == 0 || !unicode::is_identifier_start(str_at(string, 0))) return false;
  for (std::uint64_t i = 1; i != string->length; ++i)
    if (!unicode::is_identifier_part(str_at(string, i))) return false;
  return true;
}

}  // namespace py
