#include "python_interp/syntax/string_literals.hpp"

#include <optional>

#include "python_interp/syntax/character_classes.hpp"
#include "python_interp/syntax/unicode.hpp"

namespace py::syntax {
namespace {

constexpr char32_t last_code_point = 0x10FFFF;

unsigned hex_value(char digit) {
  return static_cast<unsigned>(is_digit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10);
}

bool is_ascii(char byte) { return static_cast<unsigned char>(byte) < 0x80; }

bool is_octal(char byte) { return byte >= '0' && byte <= '7'; }

/// The character of a one-letter escape that text and bytes share.
std::optional<char> simple_escape(char letter) {
  switch (letter) {
    case '\\': case '\'': case '"': return letter;
    case 'a': return '\a';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    default: return std::nullopt;
  }
}

/// Up to three octal digits at `place`, which is moved behind them; those that are too much for a byte
/// are doubtful.
unsigned octal_value(std::string_view body, std::size_t& place, std::string& doubtful) {
  std::string_view digits = body.substr(place, 3);
  unsigned value = 0;
  for (int count = 0; count < 3 && place < body.size() && is_octal(body[place]); ++count) {
    value = value * 8 + static_cast<unsigned>(body[place++] - '0');
  }
  if (value > 0377 && doubtful.empty()) doubtful = digits;
  return value;
}

class TextDecoder {
 public:
  TextDecoder(std::string_view body, CharacterByName character_by_name)
      : body_(body), character_by_name_(character_by_name) {}

  Decoded decode() {
    result_.reserve(body_.size());
    while (place_ < body_.size()) {
      std::size_t backslash = std::min(body_.find('\\', place_), body_.size());
      result_.append(body_, place_, backslash - place_);
      place_ = backslash;
      if (place_ < body_.size() && !escape()) return std::unexpected(error_);
    }
    return DecodedLiteral{std::move(result_), unknown_escape_};
  }

 private:
  bool escape() {
    begin_ = place_++;
    char letter = place_ < body_.size() ? body_[place_] : '\0';
    if (auto simple = simple_escape(letter)) {
      result_ += *simple;
      ++place_;
      return true;
    }
    if (is_octal(letter)) {
      append_character(result_, octal_value(body_, place_, unknown_escape_));
      return true;
    }
    switch (letter) {
      case '\n': ++place_; return true;
      case 'x': return hexadecimal(2, "truncated \\xXX escape");
      case 'u': return hexadecimal(4, "truncated \\uXXXX escape");
      case 'U': return hexadecimal(8, "truncated \\UXXXXXXXX escape");
      case 'N': return named();
      default:
        result_ += '\\';
        if (is_ascii(letter) && place_ < body_.size() && unknown_escape_.empty()) unknown_escape_ = letter;
        return true;
    }
  }

  bool hexadecimal(int digits, std::string_view truncated) {
    char32_t value = 0;
    ++place_;
    for (int count = 0; count < digits; ++count, ++place_) {
      if (place_ >= body_.size() || !is_hex_digit(body_[place_])) return fail(truncated);
      value = value * 16 + hex_value(body_[place_]);
    }
    if (value > last_code_point) return fail("illegal Unicode character");
    append_character(result_, value);
    return true;
  }

  bool named() {
    ++place_;
    if (character_by_name_ == nullptr) {
      error_ = "(unicode error) \\N escapes not supported (can't load unicodedata module)";
      return false;
    }
    if (place_ >= body_.size() || body_[place_] != '{') return fail("malformed \\N character escape");
    std::size_t close = body_.find('}', ++place_);
    if (close == std::string_view::npos || close == place_) {
      place_ = close == place_ ? close : body_.size();
      return fail("malformed \\N character escape");
    }
    auto found = character_by_name_(body_.substr(place_, close - place_));
    place_ = close + 1;
    if (!found) return fail("unknown Unicode character name");
    append_character(result_, *found);
    return true;
  }

  /// Positions count each character outside ASCII as the ten of its `\U` escape, as CPython's decoder
  /// sees it.
  bool fail(std::string_view reason) {
    auto column = [&](std::size_t place) {
      std::size_t count = 0;
      for (std::size_t index = 0; index < place; ++index) {
        auto byte = static_cast<unsigned char>(body_[index]);
        if (byte < 0x80) ++count;
        if (byte >= 0xC0) count += 10;
      }
      return count;
    };
    std::size_t first = column(begin_);
    std::size_t last = column(place_) - 1;
    std::string where = first == last ? "byte 0x5c in position " + std::to_string(first)
                                      : "bytes in position " + std::to_string(first) + "-" +
                                            std::to_string(last);
    error_ = "(unicode error) 'unicodeescape' codec can't decode " + where + ": " +
             std::string(reason);
    return false;
  }

  std::string_view body_;
  CharacterByName character_by_name_;
  std::size_t place_ = 0;
  std::size_t begin_ = 0;
  std::string result_;
  std::string unknown_escape_;
  std::string error_;
};

}  // namespace

StringLiteral split_string_literal(std::string_view token) {
  StringLiteral literal;
  std::size_t place = 0;
  for (; token[place] != '"' && token[place] != '\''; ++place) {
    switch (token[place] | 0x20) {
      case 'r': literal.is_raw = true; break;
      case 'b': literal.is_bytes = true; break;
      case 'f': literal.is_formatted = true; break;
      default: literal.has_lower_u = token[place] == 'u'; break;
    }
  }
  std::string_view quoted = token.substr(place);
  bool triple = quoted.size() >= 6 && quoted[1] == quoted[0] && quoted[2] == quoted[0];
  std::size_t quotes = triple ? 3 : 1;
  literal.body = quoted.substr(quotes, quoted.size() - 2 * quotes);
  return literal;
}

Decoded decode_text(std::string_view body, CharacterByName character_by_name) {
  return TextDecoder(body, character_by_name).decode();
}

Decoded decode_bytes(std::string_view body) {
  DecodedLiteral literal;
  std::string& result = literal.value;
  result.reserve(body.size());
  for (std::size_t place = 0; place < body.size();) {
    char byte = body[place++];
    if (byte != '\\' || place == body.size()) {
      result += byte;
      continue;
    }
    char letter = body[place];
    if (auto simple = simple_escape(letter)) {
      result += *simple;
      ++place;
    } else if (is_octal(letter)) {
      result += static_cast<char>(octal_value(body, place, literal.unknown_escape));
    } else if (letter == '\n') {
      ++place;
    } else if (letter != 'x') {
      result += '\\';
      if (literal.unknown_escape.empty()) literal.unknown_escape = letter;
    } else if (place + 2 < body.size() && is_hex_digit(body[place + 1]) &&
               is_hex_digit(body[place + 2])) {
      result += static_cast<char>(hex_value(body[place + 1]) * 16 + hex_value(body[place + 2]));
      place += 3;
    } else {
      return std::unexpected("(value error) invalid \\x escape at position " +
                             std::to_string(place - 1));
    }
  }
  return literal;
}

}  // namespace py::syntax
