// One pass over the bytes with a pointer. Lines are entered when their first byte is reached, so at the
// end of the text the current line is still the last one, as in CPython's messages.
#include "python_interp/syntax/tokens.hpp"

#include <bit>
#include <cstdio>
#include <cstring>
#include <string>

#include "python_interp/syntax/character_classes.hpp"
#include "python_interp/syntax/unicode.hpp"

namespace py::syntax {
namespace {

constexpr int tab_size = 8;
constexpr std::size_t deepest_indentation = 100;
constexpr std::size_t deepest_bracket = 200;

struct KeywordRange {
  std::uint8_t first = 0;
  std::uint8_t last = 0;
};

/// For each first letter, where its keywords are in the token rows, which are sorted by it.
constexpr auto keywords_by_letter = [] {
  std::array<KeywordRange, 128> ranges{};
  for (std::uint8_t index = 0; index < std::size(token_rows); ++index) {
    if (!is_keyword(token_rows[index].kind)) continue;
    KeywordRange& range = ranges[static_cast<std::size_t>(token_rows[index].text[0])];
    if (range.last == 0) range.first = index;
    range.last = index;
  }
  return ranges;
}();

static_assert([] {
  std::size_t place = 0;
  for (const TokenRow& row : token_rows) {
    if (static_cast<std::size_t>(row.kind) != place++) return false;
  }
  return true;
}(), "token_rows has the order of TokenKind");

bool is_string_prefix(std::string_view text) {
  auto lower = [](char letter) { return static_cast<char>(letter | 0x20); };
  char first = lower(text[0]);
  if (text.size() == 1) return first == 'r' || first == 'b' || first == 'f' || first == 'u';
  if (text.size() != 2) return false;
  char second = lower(text[1]);
  return (first == 'r' && (second == 'b' || second == 'f')) ||
         (second == 'r' && (first == 'b' || first == 'f'));
}

bool is_quote(char byte) { return byte == '"' || byte == '\''; }

std::string hexadecimal(char32_t code_point) {
  char digits[12];
  std::snprintf(digits, sizeof digits, "%04X", static_cast<unsigned>(code_point));
  return digits;
}

}  // namespace

TokenKind keyword_or_name(std::string_view text) {
  auto letter = static_cast<unsigned char>(text.empty() ? 0 : text[0]);
  if (letter >= 128 || text.size() > 8) return TokenKind::Word;
  KeywordRange range = keywords_by_letter[letter];
  if (range.last == 0) return TokenKind::Word;
  for (std::size_t index = range.first; index <= range.last; ++index) {
    if (token_rows[index].text == text) return token_rows[index].kind;
  }
  return TokenKind::Word;
}

Tokenizer::Tokenizer(std::string_view text, TextOrigin origin, bool keep_trivia)
    : begin_(text.data()),
      end_(text.data() + text.size()),
      cursor_(begin_),
      start_(begin_),
      line_(begin_),
      buffer_(begin_),
      lineno_(text.empty() ? origin.lineno - 1 : origin.lineno),
      origin_(origin),
      keep_trivia_(keep_trivia),
      indents_{{0, 0}} {}

// ---- Lines and indentation --------------------------------------------------------------------

void Tokenizer::enter_line() {
  if (cursor_ == end_) return;
  ++lineno_;
  line_ = cursor_;
}

const char* Tokenizer::end_of_line() const {
  auto* newline = std::memchr(cursor_, '\n', static_cast<std::size_t>(end_ - cursor_));
  return newline == nullptr ? end_ : static_cast<const char*>(newline);
}

Token Tokenizer::next() {
  for (;;) {
    if (done_) return token(fault_ ? TokenKind::Failed : last_kind_);
    if (at_line_start_) {
      at_line_start_ = false;
      if (!read_indentation()) return failed();
    }
    start_ = cursor_;
    if (pending_ > 0) return --pending_, token(TokenKind::Indent);
    if (pending_ < 0) return ++pending_, token(TokenKind::Dedent);
    Token read = read_token();
    if (read.kind != TokenKind::BlankNewline || keep_trivia_) return read;
  }
}

/// Sets `pending_` from the white space that starts a line; a line without tokens changes nothing.
bool Tokenizer::read_indentation() {
  Indentation measured;
  if (!measure_indentation(measured)) return false;
  blank_line_ = *cursor_ == '#' || *cursor_ == '\n';
  if (blank_line_ || !open_.empty()) return true;
  return change_indentation(measured);
}

bool Tokenizer::measure_indentation(Indentation& measured) {
  Indentation before_backslash;  // what counts when the white space goes on in the next line
  for (;; ++cursor_) {
    if (*cursor_ == ' ') {
      ++measured.column;
      ++measured.plain_column;
    } else if (*cursor_ == '\t') {
      measured.column = (measured.column / tab_size + 1) * tab_size;
      ++measured.plain_column;
    } else if (*cursor_ == '\f') {
      measured = {};
    } else if (*cursor_ == '\\') {
      if (before_backslash.column == 0) before_backslash = measured;
      if (!continue_line()) return false;
      buffer_ = cursor_--;
    } else {
      break;
    }
  }
  if (before_backslash.column != 0) measured = before_backslash;
  return true;
}

bool Tokenizer::change_indentation(Indentation now) {
  Position here{lineno_, 0, lineno_, end_reported_as_zero};
  auto inconsistent = [&] {
    return complain_about_layout(FailureKind::TabError,
                       "inconsistent use of tabs and spaces in indentation", here);
  };
  if (now.column == indents_.back().column) {
    return now.plain_column == indents_.back().plain_column || inconsistent();
  }
  if (now.column > indents_.back().column) {
    if (indents_.size() >= deepest_indentation) {
      return complain_about_layout(FailureKind::IndentationError, "too many levels of indentation", here);
    }
    if (now.plain_column <= indents_.back().plain_column) return inconsistent();
    indents_.push_back(now);
    ++pending_;
    return true;
  }
  while (indents_.size() > 1 && now.column < indents_.back().column) {
    indents_.pop_back();
    --pending_;
  }
  if (now.column != indents_.back().column) {
    bool ends_with_newline = *end_of_line() == '\n';
    here.col_offset = static_cast<int>(end_of_line() - line_) - (ends_with_newline ? 0 : 1);
    here.end_col_offset = end_reported_as_minus_one;
    return complain_about_layout(FailureKind::IndentationError,
                       "unindent does not match any outer indentation level", here);
  }
  return now.plain_column == indents_.back().plain_column || inconsistent();
}

/// Goes from a backslash to the start of the next line.
bool Tokenizer::continue_line() {
  ++cursor_;
  if (*cursor_ != '\n') {
    int column = column_in_buffer(cursor_) - (cursor_ == end_ ? 1 : 0);
    Position here{lineno_, column, lineno_, end_reported_as_zero};
    return complain_about_layout(FailureKind::SyntaxError,
                       "unexpected character after line continuation character", here);
  }
  ++cursor_;
  enter_line();
  if (cursor_ != end_) return true;
  if (!open_.empty()) return false;
  fault_is_end_ = true;
  Position here{lineno_, column_of(cursor_) - 1, lineno_, end_reported_as_minus_one};
  return complain_about_layout(FailureKind::SyntaxError, "unexpected EOF while parsing", here);
}

// ---- Tokens -----------------------------------------------------------------------------------

Token Tokenizer::read_token() {
  for (;;) {
    while (*cursor_ == ' ' || *cursor_ == '\t' || *cursor_ == '\f') ++cursor_;
    start_ = cursor_;
    if (*cursor_ != '\\') break;
    if (!continue_line()) return failed();
  }
  if (*cursor_ == '#') {
    cursor_ = end_of_line();
    if (keep_trivia_) return token(TokenKind::Comment);
  }
  auto byte = static_cast<unsigned char>(*cursor_);
  if (starts_name(byte)) return read_name_or_prefixed_string();
  if (byte == '\n') return read_newline();
  if (is_digit(byte) || (byte == '.' && is_digit(cursor_[1]))) {
    return read_number() ? token(TokenKind::Number) : failed();
  }
  if (is_quote(*cursor_)) return read_string(cursor_);
  if (cursor_ == end_) {
    done_ = true;
    last_kind_ = open_.empty() ? TokenKind::EndMarker : TokenKind::Failed;
    return token(last_kind_);
  }
  return read_operator();
}

Token Tokenizer::read_name_or_prefixed_string() {
  unsigned char seen = 0;
  while (continues_name(*cursor_)) seen |= static_cast<unsigned char>(*cursor_++);
  std::string_view text(start_, static_cast<std::size_t>(cursor_ - start_));
  if (is_quote(*cursor_) && is_string_prefix(text)) return read_string(cursor_);
  if (seen >= 0x80) {
    return accept_identifier(start_, cursor_) ? token(TokenKind::Word) : failed();
  }
  return token(keyword_or_name(text));
}

bool Tokenizer::accept_identifier(const char* begin, const char* end) {
  for (const char* place = begin; place != end;) {
    auto [code_point, size] = decode_character({place, end});
    if (size == 0) {
      Position here{lineno_, column_of(end) - 1, lineno_, end_reported_as_minus_one};
      auto bad = static_cast<std::size_t>(place - begin);
      return complain_about_layout(FailureKind::SyntaxError,
                                   "(unicode error) " + cannot_decode_utf8({begin, end}, bad), here);
    }
    if (place == begin ? !is_identifier_start(code_point) : !is_identifier_part(code_point)) {
      cursor_ = place + size;
      return complain_about_character(code_point);
    }
    place += size;
  }
  return true;
}

bool Tokenizer::complain_about_character(char32_t code_point) {
  if (!is_printable(code_point)) {
    return complain("invalid non-printable character U+" + hexadecimal(code_point));
  }
  std::string message = "invalid character '";
  append_character(message, code_point);
  return complain(message + "' (U+" + hexadecimal(code_point) + ")");
}

Token Tokenizer::read_newline() {
  Token newline = token(TokenKind::Newline);
  if (blank_line_ || !open_.empty()) newline.kind = TokenKind::BlankNewline;
  ++cursor_;
  enter_line();
  buffer_ = cursor_;
  at_line_start_ = true;
  return newline;
}

/// `quote` is where the opening quotes are; the cursor stands there.
Token Tokenizer::read_string(const char* quote) {
  Position opening{lineno_, column_of(start_), lineno_, column_of(start_)};
  const char* opening_line = line_;
  bool triple = quote[1] == *quote && quote[2] == *quote;
  cursor_ += triple ? 3 : 1;
  for (;;) {
    if (*cursor_ == *quote) {
      if (!triple) break;
      if (cursor_[1] == *quote && cursor_[2] == *quote) break;
    }
    bool escaped = *cursor_ == '\\';
    if (escaped) ++cursor_;
    if (cursor_ == end_ || (*cursor_ == '\n' && !triple && !escaped)) {
      bool is_end = cursor_ == end_;
      std::string literal = triple ? "triple-quoted string literal" : "string literal";
      complain_over("unterminated " + literal + " (detected at line " + std::to_string(lineno_) + ")",
                    opening);
      fault_is_end_ = is_end;
      cursor_ = start_ + 1;
      line_ = opening_line;
      lineno_ = opening.lineno;
      return failed();
    }
    if (*cursor_++ == '\n') enter_line();
  }
  cursor_ += triple ? 3 : 1;
  Token string = token(TokenKind::String);
  string.pos.lineno = opening.lineno;
  string.pos.col_offset = static_cast<int>(start_ - opening_line);
  if (lineno_ == origin_.lineno) string.pos.col_offset += origin_.col_offset;
  return string;
}

// ---- Operators --------------------------------------------------------------------------------

Token Tokenizer::read_operator() {
  using enum TokenKind;
  char second = cursor_[1];
  char third = second == '\0' ? '\0' : cursor_[2];
  // `x`, and `x=` when `=` follows
  auto or_equal = [&](TokenKind plain, TokenKind with_equal) {
    return second == '=' ? operator_token(with_equal, 2) : operator_token(plain, 1);
  };
  // the same for a doubled operator
  auto doubled = [&](TokenKind plain, TokenKind with_equal) {
    return third == '=' ? operator_token(with_equal, 3) : operator_token(plain, 2);
  };
  switch (*cursor_) {
    case '(': return open_bracket(LeftParen);
    case '[': return open_bracket(LeftBracket);
    case '{': return open_bracket(LeftBrace);
    case ')': return close_bracket(RightParen);
    case ']': return close_bracket(RightBracket);
    case '}': return close_bracket(RightBrace);
    case ',': return operator_token(Comma, 1);
    case ';': return operator_token(Semicolon, 1);
    case '~': return operator_token(Tilde, 1);
    case ':': return or_equal(Colon, ColonEqual);
    case '+': return or_equal(Plus, PlusEqual);
    case '%': return or_equal(Percent, PercentEqual);
    case '&': return or_equal(Ampersand, AmpersandEqual);
    case '|': return or_equal(VerticalBar, VerticalBarEqual);
    case '^': return or_equal(Circumflex, CircumflexEqual);
    case '@': return or_equal(At, AtEqual);
    case '=': return or_equal(Equal, EqualEqual);
    case '!': return or_equal(Unknown, NotEqual);
    case '-': return second == '>' ? operator_token(Arrow, 2) : or_equal(Minus, MinusEqual);
    case '*':
      return second == '*' ? doubled(DoubleStar, DoubleStarEqual) : or_equal(Star, StarEqual);
    case '/':
      return second == '/' ? doubled(DoubleSlash, DoubleSlashEqual) : or_equal(Slash, SlashEqual);
    case '<':
      if (second == '>') return operator_token(NotEqual, 2);
      return second == '<' ? doubled(LeftShift, LeftShiftEqual) : or_equal(Less, LessEqual);
    case '>':
      return second == '>' ? doubled(RightShift, RightShiftEqual) : or_equal(Greater, GreaterEqual);
    case '.':
      return second == '.' && third == '.' ? operator_token(TokenKind::Ellipsis, 3)
                                           : operator_token(Dot, 1);
    default: break;
  }
  auto byte = static_cast<unsigned char>(*cursor_);
  if (is_printable(byte)) return operator_token(Unknown, 1);
  ++cursor_;
  complain_about_character(byte);
  return failed();
}

Token Tokenizer::operator_token(TokenKind kind, int size) {
  cursor_ += size;
  return token(kind);
}

Token Tokenizer::open_bracket(TokenKind kind) {
  if (open_.size() >= deepest_bracket) {
    ++cursor_;
    complain("too many nested parentheses");
    return failed();
  }
  open_.push_back({*cursor_, lineno_, column_of(cursor_)});
  return operator_token(kind, 1);
}

Token Tokenizer::close_bracket(TokenKind kind) {
  char closing = *cursor_++;
  if (open_.empty()) {
    complain(std::string("unmatched '") + closing + "'");
    return failed();
  }
  OpenBracket opening = open_.back();
  open_.pop_back();
  char expected = opening.character == '(' ? ')' : opening.character == '[' ? ']' : '}';
  if (closing == expected) return token(kind);
  std::string message = std::string("closing parenthesis '") + closing +
                        "' does not match opening parenthesis '" + opening.character + "'";
  if (opening.lineno != lineno_) message += " on line " + std::to_string(opening.lineno);
  complain(std::move(message));
  return failed();
}

// ---- Making tokens and faults -----------------------------------------------------------------

int Tokenizer::column_of(const char* place) const {
  return static_cast<int>(place - line_) +
         (lineno_ == origin_.lineno ? origin_.col_offset : 0);
}

int Tokenizer::column_in_buffer(const char* place) const {
  return static_cast<int>(place - buffer_) + (buffer_ == begin_ ? origin_.col_offset : 0);
}

Token Tokenizer::token(TokenKind kind) const {
  return {.pos = {lineno_, column_of(start_), lineno_, column_of(cursor_)},
          .begin = static_cast<std::uint32_t>(start_ - begin_),
          .end = static_cast<std::uint32_t>(cursor_ - begin_),
          .kind = kind,
          .level = static_cast<std::uint8_t>(open_.size())};
}

/// CPython gives such a token no place: what is reported there stands where it has read to.
Token Tokenizer::failed() {
  done_ = true;
  start_ = cursor_;
  return token(TokenKind::Failed);
}

/// A fault at the character before the cursor.
bool Tokenizer::complain(std::string message) {
  const char* place = cursor_;
  while (place > line_ && (static_cast<unsigned char>(*--place) & 0xC0) == 0x80) {}
  int column = column_of(place);
  return complain_over(std::move(message), {lineno_, column, lineno_, column});
}

bool Tokenizer::complain_over(std::string message, Position pos) {
  if (!fault_) fault_ = Fault{FailureKind::SyntaxError, std::move(message), pos, true};
  return false;
}

bool Tokenizer::complain_about_layout(FailureKind kind, std::string message, Position pos) {
  if (!fault_) fault_ = Fault{kind, std::move(message), pos};
  return false;
}

}  // namespace py::syntax
