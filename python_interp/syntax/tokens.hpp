// Source text to tokens, by CPython 3.11's rules.
//
// A token is 28 bytes and holds no text of its own: it points into the source. Keywords have kinds of
// their own, so the parser only ever compares kinds; soft keywords (`match`, `case`, `_`) are words, as
// CPython's NAME is called here.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "python_interp/syntax/ast.hpp"
#include "python_interp/syntax/errors.hpp"

namespace py::syntax {

enum class TokenKind : std::uint8_t {
  EndMarker, Word, Number, String, Newline, Indent, Dedent,
  // brackets and operators
  LeftParen, RightParen, LeftBracket, RightBracket, LeftBrace, RightBrace, Colon, Comma, Semicolon,
  Plus, Minus, Star, Slash, VerticalBar, Ampersand, Less, Greater, Equal, Dot, Percent, EqualEqual,
  NotEqual, LessEqual, GreaterEqual, Tilde, Circumflex, LeftShift, RightShift, DoubleStar,
  PlusEqual, MinusEqual, StarEqual, SlashEqual, PercentEqual, AmpersandEqual, VerticalBarEqual,
  CircumflexEqual, LeftShiftEqual, RightShiftEqual, DoubleStarEqual, DoubleSlash, DoubleSlashEqual,
  At, AtEqual, Arrow, Ellipsis, ColonEqual,
  // keywords
  KwFalse, KwNone, KwTrue, KwAnd, KwAs, KwAssert, KwAsync, KwAwait, KwBreak, KwClass, KwContinue,
  KwDef, KwDel, KwElif, KwElse, KwExcept, KwFinally, KwFor, KwFrom, KwGlobal, KwIf, KwImport, KwIn,
  KwIs, KwLambda, KwNonlocal, KwNot, KwOr, KwPass, KwRaise, KwReturn, KwTry, KwWhile, KwWith,
  KwYield,
  // a character that begins nothing; where the tokenizer gave up; and two the parser never sees
  Unknown, Failed, Comment, BlankNewline
};

struct TokenRow {
  TokenKind kind;
  std::string_view name;  // CPython's; keywords are NAME
  std::string_view text;  // where it is fixed
};

/// Every kind with its name and spelling, in the order of the kinds.
inline constexpr TokenRow token_rows[] = {
    {TokenKind::EndMarker, "ENDMARKER", ""},
    {TokenKind::Word, "NAME", ""},
    {TokenKind::Number, "NUMBER", ""},
    {TokenKind::String, "STRING", ""},
    {TokenKind::Newline, "NEWLINE", ""},
    {TokenKind::Indent, "INDENT", ""},
    {TokenKind::Dedent, "DEDENT", ""},
    {TokenKind::LeftParen, "LPAR", "("},
    {TokenKind::RightParen, "RPAR", ")"},
    {TokenKind::LeftBracket, "LSQB", "["},
    {TokenKind::RightBracket, "RSQB", "]"},
    {TokenKind::LeftBrace, "LBRACE", "{"},
    {TokenKind::RightBrace, "RBRACE", "}"},
    {TokenKind::Colon, "COLON", ":"},
    {TokenKind::Comma, "COMMA", ","},
    {TokenKind::Semicolon, "SEMI", ";"},
    {TokenKind::Plus, "PLUS", "+"},
    {TokenKind::Minus, "MINUS", "-"},
    {TokenKind::Star, "STAR", "*"},
    {TokenKind::Slash, "SLASH", "/"},
    {TokenKind::VerticalBar, "VBAR", "|"},
    {TokenKind::Ampersand, "AMPER", "&"},
    {TokenKind::Less, "LESS", "<"},
    {TokenKind::Greater, "GREATER", ">"},
    {TokenKind::Equal, "EQUAL", "="},
    {TokenKind::Dot, "DOT", "."},
    {TokenKind::Percent, "PERCENT", "%"},
    {TokenKind::EqualEqual, "EQEQUAL", "=="},
    {TokenKind::NotEqual, "NOTEQUAL", "!="},
    {TokenKind::LessEqual, "LESSEQUAL", "<="},
    {TokenKind::GreaterEqual, "GREATEREQUAL", ">="},
    {TokenKind::Tilde, "TILDE", "~"},
    {TokenKind::Circumflex, "CIRCUMFLEX", "^"},
    {TokenKind::LeftShift, "LEFTSHIFT", "<<"},
    {TokenKind::RightShift, "RIGHTSHIFT", ">>"},
    {TokenKind::DoubleStar, "DOUBLESTAR", "**"},
    {TokenKind::PlusEqual, "PLUSEQUAL", "+="},
    {TokenKind::MinusEqual, "MINEQUAL", "-="},
    {TokenKind::StarEqual, "STAREQUAL", "*="},
    {TokenKind::SlashEqual, "SLASHEQUAL", "/="},
    {TokenKind::PercentEqual, "PERCENTEQUAL", "%="},
    {TokenKind::AmpersandEqual, "AMPEREQUAL", "&="},
    {TokenKind::VerticalBarEqual, "VBAREQUAL", "|="},
    {TokenKind::CircumflexEqual, "CIRCUMFLEXEQUAL", "^="},
    {TokenKind::LeftShiftEqual, "LEFTSHIFTEQUAL", "<<="},
    {TokenKind::RightShiftEqual, "RIGHTSHIFTEQUAL", ">>="},
    {TokenKind::DoubleStarEqual, "DOUBLESTAREQUAL", "**="},
    {TokenKind::DoubleSlash, "DOUBLESLASH", "//"},
    {TokenKind::DoubleSlashEqual, "DOUBLESLASHEQUAL", "//="},
    {TokenKind::At, "AT", "@"},
    {TokenKind::AtEqual, "ATEQUAL", "@="},
    {TokenKind::Arrow, "RARROW", "->"},
    {TokenKind::Ellipsis, "ELLIPSIS", "..."},
    {TokenKind::ColonEqual, "COLONEQUAL", ":="},
    {TokenKind::KwFalse, "NAME", "False"},
    {TokenKind::KwNone, "NAME", "None"},
    {TokenKind::KwTrue, "NAME", "True"},
    {TokenKind::KwAnd, "NAME", "and"},
    {TokenKind::KwAs, "NAME", "as"},
    {TokenKind::KwAssert, "NAME", "assert"},
    {TokenKind::KwAsync, "NAME", "async"},
    {TokenKind::KwAwait, "NAME", "await"},
    {TokenKind::KwBreak, "NAME", "break"},
    {TokenKind::KwClass, "NAME", "class"},
    {TokenKind::KwContinue, "NAME", "continue"},
    {TokenKind::KwDef, "NAME", "def"},
    {TokenKind::KwDel, "NAME", "del"},
    {TokenKind::KwElif, "NAME", "elif"},
    {TokenKind::KwElse, "NAME", "else"},
    {TokenKind::KwExcept, "NAME", "except"},
    {TokenKind::KwFinally, "NAME", "finally"},
    {TokenKind::KwFor, "NAME", "for"},
    {TokenKind::KwFrom, "NAME", "from"},
    {TokenKind::KwGlobal, "NAME", "global"},
    {TokenKind::KwIf, "NAME", "if"},
    {TokenKind::KwImport, "NAME", "import"},
    {TokenKind::KwIn, "NAME", "in"},
    {TokenKind::KwIs, "NAME", "is"},
    {TokenKind::KwLambda, "NAME", "lambda"},
    {TokenKind::KwNonlocal, "NAME", "nonlocal"},
    {TokenKind::KwNot, "NAME", "not"},
    {TokenKind::KwOr, "NAME", "or"},
    {TokenKind::KwPass, "NAME", "pass"},
    {TokenKind::KwRaise, "NAME", "raise"},
    {TokenKind::KwReturn, "NAME", "return"},
    {TokenKind::KwTry, "NAME", "try"},
    {TokenKind::KwWhile, "NAME", "while"},
    {TokenKind::KwWith, "NAME", "with"},
    {TokenKind::KwYield, "NAME", "yield"},
    {TokenKind::Unknown, "ERRORTOKEN", ""},
    {TokenKind::Failed, "ERRORTOKEN", ""},
    {TokenKind::Comment, "COMMENT", ""},
    {TokenKind::BlankNewline, "NL", ""},
};

constexpr const TokenRow& row_of(TokenKind kind) {
  return token_rows[static_cast<std::size_t>(kind)];
}
constexpr bool is_keyword(TokenKind kind) {
  return kind >= TokenKind::KwFalse && kind <= TokenKind::KwYield;
}

/// `begin` and `end` are byte offsets into the source. `level` is how many brackets were open when
/// the token had been read. An INDENT or DEDENT is empty and stands before its line's first token.
struct Token {
  Position pos;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  TokenKind kind = TokenKind::EndMarker;
  std::uint8_t level = 0;
};

/// An opening bracket that has not been closed yet.
struct OpenBracket {
  char character = '(';
  int lineno = 0;
  int col_offset = 0;
};

/// Where the text begins in the file it is part of (an expression of an f-string begins elsewhere):
/// columns on the first line are shifted.
struct TextOrigin {
  int lineno = 1;
  int col_offset = 0;
};

class Tokenizer {
 public:
  /// `text` is followed by a null byte and contains none.
  /// With `keep_trivia`, comments and the newlines that end no statement are tokens too.
  explicit Tokenizer(std::string_view text, TextOrigin origin = {}, bool keep_trivia = false);

