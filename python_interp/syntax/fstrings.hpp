// F-strings, as CPython 3.11 reads them: the tokenizer sees a plain string, and only here its
// expressions are found, by their brackets and quotes, and each is parsed as a text of its own in
// parentheses.
#pragma once

#include <string>
#include <string_view>

#include "python_interp/syntax/grammar.hpp"
#include "python_interp/syntax/string_literals.hpp"

namespace py::syntax {

class FStringParser {
 public:
  /// For the string tokens from `first` up to `last`, exclusive; one at least is formatted.
  FStringParser(Parser& parser, const Token* first, const Token* last);

  /// The JoinedStr, or null after a fault.
  Expr* parse();

 private:
  /// Consecutive pieces of text become one Constant.
  struct Pieces {
    Gather<Expr*> values;
    std::string text;
  };

  bool add_token(Pieces& pieces, const Token& token);
  bool add_formatted(Pieces& pieces, int nesting);
  bool add_literal(Pieces& pieces, int nesting);
  bool add_text(Pieces& pieces, std::string_view body);
  void flush_text(Pieces& pieces, const Position& pos);
  Expr* joined(Pieces& pieces, const Position& pos);

  bool replacement_field(Pieces& pieces, int nesting);
  bool find_expression_end();
  bool skip_quoted();
  Expr* parse_expression_text(const char* begin, const char* end);
  TextOrigin origin_of(const char* brace) const;
  bool conversion(int& result);
  Expr* format_spec(int nesting);
  bool fail(std::string message);

  Parser& parser_;
  const Token* first_;
  const Token* last_;
  Position pos_;
  const Token* token_ = nullptr;  // the one being read
  StringLiteral literal_;
  const char* cursor_ = nullptr;
  const char* end_ = nullptr;
  std::string_view kind_;
};

}  // namespace py::syntax
