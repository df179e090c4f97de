// Simple statements: those of one line.
#include "python_interp/syntax/grammar.hpp"

namespace py::syntax {

using enum TokenKind;

bool Parser::statements(Gather<Stmt*>& into) {
  while (!at(EndMarker) && !at(Dedent)) {
    Mark start = token_;
    std::size_t before = into.size();
    if (statement(into)) continue;
    if (!diagnosing_ || before == 0) return false;
    reset(start);
    return !fault_;
  }
  return !into.empty();
}

bool Parser::statement(Gather<Stmt*>& into) {
  Mark start = token_;
  if (starts_compound_statement()) {
    if (Stmt* compound = compound_statement()) {
      into.add(compound);
      return true;
    }
    bool may_be_simple = start->kind == Word;
    if (!diagnosing_ && !may_be_simple) return false;
    reset(start);
  }
  return simple_statements(into);
}

bool Parser::simple_statements(Gather<Stmt*>& into) {
  if (at(Newline)) return false;
  do {
    if (at(Newline)) break;
    Stmt* simple = simple_statement();
    if (simple == nullptr) return false;
    into.add(simple);
  } while (accept(Semicolon));
  return accept(Newline);
}

Stmt* Parser::simple_statement() {
  if (!diagnosing_) return simple_statement_rule();
  return remember<Stmt>(Rule::SimpleStatement, 0, [&] { return diagnosed_simple_statement(); });
}

Stmt* Parser::simple_statement_rule() {
  Mark start = token_;
  switch (token_->kind) {
    case KwReturn: return return_statement();
    case KwImport: return import_statement();
    case KwFrom: return import_from_statement();
    case KwRaise: return raise_statement();
    case KwPass: return take(), make<Pass>(from(start));
    case KwBreak: return take(), make<Break>(from(start));
    case KwContinue: return take(), make<Continue>(from(start));
    case KwDel: return del_statement();
    case KwAssert: return assert_statement();
    case KwGlobal: return scope_statement<Global>();
    case KwNonlocal: return scope_statement<Nonlocal>();
    case KwYield: {
      Expr* value = yield_expression();
      return value == nullptr ? nullptr : make<ExprStmt>(from(start), value);
    }
    default: return expression_statement();
  }
}

// ---- Expressions and assignments --------------------------------------------------------------

namespace {

/// The operator of an augmented assignment.
std::optional<Operator> augmented_operator(TokenKind kind) {
  switch (kind) {
    case PlusEqual: return Operator::Add;
    case MinusEqual: return Operator::Sub;
    case StarEqual: return Operator::Mult;
    case AtEqual: return Operator::MatMult;
    case SlashEqual: return Operator::Div;
    case PercentEqual: return Operator::Mod;
    case AmpersandEqual: return Operator::BitAnd;
    case VerticalBarEqual: return Operator::BitOr;
    case CircumflexEqual: return Operator::BitXor;
    case LeftShiftEqual: return Operator::LShift;
    case RightShiftEqual: return Operator::RShift;
    case DoubleStarEqual: return Operator::Pow;
    case DoubleSlashEqual: return Operator::FloorDiv;
    default: return std::nullopt;
  }
}

}  // namespace

bool Parser::is_augmented_assignment() const {
  return augmented_operator(token_->kind).has_value();
}

/// An expression, unless what follows makes it a target.
Stmt* Parser::expression_statement() {
  Mark start = token_;
  Expr* value = star_expressions();
  if (value == nullptr) return nullptr;
  if (at(Newline)) return make<ExprStmt>(from(start), value);
  if (at(Equal)) return assignment(start, value);
  if (at(Colon)) return annotated_assignment(start, value);
  if (is_augmented_assignment()) return augmented_assignment(start, value);
  return make<ExprStmt>(from(start), value);
}

Stmt* Parser::assignment(Mark start, Expr* value) {
  Gather<Expr*> targets(scratch_);
  while (accept(Equal)) {
    if (!set_context(value, ExprContext::Store)) return nullptr;
    targets.add(value);
    value = yield_or_star_expressions();
    if (value == nullptr) return nullptr;
  }
  return make<Assign>(from(start), targets.take(arena_), value);
}

Stmt* Parser::annotated_assignment(Mark start, Expr* target) {
  if (!is_single_target(target)) return nullptr;
  set_context(target, ExprContext::Store);
  take();
  Expr* annotation = expression();
  if (annotation == nullptr) return nullptr;
  Expr* value = nullptr;
  Mark equal = token_;
  if (accept(Equal)) {
    value = yield_or_star_expressions();
    if (value == nullptr && (!diagnosing_ || (reset(equal), fault_))) return nullptr;
  }
  int simple = is<Name>(target) && start->kind == Word;
  return make<AnnAssign>(from(start), target, annotation, value, simple);
}

Stmt* Parser::augmented_assignment(Mark start, Expr* target) {
  std::optional<Operator> op = augmented_operator(token_->kind);
  if (!op || !is_single_target(target)) return nullptr;
  set_context(target, ExprContext::Store);
  take();
  Expr* value = yield_or_star_expressions();
  if (value == nullptr) return nullptr;
  return make<AugAssign>(from(start), target, *op, value);
}

Expr* Parser::yield_or_star_expressions() {
  return at(KwYield) ? yield_expression() : star_expressions();
}

// ---- The keyword statements -------------------------------------------------------------------

Stmt* Parser::return_statement() {
  Mark start = take();
  Expr* value = nullptr;
  if (starts_star_expression()) {
    Mark mark = token_;
    value = star_expressions();
    if (value == nullptr && (!diagnosing_ || (reset(mark), fault_))) return nullptr;
  }
  return make<Return>(from(start), value);
}

Stmt* Parser::raise_statement() {
  Mark start = take();
  Expr* exc = nullptr;
  Expr* cause = nullptr;
  if (starts_expression()) {
    exc = expression();
    if (exc == nullptr) return nullptr;
    if (accept(KwFrom)) {
      cause = expression();
      if (cause == nullptr) return nullptr;
    }
  }
  return make<Raise>(from(start), exc, cause);
}

Stmt* Parser::del_statement() {
  Mark start = take();
  Gather<Expr*> targets(scratch_);
  do {
    if (!targets.empty() && !starts_expression()) break;
    Expr* target = del_target();
    if (target == nullptr) return nullptr;
    targets.add(target);
  } while (accept(Comma));
  if (!at(Semicolon) && !at(Newline)) return nullptr;
  return make<Delete>(from(start), targets.take(arena_));
}

Stmt* Parser::assert_statement() {
  Mark start = take();
  Expr* test = expression();
  if (test == nullptr) return nullptr;
  Expr* message = nullptr;
  if (accept(Comma)) {
    message = expression();
    if (message == nullptr) return nullptr;
  }
  return make<Assert>(from(start), test, message);
}

/// `global` and `nonlocal`.
template <class Node>
Stmt* Parser::scope_statement() {
  Mark start = take();
  Gather<Identifier> names(scratch_);
  do {
    if (!at(Word)) return nullptr;
    names.add(accept_name());
  } while (accept(Comma));
  return make<Node>(from(start), names.take(arena_));
}

template Stmt* Parser::scope_statement<Global>();
template Stmt* Parser::scope_statement<Nonlocal>();

// ---- Imports ----------------------------------------------------------------------------------

Stmt* Parser::import_statement() {
  Mark start = take();
  Gather<Alias*> names(scratch_);
  do {
    Mark first = token_;
    Identifier module;
    Identifier as;
    if (!dotted_name(module) || !optional_as(as)) return nullptr;
    names.add(arena_.make<Alias>(from(first), module, as));
  } while (accept(Comma));
  return make<Import>(from(start), names.take(arena_));
}

Stmt* Parser::import_from_statement() {
  Mark start = take();
  int level = 0;
  for (; at(Dot) || at(TokenKind::Ellipsis); take()) level += at(Dot) ? 1 : 3;
  Identifier module;
  if (level == 0 || at(Word)) {
    if (!dotted_name(module)) return nullptr;
  }
  if (!accept(KwImport)) return nullptr;
  Gather<Alias*> names(scratch_);
  if (!import_targets(names)) return nullptr;
  return make<ImportFrom>(from(start), module, names.take(arena_), level);
}

bool Parser::import_targets(Gather<Alias*>& into) {
  Mark start = token_;
  if (accept(Star)) {
    into.add(arena_.make<Alias>(from(start), arena_.intern("*"), Identifier{}));
    return true;
  }
  if (accept(LeftParen)) {
    if (!import_names(into)) return false;
    accept(Comma);
    return accept(RightParen);
  }
  if (!import_names(into)) return false;
  if (!at(Comma)) return true;
  if (finding_mistakes_ && next_is(Newline)) {
    token_ += 2;
    raise_here("trailing comma not allowed without surrounding parentheses");
  } else {
    take();
  }
  return false;
}

/// Names with commas between; a comma behind the last is left.
bool Parser::import_names(Gather<Alias*>& into) {
  for (;;) {
    Mark start = token_;
    if (!at(Word)) return false;
    Identifier name = accept_name();
    Identifier as;
    if (!optional_as(as)) return false;
    into.add(arena_.make<Alias>(from(start), name, as));
    if (!at(Comma) || !next_is(Word)) return true;
    take();
  }
}

bool Parser::optional_as(Identifier& name) {
  if (!accept(KwAs)) return true;
  name = accept_name();
  return name.data() != nullptr;
}

bool Parser::dotted_name(Identifier& name) {
  if (!at(Word)) return false;
  name = accept_name();
  if (!at(Dot)) return true;
  std::string joined(name);
  while (accept(Dot)) {
    if (!at(Word)) return false;
    joined += '.';
    joined += accept_name();
  }
  name = arena_.intern(joined);
  return true;
}

}  // namespace py::syntax
