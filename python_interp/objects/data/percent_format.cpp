// The % operator of str and bytes:
//
//     %[(key)][flags][width][.precision][hlL]conversion
//
// Both are done on code points; what bytes make is Latin-1 on the way.
#include <algorithm>
#include <cctype>

#include "python_interp/objects/attributes.hpp"
#include "python_interp/objects/data/format_spec.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/formatting.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/numbers.hpp"

namespace py {
namespace {

/// One conversion specifier.
struct Directive {
  bool left = false, plus = false, space = false, alternate = false, zero = false;
  std::int64_t width = -1, precision = -1;
  std::uint32_t conversion = 0;
};

class Formatter {
 public:
  Formatter(VM& vm, const Str* pattern, Word arguments, bool of_bytes)
      : vm_(vm), pattern_(pattern), arguments_(arguments), of_bytes_(of_bytes) {
    const Word inside = unwrap(arguments);
    if (is<Tuple>(inside)) {
      items_ = gc::as<Tuple>(inside);
    } else {
      const bool is_text = str_of(arguments) || (of_bytes && bytes_of(arguments));
      mapping_ = !is_text && find_special(&vm, word_header(&vm, arguments), vm.names->getitem)->found !=
                                 Found::missing;
    }
  }

  bool run() {
    const std::uint64_t length = pattern_->length;
    while (at_ < length) {
      std::uint64_t next = at_;
      while (next < length && str_at(pattern_, next) != '%') ++next;
      text.append_part(pattern_, at_, next);
      at_ = next;
      if (at_ < length && !directive()) return false;
    }
    if (used_ < count() && !mapping_) {
      fail(vm_.exceptions.TypeError, of_bytes_ ? "not all arguments converted during bytes formatting"
                                               : "not all arguments converted during string formatting");
      return false;
    }
    return true;
  }

  StrBuilder text;

 private:
  bool fail(Type* type, const char* message) {
    raise(vm_, type, "%s", message);
    return false;
  }
  std::uint64_t count() const { return items_ ? items_->length.value : 1; }
  bool more() const { return at_ < pattern_->length; }
  std::uint32_t peek() const { return more() ? str_at(pattern_, at_) : 0; }

  /// The next argument; null with TypeError pending.
  Word next_argument() {
    if (!gc::is_null(keyed_)) return keyed_;
    if (used_ >= count()) {
      fail(vm_.exceptions.TypeError, "not enough arguments for format string");
      return null;
    }
    const std::uint64_t index = used_++;
    return items_ ? items_of(items_)[index] : arguments_;
  }

  bool directive() {
    ++at_;
    keyed_ = null;
    if (peek() == '(' && !key()) return false;
    Directive it;
    flags(it);
    if (!number(it.width, "width too big")) return false;
    if (it.width < -1) {
      it.left = true;
      it.width = -it.width;
    }
    if (peek() == '.') {
      ++at_;
      it.precision = 0;
      if (!number(it.precision, "precision too big")) return false;
      it.precision = std::max<std::int64_t>(it.precision, 0);
    }
    if (peek() == 'h' || peek() == 'l' || peek() == 'L') ++at_;
    if (!more()) return fail(vm_.exceptions.ValueError, "incomplete format");
    it.conversion = str_at(pattern_, at_++);
    if (it.conversion == '%') {
      text.append('%');
      return true;
    }
    const Word value = next_argument();
    return !gc::is_null(value) && convert(it, value);
  }

  /// `(key)`: the argument is looked up in the mapping.
  bool key() {
    if (!mapping_) return fail(vm_.exceptions.TypeError, "format requires a mapping");
    const std::uint64_t start = ++at_;
    int depth = 1;
    for (; more(); ++at_) {
      if (peek() == '(') ++depth;
      if (peek() == ')' && --depth == 0) break;
    }
    if (depth != 0) return fail(vm_.exceptions.ValueError, "incomplete format key");
    StrBuilder name;
    name.append_part(pattern_, start, at_++);
    Word key = name.finish_word(vm_);
    if (of_bytes_ && !gc::is_null(key)) key = encode(vm_, gc::as<Str>(key), "latin-1", "strict");
    keyed_ = gc::is_null(key) ? null : get_item(&vm_, arguments_, key);
    return !gc::is_null(keyed_);
  }

  void flags(Directive& it) {
    for (;; ++at_) {
      switch (peek()) {
        case '-': it.left = true; break;
        case '+': it.plus = true; break;
        case ' ': it.space = true; break;
        case '#': it.alternate = true; break;
        case '0': it.zero = true; break;
        default: return;
      }
    }
  }

