// Expressions from the loosest binding to the tightest operator.
#include "python_interp/syntax/grammar.hpp"

namespace py::syntax {

using enum TokenKind;

namespace {

enum StarterClass : std::uint8_t { starts_plain = 1, starts_star = 2 };

/// The tokens that an expression can start with.
constexpr auto starters = [] {
  std::array<std::uint8_t, std::size(token_rows)> classes{};
  for (TokenKind kind : {Word, Number, String, LeftParen, LeftBracket, LeftBrace, Plus,
                         Minus, Tilde, TokenKind::Ellipsis, KwFalse, KwNone, KwTrue, KwAwait,
                         KwLambda, KwNot}) {
    classes[static_cast<std::size_t>(kind)] = starts_plain | starts_star;
  }
  classes[static_cast<std::size_t>(Star)] = starts_star;
  return classes;
}();

struct BinaryOperator {
  std::uint8_t precedence = 0;  // 0: no operator
  Operator op = Operator::Add;
};

constexpr auto binary_operators = [] {
  std::array<BinaryOperator, std::size(token_rows)> operators{};
  auto add = [&](TokenKind kind, std::uint8_t precedence, Operator op) {
    operators[static_cast<std::size_t>(kind)] = {precedence, op};
  };
  add(VerticalBar, 1, Operator::BitOr);
  add(Circumflex, 2, Operator::BitXor);
  add(Ampersand, 3, Operator::BitAnd);
  add(LeftShift, 4, Operator::LShift);
  add(RightShift, 4, Operator::RShift);
  add(Plus, 5, Operator::Add);
  add(Minus, 5, Operator::Sub);
  add(Star, 6, Operator::Mult);
  add(Slash, 6, Operator::Div);
  add(DoubleSlash, 6, Operator::FloorDiv);
  add(Percent, 6, Operator::Mod);
  add(At, 6, Operator::MatMult);
  return operators;
}();

}  // namespace

bool Parser::starts_expression() const {
  return (starters[static_cast<std::size_t>(token_->kind)] & starts_plain) != 0;
}

bool Parser::starts_star_expression() const {
  return (starters[static_cast<std::size_t>(token_->kind)] & starts_star) != 0;
}

// ---- Lists of expressions ---------------------------------------------------------------------

/// The tuple that starts with `first`; the current token is the comma behind it. Not so in the second
/// pass, which takes what does not fit behind a comma for the end.
Expr* Parser::tuple_of(Expr* (Parser::*item)(), Expr* first, Mark start) {
  Gather<Expr*> elements(scratch_);
  elements.add(first);
  while (accept(Comma) && starts_star_expression()) {
    Mark mark = token_;
    Expr* element = (this->*item)();
    if (element != nullptr) {
      elements.add(element);
      continue;
    }
    if (!diagnosing_) return nullptr;
    reset(mark);
    if (fault_) return nullptr;
    break;
  }
  return make<Tuple>(from(start), elements.take(arena_), ExprContext::Load);
}

Expr* Parser::expressions() {
  Mark start = token_;
  Expr* first = expression();
  if (first == nullptr || !at(Comma)) return first;
  return tuple_of(&Parser::expression, first, start);
}

Expr* Parser::star_expressions() {
  Mark start = token_;
  Expr* first = star_expression();
  if (first == nullptr || !at(Comma)) return first;
  return tuple_of(&Parser::star_expression, first, start);
}

Expr* Parser::star_expression() {
  if (!diagnosing_) return at(Star) ? starred(&Parser::bitwise_or) : expression();
  return remember<Expr>(Rule::StarExpression, 0, [&] {
    return at(Star) ? starred(&Parser::bitwise_or) : expression();
  });
}

Expr* Parser::star_named_expression() {
  return at(Star) ? starred(&Parser::bitwise_or) : named_expression();
}

Expr* Parser::starred_expression() { return starred(&Parser::expression); }

Expr* Parser::starred(Expr* (Parser::*operand)()) {
  Mark start = token_;
  if (!accept(Star)) return nullptr;
  Expr* value = (this->*operand)();
  if (value == nullptr) return nullptr;
  return make<Starred>(from(start), value, ExprContext::Load);
}

// ---- Named, conditional, lambda, yield --------------------------------------------------------

Expr* Parser::named_expression() {
  if (diagnosing_) return diagnosed_named_expression();
  return expression_or_walrus();
}

/// An expression that `:=` may follow only as part of it.
Expr* Parser::expression_or_walrus() {
  if (at(Word) && next_is(ColonEqual)) return walrus();
  Expr* value = expression();
  return at(ColonEqual) ? nullptr : value;
}

Expr* Parser::walrus() {
  Mark start = token_;
  Expr* target = name(ExprContext::Store);
  take();
  Expr* value = expression();
  return value == nullptr ? nullptr : make<NamedExpr>(from(start), target, value);
}

Expr* Parser::expression() {
  Nested nested(*this);
  if (!diagnosing_) return expression_rule();
  return remember<Expr>(Rule::Expression, 0, [&]() -> Expr* {
    if (mistake_in_expression()) return nullptr;
    return expression_rule();
  });
}

Expr* Parser::expression_rule() {
  if (at(KwLambda)) return lambda();
  Mark start = token_;
  Expr* body = disjunction();
  if (body == nullptr || !at(KwIf)) return body;
  Mark mark = take();
  Expr* test = disjunction();
  if (test == nullptr || !accept(KwElse)) return fall_back(mark, body);
  Expr* orelse = expression();
  if (orelse == nullptr) return fall_back(mark, body);
  return make<IfExp>(from(start), test, body, orelse);
}

Expr* Parser::lambda() {
  Nested nested(*this);
  Mark start = take();
  Arguments* args = parameters(ParameterStyle::Lambda);
  if (args == nullptr || !accept(Colon)) return nullptr;
  Expr* body = expression();
  return body == nullptr ? nullptr : make<Lambda>(from(start), args, body);
}

Expr* Parser::yield_expression() {
  Mark start = token_;
  if (!accept(KwYield)) return nullptr;
  if (accept(KwFrom)) {
    Expr* value = expression();
    return value == nullptr ? nullptr : make<YieldFrom>(from(start), value);
  }
  Expr* value = nullptr;
  if (starts_star_expression()) {
    Mark mark = token_;
    value = star_expressions();
    if (value == nullptr && (!diagnosing_ || (reset(mark), fault_))) return nullptr;
  }
  return make<Yield>(from(start), value);
}

// ---- Boolean operators and comparisons --------------------------------------------------------

Expr* Parser::disjunction() {
  if (!diagnosing_) return boolean_chain(KwOr);
  return remember<Expr>(Rule::Disjunction, 0, [&] { return boolean_chain(KwOr); });
}

Expr* Parser::conjunction() {
  if (!diagnosing_) return boolean_chain(KwAnd);
  return remember<Expr>(Rule::Conjunction, 0, [&] { return boolean_chain(KwAnd); });
}

/// `a or b or c` over conjunctions, `a and b and c` over inversions: one node each.
Expr* Parser::boolean_chain(TokenKind keyword) {
  Mark start = token_;
  auto operand = [&] { return keyword == KwOr ? conjunction() : inversion(); };
  Expr* first = operand();
  if (first == nullptr || !at(keyword)) return first;
  Gather<Expr*> values(scratch_);
  values.add(first);
  while (at(keyword)) {
    Mark mark = take();
    Expr* value = operand();
    if (value == nullptr) {
      if (values.size() == 1) return fall_back(mark, first);
      if (fall_back(mark, first) == nullptr) return nullptr;
      break;
    }
    values.add(value);
  }
  BoolOperator op = keyword == KwOr ? BoolOperator::Or : BoolOperator::And;
  return make<BoolOp>(from(start), op, values.take(arena_));
}

Expr* Parser::inversion() {
  if (!diagnosing_) return inversion_rule();
  return remember<Expr>(Rule::Inversion, 0, [&] { return inversion_rule(); });
}

Expr* Parser::inversion_rule() {
  if (!at(KwNot)) return comparison();
  Nested nested(*this);
  Mark start = take();
  Expr* operand = inversion();
  if (operand == nullptr) return nullptr;
  return make<UnaryOp>(from(start), UnaryOperator::Not, operand);
}

Expr* Parser::comparison() {
  struct Comparison {
    std::uint64_t op;
    Expr* right;
  };
  Mark start = token_;
  Expr* left = bitwise_or();
  CmpOperator op;
  Mark mark = token_;
  if (left == nullptr || !comparison_operator(op)) return left;
  Gather<Comparison> chain(scratch_);
  do {
    Expr* right = bitwise_or();
    if (right == nullptr) {
      if (chain.empty()) return fall_back(mark, left);
      if (fall_back(mark, left) == nullptr) return nullptr;
      break;
    }
    chain.add({static_cast<std::uint64_t>(op), right});
    mark = token_;
  } while (comparison_operator(op));
  auto op_of = [](const Comparison& link) { return static_cast<CmpOperator>(link.op); };
  auto right_of = [](const Comparison& link) { return link.right; };
  return make<Compare>(from(start), left, chain.take(arena_, op_of),
                       chain.take(arena_, right_of));
}

/// Takes the operator if there is one.
bool Parser::comparison_operator(CmpOperator& op) {
  auto found = [&](CmpOperator which, int tokens = 1) {
    op = which;
    token_ += tokens;
    return true;
  };
  switch (token_->kind) {
    case EqualEqual: return found(CmpOperator::Eq);
    case NotEqual: return not_equal_is_spelled_well() && found(CmpOperator::NotEq);
    case Less: return found(CmpOperator::Lt);
    case LessEqual: return found(CmpOperator::LtE);
    case Greater: return found(CmpOperator::Gt);
    case GreaterEqual: return found(CmpOperator::GtE);
    case KwIn: return found(CmpOperator::In);
    case KwIs: return next_is(KwNot) ? found(CmpOperator::IsNot, 2) : found(CmpOperator::Is);
    case KwNot:
      if (next_is(KwIn)) return found(CmpOperator::NotIn, 2);
      note_progress(token_ + 1);
      return false;
    default: return false;
  }
}

/// `!=`; or `<>`, where PEP 401 holds.
bool Parser::not_equal_is_spelled_well() {
  bool is_flufl = text_of(*token_) == "<>";
  if (is_flufl == options_.barry_as_flufl) return true;
  if (!is_flufl) raise_here("with Barry as BDFL, use '<>' instead of '!='");
  return false;
}

// ---- Arithmetic -------------------------------------------------------------------------------

/// Operators of at least `precedence`, which all group to the left.
Expr* Parser::binary(int precedence) {
  if (!diagnosing_) return binary_rule(precedence);
  return remember<Expr>(Rule::Binary, precedence, [&] { return binary_rule(precedence); });
}

Expr* Parser::binary_rule(int precedence) {
  Mark start = token_;
  Expr* left = factor();
  if (left == nullptr) return nullptr;
  for (;;) {
    BinaryOperator found = binary_operators[static_cast<std::size_t>(token_->kind)];
    if (found.precedence < precedence || found.precedence == 0) return left;
    Mark mark = take();
    Expr* right = found.precedence == 6 ? factor() : binary(found.precedence + 1);
    if (right == nullptr) return fall_back(mark, left);
    left = make<BinOp>(from(start), left, found.op, right);
  }
}

Expr* Parser::factor() {
  if (!diagnosing_) return factor_rule();
  return remember<Expr>(Rule::Factor, 0, [&] { return factor_rule(); });
}

Expr* Parser::factor_rule() {
  UnaryOperator op;
  switch (token_->kind) {
    case Plus: op = UnaryOperator::UAdd; break;
    case Minus: op = UnaryOperator::USub; break;
    case Tilde: op = UnaryOperator::Invert; break;
    default: return power();
  }
  Nested nested(*this);
  Mark start = take();
  Expr* operand = factor();
  return operand == nullptr ? nullptr : make<UnaryOp>(from(start), op, operand);
}

Expr* Parser::power() {
  Mark start = token_;
  Expr* base = await_primary();
  if (base == nullptr || !at(DoubleStar)) return base;
  Nested nested(*this, 2);
  Mark mark = take();
  Expr* exponent = factor();
  if (exponent == nullptr) return fall_back(mark, base);
  return make<BinOp>(from(start), base, Operator::Pow, exponent);
}

Expr* Parser::await_primary() {
  if (!at(KwAwait)) return primary();
  Mark start = take();
  Expr* value = primary();
  return value == nullptr ? nullptr : make<Await>(from(start), value);
}

}  // namespace py::syntax