  /// The next token; after EndMarker or Failed, the same again.
  Token next();

  /// Why `next` gave Failed. Empty when it was the end of the text inside brackets. One about
  /// characters is reported even where the parser stops earlier.
  const std::optional<Fault>& fault() const { return fault_; }

  /// What is doubtful about the tokens so far.
  const std::vector<SyntaxNote>& notes() const { return notes_; }

  /// Has `next` failed because the text ends, where more of it might help?
  bool failed_at_end() const { return !fault_ || fault_is_end_; }

  /// How many blocks are open, brackets apart.
  std::size_t indentation_depth() const { return indents_.size() - 1; }

  /// The brackets open at the last token, outermost first.
  const std::vector<OpenBracket>& open_brackets() const { return open_; }

 private:
  struct Indentation {
    int column = 0;       // tabs go to multiples of eight
    int plain_column = 0;  // tabs count as one
  };

  void enter_line();
  const char* end_of_line() const;
  bool read_indentation();
  bool measure_indentation(Indentation& measured);
  bool change_indentation(Indentation now);
  bool continue_line();

  Token read_token();
  Token read_name_or_prefixed_string();
  Token read_newline();
  Token read_string(const char* quote);
  Token read_operator();
  Token operator_token(TokenKind kind, int size);
  Token open_bracket(TokenKind kind);
  Token close_bracket(TokenKind kind);
  bool accept_identifier(const char* begin, const char* end);

