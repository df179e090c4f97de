// Finding, counting, splitting and replacing in strings.
//
// The search is Crochemore and Perrin's two-way algorithm as memmem has it for bytes; for wider code points, or
// mixed widths, a filter on the first and last code point of the needle, with a bad-character step.
#include <algorithm>
#include <cstring>

#include "python_interp/objects/data/byte_search.hpp"
#include "python_interp/objects/data/str_builder.hpp"
#include "python_interp/objects/data/unicode.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/native.hpp"

namespace py {
namespace {

constexpr std::int64_t nowhere = -1;

/// Sunday's algorithm: after a mismatch the code point behind the window says how far to go. Bounded by
/// a table of 64 classes of code points.
template <class T, class N>
class Needle {
 public:
  explicit Needle(std::span<const N> needle) : needle_(needle) {
    std::fill(std::begin(last_), std::end(last_), std::size_t{0});
    for (std::size_t i = 0; i != needle.size(); ++i) last_[needle[i] & 63] = i + 1;
  }
  /// The first place in [start, stop) of `text`.
  std::int64_t find(std::span<const T> text, std::size_t start, std::size_t stop) const {
    const std::size_t n = needle_.size();
    for (std::size_t at = start; at + n <= stop;) {
      if (text[at + n - 1] == needle_[n - 1] && matches(text, at)) return static_cast<std::int64_t>(at);
      if (at + n == stop) break;
      at += n + 1 - last_[text[at + n] & 63];
    }
    return nowhere;
  }
  bool matches(std::span<const T> text, std::size_t at) const {
    for (std::size_t i = 0; i != needle_.size(); ++i)
      if (text[at + i] != needle_[i]) return false;
    return true;
  }

 private:
  std::span<const N> needle_;
  std::size_t last_[64];
};

template <class T>
std::int64_t find_unit(std::span<const T> text, std::uint32_t unit, std::size_t start, std::size_t stop) {
  if constexpr (sizeof(T) == 1) {
    const void* const found = std::memchr(text.data() + start, static_cast<int>(unit), stop - start);
    return found ? static_cast<const T*>(found) - text.data() : nowhere;
  } else {
    const auto* const end = text.data() + stop;
    const auto* const found = std::find(text.data() + start, end, static_cast<T>(unit));
    return found == end ? nowhere : found - text.data();
  }
}

/// Needles wider than the text are in it nowhere.
bool cannot_contain(const Str* string, const Str* needle) { return needle->width > string->width; }

}  // namespace

std::int64_t str_find(const Str* string, const Str* needle, std::int64_t start, std::int64_t stop) {
  if (stop - start < static_cast<std::int64_t>(needle->length.value)) return nowhere;
  if (needle->length == 0) return start;
  if (cannot_contain(string, needle)) return nowhere;
  const auto from = static_cast<std::size_t>(start), to = static_cast<std::size_t>(stop);
  return with_units(string, [&](auto text) {
    if (needle->length == 1) return find_unit(text, str_at(needle, 0), from, to);
    return with_units(needle, [&](auto wanted) -> std::int64_t {
      using T = std::remove_const_t<typename decltype(text)::element_type>;
      using N = std::remove_const_t<typename decltype(wanted)::element_type>;
      if constexpr (sizeof(T) == 1 && sizeof(N) == 1) return find_bytes(text, wanted, from, to);
      else return Needle<T, N>(wanted).find(text, from, to);
    });
  });
}

std::int64_t str_rfind(const Str* string, const Str* needle, std::int64_t start, std::int64_t stop) {
  const auto length = static_cast<std::int64_t>(needle->length.value);
  if (stop - start < length) return nowhere;
  if (length == 0) return stop;
  if (cannot_contain(string, needle)) return nowhere;
  return with_units(string, [&](auto text) {
    return with_units(needle, [&](auto wanted) -> std::int64_t {
      for (std::int64_t at = stop - length; at >= start; --at) {
        const auto place = text.begin() + at;
        if (std::equal(wanted.begin(), wanted.end(), place)) return at;
      }
      return nowhere;
    });
  });
}

std::int64_t str_count(const Str* string, const Str* needle, std::int64_t start, std::int64_t stop) {
  if (start > stop) return 0;
  if (needle->length == 0) return stop - start + 1;
  std::int64_t count = 0;
  for (;; ++count) {
    start = str_find(string, needle, start, stop);
    if (start < 0) return count;
    start += static_cast<std::int64_t>(needle->length.value);
  }
}

bool str_contains(const Str* string, const Str* needle) {
  return str_find(string, needle, 0, static_cast<std::int64_t>(string->length.value)) >= 0;
}

namespace {

Word part_of(VM& vm, Str* string, std::uint64_t start, std::uint64_t stop) {
  return str_slice(vm, string, static_cast<std::int64_t>(start), static_cast<std::int64_t>(stop), 1,
                   static_cast<std::int64_t>(stop - start));
}

bool push_part(VM& vm, List* parts, Str* string, std::uint64_t start, std::uint64_t stop) {
  const Word part = part_of(vm, string, start, stop);
  return !gc::is_null(part) && list_push(vm, parts, part);
}

bool is_space(const Str* string, std::uint64_t index) {
  const std::uint32_t c = str_at(string, index);
  if (c < 0x80) return c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1c && c <= 0x1f);
  return unicode::is_space(c);
}

Word split_at_spaces(VM& vm, Str* string, std::int64_t limit) {
  List* const parts = make_list(vm, {});
  if (!parts) return null;
  const std::uint64_t length = string->length;
  std::uint64_t at = 0;
  for (;;) {
    while (at < length && is_space(string, at)) ++at;
    if (at == length) return gc::reference(parts);
    std::uint64_t end = at;
    if (limit-- == 0) return push_part(vm, parts, string, at, length) ? gc::reference(parts) : null;
    while (end < length && !is_space(string, end)) ++end;
    if (!push_part(vm, parts, string, at, end)) return null;
    at = end;
  }
}

Word rsplit_at_spaces(VM& vm, Str* string, std::int64_t limit) {
  List* const parts = make_list(vm, {});
  if (!parts) return null;
  std::uint64_t end = string->length;
  for (;;) {
    while (end > 0 && is_space(string, end - 1)) --end;
    if (end == 0) break;
    std::uint64_t start = end;
    if (limit-- == 0) {
      if (!push_part(vm, parts, string, 0, end)) return null;
      break;
    }
    while (start > 0 && !is_space(string, start - 1)) --start;
    if (!push_part(vm, parts, string, start, end)) return null;
    end = start;
  }
  std::reverse(parts->items ? parts->items->items.data() : nullptr,
               parts->items ? parts->items->items.data() + parts->length : nullptr);
  return gc::reference(parts);
}

}  // namespace

