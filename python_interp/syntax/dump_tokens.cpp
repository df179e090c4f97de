// The listing of `python3 -m tokenize -e`: columns count characters, indentation has its white space as
// text, and what follows the last line has a line of its own.
#include <cstdio>

#include "python_interp/syntax/dump.hpp"
#include "python_interp/syntax/literal_text.hpp"
#include "python_interp/syntax/source.hpp"
#include "python_interp/syntax/tokens.hpp"

namespace py::syntax {
namespace {

struct Place {
  int line = 0;
  int column = 0;
};

std::string listed(Place begin, Place end, std::string_view name, std::string_view text) {
  std::string range = std::to_string(begin.line) + "," + std::to_string(begin.column) + "-" +
                      std::to_string(end.line) + "," + std::to_string(end.column) + ":";
  std::string quoted = repr_of_text(text);
  std::string line;
  auto column = [&](std::string_view field, std::size_t width) {
    line += field;
    auto size = static_cast<std::size_t>(characters_in(field, static_cast<int>(field.size())));
    if (size < width) line.append(width - size, ' ');
  };
  column(range, 20);
  column(name, 15);
  column(quoted, 15);
  return line + "\n";
}

class TokenLister {
 public:
  TokenLister(std::string_view text, bool last_line_is_complete)
      : text_(text), complete_(last_line_is_complete) {}

  void add(const Token& token) {
    switch (token.kind) {
      case TokenKind::Newline: case TokenKind::BlankNewline: return add_newline(token);
      case TokenKind::Indent: case TokenKind::Dedent: return add_indentation(token);
      case TokenKind::EndMarker: return put(behind_last_line(), behind_last_line(), token.kind, "");
      default:
        put(begin_of(token), {token.pos.end_lineno, column(token.end)}, token.kind,
            text_.substr(token.begin, token.end - token.begin));
    }
  }

  std::string take() { return std::move(out_); }

 private:
  /// A newline after a comment starts behind the comment, and one that was not there is empty.
  void add_newline(const Token& token) {
    bool is_there = complete_ || token.end + 1 < text_.size();
    Place begin{token.pos.lineno, column(token.end)};
    bool is_wide = is_there || token.kind == TokenKind::Newline;
    put(begin, {begin.line, begin.column + (is_wide ? 1 : 0)}, token.kind, is_there ? "\n" : "");
  }

  void add_indentation(const Token& token) {
    if (token.begin >= text_.size()) {
      return put(behind_last_line(), behind_last_line(), token.kind, "");
    }
    Place here{token.pos.lineno, column(token.begin)};
    if (token.kind == TokenKind::Dedent) return put(here, here, token.kind, "");
    std::size_t line = line_start(token.begin);
    put({here.line, 0}, here, token.kind, text_.substr(line, token.begin - line));
  }

  void put(Place begin, Place end, TokenKind kind, std::string_view text) {
    out_ += listed(begin, end, row_of(kind).name, text);
  }

  Place begin_of(const Token& token) const { return {token.pos.lineno, column(token.begin)}; }

  Place behind_last_line() const {
    int lines = 0;
    for (char byte : text_) lines += byte == '\n';
    return {lines + 1, 0};
  }

  std::size_t line_start(std::size_t place) const {
    auto newline = place == 0 ? std::string_view::npos : text_.rfind('\n', place - 1);
    return newline == std::string_view::npos ? 0 : newline + 1;
  }

  int column(std::size_t place) const {
    std::string_view line = text_.substr(line_start(place));
    return characters_in(line, static_cast<int>(place - line_start(place)));
  }

  std::string_view text_;
  bool complete_;
  std::string out_;
};

}  // namespace

std::expected<std::string, SyntaxFailure> dump_tokens(std::string_view bytes,
                                                      std::string_view filename) {
  Arena arena;
  auto source = read_source(arena, bytes, filename);
  if (!source) return std::unexpected(std::move(source.error()));
  std::string_view text = source->text;
  bool complete = bytes.empty() || bytes.back() == '\n' || bytes.back() == '\r';
  TokenLister lister(text, complete);
  Tokenizer tokenizer(text, {}, true);
  std::string out = listed({}, {}, "ENCODING", "utf-8");
  for (;;) {
    Token token = tokenizer.next();
    if (token.kind == TokenKind::Failed) {
      Fault fault{FailureKind::SyntaxError, "EOF in multi-line statement", token.pos};
      if (tokenizer.fault()) fault = *tokenizer.fault();
      return std::unexpected(locate(fault, filename, line_of(text, fault.pos.lineno)));
    }
    lister.add(token);
    if (token.kind == TokenKind::EndMarker) return out + lister.take();
  }
}

}  // namespace py::syntax
