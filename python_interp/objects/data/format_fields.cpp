// str.format(): literal text and replacement fields
//
//     { [name or number] ( .attribute | [index] )* [!conversion] [:specification] }
//
// where the specification may itself contain fields, one level deep.
#include "python_interp/objects/data/methods.hpp"
#include "python_interp/objects/data/str_builder.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/formatting.hpp"
#include "python_interp/objects/names.hpp"

namespace py {
namespace {

/// A part of a pattern.
struct Part {
  const Str* text;
  std::uint64_t start, stop;
  bool empty() const { return start == stop; }
  std::uint32_t operator[](std::uint64_t index) const { return str_at(text, start + index); }
};

class Fields {
 public:
  Fields(VM& vm, std::span<const Word> arguments, Word mapping, bool only_mapping)
      : vm_(vm), arguments_(arguments), mapping_(mapping), only_mapping_(only_mapping) {}

  /// Formats `pattern` into `text`; false with the exception pending.
  bool format(StrBuilder& text, Part pattern, int depth) {
    if (depth < 0) return fail("Max string recursion exceeded");
    std::uint64_t at = pattern.start;
    while (at < pattern.stop) {
      std::uint64_t brace = at;
      while (brace < pattern.stop && !is_brace(str_at(pattern.text, brace))) ++brace;
      text.append_part(pattern.text, at, brace);
      if (brace == pattern.stop) return true;
      const std::uint32_t c = str_at(pattern.text, brace);
      at = brace + 1;
      if (at < pattern.stop && str_at(pattern.text, at) == c) {
        text.append(c);
        ++at;
      } else if (c == '}') {
        return fail("Single '}' encountered in format string");
      } else if (at == pattern.stop) {
        return fail("Single '{' encountered in format string");
      } else if (!field(text, pattern, at, depth)) {
        return false;
      }
    }
    return true;
  }

 private:
  static bool is_brace(std::uint32_t c) { return c == '{' || c == '}'; }

  bool fail(const char* message) {
    raise(vm_, vm_.exceptions.ValueError, "%s", message);
    return false;
  }

  /// One field; `at` stands behind its opening brace and ends behind its closing one.
  bool field(StrBuilder& text, Part pattern, std::uint64_t& at, int depth) {
    Part name{pattern.text, at, at}, specification{pattern.text, at, at};
    std::uint32_t conversion = 0;
    bool nested = false;
    if (!parse(pattern, at, name, conversion, specification, nested)) return false;
    Word value = look_up(name);
    if (gc::is_null(value)) return false;
    if (conversion != 0) {
      if (conversion != 's' && conversion != 'r' && conversion != 'a') return unknown_conversion(conversion);
      value = convert_field(vm_, value, conversion);
      if (gc::is_null(value)) return false;
    }
    StrBuilder expanded;
    if (nested) {
      if (!format(expanded, specification, depth - 1)) return false;
    } else {
      expanded.append_part(pattern.text, specification.start, specification.stop);
    }
    const Word spec = expanded.finish_word(vm_);
    const Word shown = gc::is_null(spec) ? null : format_value(&vm_, value, spec);
    if (gc::is_null(shown)) return false;
    text.append(shown);
    return true;
  }

  bool unknown_conversion(std::uint32_t c) {
    raise(vm_, vm_.exceptions.ValueError,
          c > 32 && c < 127 ? "Unknown conversion specifier %c" : "Unknown conversion specifier \\x%x",
          static_cast<int>(c));
    return false;
  }

  bool parse(Part pattern, std::uint64_t& at, Part& name, std::uint32_t& conversion, Part& specification,
             bool& nested) {
    const auto take = [&] { return str_at(pattern.text, at++); };
    std::uint32_t c = 0;
    for (;;) {
      if (at == pattern.stop) return fail("expected '}' before end of string");
      c = take();
      if (c == '{') return fail("unexpected '{' in field name");
      if (c == '[') while (at < pattern.stop && str_at(pattern.text, at) != ']') ++at;
      if (c == '}' || c == ':' || c == '!') break;
    }
    name.stop = at - 1;
    if (c == '}') return true;
    if (c == '!') {
      if (at == pattern.stop) return fail("end of string while looking for conversion specifier");
      conversion = take();
      if (at < pattern.stop) {
        c = take();
        if (c == '}') return true;
        if (c != ':') return fail("expected ':' after conversion specifier");
      }
    }
    specification.start = at;
    for (int open = 1; at < pattern.stop;) {
      c = take();
      if (c == '{') nested = true, ++open;
      if (c == '}' && --open == 0) {
        specification.stop = at - 1;
        return true;
      }
    }
    return fail("unmatched '{' in format spec");
  }

  Word text_of(Part part) {
    StrBuilder text;
    text.append_part(part.text, part.start, part.stop);
    return text.finish_word(vm_);
  }

