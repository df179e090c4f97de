// The methods that bytes and bytearray share; results are of the kind of `self`.
#include <algorithm>
#include <string>

#include "python_interp/objects/data/byte_search.hpp"
#include "python_interp/objects/data/bytes_support.hpp"
#include "python_interp/objects/data/methods.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/ranges.hpp"

namespace py {
namespace {

using ByteSpan = std::span<const std::uint8_t>;

ByteSpan self_of(const Word* arguments) { return *bytes_of(arguments[0]); }
std::int64_t size_of(ByteSpan bytes) { return static_cast<std::int64_t>(bytes.size()); }
ByteSpan part(ByteSpan bytes, std::int64_t start, std::int64_t stop) {
  return bytes.subspan(static_cast<std::size_t>(start), static_cast<std::size_t>(stop - start));
}
ByteSpan view(const std::string& text) { return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}; }

bool is_space(std::uint8_t c) { return c == ' ' || (c >= 9 && c <= 13); }
bool is_upper(std::uint8_t c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(std::uint8_t c) { return c >= 'a' && c <= 'z'; }
bool is_alpha(std::uint8_t c) { return is_upper(c) || is_lower(c); }
bool is_digit(std::uint8_t c) { return c >= '0' && c <= '9'; }
bool is_alnum(std::uint8_t c) { return is_alpha(c) || is_digit(c); }
std::uint8_t lower(std::uint8_t c) { return is_upper(c) ? c | 0x20 : c; }
std::uint8_t upper(std::uint8_t c) { return is_lower(c) ? c & 0xdf : c; }
std::uint8_t swapped(std::uint8_t c) { return is_alpha(c) ? c ^ 0x20 : c; }

// --- Searching ---

/// What is searched for: bytes, or one byte given as a number.
struct Needle {
  std::uint8_t byte = 0;
  std::optional<ByteSpan> bytes;
  ByteSpan get() const { return bytes ? *bytes : ByteSpan(&byte, 1); }
};
std::optional<Needle> needle_of(VM& vm, Word word) {
  Needle needle;
  needle.bytes = bytes_of(word);
  if (needle.bytes) return needle;
  const bool number = is_integer_word(unwrap(word)) ||
                      find_special(&vm, word_header(&vm, word), vm.names->index)->found != Found::missing;
  if (!number) {
    raise(vm, vm.exceptions.TypeError, "argument should be integer or bytes-like object, not '%T'", word);
    return std::nullopt;
  }
  const auto byte = to_byte(vm, word);
  if (!byte) return std::nullopt;
  needle.byte = *byte;
  return needle;
}

using Finder = std::int64_t (*)(ByteSpan, ByteSpan, std::size_t, std::size_t);

std::int64_t count_bytes(ByteSpan text, ByteSpan needle, std::size_t start, std::size_t stop) {
  if (start > stop) return 0;
  if (needle.empty()) return static_cast<std::int64_t>(stop - start) + 1;
  std::int64_t count = 0;
  for (;; ++count) {
    const std::int64_t at = find_bytes(text, needle, start, stop);
    if (at < 0) return count;
    start = static_cast<std::size_t>(at) + needle.size();
  }
}

/// Where to look, by the third and fourth argument. These may run Python code, which may shorten a bytearray.
std::optional<Span> span_in(VM& vm, const Word* a, std::uint64_t count) {
  auto span = span_of(vm, argument(a, count, 2), argument(a, count, 3), size_of(self_of(a)));
  if (span) span->stop = std::min(span->stop, size_of(self_of(a)));
  return span;
}

template <Finder finder>
Word find(VM& vm, const Word* a, std::uint64_t count, Word) {
  const auto needle = needle_of(vm, a[1]);
  if (!needle) return null;
  const auto span = span_in(vm, a, count);
  if (!span) return null;
  return gc::small_int(finder(self_of(a), needle->get(), static_cast<std::size_t>(span->start),
                              static_cast<std::size_t>(span->stop)));
}
template <Finder finder>
Word index(VM& vm, const Word* a, std::uint64_t count, Word) {
  const Word found = find<finder>(vm, a, count, null);
  if (gc::is_null(found) || gc::small_int_value(found) >= 0) return found;
  return raise(vm, vm.exceptions.ValueError, "subsection not found");
}

bool has_affix(ByteSpan bytes, ByteSpan affix, Span span, bool at_end) {
  const std::int64_t size = size_of(affix);
  if (span.stop - span.start < size) return false;
  const std::int64_t at = at_end ? span.stop - size : span.start;
  return std::equal(affix.begin(), affix.end(), bytes.begin() + at);
}

template <bool at_end>
Word affix(VM& vm, const Word* a, std::uint64_t count, Word) {
  const auto span = span_in(vm, a, count);
  if (!span) return null;
  if (const auto one = bytes_of(a[1])) return gc::boolean(has_affix(self_of(a), *one, *span, at_end));
  if (!is<Tuple>(unwrap(a[1])))
    return raise(vm, vm.exceptions.TypeError, "%s first arg must be bytes or a tuple of bytes, not %T",
                 at_end ? "endswith" : "startswith", a[1]);
  for (const Word each : items_of(gc::as<Tuple>(unwrap(a[1])))) {
    const auto one = need_bytes(vm, each);
    if (!one) return null;
    if (has_affix(self_of(a), *one, *span, at_end)) return gc::true_word;
  }
  return gc::false_word;
}

template <bool at_end>
Word remove_affix(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto affix = need_bytes(vm, a[1]);
  if (!affix) return null;
  const ByteSpan self = self_of(a);
  const std::int64_t length = size_of(self), size = size_of(*affix);
  if (size == 0 || !has_affix(self, *affix, {0, length}, at_end)) return same_kind(vm, a[0], self);
  return same_kind(vm, a[0], at_end ? part(self, 0, length - size) : part(self, size, length));
}

// --- Cutting ---

bool push(VM& vm, List* parts, Word like, ByteSpan bytes) {
  const Word made = same_kind(vm, like, bytes);
  return !gc::is_null(made) && list_push(vm, parts, made);
}

/// The pieces as (start, stop), from the left or from the right; a limit < 0 is none.
void cut_at_spaces(ByteSpan bytes, std::int64_t limit, bool backwards, std::vector<Span>& pieces) {
  std::int64_t start = 0, stop = size_of(bytes);
  const auto space = [&](std::int64_t at) { return is_space(bytes[static_cast<std::size_t>(at)]); };
  for (;;) {
    if (!backwards) while (start < stop && space(start)) ++start;
    if (backwards) while (stop > start && space(stop - 1)) --stop;
    if (start == stop) return;
    if (limit-- == 0) {
      pieces.push_back({start, stop});
      return;
    }
    if (backwards) {
      std::int64_t from = stop;
      while (from > start && !space(from - 1)) --from;
      pieces.push_back({from, stop});
      stop = from;
    } else {
      std::int64_t to = start;
      while (to < stop && !space(to)) ++to;
      pieces.push_back({start, to});
      start = to;
    }
  }
}
void cut_at(ByteSpan bytes, ByteSpan separator, std::int64_t limit, bool backwards, std::vector<Span>& pieces) {
  std::int64_t start = 0, stop = size_of(bytes);
  while (limit-- != 0) {
    const auto find = backwards ? find_bytes_last : find_bytes;
    const std::int64_t at =
        find(bytes, separator, static_cast<std::size_t>(start), static_cast<std::size_t>(stop));
    if (at < 0) break;
    const std::int64_t after = at + size_of(separator);
    pieces.push_back(backwards ? Span{after, stop} : Span{start, at});
    (backwards ? stop : start) = backwards ? at : after;
  }
  pieces.push_back({start, stop});
}

template <bool backwards>
Word split(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  static constexpr Signature signature{backwards ? "rsplit" : "split", {"sep", "maxsplit"}, 0, 2};
  Word values[2];
  if (!bind(vm, signature, a + 1, count - 1, keywords, values)) return null;
  std::int64_t limit = -1;
  if (!gc::is_null(values[1])) {
    const auto given = to_i64(vm, values[1], vm.exceptions.OverflowError);
    if (!given) return null;
    limit = *given;
  }
  std::vector<Span> pieces;
  if (is_given(values[0])) {
    const auto separator = need_bytes(vm, values[0]);
    if (!separator) return null;
    if (separator->empty()) return raise(vm, vm.exceptions.ValueError, "empty separator");
    cut_at(self_of(a), *separator, limit, backwards, pieces);
  } else {
    cut_at_spaces(self_of(a), limit, backwards, pieces);
  }
  if (backwards) std::reverse(pieces.begin(), pieces.end());
  List* const parts = make_list(vm, {});
  for (const Span& piece : pieces)
    if (!parts || !push(vm, parts, a[0], part(self_of(a), piece.start, piece.stop))) return null;
  return parts ? gc::reference(parts) : null;
}

Word split_lines(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  static constexpr Signature signature{"splitlines", {"keepends"}, 0, 1};
  Word values[1];
  if (!bind(vm, signature, a + 1, count - 1, keywords, values)) return null;
  const std::int64_t keep = gc::is_null(values[0]) ? 0 : is_true(&vm, values[0]);
  if (keep < 0) return null;
  List* const parts = make_list(vm, {});
  const std::int64_t length = size_of(self_of(a));
  for (std::int64_t start = 0; parts && start < length;) {
    const ByteSpan self = self_of(a);
    std::int64_t end = start;
    const auto at = [&](std::int64_t i) { return self[static_cast<std::size_t>(i)]; };
    while (end < length && at(end) != '\n' && at(end) != '\r') ++end;
    std::int64_t next = end;
    if (end < length) next += at(end) == '\r' && end + 1 < length && at(end + 1) == '\n' ? 2 : 1;
    if (!push(vm, parts, a[0], part(self, start, keep ? next : end))) return null;
    start = next;
  }
  return parts ? gc::reference(parts) : null;
}

template <bool from_end>
Word partition(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto separator = need_bytes(vm, a[1]);
  if (!separator) return null;
  if (separator->empty()) return raise(vm, vm.exceptions.ValueError, "empty separator");
  const ByteSpan self = self_of(a);
  const std::int64_t at = (from_end ? find_bytes_last : find_bytes)(self, *separator, 0, self.size());
  const bool found = at >= 0;
  const std::int64_t length = size_of(self), after = at + size_of(*separator);
  const ByteSpan before = found ? part(self, 0, at) : from_end ? ByteSpan() : self;
  const ByteSpan behind = found ? part(self, after, length) : from_end ? self : ByteSpan();
  const Word parts[] = {same_kind(vm, a[0], before), same_kind(vm, a[0], found ? *separator : ByteSpan()),
                        same_kind(vm, a[0], behind)};
  if (!gc::is_null(vm.pending)) return null;
  Tuple* const tuple = make_tuple(vm, parts);
  return tuple ? gc::reference(tuple) : null;
}

enum Side { left = 1, right = 2, both = 3 };

template <Side side>
Word strip(VM& vm, const Word* a, std::uint64_t count, Word) {
  std::optional<ByteSpan> characters;
  if (is_given(argument(a, count, 1))) {
    characters = need_bytes(vm, a[1]);
    if (!characters) return null;
  }
  const ByteSpan self = self_of(a);
  const auto goes = [&](std::int64_t at) {
    const std::uint8_t c = self[static_cast<std::size_t>(at)];
    return characters ? std::find(characters->begin(), characters->end(), c) != characters->end() : is_space(c);
  };
  std::int64_t start = 0, stop = size_of(self);
  if (side & left) while (start < stop && goes(start)) ++start;
  if (side & right) while (stop > start && goes(stop - 1)) --stop;
  return same_kind(vm, a[0], part(self, start, stop));
}

Word replace(VM& vm, const Word* a, std::uint64_t count, Word) {
  const auto from = need_bytes(vm, a[1]);
  if (!from) return null;
  const auto to = need_bytes(vm, a[2]);
  if (!to) return null;
  std::int64_t limit = -1;
  if (count > 3) {
    const auto given = to_i64(vm, a[3], vm.exceptions.OverflowError);
    if (!given) return null;
    limit = *given;
  }
  const ByteSpan self = self_of(a);
  const std::int64_t found = count_bytes(self, *from, 0, self.size());
  const std::int64_t times = limit < 0 ? found : std::min(found, limit);
  std::string text;
  const auto add = [&](ByteSpan bytes) { text.append(bytes.begin(), bytes.end()); };
  std::int64_t start = 0;
  for (std::int64_t i = 0; i != times; ++i) {
    std::int64_t at = i == 0 ? 0 : start + 1;
    if (!from->empty()) at = find_bytes(self, *from, static_cast<std::size_t>(start), self.size());
    add(part(self, start, at));
    add(*to);
    start = at + size_of(*from);
  }
  add(part(self, start, size_of(self)));
  return same_kind(vm, a[0], view(text));
}

// --- Padding ---

Word padded(VM& vm, Word like, ByteSpan bytes, std::int64_t before, std::int64_t after, char fill) {
  std::string text(static_cast<std::size_t>(before), fill);
  text.append(bytes.begin(), bytes.end());
  text.append(static_cast<std::size_t>(after), fill);
  return same_kind(vm, like, view(text));
}

template <Side side>
Word justify(VM& vm, const Word* a, std::uint64_t count, Word) {
  const auto width = to_i64(vm, a[1], vm.exceptions.OverflowError);
  if (!width) return null;
  char fill = ' ';
  if (count > 2) {
    const auto given = bytes_of(a[2]);
    if (!given || given->size() != 1)
      return raise(vm, vm.exceptions.TypeError, "%s() argument 2 must be a byte string of length 1, not %T",
                   side == left ? "ljust" : side == right ? "rjust" : "center", a[2]);
    fill = static_cast<char>((*given)[0]);
  }
  const ByteSpan self = self_of(a);
  const std::int64_t room = std::max<std::int64_t>(*width - size_of(self), 0);
  const std::int64_t before = side == left ? 0 : side == right ? room : room / 2 + (room & *width & 1);
  return padded(vm, a[0], self, before, room - before, fill);
}

Word zero_fill(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto width = to_i64(vm, a[1], vm.exceptions.OverflowError);
  if (!width) return null;
  const ByteSpan self = self_of(a);
  const std::int64_t room = std::max<std::int64_t>(*width - size_of(self), 0);
  std::string text(static_cast<std::size_t>(room), '0');
  text.append(self.begin(), self.end());
  if (room > 0 && !self.empty() && (self[0] == '+' || self[0] == '-'))
    std::swap(text[0], text[static_cast<std::size_t>(room)]);
  return same_kind(vm, a[0], view(text));
}

Word expand_tabs(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  static constexpr Signature signature{"expandtabs", {"tabsize"}, 0, 1};
  Word values[1];
  if (!bind(vm, signature, a + 1, count - 1, keywords, values)) return null;
  const auto size = gc::is_null(values[0]) ? std::optional<int>(8) : to_int(vm, values[0]);
  if (!size) return null;
  std::string text;
  int column = 0;
  for (const std::uint8_t c : self_of(a)) {
    const int spaces = c == '\t' && *size > 0 ? *size - column % *size : 0;
    if (c == '\t') text.append(static_cast<std::size_t>(spaces), ' ');
    else text.push_back(static_cast<char>(c));
    column = c == '\n' || c == '\r' ? 0 : column + (c == '\t' ? spaces : 1);
  }
  return same_kind(vm, a[0], view(text));
}

Word join(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto items = to_sequence(vm, a[1], "can only join an iterable");
  if (!items) return null;
  std::string text;
  for (std::size_t i = 0; i != items->size(); ++i) {
    const auto bytes = bytes_of((*items)[i]);
    if (!bytes)
      return raise(vm, vm.exceptions.TypeError, "sequence item %zu: expected a bytes-like object, %T found", i,
                   (*items)[i]);
    const ByteSpan self = self_of(a);
    if (i != 0) text.append(self.begin(), self.end());
    text.append(bytes->begin(), bytes->end());
  }
  return same_kind(vm, a[0], view(text));
}

// --- Tables ---

Word translate(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  static constexpr Signature signature{"translate", {"", "delete"}, 1, 2};
  Word values[2];
  if (!bind(vm, signature, a + 1, count - 1, keywords, values)) return null;
  std::optional<ByteSpan> table, gone;
  if (is_given(values[0])) {
    table = need_bytes(vm, values[0]);
    if (!table) return null;
    if (table->size() != 256)
      return raise(vm, vm.exceptions.ValueError, "translation table must be 256 characters long");
  }
  if (!gc::is_null(values[1])) {
    gone = need_bytes(vm, values[1]);
    if (!gone) return null;
  }
  std::string text;
  for (const std::uint8_t c : self_of(a))
    if (!gone || std::find(gone->begin(), gone->end(), c) == gone->end())
      text.push_back(static_cast<char>(table ? (*table)[c] : c));
  return same_kind(vm, a[0], view(text));
}

Word make_table(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto from = need_bytes(vm, a[0]);
  if (!from) return null;
  const auto to = need_bytes(vm, a[1]);
  if (!to) return null;
  if (from->size() != to->size())
    return raise(vm, vm.exceptions.ValueError, "maketrans arguments must have same length");
  std::uint8_t table[256];
  for (int i = 0; i != 256; ++i) table[i] = static_cast<std::uint8_t>(i);
  for (std::size_t i = 0; i != from->size(); ++i) table[(*from)[i]] = (*to)[i];
  Bytes* const made = make_bytes(vm, ByteSpan(table));
  return made ? gc::reference(made) : null;
}

// --- Case and kinds ---

template <std::uint8_t (*change)(std::uint8_t)>
Word mapped(VM& vm, const Word* a, std::uint64_t, Word) {
  std::string text;
  for (const std::uint8_t c : self_of(a)) text.push_back(static_cast<char>(change(c)));
  return same_kind(vm, a[0], view(text));
}
template <bool words>
Word title(VM& vm, const Word* a, std::uint64_t, Word) {
  std::string text;
  bool inside = false;
  for (const std::uint8_t c : self_of(a)) {
    text.push_back(static_cast<char>(inside ? lower(c) : upper(c)));
    inside = words ? is_alpha(c) : true;
  }
  return same_kind(vm, a[0], view(text));
}
template <bool (*has)(std::uint8_t)>
Word all_have(VM&, const Word* a, std::uint64_t, Word) {
  const ByteSpan self = self_of(a);
  return gc::boolean(!self.empty() && std::all_of(self.begin(), self.end(), has));
}
template <bool (*wanted)(std::uint8_t), bool (*unwanted)(std::uint8_t)>
Word cased(VM&, const Word* a, std::uint64_t, Word) {
  const ByteSpan self = self_of(a);
  return gc::boolean(std::any_of(self.begin(), self.end(), wanted) &&
                     std::none_of(self.begin(), self.end(), unwanted));
}
Word is_title(VM&, const Word* a, std::uint64_t, Word) {
  bool any = false, inside = false;
  for (const std::uint8_t c : self_of(a)) {
    if (inside ? is_upper(c) : is_lower(c)) return gc::false_word;
    inside = is_alpha(c);
    any |= inside;
  }
  return gc::boolean(any);
}
Word is_ascii(VM&, const Word* a, std::uint64_t, Word) {
  const ByteSpan self = self_of(a);
  return gc::boolean(std::none_of(self.begin(), self.end(), [](std::uint8_t c) { return c >= 0x80; }));
}

// --- Text ---

Word decode_method(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  static constexpr Signature signature{"decode", {"encoding", "errors"}, 0, 2};
  Word values[2];
  if (!bind(vm, signature, a + 1, count - 1, keywords, values)) return null;
  std::string texts[2] = {"utf-8", "strict"};
  for (std::size_t i = 0; i != 2; ++i) {
    if (gc::is_null(values[i])) continue;
    const Str* const given = str_of(values[i]);
    if (!given)
      return raise(vm, vm.exceptions.TypeError, "decode() argument '%s' must be str, not %T",
                   signature.names[i], values[i]);
    texts[i] = to_utf8(given);
  }
  return decode(vm, self_of(a), texts[0], texts[1]);
}

Word hex(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  static constexpr Signature signature{"hex", {"sep", "bytes_per_sep"}, 0, 2};
  Word values[2];
  if (!bind(vm, signature, a + 1, count - 1, keywords, values)) return null;
  std::string separator;
  std::int64_t group = 1;
  if (!gc::is_null(values[0])) {
    if (const Str* text = str_of(values[0])) separator = to_utf8(text);
    else if (const auto bytes = bytes_of(values[0])) separator.assign(bytes->begin(), bytes->end());
    else return raise(vm, vm.exceptions.TypeError, "sep must be str or bytes.");
    if (separator.size() != 1) return raise(vm, vm.exceptions.ValueError, "sep must be length 1.");
  }
  if (!gc::is_null(values[1])) {
    const auto given = to_int(vm, values[1]);
    if (!given) return null;
    group = *given;
  }
  const ByteSpan self = self_of(a);
  const std::int64_t length = size_of(self);
  std::string text;
  for (std::int64_t i = 0; i != length; ++i) {
    // Positive groups are counted from the right.
    const bool edge = group > 0 ? (length - i) % group == 0 : group < 0 && i % -group == 0;
    if (i != 0 && edge && !separator.empty()) text += separator;
    const std::uint8_t c = self[static_cast<std::size_t>(i)];
    text += {"0123456789abcdef"[c >> 4], "0123456789abcdef"[c & 15]};
  }
  return str_word(make_ascii(vm, text));
}

Word from_hex(VM& vm, const Word* a, std::uint64_t, Word) {
  const Str* const string = str_of(a[1]);
  if (!string) return raise(vm, vm.exceptions.TypeError, "fromhex() argument must be str, not %T", a[1]);
  const auto digit = [&](std::uint64_t at) {
    const std::uint32_t c = at < string->length ? str_at(string, at) : 0;
    if (c >= '0' && c <= '9') return static_cast<int>(c - '0');
    const std::uint32_t low = c | 0x20;
    return low >= 'a' && low <= 'f' ? static_cast<int>(low - 'a' + 10) : -1;
  };
  std::string text;
  for (std::uint64_t i = 0; i < string->length;) {
    if (str_at(string, i) < 0x80 && is_space(static_cast<std::uint8_t>(str_at(string, i)))) {
      ++i;
      continue;
    }
    for (const std::uint64_t at : {i, i + 1})
      if (digit(at) < 0)
        return raise(vm, vm.exceptions.ValueError, "non-hexadecimal number found in fromhex() arg at position %llu",
                     static_cast<unsigned long long>(at));
    text.push_back(static_cast<char>(digit(i) << 4 | digit(i + 1)));
    i += 2;
  }
  Type* const type = gc::as<Type>(a[0]);
  const bool array = is_subtype(type, vm.types.bytearray);
  const Word made = array ? gc::reference(make_bytearray(vm, view(text))) : gc::reference(make_bytes(vm, view(text)));
  if (type == vm.types.bytes || type == vm.types.bytearray) return made;
  return call(vm, a[0], {&made, 1});
}

constexpr NativeMethod methods[] = {
    {"find", find<find_bytes>, 2, 4, "The lowest index where the subsection is found, or -1."},
    {"rfind", find<find_bytes_last>, 2, 4, "The highest index where the subsection is found, or -1."},
    {"index", index<find_bytes>, 2, 4, "Like find() but raises ValueError."},
    {"rindex", index<find_bytes_last>, 2, 4, "Like rfind() but raises ValueError."},
    {"count", find<count_bytes>, 2, 4, "The number of non-overlapping occurrences."},
    {"startswith", affix<false>, 2, 4, "True if it starts with the prefix."},
    {"endswith", affix<true>, 2, 4, "True if it ends with the suffix."},
    {"removeprefix", remove_affix<false>, 2, 2, "The bytes without the prefix."},
    {"removesuffix", remove_affix<true>, 2, 2, "The bytes without the suffix."},
    {"split", split<false>, 1, -1, "A list of the sections between separators."},
    {"rsplit", split<true>, 1, -1, "As split(), from the end."},
    {"splitlines", split_lines, 1, -1, "A list of the lines."},
    {"partition", partition<false>, 2, 2, "The parts before, of and after the first separator."},
    {"rpartition", partition<true>, 2, 2, "The parts before, of and after the last separator."},
    {"strip", strip<both>, 1, 2, "Without white space, or the given bytes, at both ends."},
    {"lstrip", strip<left>, 1, 2, "Without white space at the start."},
    {"rstrip", strip<right>, 1, 2, "Without white space at the end."},
    {"replace", replace, 3, 4, "A copy with all occurrences replaced."},
    {"ljust", justify<left>, 2, 3, "Padded on the right."},
    {"rjust", justify<right>, 2, 3, "Padded on the left."},
    {"center", justify<both>, 2, 3, "Padded on both sides."},
    {"zfill", zero_fill, 2, 2, "Zeros on the left up to the width."},
    {"expandtabs", expand_tabs, 1, -1, "A copy where tabs are spaces."},
    {"join", join, 2, 2, "The bytes of an iterable with these between them."},
    {"translate", translate, 2, -1, "Each byte replaced by the table's."},
    {"maketrans", make_table, 2, 2, "A table for translate().", NativeMethod::static_},
    {"lower", mapped<lower>, 1, 1, "ASCII letters in lower case."},
    {"upper", mapped<upper>, 1, 1, "ASCII letters in upper case."},
    {"swapcase", mapped<swapped>, 1, 1, "Upper case to lower case and back."},
    {"title", title<true>, 1, 1, "Words begin with an upper case letter."},
    {"capitalize", title<false>, 1, 1, "The first byte in upper case, the others in lower case."},
    {"isalpha", all_have<is_alpha>, 1, 1, "Are all bytes ASCII letters?"},
    {"isalnum", all_have<is_alnum>, 1, 1, "Are all bytes ASCII letters or digits?"},
    {"isdigit", all_have<is_digit>, 1, 1, "Are all bytes ASCII digits?"},
    {"isspace", all_have<is_space>, 1, 1, "Are all bytes ASCII white space?"},
    {"islower", cased<is_lower, is_upper>, 1, 1, "Are all letters lower case?"},
    {"isupper", cased<is_upper, is_lower>, 1, 1, "Are all letters upper case?"},
    {"istitle", is_title, 1, 1, "Is each word titlecased?"},
    {"isascii", is_ascii, 1, 1, "Are all bytes below 128?"},
    {"decode", decode_method, 1, -1, "The text that the bytes encode."},
    {"hex", hex, 1, -1, "The bytes in hexadecimal."},
    {"fromhex", from_hex, 2, 2, "The bytes that a hexadecimal string writes.", NativeMethod::class_},
};

}  // namespace

void add_bytes_methods(VM& vm, Type* type) { add_methods(vm, type, methods); }

}  // namespace py
