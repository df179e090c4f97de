// str's methods that search, cut and pad.
#include "python_interp/objects/data/str_methods.hpp"

#include "python_interp/objects/data/methods.hpp"
#include "python_interp/objects/data/str_builder.hpp"
#include "python_interp/objects/data/str_case.hpp"
#include "python_interp/objects/data/unicode.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/formatting.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/ranges.hpp"

namespace py {
namespace {

Str* self_of(const Word* arguments) { return str_of(arguments[0]); }
std::int64_t length_of_str(const Str* string) { return static_cast<std::int64_t>(string->length.value); }

/// A str argument; null with TypeError "must be str, not ..." pending.
Str* need_str(VM& vm, Word word) {
  Str* const string = str_of(word);
  if (!string) raise(vm, vm.exceptions.TypeError, "must be str, not %T", word);
  return string;
}

Word slice_of(VM& vm, Str* string, std::int64_t start, std::int64_t stop) {
  return str_slice(vm, string, start, stop, 1, stop - start);
}

// --- Searching ---

/// The needle and where to look for it: sub[, start[, end]].
struct Search {
  Str* needle = nullptr;
  Span span{0, 0};
};
std::optional<Search> search_of(VM& vm, const Word* a, std::uint64_t count) {
  Search search;
  search.needle = need_str(vm, a[1]);
  if (!search.needle) return std::nullopt;
  const auto span = span_of(vm, argument(a, count, 2), argument(a, count, 3), length_of_str(self_of(a)));
  if (!span) return std::nullopt;
  search.span = *span;
  return search;
}

using Finder = std::int64_t (*)(const Str*, const Str*, std::int64_t, std::int64_t);

template <Finder finder>
Word find(VM& vm, const Word* a, std::uint64_t count, Word) {
  const auto search = search_of(vm, a, count);
  if (!search) return null;
  return gc::small_int(finder(self_of(a), search->needle, search->span.start, search->span.stop));
}
template <Finder finder>
Word index(VM& vm, const Word* a, std::uint64_t count, Word) {
  const Word found = find<finder>(vm, a, count, null);
  if (gc::is_null(found) || gc::small_int_value(found) >= 0) return found;
  return raise(vm, vm.exceptions.ValueError, "substring not found");
}

bool has_at(const Str* string, const Str* part, std::int64_t at) {
  for (std::uint64_t i = 0; i != part->length; ++i)
    if (str_at(string, static_cast<std::uint64_t>(at) + i) != str_at(part, i)) return false;
  return true;
}
bool has_affix(const Str* string, const Str* affix, Span span, bool at_end) {
  const std::int64_t size = length_of_str(affix);
  if (span.stop - span.start < size) return false;
  return has_at(string, affix, at_end ? span.stop - size : span.start);
}

template <bool at_end>
Word affix(VM& vm, const Word* a, std::uint64_t count, Word) {
  const char* const name = at_end ? "endswith" : "startswith";
  const auto span = span_of(vm, argument(a, count, 2), argument(a, count, 3), length_of_str(self_of(a)));
  if (!span) return null;
  if (const Str* one = str_of(a[1])) return gc::boolean(has_affix(self_of(a), one, *span, at_end));
  if (!is<Tuple>(unwrap(a[1])))
    return raise(vm, vm.exceptions.TypeError, "%s first arg must be str or a tuple of str, not %T", name,
                 a[1]);
  for (const Word each : items_of(gc::as<Tuple>(unwrap(a[1])))) {
    const Str* const one = str_of(each);
    if (!one)
      return raise(vm, vm.exceptions.TypeError, "tuple for %s must only contain str, not %T", name, each);
    if (has_affix(self_of(a), one, *span, at_end)) return gc::true_word;
  }
  return gc::false_word;
}

template <bool at_end>
Word remove_affix(VM& vm, const Word* a, std::uint64_t, Word) {
  const Str* const part = str_of(a[1]);
  if (!part)
    return raise(vm, vm.exceptions.TypeError, "%s() argument must be str, not %T",
                 at_end ? "removesuffix" : "removeprefix", a[1]);
  Str* const self = self_of(a);
  const std::int64_t length = length_of_str(self), size = length_of_str(part);
  if (size == 0 || !has_affix(self, part, {0, length}, at_end)) return gc::reference(self);
  return at_end ? slice_of(vm, self, 0, length - size) : slice_of(vm, self, size, length);
}

// --- Cutting ---

template <Word (*cut)(VM&, Str*, Str*, std::int64_t)>
Word split(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  static constexpr Signature signature{cut == str_split ? "split" : "rsplit", {"sep", "maxsplit"}, 0, 2};
  Word values[2];
  if (!bind(vm, signature, a + 1, count - 1, keywords, values)) return null;
  std::int64_t limit = -1;
  if (!gc::is_null(values[1])) {
    const auto given = to_i64(vm, values[1], vm.exceptions.OverflowError);
    if (!given) return null;
    limit = *given;
  }
  Str* separator = nullptr;
  if (is_given(values[0])) {
    separator = str_of(values[0]);
    if (!separator) return raise(vm, vm.exceptions.TypeError, "must be str or None, not %T", values[0]);
    if (separator->length == 0) return raise(vm, vm.exceptions.ValueError, "empty separator");
  }
  return cut(vm, self_of(a), separator, limit);
}

Word split_lines(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  static constexpr Signature signature{"splitlines", {"keepends"}, 0, 1};
  Word values[1];
  if (!bind(vm, signature, a + 1, count - 1, keywords, values)) return null;
  const std::int64_t keep = gc::is_null(values[0]) ? 0 : is_true(&vm, values[0]);
  return keep < 0 ? null : str_split_lines(vm, self_of(a), keep != 0);
}

template <bool from_end>
Word partition(VM& vm, const Word* a, std::uint64_t, Word) {
  Str* const separator = need_str(vm, a[1]);
  if (!separator) return null;
  if (separator->length == 0) return raise(vm, vm.exceptions.ValueError, "empty separator");
  Str* const self = self_of(a);
  const std::int64_t length = length_of_str(self);
  const std::int64_t at = (from_end ? str_rfind : str_find)(self, separator, 0, length);
  Word parts[3] = {vm.empty_string, vm.empty_string, vm.empty_string};
  if (at < 0) {
    parts[from_end ? 2 : 0] = gc::reference(self);
  } else {
    parts[0] = slice_of(vm, self, 0, at);
    parts[1] = gc::reference(separator);
    parts[2] = slice_of(vm, self, at + length_of_str(separator), length);
    if (gc::is_null(parts[0]) || gc::is_null(parts[2])) return null;
  }
  Tuple* const tuple = make_tuple(vm, parts);
  return tuple ? gc::reference(tuple) : null;
}

enum Side { left = 1, right = 2, both = 3 };

template <Side side>
Word strip(VM& vm, const Word* a, std::uint64_t count, Word) {
  static constexpr const char* name = side == left ? "lstrip" : side == right ? "rstrip" : "strip";
  const Word given = argument(a, count, 1);
  const Str* const characters = is_given(given) ? str_of(given) : nullptr;
  if (is_given(given) && !characters)
    return raise(vm, vm.exceptions.TypeError, "%s arg must be None or str", name);
  Str* const self = self_of(a);
  const auto goes = [&](std::int64_t at) {
    const std::uint32_t c = str_at(self, static_cast<std::uint64_t>(at));
    if (!characters) return unicode::is_space(c);
    for (std::uint64_t i = 0; i != characters->length; ++i)
      if (str_at(characters, i) == c) return true;
    return false;
  };
  std::int64_t start = 0, stop = length_of_str(self);
  if (side & left) while (start < stop && goes(start)) ++start;
  if (side & right) while (stop > start && goes(stop - 1)) --stop;
  return slice_of(vm, self, start, stop);
}

Word replace(VM& vm, const Word* a, std::uint64_t count, Word) {
  Str* texts[2];
  for (int i = 0; i != 2; ++i) {
    texts[i] = str_of(a[i + 1]);
    if (!texts[i])
      return raise(vm, vm.exceptions.TypeError, "replace() argument %d must be str, not %T", i + 1, a[i + 1]);
  }
  std::int64_t limit = -1;
  if (count > 3) {
    const auto given = to_i64(vm, a[3], vm.exceptions.OverflowError);
    if (!given) return null;
    limit = *given;
  }
  return str_replace(vm, self_of(a), texts[0], texts[1], limit);
}

// --- Padding ---

Word padded(VM& vm, Str* string, std::int64_t before, std::int64_t after, std::uint32_t fill) {
  if (before <= 0 && after <= 0) return gc::reference(string);
  StrBuilder text;
  text.append_many(fill, static_cast<std::uint64_t>(before));
  text.append(string);
  text.append_many(fill, static_cast<std::uint64_t>(after));
  return text.finish_word(vm);
}

template <Side side>
Word justify(VM& vm, const Word* a, std::uint64_t count, Word) {
  const auto width = to_i64(vm, a[1], vm.exceptions.OverflowError);
  if (!width) return null;
  std::uint32_t fill = ' ';
  if (count > 2) {
    const Str* const given = str_of(a[2]);
    if (!given)
      return raise(vm, vm.exceptions.TypeError, "The fill character must be a unicode character, not %T", a[2]);
    if (given->length != 1)
      return raise(vm, vm.exceptions.TypeError, "The fill character must be exactly one character long");
    fill = str_at(given, 0);
  }
  Str* const self = self_of(a);
  const std::int64_t room = std::max<std::int64_t>(*width - length_of_str(self), 0);
  // CPython's centre leans left, unless both the room and the width are odd.
  const std::int64_t before = side == left ? 0 : side == right ? room : room / 2 + (room & *width & 1);
  return padded(vm, self, before, room - before, fill);
}

Word zero_fill(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto width = to_i64(vm, a[1], vm.exceptions.OverflowError);
  if (!width) return null;
  Str* const self = self_of(a);
  const std::int64_t length = length_of_str(self), room = *width - length;
  if (room <= 0) return gc::reference(self);
  StrBuilder text;
  const bool has_sign = length > 0 && (str_at(self, 0) == '+' || str_at(self, 0) == '-');
  if (has_sign) text.append(str_at(self, 0));
  text.append_many('0', static_cast<std::uint64_t>(room));
  text.append_part(self, has_sign, self->length);
  return text.finish_word(vm);
}

Word expand_tabs(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  static constexpr Signature signature{"expandtabs", {"tabsize"}, 0, 1};
  Word values[1];
  if (!bind(vm, signature, a + 1, count - 1, keywords, values)) return null;
  std::int64_t size = 8;
  if (!gc::is_null(values[0])) {
    const auto given = to_int(vm, values[0]);
    if (!given) return null;
    size = *given;
  }
  StrBuilder text;
  std::int64_t column = 0;
  Str* const self = self_of(a);
  for (std::uint64_t i = 0; i != self->length; ++i) {
    const std::uint32_t c = str_at(self, i);
    if (c == '\t') {
      const std::int64_t spaces = size > 0 ? size - column % size : 0;
      text.append_many(' ', static_cast<std::uint64_t>(spaces));
      column += spaces;
    } else {
      text.append(c);
      column = c == '\n' || c == '\r' ? 0 : column + 1;
    }
  }
  return text.finish_word(vm);
}

Word join(VM& vm, const Word* a, std::uint64_t, Word) {
  return str_join(&vm, gc::reference(self_of(a)), a[1]);
}

// --- Translating ---

/// One entry for str.maketrans(): a str of one character becomes its code point.
Word table_key(VM& vm, Word key) {
  const Str* const text = str_of(key);
  if (text && text->length != 1)
    return raise(vm, vm.exceptions.ValueError, "string keys in translate table must be of length 1");
  if (text) return gc::small_int(str_at(text, 0));
  if (is_integer_word(unwrap(key))) return key;
  return raise(vm, vm.exceptions.TypeError, "keys in translate table must be strings or integers");
}

Word make_table_from_dict(VM& vm, Dict* table, Word given) {
  if (!is<Dict>(given))
    return raise(vm, vm.exceptions.TypeError, "if you give only one argument to maketrans it must be a dict");
  std::uint64_t position = 0;
  Word key, value;
  while (dict_next(gc::as<Dict>(given), position, key, value)) {
    const Word as_number = table_key(vm, key);
    if (gc::is_null(as_number) || !dict_set(vm, table, as_number, value)) return null;
  }
  return gc::reference(table);
}

Word make_table(VM& vm, const Word* a, std::uint64_t count, Word) {
  Dict* const table = make_dict(vm);
  if (!table) return null;
  if (count == 1) return make_table_from_dict(vm, table, a[0]);
  const Str* texts[3] = {};
  for (std::uint64_t i = 0; i != count; ++i) {
    texts[i] = str_of(a[i]);
    if (texts[i]) continue;
    if (i == 0)
      return raise(vm, vm.exceptions.TypeError,
                   "first maketrans argument must be a string if there is a second argument");
    return raise(vm, vm.exceptions.TypeError, "maketrans() argument %d must be str, not %T",
                 static_cast<int>(i + 1), a[i]);
  }
  if (texts[0]->length != texts[1]->length)
    return raise(vm, vm.exceptions.ValueError, "the first two maketrans arguments must have equal length");
  for (std::uint64_t i = 0; i != texts[0]->length; ++i)
    if (!dict_set(vm, table, gc::small_int(str_at(texts[0], i)), gc::small_int(str_at(texts[1], i))))
      return null;
  for (std::uint64_t i = 0; texts[2] && i != texts[2]->length; ++i)
    if (!dict_set(vm, table, gc::small_int(str_at(texts[2], i)), none)) return null;
  return gc::reference(table);
}

/// Appends what the table says of one character; false with the exception pending.
bool append_translated(VM& vm, StrBuilder& text, Word table, std::uint32_t c) {
  const Word found = get_item(&vm, table, gc::small_int(c));
  if (gc::is_null(found)) {
    if (!pending_is(vm, vm.exceptions.LookupError)) return false;
    take_pending(vm);
    text.append(c);
    return true;
  }
  if (found == none) return true;
  if (const Str* replacement = str_of(found)) {
    text.append(replacement);
    return true;
  }
  if (!is_integer_word(unwrap(found))) {
    raise(vm, vm.exceptions.TypeError, "character mapping must return integer, None or str");
    return false;
  }
  const auto number = int_to_i64(unwrap(found));
  if (!number || *number < 0 || *number > 0x10ffff) {
    raise(vm, vm.exceptions.ValueError, "character mapping must be in range(0x110000)");
    return false;
  }
  text.append(static_cast<std::uint32_t>(*number));
  return true;
}

Word translate(VM& vm, const Word* a, std::uint64_t, Word) {
  StrBuilder text;
  Str* const self = self_of(a);
  for (std::uint64_t i = 0; i != self->length; ++i)
    if (!append_translated(vm, text, a[1], str_at(self, i))) return null;
  return text.finish_word(vm);
}

// --- Case and kinds of characters ---

template <Str* (*map)(VM&, const Str*)>
Word mapped(VM& vm, const Word* a, std::uint64_t, Word) {
  return str_word(map(vm, self_of(a)));
}
template <bool (*ask)(const Str*)>
Word asked(VM&, const Word* a, std::uint64_t, Word) {
  return gc::boolean(ask(self_of(a)));
}
template <bool (*has)(std::uint32_t)>
Word all_have(VM&, const Word* a, std::uint64_t, Word) {
  return gc::boolean(str_all(self_of(a), has));
}
Word is_printable(VM&, const Word* a, std::uint64_t, Word) {
  return gc::boolean(self_of(a)->length == 0 || str_all(self_of(a), unicode::is_printable));
}

Word encode_method(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  static constexpr Signature signature{"encode", {"encoding", "errors"}, 0, 2};
  Word values[2];
  if (!bind(vm, signature, a + 1, count - 1, keywords, values)) return null;
  std::string texts[2] = {"utf-8", "strict"};
  for (int i = 0; i != 2; ++i) {
    if (gc::is_null(values[i])) continue;
    const Str* const given = str_of(values[i]);
    if (!given)
      return raise(vm, vm.exceptions.TypeError, "encode() argument '%s' must be str, not %T",
                   signature.names[static_cast<std::size_t>(i)], values[i]);
    texts[i] = to_utf8(given);
  }
  return encode(vm, self_of(a), texts[0], texts[1]);
}

constexpr NativeMethod methods[] = {
    {"find", find<str_find>, 2, 4, "The lowest index where the substring is found, or -1."},
    {"rfind", find<str_rfind>, 2, 4, "The highest index where the substring is found, or -1."},
    {"index", index<str_find>, 2, 4, "Like find() but raises ValueError."},
    {"rindex", index<str_rfind>, 2, 4, "Like rfind() but raises ValueError."},
    {"count", find<str_count>, 2, 4, "The number of non-overlapping occurrences of the substring."},
    {"startswith", affix<false>, 2, 4, "True if the string starts with the prefix."},
    {"endswith", affix<true>, 2, 4, "True if the string ends with the suffix."},
    {"removeprefix", remove_affix<false>, 2, 2, "The string without the prefix if it has it."},
    {"removesuffix", remove_affix<true>, 2, 2, "The string without the suffix if it has it."},
    {"split", split<str_split>, 1, -1, "A list of the substrings between separators."},
    {"rsplit", split<str_rsplit>, 1, -1, "As split(), from the end."},
    {"splitlines", split_lines, 1, -1, "A list of the lines."},
    {"partition", partition<false>, 2, 2, "The parts before, of and after the first separator."},
    {"rpartition", partition<true>, 2, 2, "The parts before, of and after the last separator."},
    {"strip", strip<both>, 1, 2, "The string without white space, or the characters, at both ends."},
    {"lstrip", strip<left>, 1, 2, "The string without white space at its start."},
    {"rstrip", strip<right>, 1, 2, "The string without white space at its end."},
    {"replace", replace, 3, 4, "A copy with all occurrences replaced."},
    {"ljust", justify<left>, 2, 3, "A left-justified string of length width."},
    {"rjust", justify<right>, 2, 3, "A right-justified string of length width."},
    {"center", justify<both>, 2, 3, "A centered string of length width."},
    {"zfill", zero_fill, 2, 2, "Zeros on the left up to the width."},
    {"expandtabs", expand_tabs, 1, -1, "A copy where tabs are spaces."},
    {"join", join, 2, 2, "The strings of an iterable with this one between them."},
    {"translate", translate, 2, 2, "Each character replaced by what the table has for it."},
    {"maketrans", make_table, 1, 3, "A table for translate().", NativeMethod::static_},
    {"lower", mapped<str_lower>, 1, 1, "A copy converted to lowercase."},
    {"upper", mapped<str_upper>, 1, 1, "A copy converted to uppercase."},
    {"title", mapped<str_title>, 1, 1, "A copy in which each word is titlecased."},
    {"capitalize", mapped<str_capitalise>, 1, 1, "A copy with the first character in title case."},
    {"swapcase", mapped<str_swap_case>, 1, 1, "Upper case to lower case and back."},
    {"casefold", mapped<str_fold>, 1, 1, "A version for caseless comparisons."},
    {"isalpha", all_have<unicode::is_alpha>, 1, 1, "Are all characters letters?"},
    {"isalnum", all_have<unicode::is_alnum>, 1, 1, "Are all characters letters or numbers?"},
    {"isdecimal", all_have<unicode::is_decimal>, 1, 1, "Are all characters decimal digits?"},
    {"isdigit", all_have<unicode::is_digit>, 1, 1, "Are all characters digits?"},
    {"isnumeric", all_have<unicode::is_numeric>, 1, 1, "Are all characters numeric?"},
    {"isspace", all_have<unicode::is_space>, 1, 1, "Are all characters white space?"},
    {"isprintable", is_printable, 1, 1, "Are all characters shown by repr() as they are?"},
    {"islower", asked<str_is_lower>, 1, 1, "Are all cased characters lower case?"},
    {"isupper", asked<str_is_upper>, 1, 1, "Are all cased characters upper case?"},
    {"istitle", asked<str_is_title>, 1, 1, "Is each word titlecased?"},
    {"isascii", asked<str_is_ascii>, 1, 1, "Are all characters ASCII?"},
    {"isidentifier", asked<str_is_identifier>, 1, 1, "Is it a valid identifier?"},
    {"encode", encode_method, 1, -1, "The string as bytes in an encoding."},
};

}  // namespace

void add_str_methods(VM& vm) { add_methods(vm, vm.types.str, methods); }

}  // namespace py