  /// The number that a name is: -1 if it is none, -2 with ValueError pending.
  std::int64_t number_of(Part part) {
    if (part.empty()) return -1;
    std::int64_t number = 0;
    for (std::uint64_t i = part.start; i != part.stop; ++i) {
      const std::uint32_t c = str_at(part.text, i);
      if (c < '0' || c > '9') return -1;
      if (number > (INT64_MAX - 9) / 10) {
        fail("Too many decimal digits in format string");
        return -2;
      }
      number = number * 10 + static_cast<std::int64_t>(c - '0');
    }
    return number;
  }

  Word look_up(Part name) {
    Part first = name;
    first.stop = name.start;
    while (first.stop < name.stop && str_at(name.text, first.stop) != '.' && str_at(name.text, first.stop) != '[')
      ++first.stop;
    Word value = first_value(first);
    std::uint64_t at = first.stop;
    while (!gc::is_null(value) && at < name.stop) value = step(value, name, at);
    return value;
  }

  Word first_value(Part first) {
    std::int64_t number = number_of(first);
    if (number == -2) return null;
    if (number == -1 && !first.empty()) return keyword(first);
    const bool automatic = first.empty();
    if (numbering_ != Numbering::unknown && automatic != (numbering_ == Numbering::automatic)) {
      fail(automatic ? "cannot switch from manual field specification to automatic field numbering"
                     : "cannot switch from automatic field numbering to manual field specification");
      return null;
    }
    numbering_ = automatic ? Numbering::automatic : Numbering::manual;
    if (automatic) number = next_++;
    if (only_mapping_) {
      fail("Format string contains positional fields");
      return null;
    }
    if (static_cast<std::uint64_t>(number) < arguments_.size()) return arguments_[static_cast<std::size_t>(number)];
    return raise(vm_, vm_.exceptions.IndexError,
                 "Replacement index %lld out of range for positional args tuple",
                 static_cast<long long>(number));
  }

  Word keyword(Part name) {
    const Word key = text_of(name);
    if (gc::is_null(key)) return null;
    if (gc::is_null(mapping_)) return raise_key_error(vm_, key);
    return get_item(&vm_, mapping_, key);
  }

  /// One .attribute or [index].
  Word step(Word value, Part name, std::uint64_t& at) {
    const std::uint32_t c = str_at(name.text, at++);
    Part part{name.text, at, at};
    if (c == '.') {
      while (part.stop < name.stop && str_at(name.text, part.stop) != '.' && str_at(name.text, part.stop) != '[')
        ++part.stop;
      at = part.stop;
    } else if (c == '[') {
      while (part.stop < name.stop && str_at(name.text, part.stop) != ']') ++part.stop;
      if (part.stop == name.stop) return fail("Missing ']' in format string"), null;
      at = part.stop + 1;
    } else {
      return fail("Only '.' or '[' may follow ']' in format field specifier"), null;
    }
    if (part.empty()) return fail("Empty attribute in format string"), null;
    if (c == '.') {
      const Word attribute = text_of(part);
      return gc::is_null(attribute) ? null : get_attribute(&vm_, value, intern(vm_, gc::as<Str>(attribute)));
    }
    const std::int64_t number = number_of(part);
    if (number == -2) return null;
    const Word index = number >= 0 ? make_int(vm_, number) : text_of(part);
    return gc::is_null(index) ? null : get_item(&vm_, value, index);
  }

  enum class Numbering { unknown, automatic, manual };

  VM& vm_;
  std::span<const Word> arguments_;
  Word mapping_;
  bool only_mapping_;
  Numbering numbering_ = Numbering::unknown;
  std::int64_t next_ = 0;
};

Word formatted(VM& vm, Str* pattern, std::span<const Word> arguments, Word mapping, bool only_mapping) {
  StrBuilder text;
  Fields fields(vm, arguments, mapping, only_mapping);
  return fields.format(text, {pattern, 0, pattern->length}, 1) ? text.finish_word(vm) : null;
}

Word format_method(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  const std::uint64_t positional = positional_count(count, keywords);
  Word mapping;
  if (positional != count) {
    Dict* const named = make_dict(vm);
    for (std::uint64_t i = positional; named && i != count; ++i)
      if (!dict_set(vm, named, gc::as<Tuple>(keywords)->items[i - positional], a[i])) return null;
    if (!named) return null;
    mapping = gc::reference(named);
  }
  return formatted(vm, str_of(a[0]), {a + 1, positional - 1}, mapping, false);
}

Word format_map(VM& vm, const Word* a, std::uint64_t, Word) {
  return formatted(vm, str_of(a[0]), {}, a[1], true);
}

constexpr NativeMethod methods[] = {
    {"format", format_method, 1, -1, "The string with its fields replaced by the arguments."},
    {"format_map", format_map, 2, 2, "The string with its fields replaced by a mapping's values."},
};

}  // namespace

Word format_fields(VM& vm, Str* pattern, std::span<const Word> arguments, Word mapping) {
  return formatted(vm, pattern, arguments, mapping, false);
}

void init_str_format(VM& vm) { add_methods(vm, vm.types.str, methods); }

}  // namespace py
