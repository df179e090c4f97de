// Strings: making, joining, comparing, slicing.
#include "python_interp/objects/strings.hpp"

#include <algorithm>
#include <bit>

#include "python_interp/objects/data/utf8.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/native.hpp"

namespace py {
namespace {

template <class T>
T* data_of(Str* string) {
  return reinterpret_cast<T*>(string->data.data());
}

std::uint32_t width_for(std::uint32_t highest) { return highest < 0x100 ? 1 : highest < 0x10000 ? 2 : 4; }

/// All bits that occur in `code_points`: enough to tell the width they need.
template <class T>
std::uint32_t bits_of(std::span<const T> code_points) {
  std::uint32_t bits = 0;
  for (const T unit : code_points) bits |= unit;
  return bits;
}

template <class To, class From>
void copy_units(To* to, std::span<const From> from) {
  if constexpr (sizeof(To) == sizeof(From)) std::memcpy(to, from.data(), from.size_bytes());
  else std::copy(from.begin(), from.end(), to);
}

/// The one empty string, or one of those of one Latin-1 character, once the VM has them.
Str* shared_string(VM& vm, std::size_t length, std::uint32_t character) {
  if (length > 1 || character > 0xff || gc::is_null(vm.empty_string)) return nullptr;
  return gc::as<Str>(length == 0 ? vm.empty_string : vm.latin1_strings[character]);
}

template <class T>
Str* make_narrowest(VM& vm, std::span<const T> code_points) {
  const std::uint32_t bits = bits_of(code_points);
  if (Str* const shared = shared_string(vm, code_points.size(), bits)) return shared;
  Str* const string = new_str(vm, code_points.size(), width_for(bits));
  if (!string) return nullptr;
  if (bits < 0x80) string->flags = str_ascii;
  switch (string->width) {
    case 1: copy_units(data_of<std::uint8_t>(string), code_points); break;
    case 2: copy_units(data_of<std::uint16_t>(string), code_points); break;
    default: copy_units(data_of<std::uint32_t>(string), code_points);
  }
  return string;
}

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
  const auto product = static_cast<unsigned __int128>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

std::uint64_t word_at(const std::uint8_t* bytes) {
  std::uint64_t word;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

}  // namespace

void copy_code_points(Str* to, std::uint64_t position, const Str* from) {
  if (to->width == from->width) {
    std::memcpy(to->data.data() + position * to->width, from->data.data(), str_bytes(from));
    return;
  }
  with_units(from, [&](auto span) {
    if (to->width == 2) copy_units(data_of<std::uint16_t>(to) + position, span);
    else copy_units(data_of<std::uint32_t>(to) + position, span);
  });
}

std::int64_t hash_bytes(const std::uint8_t* bytes, std::size_t count) {
  constexpr std::uint64_t first = 0xa0761d6478bd642f, second = 0xe7037ed1a0b428db;
  std::uint64_t state = first ^ count;
  std::size_t at = 0;
  for (; at + 16 <= count; at += 16)
    state = mixed(word_at(bytes + at) ^ second, word_at(bytes + at + 8) ^ state);
  if (at + 8 <= count) {
    state = mixed(word_at(bytes + at) ^ second, state);
    at += 8;
  }
  std::uint64_t rest = 0;
  std::memcpy(&rest, bytes + at, count - at);
  state = mixed(rest ^ second, state ^ first);
  const auto hash = static_cast<std::int64_t>(state >> 3);
  return hash == 0 ? 1 : hash;
}

Str* new_str(VM& vm, std::uint64_t length, std::uint32_t width) {
  if (length > SIZE_MAX / 64) {
    raise_memory_error(vm);
    return nullptr;
  }
  auto* string = allocate<Str>(vm, vm.types.str, length * width);
  if (!string) return nullptr;
  string->length = {length};
  string->width = {width};
  return string;
}

Str* make_str(VM& vm, std::span<const std::uint8_t> code_points) { return make_narrowest(vm, code_points); }
Str* make_str(VM& vm, std::span<const std::uint16_t> code_points) { return make_narrowest(vm, code_points); }
Str* make_str(VM& vm, std::span<const std::uint32_t> code_points) { return make_narrowest(vm, code_points); }

Str* make_ascii(VM& vm, std::string_view ascii) {
  const auto first = ascii.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(ascii[0]);
  if (Str* const shared = shared_string(vm, ascii.size(), first)) return shared;
  Str* const string = new_str(vm, ascii.size(), 1);
  if (!string) return nullptr;
  string->flags = str_ascii;
  std::memcpy(string->data.data(), ascii.data(), ascii.size());
  return string;
}

Str* make_str(VM& vm, std::string_view utf8) {
  if (is_ascii(utf8)) return make_ascii(vm, utf8);
  std::u32string code_points;
  decode_wtf8(utf8, code_points);
  return make_str(vm, std::span(reinterpret_cast<const std::uint32_t*>(code_points.data()),
                                code_points.size()));
}

Word make_character(VM& vm, std::uint32_t code_point) {
  if (code_point < 0x100) return vm.latin1_strings[code_point];
  return str_word(make_str(vm, std::span<const std::uint32_t>(&code_point, 1)));
}

std::string to_utf8(const Str* string) {
  if (str_is_ascii(string)) return std::string(ascii_view(string));
  std::string text;
  with_units(string, [&](auto span) {
    for (const auto unit : span) append_utf8(text, unit);
  });
  return text;
}

std::int64_t str_hash_slow(Str* string) {
  const std::int64_t hash = hash_bytes(string->data.data(), str_bytes(string));
  string->hash = static_cast<std::uint64_t>(hash);
  return hash;
}

bool str_equals(const Str* left, std::string_view ascii) {
  return left->width == 1 && ascii_view(left) == ascii;
}

int str_compare(const Str* left, const Str* right) {
  const std::uint64_t common = std::min(left->length, right->length);
  const auto by_length = [&] { return (left->length > right->length) - (left->length < right->length); };
  if (left->width == 1 && right->width == 1) {
    const int order = std::memcmp(left->data.data(), right->data.data(), common);
    return order != 0 ? (order < 0 ? -1 : 1) : by_length();
  }
  return with_units(left, [&](auto a) {
    return with_units(right, [&](auto b) {
      for (std::uint64_t i = 0; i != common; ++i)
        if (a[i] != b[i]) return static_cast<std::uint32_t>(a[i]) < b[i] ? -1 : 1;
      return static_cast<int>(by_length());
    });
  });
}

Word str_concat(VM* vm, Word left, Word right) {
  const Str* const a = gc::as<Str>(left);
  const Str* const b = gc::as<Str>(right);
  if (a->length == 0) return right;
  if (b->length == 0) return left;
  Str* const both = new_str(*vm, a->length + b->length, std::max<std::uint32_t>(a->width, b->width));
  if (!both) return null;
  both->flags = a->flags & b->flags & str_ascii;
  copy_code_points(both, 0, a);
  copy_code_points(both, a->length, b);
  return gc::reference(both);
}

Word str_index(VM* vm, Word string, std::int64_t index) {
  return make_character(*vm, str_at(gc::as<Str>(string), static_cast<std::uint64_t>(index)));
}

Word str_slice(VM& vm, Str* string, std::int64_t start, std::int64_t, std::int64_t step,
               std::int64_t count) {
  const auto length = static_cast<std::uint64_t>(count);
  if (count <= 0) return vm.empty_string;
  if (length == string->length && step == 1) return gc::reference(string);
  if (count == 1) return make_character(vm, str_at(string, static_cast<std::uint64_t>(start)));
  return with_units(string, [&](auto span) {
    using T = std::remove_const_t<typename decltype(span)::element_type>;
    if (step == 1) {
      const auto part = span.subspan(static_cast<std::size_t>(start), length);
      if (sizeof(T) == 1 && str_is_ascii(string))
        return str_word(make_ascii(vm, {reinterpret_cast<const char*>(part.data()), length}));
      return str_word(make_str(vm, part));
    }
    std::basic_string<T> picked(length, T{});
    for (std::uint64_t i = 0; i != length; ++i)
      picked[i] = span[static_cast<std::size_t>(start + static_cast<std::int64_t>(i) * step)];
    return str_word(make_str(vm, std::span<const T>(picked.data(), length)));
  });
}

Word str_repeat(VM& vm, Str* string, std::int64_t times) {
  if (times <= 0 || string->length == 0) return vm.empty_string;
  if (times == 1) return gc::reference(string);
  std::uint64_t length;
  if (__builtin_mul_overflow(string->length.value, static_cast<std::uint64_t>(times), &length)) {
    raise_memory_error(vm);
    return null;
  }
  Str* const repeated = new_str(vm, length, string->width);
  if (!repeated) return null;
  repeated->flags = string->flags & str_ascii;
  std::uint8_t* const to = repeated->data.data();
  const std::size_t unit = str_bytes(string), total = length * string->width;
  if (unit == 1) {
    std::memset(to, string->data[0], total);
    return gc::reference(repeated);
  }
  std::memcpy(to, string->data.data(), unit);
  for (std::size_t done = unit; done < total;) {
    const std::size_t more = std::min(done, total - done);
    std::memcpy(to + done, to, more);
    done += more;
  }
  return gc::reference(repeated);
}

Word str_join(VM* vm, Word separator, Word items) {
  const Str* const between = gc::as<Str>(separator);
  const auto sequence = to_sequence(*vm, items, "can only join an iterable");
  if (!sequence) return null;
  const std::span<const Word> parts = *sequence;
  if (parts.empty()) return vm->empty_string;
  if (parts.size() == 1 && is<Str>(parts[0])) return parts[0];
  std::uint64_t length = between->length * (parts.size() - 1);
  std::uint32_t width = parts.size() > 1 ? static_cast<std::uint32_t>(between->width) : 1;
  std::uint32_t flags = parts.size() > 1 ? between->flags : str_ascii;
  for (std::size_t i = 0; i != parts.size(); ++i) {
    const Str* const part = str_of(parts[i]);
    if (!part)
      return raise(*vm, vm->exceptions.TypeError, "sequence item %zu: expected str instance, %T found", i,
                   parts[i]);
    length += part->length;
    width = std::max<std::uint32_t>(width, part->width);
    flags &= part->flags;
  }
  Str* const joined = new_str(*vm, length, width);
  if (!joined) return null;
  joined->flags = flags & str_ascii;
  std::uint64_t at = 0;
  for (std::size_t i = 0; i != parts.size(); ++i) {
    if (i != 0) {
      copy_code_points(joined, at, between);
      at += between->length;
    }
    const Str* const part = str_of(parts[i]);
    copy_code_points(joined, at, part);
    at += part->length;
  }
  return gc::reference(joined);
}

}  // namespace py