Word str_split(VM& vm, Str* string, Str* separator, std::int64_t limit) {
  if (!separator) return split_at_spaces(vm, string, limit);
  List* const parts = make_list(vm, {});
  if (!parts) return null;
  const auto length = static_cast<std::int64_t>(string->length.value);
  std::int64_t start = 0;
  while (limit-- != 0) {
    const std::int64_t found = str_find(string, separator, start, length);
    if (found < 0) break;
    if (!push_part(vm, parts, string, static_cast<std::uint64_t>(start), static_cast<std::uint64_t>(found)))
      return null;
    start = found + static_cast<std::int64_t>(separator->length.value);
  }
  return push_part(vm, parts, string, static_cast<std::uint64_t>(start), string->length)
             ? gc::reference(parts)
             : null;
}

Word str_rsplit(VM& vm, Str* string, Str* separator, std::int64_t limit) {
  if (!separator) return rsplit_at_spaces(vm, string, limit);
  List* const parts = make_list(vm, {});
  if (!parts) return null;
  auto stop = static_cast<std::int64_t>(string->length.value);
  while (limit-- != 0) {
    const std::int64_t found = str_rfind(string, separator, 0, stop);
    if (found < 0) break;
    const auto after = static_cast<std::uint64_t>(found) + separator->length;
    if (!push_part(vm, parts, string, after, static_cast<std::uint64_t>(stop))) return null;
    stop = found;
  }
  if (!push_part(vm, parts, string, 0, static_cast<std::uint64_t>(stop))) return null;
  std::reverse(parts->items->items.data(), parts->items->items.data() + parts->length);
  return gc::reference(parts);
}

Word str_split_lines(VM& vm, Str* string, bool keep_ends) {
  List* const parts = make_list(vm, {});
  if (!parts) return null;
  const std::uint64_t length = string->length;
  for (std::uint64_t start = 0; start < length;) {
    std::uint64_t end = start;
    while (end < length && !unicode::is_line_break(str_at(string, end))) ++end;
    std::uint64_t next = end;
    if (end < length) next += str_at(string, end) == '\r' && end + 1 < length && str_at(string, end + 1) == '\n' ? 2 : 1;
    if (!push_part(vm, parts, string, start, keep_ends ? next : end)) return null;
    start = next;
  }
  return gc::reference(parts);
}

Word str_replace(VM& vm, Str* string, Str* from, Str* to, std::int64_t limit) {
  const auto length = static_cast<std::int64_t>(string->length.value);
  const std::int64_t found = str_count(string, from, 0, length);
  const std::int64_t count = limit < 0 ? found : std::min(found, limit);
  if (count == 0 || (from->length == to->length && str_equal(from, to))) return gc::reference(string);
  StrBuilder text;
  std::int64_t start = 0;
  for (std::int64_t i = 0; i != count; ++i) {
    // An empty needle stands before every character and at the end.
    std::int64_t at = start;
    if (from->length == 0) at = i == 0 ? 0 : start + 1;
    else at = str_find(string, from, start, length);
    text.append_part(string, static_cast<std::uint64_t>(start), static_cast<std::uint64_t>(at));
    text.append(to);
    start = at + static_cast<std::int64_t>(from->length.value);
  }
  text.append_part(string, static_cast<std::uint64_t>(start), string->length);
  return text.finish_word(vm);
}

}  // namespace py
