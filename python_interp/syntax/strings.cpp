// Adjacent string literals make one value: bytes, text, or, when one of them is formatted, an f-string.
#include "python_interp/syntax/fstrings.hpp"
#include "python_interp/syntax/grammar.hpp"
#include "python_interp/syntax/string_literals.hpp"
#include "python_interp/syntax/unicode.hpp"

namespace py::syntax {

Expr* Parser::strings() {
  if (!diagnosing_) return strings_rule();
  return remember<Expr>(Rule::Strings, 0, [&] { return strings_rule(); });
}

Expr* Parser::strings_rule() {
  Mark start = token_;
  bool any_bytes = false;
  bool any_text = false;
  bool any_formatted = false;
  while (at(TokenKind::String)) {
    StringLiteral literal = split_string_literal(text_of(*take()));
    (literal.is_bytes ? any_bytes : any_text) = true;
    any_formatted |= literal.is_formatted;
  }
  note_progress(token_);
  if (at(TokenKind::Failed)) return nullptr;
  if (any_bytes && any_text) return raise_mixed_literals(start);
  if (any_formatted) return FStringParser(*this, start, token_).parse();

  std::string_view value;
  if (token_ - start == 1) {
    if (!literal_value(*start, value)) return nullptr;
  } else {
    std::string joined;
    for (Mark part = start; part != token_; ++part) {
      if (!literal_value(*part, value)) return nullptr;
      joined += value;
    }
    value = arena_.copy_text(joined);
  }
  ConstantKind kind = any_bytes ? ConstantKind::Bytes : ConstantKind::Str;
  return make<Constant>(from(start), ConstantValue{.kind = kind, .text = value},
                        string_kind(*start));
}

/// Literals are read one by one, so what is wrong with one comes before what is wrong with the next.
std::nullptr_t Parser::raise_mixed_literals(Mark first) {
  auto is_bytes = [&](Mark literal) { return split_string_literal(text_of(*literal)).is_bytes; };
  Mark other = first;
  while (is_bytes(other) == is_bytes(first)) ++other;
  std::string_view value;
  for (Mark literal = first; literal <= other; ++literal) {
    bool formatted = split_string_literal(text_of(*literal)).is_formatted;
    if (formatted && literal == other) break;
    bool is_good = formatted ? FStringParser(*this, literal, literal + 1).parse() != nullptr
                             : literal_value(*literal, value);
    if (!is_good) return nullptr;
  }
  return raise_here("cannot mix bytes and nonbytes literals");
}

/// "u" for a literal that starts so.
std::string_view Parser::string_kind(const Token& first) {
  bool has_u = split_string_literal(text_of(first)).has_lower_u;
  return has_u ? arena_.intern("u") : std::string_view{};
}

/// Without escapes the value is the source itself.
bool Parser::literal_value(const Token& token, std::string_view& value) {
  StringLiteral literal = split_string_literal(text_of(token));
  if (literal.is_bytes) {
    for (char byte : literal.body) {
      if (static_cast<unsigned char>(byte) < 0x80) continue;
      raise_here("bytes can only contain ASCII literal characters");
      return false;
    }
  }
  if (!literal.is_bytes && !is_decodable(literal.body)) return false;
  value = literal.body;
  if (literal.is_raw || value.find('\\') == std::string_view::npos) return true;
  Decoded decoded = literal.is_bytes ? decode_bytes(literal.body)
                                     : decode_text(literal.body, options_.character_by_name);
  if (!decoded) {
    raise_here(decoded.error());
    return false;
  }
  value = arena_.copy_text(decoded->value);
  note_unknown_escape(decoded->unknown_escape, token);
  return true;
}

bool Parser::is_decodable(std::string_view body) {
  if (is_utf8_) return true;
  std::size_t odd = first_undecodable(body);
  if (odd == std::string_view::npos) return true;
  raise_here("(unicode error) " + cannot_decode_utf8(body, odd));
  return false;
}

/// `escape` is what stands behind the backslash; nothing is noted if it is empty.
void Parser::note_unknown_escape(std::string_view escape, const Token& token) {
  if (escape.empty() || options_.notes == nullptr || diagnosing_) return;
  std::string message = escape.size() > 1 ? "invalid octal escape sequence '\\" : "invalid escape sequence '\\";
  message += std::string(escape) + "'";
  options_.notes->push_back(
      {SyntaxNote::Category::DeprecationWarning, std::move(message), token.pos.lineno});
}

}  // namespace py::syntax