  /// Digits or `*`; nothing is changed if there are none.
  bool number(std::int64_t& into, const char* too_big) {
    if (peek() == '*') {
      ++at_;
      keyed_ = null;
      const Word given = next_argument();
      if (gc::is_null(given)) return false;
      if (!is_integer_word(unwrap(given))) return fail(vm_.exceptions.TypeError, "* wants int");
      const auto value = int_to_i64(unwrap(given));
      if (!value || *value > INT32_MAX || *value < -INT32_MAX)
        return fail(vm_.exceptions.OverflowError, "Python int too large to convert to C int");
      into = *value;
      return true;
    }
    if (peek() < '0' || peek() > '9') return true;
    into = 0;
    for (; peek() >= '0' && peek() <= '9'; ++at_) {
      into = into * 10 + static_cast<std::int64_t>(peek() - '0');
      if (into > INT32_MAX) return fail(vm_.exceptions.ValueError, too_big);
    }
    return true;
  }

  bool convert(const Directive& it, Word value) {
    switch (it.conversion) {
      case 'd': case 'i': case 'u': case 'o': case 'x': case 'X': return integer(it, value);
      case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': return real(it, value);
      case 'c': return character(it, value);
      case 's': case 'r': case 'a': case 'b': return object(it, value);
      default: return unsupported(it);
    }
  }

  bool unsupported(const Directive& it) {
    const bool shown = it.conversion > 31 && it.conversion < 128;
    raise(vm_, vm_.exceptions.ValueError, "unsupported format character '%c' (0x%x) at index %llu",
          shown ? static_cast<int>(it.conversion) : '?', static_cast<int>(it.conversion),
          static_cast<unsigned long long>(at_ - 1));
    return false;
  }

  FormatSpec spec_of(const Directive& it) const {
    FormatSpec spec;
    spec.width = it.width;
    spec.sign = it.plus ? '+' : it.space ? ' ' : '\0';
    spec.alternate = it.alternate;
    spec.align = it.left ? '<' : '>';
    if (it.zero && !it.left) {
      spec.fill = '0';
      spec.align = '=';
    }
    return spec;
  }

  /// The argument of %d ... as an integer word; null with TypeError pending.
  Word integer_argument(const Directive& it, Word value) {
    const Word inside = unwrap(value);
    if (is_integer_word(inside)) return inside;
    const bool decimal = it.conversion == 'd' || it.conversion == 'i' || it.conversion == 'u';
    Word result;
    if (decimal && is_float_word(inside)) return float_to_int(vm_, float_value(inside));
    if (decimal && !str_of(value)) result = call_special(vm_, value, vm_.names->int_, {});
    if (gc::is_null(result) && gc::is_null(vm_.pending)) result = call_special(vm_, value, vm_.names->index, {});
    if (!gc::is_null(result) && is_integer_word(unwrap(result))) return unwrap(result);
    if (!gc::is_null(vm_.pending)) return null;
    return raise(vm_, vm_.exceptions.TypeError,
                 decimal ? "%%%c format: a real number is required, not %T"
                         : "%%%c format: an integer is required, not %T",
                 static_cast<int>(it.conversion), value);
  }

  bool integer(const Directive& it, Word value) {
    const Word number = integer_argument(it, value);
    if (gc::is_null(number)) return false;
    const int base = it.conversion == 'o' ? 8 : it.conversion == 'x' || it.conversion == 'X' ? 16 : 10;
    if (base == 10 && !check_digit_limit(vm_, number)) return false;
    FormatSpec spec = spec_of(it);
    NumberText parts;
    parts.digits = int_to_text(number, base);
    if (parts.digits[0] == '-') {
      parts.sign = "-";
      parts.digits.erase(0, 1);
    } else if (spec.sign != '\0') {
      parts.sign = std::string(1, spec.sign);
    }
    if (it.alternate && base != 10) parts.prefix = {'0', static_cast<char>(it.conversion)};
    if (it.conversion == 'X')
      for (char& c : parts.digits) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    if (it.precision > static_cast<std::int64_t>(parts.digits.size()))
      parts.digits.insert(0, static_cast<std::size_t>(it.precision) - parts.digits.size(), '0');
    append_number(text, parts, spec);
    return true;
  }

  bool real(const Directive& it, Word value) {
    const auto number = to_double(vm_, value);
    if (!number) return false;
    const FormatSpec spec = spec_of(it);
    const int precision = it.precision < 0 ? 6 : static_cast<int>(it.precision);
    append_number(text, float_number(*number, spec, static_cast<char>(it.conversion), precision, false), spec);
    return true;
  }

