#include "python_interp/objects/data/format_spec.hpp"

#include "python_interp/objects/native.hpp"

namespace py {
namespace {

bool is_alignment(std::uint32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }
bool is_digit(std::uint32_t c) { return c >= '0' && c <= '9'; }

class Reader {
 public:
  explicit Reader(const Str* text) : text_(text) {}
  std::uint64_t left() const { return text_->length - at_; }
  std::uint32_t peek(std::uint64_t ahead = 0) const {
    return at_ + ahead < text_->length ? str_at(text_, at_ + ahead) : 0;
  }
  std::uint32_t take() { return str_at(text_, at_++); }
  bool take_if(std::uint32_t c) {
    const bool there = left() != 0 && peek() == c;
    at_ += there;
    return there;
  }
  /// Digits; -1 if there are none, -2 if they are too many.
  std::int64_t number() {
    if (!is_digit(peek())) return -1;
    std::int64_t value = 0;
    while (left() != 0 && is_digit(peek())) {
      if (value > (INT64_MAX - 9) / 10) return -2;
      value = value * 10 + static_cast<std::int64_t>(take() - '0');
    }
    return value;
  }

 private:
  const Str* text_;
  std::uint64_t at_ = 0;
};

void read_alignment(Reader& reader, FormatSpec& spec) {
  if (reader.left() >= 2 && is_alignment(reader.peek(1))) {
    spec.fill = reader.take();
    spec.fill_given = true;
    spec.align = static_cast<char>(reader.take());
  } else if (is_alignment(reader.peek())) {
    spec.align = static_cast<char>(reader.take());
  }
}

const char* read_grouping(Reader& reader, FormatSpec& spec) {
  constexpr const char* both = "Cannot specify both ',' and '_'.";
  if (reader.take_if(',')) spec.grouping = ',';
  if (reader.peek() == '_') {
    if (spec.grouping != '\0') return both;
    reader.take();
    spec.grouping = '_';
  }
  return spec.grouping != '\0' && reader.peek() == ',' ? both : nullptr;
}

/// Reads as far as it makes sense; null, or what is wrong.
const char* read_spec(Reader& reader, FormatSpec& spec, bool zero_aligns) {
  constexpr const char* too_many = "Too many decimal digits in format string";
  read_alignment(reader, spec);
  if (reader.peek() == '+' || reader.peek() == '-' || reader.peek() == ' ')
    spec.sign = static_cast<char>(reader.take());
  spec.no_negative_zero = reader.take_if('z');
  spec.alternate = reader.take_if('#');
  if (!spec.fill_given && reader.take_if('0')) {
    spec.fill = '0';
    if (spec.align == '\0' && zero_aligns) spec.align = '=';
  }
  spec.width = reader.number();
  if (spec.width == -2) return too_many;
  if (const char* wrong = read_grouping(reader, spec)) return wrong;
  if (reader.take_if('.')) {
    spec.precision = reader.number();
    if (spec.precision == -2) return too_many;
    if (spec.precision < 0) return "Format specifier missing precision";
    if (spec.precision > INT32_MAX) return "precision too big";
  }
  if (reader.left() == 1) spec.type = reader.take();
  return nullptr;
}

bool may_be_grouped(const FormatSpec& spec) {
  switch (spec.type) {
    case 0: case 'd': case 'e': case 'f': case 'g': case 'E': case 'G': case '%': case 'F': return true;
    case 'b': case 'o': case 'x': case 'X': return spec.grouping == '_';
    default: return false;
  }
}

bool is_shown(std::uint32_t c) { return c > 32 && c < 128; }

/// Digits in groups from the right, with zeros in front up to `least` characters, separators included.
std::string grouped(const std::string& digits, const FormatSpec& spec, std::int64_t least) {
  if (spec.grouping == '\0') {
    const auto size = static_cast<std::int64_t>(digits.size());
    return size < least ? std::string(static_cast<std::size_t>(least - size), '0') + digits : digits;
  }
  const bool by_four = spec.type == 'b' || spec.type == 'o' || spec.type == 'x' || spec.type == 'X';
  const std::int64_t group = by_four ? 4 : 3;
  std::string backwards;
  auto left = static_cast<std::int64_t>(digits.size());
  for (;;) {
    const std::int64_t size = std::min(group, std::max<std::int64_t>(std::max(left, least), 1));
    for (std::int64_t i = 0; i != size; ++i)
      backwards.push_back(left > 0 ? digits[static_cast<std::size_t>(--left)] : '0');
    least -= size;
    if (left <= 0 && least <= 0) break;
    backwards.push_back(spec.grouping);
    --least;
  }
  return {backwards.rbegin(), backwards.rend()};
}

}  // namespace

Word raise_unknown_code(VM& vm, std::uint32_t code, Word value) {
  return raise(vm, vm.exceptions.ValueError,
               is_shown(code) ? "Unknown format code '%c' for object of type '%T'"
                              : "Unknown format code '\\x%x' for object of type '%T'",
               static_cast<int>(code), value);
}

std::optional<FormatSpec> parse_format_spec(VM& vm, const Str* text, Word value, bool zero_aligns) {
  FormatSpec spec;
  Reader reader(text);
  if (const char* wrong = read_spec(reader, spec, zero_aligns)) {
    raise(vm, vm.exceptions.ValueError, "%s", wrong);
    return std::nullopt;
  }
  if (reader.left() != 0) {
    raise(vm, vm.exceptions.ValueError, "Invalid format specifier '%S' for object of type '%T'",
          gc::reference(text), value);
    return std::nullopt;
  }
  if (spec.grouping != '\0' && !may_be_grouped(spec)) {
    raise(vm, vm.exceptions.ValueError,
          is_shown(spec.type) ? "Cannot specify '%c' with '%c'." : "Cannot specify '%c' with '\\x%x'.",
          spec.grouping, static_cast<int>(spec.type));
    return std::nullopt;
  }
  return spec;
}

void append_number(StrBuilder& text, const NumberText& number, const FormatSpec& spec) {
  const char align = spec.align == '\0' ? '>' : spec.align;
  const auto others =
      static_cast<std::int64_t>(number.sign.size() + number.prefix.size() + number.rest.size());
  const bool zeros = spec.fill == '0' && align == '=';
  const std::string digits =
      number.digits.empty() ? "" : grouped(number.digits, spec, zeros ? spec.width - others : 0);
  const std::int64_t room =
      std::max<std::int64_t>(spec.width - others - static_cast<std::int64_t>(digits.size()), 0);
  const std::int64_t before = align == '>' ? room : align == '^' ? room / 2 : 0;
  const std::int64_t inside = align == '=' ? room : 0;
  text.append_many(spec.fill, static_cast<std::uint64_t>(before));
  text.append(number.sign);
  text.append(number.prefix);
  text.append_many(spec.fill, static_cast<std::uint64_t>(inside));
  text.append(digits);
  text.append(number.rest);
  text.append_many(spec.fill, static_cast<std::uint64_t>(room - before - inside));
}

void append_padded(StrBuilder& into, const Str* text, std::uint64_t length, const FormatSpec& spec,
                   char default_align) {
  const char align = spec.align == '\0' ? default_align : spec.align;
  const std::int64_t room = std::max<std::int64_t>(spec.width - static_cast<std::int64_t>(length), 0);
  const std::int64_t before = align == '>' ? room : align == '^' ? room / 2 : 0;
  into.append_many(spec.fill, static_cast<std::uint64_t>(before));
  into.append_part(text, 0, length);
  into.append_many(spec.fill, static_cast<std::uint64_t>(room - before));
}

}  // namespace py
