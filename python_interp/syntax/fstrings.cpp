#include "python_interp/syntax/fstrings.hpp"

#include <algorithm>

namespace py::syntax {
namespace {

constexpr int deepest_format_spec = 2;
constexpr std::size_t deepest_bracket = 200;

bool is_space(char byte) {
  return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

char closing_of(char opening) { return opening == '(' ? ')' : opening == '[' ? ']' : '}'; }

}  // namespace

FStringParser::FStringParser(Parser& parser, const Token* first, const Token* last)
    : parser_(parser),
      first_(first),
      last_(last),
      pos_(parser.from(first)),
      kind_(parser.string_kind(*first)) {}

Expr* FStringParser::parse() {
  Pieces pieces{Gather<Expr*>(parser_.scratch_), {}};
  for (const Token* token = first_; token != last_; ++token) {
    if (!add_token(pieces, *token)) return nullptr;
  }
  return joined(pieces, pos_);
}

bool FStringParser::add_token(Pieces& pieces, const Token& token) {
  literal_ = split_string_literal(parser_.text_of(token));
  if (!literal_.is_formatted) {
    std::string_view value;
    if (!parser_.literal_value(token, value)) return false;
    pieces.text += value;
    return true;
  }
  token_ = &token;
  cursor_ = literal_.body.data();
  end_ = cursor_ + literal_.body.size();
  return add_formatted(pieces, 0);
}

/// Text and fields up to the end; in a format spec, up to its closing brace.
bool FStringParser::add_formatted(Pieces& pieces, int nesting) {
  for (;;) {
    if (!add_literal(pieces, nesting)) return false;
    if (cursor_ >= end_ || *cursor_ == '}') break;
    if (!replacement_field(pieces, nesting)) return false;
  }
  if (nesting == 0) return true;
  return (cursor_ < end_ && *cursor_ == '}') || fail("f-string: expecting '}'");
}

/// Text up to a field. Doubled braces stand for one, except in a format spec.
bool FStringParser::add_literal(Pieces& pieces, int nesting) {
  const char* begin = cursor_;
  auto text = [&](const char* to) { return add_text(pieces, {begin, to}); };
  while (cursor_ < end_) {
    char byte = *cursor_++;
    if (!literal_.is_raw && byte == '\\' && cursor_ < end_) {
      byte = *cursor_++;
      if (byte == 'N') {
        if (cursor_ < end_ && *cursor_++ == '{') {
          while (cursor_ < end_ && *cursor_++ != '}') {}
        }
        continue;
      }
      if (byte == '{') parser_.note_unknown_escape({&byte, 1}, *token_);
    }
    if (byte != '{' && byte != '}') continue;
    if (nesting == 0) {
      if (cursor_ < end_ && *cursor_ == byte) {
        if (!text(cursor_)) return false;
        begin = ++cursor_;
        continue;
      }
      if (byte == '}') return fail("f-string: single '}' is not allowed");
    }
    --cursor_;
    break;
  }
  return text(cursor_);
}

bool FStringParser::add_text(Pieces& pieces, std::string_view body) {
  if (!parser_.is_decodable(body)) return false;
  if (literal_.is_raw || body.find('\\') == std::string_view::npos) {
    pieces.text += body;
    return true;
  }
  Decoded decoded = decode_text(body, parser_.options_.character_by_name);
  if (!decoded) return fail(decoded.error());
  pieces.text += decoded->value;
  parser_.note_unknown_escape(decoded->unknown_escape, *token_);
  return true;
}

void FStringParser::flush_text(Pieces& pieces, const Position& pos) {
  if (pieces.text.empty()) return;
  ConstantValue value{.kind = ConstantKind::Str, .text = parser_.arena_.copy_text(pieces.text)};
  pieces.values.add(parser_.make<Constant>(pos, value, kind_));
  pieces.text.clear();
}

Expr* FStringParser::joined(Pieces& pieces, const Position& pos) {
  flush_text(pieces, pos);
  return parser_.make<JoinedStr>(pos, pieces.values.take(parser_.arena_));
}

// ---- Fields -----------------------------------------------------------------------------------

/// `{expression=!conversion:spec}`; the cursor is at the brace.
bool FStringParser::replacement_field(Pieces& pieces, int nesting) {
  if (nesting >= deepest_format_spec) return fail("f-string: expressions nested too deeply");
  const char* begin = ++cursor_;
  if (!find_expression_end()) return false;
  Expr* value = parse_expression_text(begin, cursor_);
  if (value == nullptr) return false;
  bool shows_source = *cursor_ == '=';
  if (shows_source) {
    ++cursor_;
    while (cursor_ < end_ && is_space(*cursor_)) ++cursor_;
    if (cursor_ >= end_) return fail("f-string: expecting '}'");
    pieces.text.append(begin, cursor_);
  }
  int converted = -1;
  if (*cursor_ == '!' && !conversion(converted)) return false;
  if (cursor_ >= end_) return fail("f-string: expecting '}'");
  Expr* spec = nullptr;
  if (*cursor_ == ':') {
    ++cursor_;
    if (cursor_ >= end_) return fail("f-string: expecting '}'");
    spec = format_spec(nesting + 1);
    if (spec == nullptr) return false;
  }
  if (cursor_ >= end_ || *cursor_ != '}') return fail("f-string: expecting '}'");
  ++cursor_;
  if (shows_source && spec == nullptr && converted == -1) converted = 'r';
  flush_text(pieces, pos_);
  pieces.values.add(parser_.make<FormattedValue>(pos_, value, converted, spec));
  return true;
}

bool FStringParser::conversion(int& result) {
  ++cursor_;
  if (cursor_ >= end_) return fail("f-string: expecting '}'");
  result = static_cast<unsigned char>(*cursor_++);
  if (result == 's' || result == 'r' || result == 'a') return true;
  return fail("f-string: invalid conversion character: expected 's', 'r', or 'a'");
}

/// Its position is that of its string token, while everything else has that of all of them.
Expr* FStringParser::format_spec(int nesting) {
  Pieces pieces{Gather<Expr*>(parser_.scratch_), {}};
  return add_formatted(pieces, nesting) ? joined(pieces, token_->pos) : nullptr;
}

/// Moves the cursor behind the expression: to `!`, `:`, `=` or `}` outside of brackets and strings.
bool FStringParser::find_expression_end() {
  std::string open;
  for (; cursor_ < end_; ++cursor_) {
    char byte = *cursor_;
    char following = cursor_ + 1 < end_ ? cursor_[1] : '\0';
    switch (byte) {
      case '\\': return fail("f-string expression part cannot include a backslash");
      case '#': return fail("f-string expression part cannot include '#'");
      case '\'': case '"':
        if (!skip_quoted()) return false;
        break;
      case '(': case '[': case '{':
        if (open.size() >= deepest_bracket) return fail("f-string: too many nested parenthesis");
        open += byte;
        break;
      case '!': case ':': case '}': case '=': case '<': case '>':
        if (!open.empty()) {
          if (byte != '}') break;
        } else if (following == '=' && byte != ':' && byte != '}') {
          ++cursor_;
          break;
        } else if (byte == '<' || byte == '>') {
          break;
        } else {
          return true;
        }
        [[fallthrough]];
      case ')': case ']': {
        std::string quoted = std::string("'") + byte + "'";
        if (open.empty()) return fail("f-string: unmatched " + quoted);
        char opening = open.back();
        open.pop_back();
        if (closing_of(opening) != byte) {
          return fail("f-string: closing parenthesis " + quoted +
                      " does not match opening parenthesis '" + opening + "'");
        }
        break;
      }
      default: break;
    }
  }
  if (!open.empty()) return fail(std::string("f-string: unmatched '") + open.back() + "'");
  return fail("f-string: expecting '}'");
}

/// Moves the cursor from an opening quote to the last of its closing quotes.
bool FStringParser::skip_quoted() {
  char quote = *cursor_;
  auto is_triple = [&] { return cursor_ + 2 < end_ && cursor_[1] == quote && cursor_[2] == quote; };
  bool triple = is_triple();
  cursor_ += triple ? 3 : 1;
  for (; cursor_ < end_; ++cursor_) {
    if (*cursor_ == '\\') return fail("f-string expression part cannot include a backslash");
    if (*cursor_ != quote || (triple && !is_triple())) continue;
    cursor_ += triple ? 2 : 0;
    return true;
  }
  return fail("f-string: unterminated string");
}

// ---- Expressions ------------------------------------------------------------------------------

Expr* FStringParser::parse_expression_text(const char* begin, const char* end) {
  bool blank = std::all_of(begin, end, [](char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\f';
  });
  if (blank) {
    if (*end == '!' || *end == ':' || *end == '=') {
      fail(std::string("f-string: expression required before '") + *end + "'");
    } else {
      fail("f-string: empty expression not allowed");
    }
    return nullptr;
  }
  std::string text = "(" + std::string(begin, end) + ")\n";
  std::string_view kept = parser_.arena_.copy_text({text.c_str(), text.size() + 1});
  kept.remove_suffix(1);
  Parser inner(parser_.arena_, {kept, parser_.is_utf8_}, parser_.filename_, Goal::FString,
               parser_.options_, origin_of(begin - 1));
  if (Expr* value = inner.parse_fstring_expression()) return value;
  parser_.raise_inner(inner.failure());
  return nullptr;
}

/// Where the text that starts at `brace` lies in the file.
TextOrigin FStringParser::origin_of(const char* brace) const {
  const char* token_begin = parser_.text_.data() + token_->begin;
  int lines = static_cast<int>(std::count(token_begin, brace, '\n'));
  const char* start = brace + 1;
  while (*start == ' ' || *start == '\t' || *start == '\f') ++start;
  int columns = 0;
  if (*start != '\n' && *start != '}') {
    const char* line = brace;
    while (line > token_begin && *line != '\n') --line;
    columns = static_cast<int>(brace - line);
    if (*line == '\n') --columns;
  }
  return {token_->pos.lineno + lines, lines != 0 ? columns : token_->pos.col_offset + columns};
}

bool FStringParser::fail(std::string message) {
  parser_.raise_here(std::move(message));
  return false;
}

}  // namespace py::syntax