  bool read_number();
  bool radix_digits(int radix_bits, std::string_view name);
  bool decimal_starting_with_zero();
  bool decimal_digits();
  bool fraction_exponent_suffix();
  bool ends_number(std::string_view name);

  int column_of(const char* place) const;
  int column_in_buffer(const char* place) const;
  Token token(TokenKind kind) const;
  Token failed();
  bool complain(std::string message);
  bool complain_about_character(char32_t code_point);
  bool complain_over(std::string message, Position pos);
  bool complain_about_layout(FailureKind kind, std::string message, Position pos);

  const char* begin_;
  const char* end_;
  const char* cursor_;
  const char* start_;
  const char* line_;
  const char* buffer_;  // the line's start, or that of the first of the lines that a token or a backslash joins
  int lineno_;
  TextOrigin origin_;
  int pending_ = 0;  // INDENTs still to give out; negative: DEDENTs
  bool at_line_start_ = true;
  bool blank_line_ = false;
  bool keep_trivia_;
  bool done_ = false;
  TokenKind last_kind_ = TokenKind::EndMarker;
  std::vector<Indentation> indents_;
  std::vector<OpenBracket> open_;
  std::optional<Fault> fault_;
  bool fault_is_end_ = false;
  std::vector<SyntaxNote> notes_;
};

/// The kind of the keyword that `text` spells, else Word.
TokenKind keyword_or_name(std::string_view text);

}  // namespace py::syntax
