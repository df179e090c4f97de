// Tokens: their kinds and places, and the listing of `tokenize -e`.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "python_interp/syntax/dump.hpp"
#include "python_interp/syntax/tokens.hpp"

namespace {

using namespace py::syntax;

/// The names of the tokens of `text`, with spaces between.
std::string names(const std::string& text, bool keep_trivia = false) {
  Tokenizer tokenizer(text, {}, keep_trivia);
  std::string result;
  for (;;) {
    Token token = tokenizer.next();
    if (token.kind == TokenKind::Failed) {
      return result + (tokenizer.fault() ? "! " + tokenizer.fault()->message : "! end in brackets");
    }
    result += row_of(token.kind).name;
    if (token.kind == TokenKind::EndMarker) return result;
    result += ' ';
  }
}

}  // namespace

TEST_CASE("every fixed spelling gives its own kind") {
  for (const TokenRow& row : token_rows) {
    if (row.text.empty() || std::string_view("()[]{}").find(row.text) != std::string_view::npos) {
      continue;
    }
    std::string text = std::string(row.text) + " ";
    CHECK(Tokenizer(text).next().kind == row.kind);
  }
}

TEST_CASE("keywords are whole words") {
  CHECK(keyword_or_name("if") == TokenKind::KwIf);
  CHECK(keyword_or_name("nonlocal") == TokenKind::KwNonlocal);
  CHECK(keyword_or_name("iff") == TokenKind::Word);
  CHECK(keyword_or_name("match") == TokenKind::Word);
  CHECK(keyword_or_name("none") == TokenKind::Word);
  CHECK(keyword_or_name("") == TokenKind::Word);
}

TEST_CASE("indentation gives INDENT and DEDENT, blank lines and comments do not") {
  CHECK(names("if a:\n  b\n\n    # c\n  d\ne\n") ==
        "NAME NAME COLON NEWLINE INDENT NAME NEWLINE NAME NEWLINE DEDENT NAME NEWLINE ENDMARKER");
  CHECK(names("if a:\n if b:\n  c\n") ==
        "NAME NAME COLON NEWLINE INDENT NAME NAME COLON NEWLINE INDENT NAME NEWLINE DEDENT DEDENT "
        "ENDMARKER");
  CHECK(names("a\n  # b\nc\n", true) == "NAME NEWLINE COMMENT NL NAME NEWLINE ENDMARKER");
  CHECK(names("") == "ENDMARKER");
  CHECK(names("\n\n") == "ENDMARKER");
}

TEST_CASE("lines continue in brackets and behind a backslash") {
  CHECK(names("(a,\n  b)\n") == "LPAR NAME COMMA NAME RPAR NEWLINE ENDMARKER");
  CHECK(names("a \\\n  + b\n") == "NAME PLUS NAME NEWLINE ENDMARKER");
  CHECK(names("if a:\n  \\\n  b\n") ==
        "NAME NAME COLON NEWLINE INDENT NAME NEWLINE DEDENT ENDMARKER");
  CHECK(names("(a\n") == "LPAR NAME ! end in brackets");
  CHECK(names("a \\\n") == "NAME ! unexpected EOF while parsing");
}

TEST_CASE("a form feed starts the columns again") {
  CHECK(names("if a:\n  b\n \f  c\n") ==
        "NAME NAME COLON NEWLINE INDENT NAME NEWLINE NAME NEWLINE DEDENT ENDMARKER");
}

TEST_CASE("tabs and spaces must agree however wide a tab is") {
  CHECK(names("if a:\n\tb\n\tc\n").ends_with("DEDENT ENDMARKER"));
  CHECK(names("if a:\n        b\n\tc\n")
            .ends_with("! inconsistent use of tabs and spaces in indentation"));
}

TEST_CASE("prefixes belong to strings, and only those") {
  CHECK(names("r'a' bR\"b\" fr'''c''' u''\n") == "STRING STRING STRING STRING NEWLINE ENDMARKER");
  CHECK(names("ur'a' x'b'\n") == "NAME STRING NAME STRING NEWLINE ENDMARKER");
  CHECK(names("'a\\\nb' 'c\\'d'\n") == "STRING STRING NEWLINE ENDMARKER");
}

TEST_CASE("numbers") {
  CHECK(names("0 00 1_0 0x_f 0o7 0b1 1. .5 1e5 1E-5j 0_0.5 09.5 09e1 09j\n")
            .ends_with("NUMBER NUMBER NEWLINE ENDMARKER"));
  CHECK(names("1if 2else 3\n") == "NUMBER NAME NUMBER NAME NUMBER NEWLINE ENDMARKER");
  CHECK(names("1..a\n") == "NUMBER DOT NAME NEWLINE ENDMARKER");
  CHECK(names("09\n").find("leading zeros") != std::string::npos);
}

TEST_CASE("names may be of any script") {
  CHECK(names("é _x x1 Ω 名前 ℘ x·\n") == "NAME NAME NAME NAME NAME NAME NAME NEWLINE ENDMARKER");
  CHECK(names("a€\n") == "! invalid character '€' (U+20AC)");
  CHECK(names("a\u00a0\n") == "! invalid non-printable character U+00A0");
}

TEST_CASE("a token knows its place in bytes") {
  std::string text = "é = '''a\nb''' + c\n";
  Tokenizer tokenizer(text);
  tokenizer.next();
  CHECK(tokenizer.next().pos == Position{1, 3, 1, 4});
  CHECK(tokenizer.next().pos == Position{1, 5, 2, 4});
  CHECK(tokenizer.next().pos == Position{2, 5, 2, 6});
}

TEST_CASE("the listing is that of tokenize -e") {
  CHECK(dump_tokens("if é:\n  x = 'a' # b", "x.py").value() ==
        "0,0-0,0:            ENCODING       'utf-8'        \n"
        "1,0-1,2:            NAME           'if'           \n"
        "1,3-1,4:            NAME           'é'            \n"
        "1,4-1,5:            COLON          ':'            \n"
        "1,5-1,6:            NEWLINE        '\\n'           \n"
        "2,0-2,2:            INDENT         '  '           \n"
        "2,2-2,3:            NAME           'x'            \n"
        "2,4-2,5:            EQUAL          '='            \n"
        "2,6-2,9:            STRING         \"'a'\"          \n"
        "2,10-2,13:          COMMENT        '# b'          \n"
        "2,13-2,14:          NEWLINE        ''             \n"
        "3,0-3,0:            DEDENT         ''             \n"
        "3,0-3,0:            ENDMARKER      ''             \n");
  CHECK(dump_tokens("'a", "x.py").error().message ==
        "unterminated string literal (detected at line 1)");
}