  bool character(const Directive& it, Word value) {
    const auto padded = [&](std::uint32_t c) {
      FormatSpec spec = spec_of(it);
      if (spec.align == '=') spec.align = '>';
      spec.fill = ' ';
      const Word one = make_character(vm_, c);
      if (!gc::is_null(one)) append_padded(text, gc::as<Str>(one), 1, spec, '>');
      return !gc::is_null(one);
    };
    if (of_bytes_) {
      const auto bytes = bytes_of(value);
      if (bytes && bytes->size() == 1) return padded((*bytes)[0]);
      if (bytes || !is_integer_word(unwrap(value)))
        return fail(vm_.exceptions.TypeError, "%c requires an integer in range(256) or a single byte");
    } else if (const Str* string = str_of(value)) {
      if (string->length == 1) return padded(str_at(string, 0));
      return fail(vm_.exceptions.TypeError, "%c requires int or char");
    } else if (!is_integer_word(unwrap(value)) &&
               find_special(&vm_, word_header(&vm_, value), vm_.names->index)->found == Found::missing) {
      return fail(vm_.exceptions.TypeError, "%c requires int or char");
    }
    const Word index = to_index(vm_, value);
    if (gc::is_null(index)) return false;
    const auto number = int_to_i64(index);
    const std::int64_t limit = of_bytes_ ? 256 : 0x110000;
    if (number && *number >= 0 && *number < limit) return padded(static_cast<std::uint32_t>(*number));
    return fail(vm_.exceptions.OverflowError,
                of_bytes_ ? "%c arg not in range(256)" : "%c arg not in range(0x110000)");
  }

  /// What %s shows of bytes; null with TypeError pending.
  Word bytes_shown(Word value) {
    if (const auto bytes = bytes_of(value)) return str_word(make_str(vm_, *bytes));
    const Word made = call_special(vm_, value, vm_.names->bytes, {});
    if (!gc::is_null(made)) {
      if (const auto bytes = bytes_of(made)) return str_word(make_str(vm_, *bytes));
      return raise(vm_, vm_.exceptions.TypeError, "__bytes__ returned non-bytes (type %T)", made);
    }
    if (!gc::is_null(vm_.pending)) return null;
    return raise(vm_, vm_.exceptions.TypeError,
                 "%%b requires a bytes-like object, or an object that implements __bytes__, not '%T'", value);
  }

  bool object(const Directive& it, Word value) {
    if (it.conversion == 'b' && !of_bytes_) return unsupported(it);
    const bool plain = it.conversion == 's' || it.conversion == 'b';
    Word shown;
    if (of_bytes_ && plain) shown = bytes_shown(value);
    else shown = convert_field(vm_, value, of_bytes_ ? 'a' : it.conversion);
    if (gc::is_null(shown)) return false;
    const Str* const string = str_of(shown);
    std::uint64_t length = string->length;
    if (it.precision >= 0) length = std::min(length, static_cast<std::uint64_t>(it.precision));
    FormatSpec spec = spec_of(it);
    spec.fill = ' ';
    if (spec.align == '=') spec.align = '>';
    append_padded(text, string, length, spec, '>');
    return true;
  }

  VM& vm_;
  const Str* pattern_;
  Word arguments_;
  bool of_bytes_;
  bool mapping_ = false;
  const Tuple* items_ = nullptr;
  Word keyed_;
  std::uint64_t used_ = 0;
  std::uint64_t at_ = 0;
};

}  // namespace

Word percent_format(VM& vm, Str* pattern, Word arguments) {
  Formatter formatter(vm, pattern, arguments, false);
  return formatter.run() ? formatter.text.finish_word(vm) : null;
}

Word percent_format_bytes(VM& vm, Word pattern, Word arguments) {
  const Str* const text = make_str(vm, *bytes_of(pattern));
  if (!text) return null;
  Formatter formatter(vm, text, arguments, true);
  if (!formatter.run()) return null;
  Str* const made = formatter.text.finish(vm);
  if (!made) return null;
  const std::span<const std::uint8_t> bytes = units<std::uint8_t>(made);
  if (is<ByteArray>(unwrap(pattern))) {
    ByteArray* const array = make_bytearray(vm, bytes);
    return array ? gc::reference(array) : null;
  }
  Bytes* const result = make_bytes(vm, bytes);
  return result ? gc::reference(result) : null;
}

}  // namespace py
