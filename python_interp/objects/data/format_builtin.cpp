// format() of the builtin types, and what f-strings need.
#include "python_interp/objects/data/format_spec.hpp"
#include "python_interp/objects/formatting.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/numbers.hpp"

namespace py {
namespace {

Word format_str(VM& vm, const Str* value, const FormatSpec& spec, Word original) {
  const auto wrong = [&](const char* message) { return raise(vm, vm.exceptions.ValueError, "%s", message); };
  if (spec.type != 0 && spec.type != 's') return raise_unknown_code(vm, spec.type, original);
  if (spec.sign == ' ') return wrong("Space not allowed in string format specifier");
  if (spec.sign != '\0') return wrong("Sign not allowed in string format specifier");
  if (spec.no_negative_zero)
    return wrong("Negative zero coercion (z) not allowed in string format specifier");
  if (spec.alternate) return wrong("Alternate form (#) not allowed in string format specifier");
  if (spec.align == '=') return wrong("'=' alignment not allowed in string format specifier");
  std::uint64_t length = value->length;
  if (spec.precision >= 0) length = std::min(length, static_cast<std::uint64_t>(spec.precision));
  StrBuilder text;
  append_padded(text, value, length, spec, '<');
  return text.finish_word(vm);
}

/// A small integer under a plain width, as in f"{i:06d}" and f"{i:>3}": by far the commonest.
Str* format_small_int(VM& vm, std::int64_t value, const FormatSpec& spec) {
  char buffer[24];
  char* const end = buffer + sizeof buffer;
  char* at = end;
  auto rest = value < 0 ? -static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  do *--at = static_cast<char>('0' + rest % 10);
  while ((rest /= 10) != 0);
  const auto digits = static_cast<std::uint64_t>(end - at);
  const std::uint64_t used = digits + (value < 0);
  const std::uint64_t width = spec.width < 0 ? 0 : static_cast<std::uint64_t>(spec.width);
  const std::uint64_t room = width > used ? width - used : 0;
  Str* const text = new_str(vm, used + room, 1);
  if (!text) return nullptr;
  text->flags = str_ascii;
  std::uint8_t* to = text->data.data();
  const bool inside = spec.align == '=';
  const auto pad = [&](bool here) {
    if (here) to = static_cast<std::uint8_t*>(std::memset(to, static_cast<int>(spec.fill), room)) + room;
  };
  pad(!inside && spec.align != '<');
  if (value < 0) *to++ = '-';
  pad(inside);
  std::memcpy(to, at, digits);
  to += digits;
  pad(spec.align == '<');
  return text;
}

bool is_simple(const FormatSpec& spec) {
  return (spec.type == 0 || spec.type == 'd') && spec.grouping == '\0' && spec.sign == '\0' &&
         spec.precision < 0 && !spec.alternate && !spec.no_negative_zero && spec.align != '^' &&
         spec.fill < 0x80 && spec.width < 1000;
}

}  // namespace

Word format_builtin(VM& vm, Word value, Word specification) {
  const Str* const text = str_of(specification);
  if (!text)
    return raise(vm, vm.exceptions.TypeError, "__format__() argument must be str, not %T", specification);
  if (text->length == 0) return to_str(&vm, value);
  const Word inside = unwrap(value);
  const bool is_text = is<Str>(inside);
  const auto spec = parse_format_spec(vm, text, value, !is_text);
  if (!spec) return null;
  if (is_text) return format_str(vm, gc::as<Str>(inside), *spec, value);
  if (gc::is_small_int(inside) && is_simple(*spec))
    return str_word(format_small_int(vm, gc::small_int_value(inside), *spec));
  if (is_integer_word(inside)) return format_integer(vm, inside, *spec, value);
  if (is_float_word(inside)) return format_float(vm, float_value(inside), *spec, value);
  const auto* complex = gc::as<Complex>(inside);
  return format_complex(vm, complex->real, complex->imag, *spec, value);
}

Word convert_field(VM& vm, Word value, std::int64_t conversion) {
  switch (conversion) {
    case 's': return to_str(&vm, value);
    case 'r': return repr(&vm, value);
    case 'a': {
      const Word text = repr(&vm, value);
      return gc::is_null(text) ? null : escape_non_ascii(vm, str_of(text));
    }
    default: return value;
  }
}

Word format_field(VM* vm, Word value, std::int64_t conversion, Word specification) {
  const Word shown = convert_field(*vm, value, conversion);
  if (gc::is_null(shown)) return null;
  const bool plain = gc::is_null(specification) ||
                     (is<Str>(specification) && gc::as<Str>(specification)->length == 0);
  if (plain && is<Str>(shown)) return shown;
  return format_value(vm, shown, gc::is_null(specification) ? vm->empty_string : specification);
}

Word str_build(VM* vm, const Word* parts, std::int64_t count) {
  std::uint64_t length = 0;
  std::uint32_t width = 1, flags = str_ascii;
  for (std::int64_t i = 0; i != count; ++i) {
    const Str* const part = str_of(parts[i]);
    length += part->length;
    width = std::max<std::uint32_t>(width, part->width);
    flags &= part->flags;
  }
  Str* const whole = new_str(*vm, length, width);
  if (!whole) return null;
  whole->flags = flags & str_ascii;
  std::uint64_t at = 0;
  for (std::int64_t i = 0; i != count; ++i) {
    const Str* const part = str_of(parts[i]);
    copy_code_points(whole, at, part);
    at += part->length;
  }
  return gc::reference(whole);
}

}  // namespace py
