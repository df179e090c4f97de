// `match` statements. `match`, `case` and `_` are names everywhere else, so the statement is tried and
// dropped if it turns out to be an expression.
#include "python_interp/syntax/grammar.hpp"

namespace py::syntax {

using enum TokenKind;

Stmt* Parser::match_statement() {
  Mark start = take();
  if (!starts_star_expression()) return reset(start), nullptr;
  Expr* value = subject();
  if (value == nullptr || !accept(Colon) || !accept(Newline) || !accept(Indent) ||
      !at_word("case")) {
    mistake_in_match(start);
    return nullptr;
  }
  Gather<MatchCase*> cases(scratch_);
  while (at_word("case")) {
    Mark mark = token_;
    MatchCase* one = case_block();
    if (one == nullptr) {
      if (!diagnosing_ || cases.empty()) return nullptr;
      reset(mark);
      break;
    }
    cases.add(one);
  }
  if (!accept(Dedent)) return nullptr;
  return make<Match>(from_visible(start), value, cases.take(arena_));
}

Expr* Parser::subject() {
  Mark start = token_;
  bool is_starred = at(Star);
  Expr* first = star_named_expression();
  if (first == nullptr) return nullptr;
  if (at(Comma)) return tuple_of(&Parser::star_named_expression, first, start);
  return is_starred ? nullptr : first;
}

MatchCase* Parser::case_block() {
  if (mistake_in_case()) return nullptr;
  take();
  Pattern* matched = patterns();
  if (matched == nullptr) return nullptr;
  Expr* guard = nullptr;
  if (accept(KwIf)) {
    guard = named_expression();
    if (guard == nullptr) return nullptr;
  }
  Seq<Stmt*> body;
  if (!colon_and_block(body)) return nullptr;
  return arena_.make<MatchCase>(matched, guard, body);
}

/// One pattern, or a sequence without brackets where there is a comma or a star.
Pattern* Parser::patterns() {
  Mark start = token_;
  Pattern* first = maybe_star_pattern();
  if (first == nullptr) return nullptr;
  if (!at(Comma)) return is<MatchStar>(first) ? nullptr : first;
  Gather<Pattern*> all(scratch_);
  all.add(first);
  while (accept(Comma) && starts_pattern()) {
    Pattern* one = maybe_star_pattern();
    if (one == nullptr) return nullptr;
    all.add(one);
  }
  return make<MatchSequence>(from(start), all.take(arena_));
}

bool Parser::starts_pattern() const {
  switch (token_->kind) {
    case Star: case Minus: case Number: case String: case KwNone: case KwTrue: case KwFalse:
    case Word: case LeftParen: case LeftBracket: case LeftBrace:
      return true;
    default: return false;
  }
}

Pattern* Parser::maybe_star_pattern() {
  if (!at(Star)) return pattern();
  Mark start = take();
  Identifier name;
  if (at_word("_")) {
    take();
  } else if (!capture_target(name)) {
    return nullptr;
  }
  return make<MatchStar>(from(start), name);
}

/// Patterns up to the closing bracket, which is taken.
bool Parser::patterns_until(TokenKind closing, Gather<Pattern*>& into) {
  while (!at(closing)) {
    Pattern* one = maybe_star_pattern();
    if (one == nullptr) return false;
    into.add(one);
    if (!accept(Comma)) break;
  }
  return accept(closing);
}

Pattern* Parser::pattern() {
  Mark start = token_;
  Nested nested(*this, 10);
  Pattern* inner = or_pattern();
  if (inner == nullptr || !accept(KwAs)) return inner;
  if (mistaken_pattern_target()) return nullptr;
  Identifier name;
  if (!capture_target(name)) return nullptr;
  return make<MatchAs>(from(start), inner, name);
}

Pattern* Parser::or_pattern() {
  Mark start = token_;
  Pattern* first = closed_pattern();
  if (first == nullptr || !at(VerticalBar)) return first;
  Gather<Pattern*> alternatives(scratch_);
  alternatives.add(first);
  while (accept(VerticalBar)) {
    Pattern* one = closed_pattern();
    if (one == nullptr) return nullptr;
    alternatives.add(one);
  }
  return make<MatchOr>(from(start), alternatives.take(arena_));
}

Pattern* Parser::closed_pattern() {
  if (!diagnosing_) return closed_pattern_rule();
  return remember<Pattern>(Rule::ClosedPattern, 0, [&] { return closed_pattern_rule(); });
}

Pattern* Parser::closed_pattern_rule() {
  switch (token_->kind) {
    case Number: case Minus: case String: case KwNone: case KwTrue: case KwFalse:
      return literal_pattern();
    case Word: return name_pattern();
    case LeftParen: return group_or_sequence_pattern();
    case LeftBracket: return list_pattern();
    case LeftBrace: return mapping_pattern();
    default: return nullptr;
  }
}

// ---- Literals and names -----------------------------------------------------------------------

Pattern* Parser::literal_pattern() {
  Mark start = token_;
  auto singleton = [&](ConstantKind kind) {
    take();
    return make<MatchSingleton>(from(start), ConstantValue{.kind = kind});
  };
  switch (token_->kind) {
    case KwNone: return singleton(ConstantKind::None);
    case KwTrue: return singleton(ConstantKind::True);
    case KwFalse: return singleton(ConstantKind::False);
    default: break;
  }
  Expr* value = at(String) ? strings() : literal_number();
  return value == nullptr ? nullptr : make<MatchValue>(from(start), value);
}

/// `-1`, `2.5`, `1 + 2j`.
Expr* Parser::literal_number() {
  Mark start = token_;
  Expr* real = signed_number();
  if (real == nullptr || (!at(Plus) && !at(Minus))) return real;
  Operator op = at(Plus) ? Operator::Add : Operator::Sub;
  auto is_complex = [](const Expr* value) {
    if (auto* negated = as<UnaryOp>(value)) value = negated->operand;
    return as<Constant>(value)->value.kind == ConstantKind::Complex;
  };
  if (is_complex(real)) {
    return raise_at(token_[-1].pos, "real number required in complex literal");
  }
  take();
  if (!at(Number)) return nullptr;
  Expr* imaginary = number();
  if (imaginary == nullptr) return nullptr;
  if (!is_complex(imaginary)) {
    return raise_at(imaginary->pos, "imaginary number required in complex literal");
  }
  return make<BinOp>(from(start), real, op, imaginary);
}

Expr* Parser::signed_number() {
  Mark start = token_;
  bool negative = accept(Minus);
  if (!at(Number)) return nullptr;
  Expr* value = number();
  if (value == nullptr || !negative) return value;
  return make<UnaryOp>(from(start), UnaryOperator::USub, value);
}

/// A name that is bound, `_` not counting.
bool Parser::capture_target(Identifier& name) {
  if (!at(Word) || at_word("_")) return false;
  if (next_is(Dot) || next_is(LeftParen) || next_is(Equal)) return false;
  name = accept_name();
  return true;
}

/// A capture, the wildcard, a dotted value, or a class with arguments.
Pattern* Parser::name_pattern() {
  Mark start = token_;
  Identifier captured;
  if (capture_target(captured)) {
    return make<MatchAs>(from(start), static_cast<Pattern*>(nullptr), captured);
  }
  if (at_word("_")) {
    take();
    return make<MatchAs>(from(start), static_cast<Pattern*>(nullptr), Identifier{});
  }
  Expr* value = dotted_value();
  if (value == nullptr) return nullptr;
  if (at(LeftParen)) return class_pattern(start, value);
  if (at(Equal) || is<Name>(value)) return nullptr;
  return make<MatchValue>(from(start), value);
}

/// A name with attributes.
Expr* Parser::dotted_value() {
  Mark start = token_;
  if (!at(Word)) return nullptr;
  Expr* value = name(ExprContext::Load);
  while (value != nullptr && at(Dot)) value = attribute(start, value);
  return value;
}

// ---- Patterns of parts ------------------------------------------------------------------------

/// `(a)` is `a`; `()`, `(a,)` and `(a, b)` are sequences.
Pattern* Parser::group_or_sequence_pattern() {
  Mark start = take();
  Gather<Pattern*> elements(scratch_);
  if (!patterns_until(RightParen, elements)) return nullptr;
  bool is_group = elements.size() == 1 && token_[-2].kind != Comma;
  if (!is_group) return make<MatchSequence>(from(start), elements.take(arena_));
  return is<MatchStar>(elements[0]) ? nullptr : elements[0];
}

Pattern* Parser::list_pattern() {
  Mark start = take();
  Gather<Pattern*> elements(scratch_);
  if (!patterns_until(RightBracket, elements)) return nullptr;
  return make<MatchSequence>(from(start), elements.take(arena_));
}

/// `{"key": pattern, dotted.key: pattern, **rest}`.
Pattern* Parser::mapping_pattern() {
  Mark start = take();
  Gather<KeyPattern> items(scratch_);
  Identifier rest;
  while (!at(RightBrace)) {
    if (accept(DoubleStar)) {
      if (!capture_target(rest)) return nullptr;
      accept(Comma);
      break;
    }
    KeyPattern item{mapping_key(), nullptr};
    if (item.key == nullptr || !accept(Colon)) return nullptr;
    item.pattern = pattern();
    if (item.pattern == nullptr) return nullptr;
    items.add(item);
    if (!accept(Comma)) break;
  }
  if (!accept(RightBrace)) return nullptr;
  auto key = [](const KeyPattern& item) { return item.key; };
  auto value = [](const KeyPattern& item) { return item.pattern; };
  return make<MatchMapping>(from(start), items.take(arena_, key), items.take(arena_, value), rest);
}

Expr* Parser::mapping_key() {
  switch (token_->kind) {
    case KwNone: return constant(ConstantKind::None);
    case KwTrue: return constant(ConstantKind::True);
    case KwFalse: return constant(ConstantKind::False);
    case String: return strings();
    case Word: {
      Expr* value = dotted_value();
      return is<Attribute>(value) ? value : nullptr;
    }
    default: return literal_number();
  }
}

/// `Class(pattern, attribute=pattern)`; the current token is the parenthesis.
Pattern* Parser::class_pattern(Mark start, Expr* cls) {
  take();
  Gather<NamedPattern> items(scratch_);
  bool keywords_only = false;
  while (!at(RightParen)) {
    NamedPattern item{};
    if (at(Word) && next_is(Equal)) {
      keywords_only = true;
      item.name = accept_name();
      take();
    } else if (keywords_only) {
      mistake_in_class_pattern();
      return nullptr;
    }
    item.pattern = pattern();
    if (item.pattern == nullptr) return nullptr;
    items.add(item);
    if (!accept(Comma)) break;
  }
  if (!accept(RightParen)) return nullptr;
  return class_pattern_of(from(start), cls, items);
}

Pattern* Parser::class_pattern_of(const Position& pos, Expr* cls,
                                  const Gather<NamedPattern>& items) {
  auto name = [](const NamedPattern& item) { return item.name; };
  auto value = [](const NamedPattern& item) { return item.pattern; };
  Seq<Identifier> names = items.take(arena_, name);
  Seq<Pattern*> values = items.take(arena_, value);
  std::uint32_t positional = 0;
  while (positional < names.count && names[positional].data() == nullptr) ++positional;
  return make<MatchClass>(pos, cls, Seq<Pattern*>{values.items, positional},
                          Seq<Identifier>{names.items + positional, names.count - positional},
                          Seq<Pattern*>{values.items + positional, values.count - positional});
}

}  // namespace py::syntax
