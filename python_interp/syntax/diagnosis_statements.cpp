// Diagnosing statements: assignments in CPython's order, missing colons, missing blocks.
#include "python_interp/syntax/grammar.hpp"

namespace py::syntax {

using enum TokenKind;

// ---- Simple statements ------------------------------------------------------------------------

Stmt* Parser::diagnosed_simple_statement() {
  Mark start = token_;
  switch (token_->kind) {
    case KwReturn: case KwImport: case KwFrom: case KwRaise: case KwPass: case KwBreak:
    case KwContinue: case KwAssert: case KwGlobal: case KwNonlocal:
      return simple_statement_rule();
    case KwDel:
      if (Stmt* statement = del_statement()) return statement;
      reset(start);
      mistaken_del_target();
      return nullptr;
    default: break;
  }
  if (Stmt* assigned = diagnosed_assignment()) return assigned;
  reset(start);
  if (fault_) return nullptr;
  if (at(KwYield)) return simple_statement_rule();
  Expr* value = star_expressions();
  return value == nullptr ? nullptr : make<ExprStmt>(from(start), value);
}

bool Parser::raise_invalid_target(const Expr* target, TargetUse use) {
  const Expr* invalid = target == nullptr ? nullptr : first_invalid_target(target, use);
  if (invalid == nullptr) return false;
  std::string verb = use == TargetUse::Deletion ? "cannot delete " : "cannot assign to ";
  raise_at(invalid->pos, verb + describe(invalid));
  return true;
}

void Parser::mistaken_del_target() {
  if (!finding_mistakes_) return;
  take();
  raise_invalid_target(star_expressions(), TargetUse::Deletion);
}

Stmt* Parser::diagnosed_assignment() {
  Mark start = token_;
  Expr* target = primary();
  if (target != nullptr && at(Colon) && is_single_target(target)) {
    if (Stmt* annotated = annotated_assignment(start, target)) return annotated;
  }
  reset(start);
  if (Stmt* assigned = diagnosed_plain_assignment()) return assigned;
  reset(start);
  target = primary();
  if (target != nullptr && is_single_target(target) && is_augmented_assignment()) {
    return augmented_assignment(start, target);
  }
  reset(start);
  mistake_in_assignment();
  return nullptr;
}

Stmt* Parser::diagnosed_plain_assignment() {
  Mark start = token_;
  Gather<Expr*> targets(scratch_);
  skip_targets(&targets);
  if (targets.empty() || fault_) return nullptr;
  Expr* value = yield_or_star_expressions();
  if (value == nullptr || at(Equal)) return nullptr;
  return make<Assign>(from(start), targets.take(arena_), value);
}

/// Targets, each with the `=` behind it.
void Parser::skip_targets(Gather<Expr*>* into) {
  for (;;) {
    Mark mark = token_;
    Expr* target = star_targets();
    if (target == nullptr || !accept(Equal)) return reset(mark);
    if (into != nullptr) into->add(target);
  }
}

void Parser::mistake_in_assignment() {
  if (!finding_mistakes_ || fault_) return;
  raises([&] { annotated_sequence(); }) || raises([&] { annotated_tuple(); }) ||
      raises([&] { annotated_value(); }) || raises([&] { mistaken_target(); }) ||
      raises([&] { assigned_yield(); }) || raises([&] { mistaken_augmented_target(); });
}

void Parser::annotated_sequence() {
  if (!at(LeftParen) && !at(LeftBracket)) return;
  Expr* target = atom();
  if (!is<List>(target) && !is<Tuple>(target)) return;
  if (!accept(Colon) || expression() == nullptr) return;
  raise_at(target->pos, "only single target (not " + describe(target) + ") can be annotated");
}

void Parser::annotated_tuple() {
  Expr* first = star_named_expression();
  if (first == nullptr || !accept(Comma)) return;
  Gather<Expr*> rest(scratch_);
  std::size_t before = 0;
  do {
    before = rest.size();
    if (!star_named_expressions(rest)) return;
  } while (rest.size() > before);
  if (!accept(Colon) || expression() == nullptr) return;
  raise_at(first->pos, "only single target (not tuple) can be annotated");
}

void Parser::annotated_value() {
  Expr* target = expression();
  if (target == nullptr || !accept(Colon) || expression() == nullptr) return;
  raise_at(target->pos, "illegal target for annotation");
}

void Parser::mistaken_target() {
  skip_targets(nullptr);
  Expr* target = star_expressions();
  if (target != nullptr && accept(Equal)) raise_invalid_target(target, TargetUse::Assignment);
}

void Parser::assigned_yield() {
  skip_targets(nullptr);
  Expr* value = yield_expression();
  if (value != nullptr && accept(Equal)) {
    raise_at(value->pos, "assignment to yield expression not possible");
  }
}

void Parser::mistaken_augmented_target() {
  Expr* target = star_expressions();
  if (target == nullptr || !is_augmented_assignment()) return;
  take();
  if (yield_or_star_expressions() == nullptr) return;
  raise_at(target->pos,
           "'" + describe(target) + "' is an illegal expression for augmented assignment");
}

// ---- Headers and blocks -----------------------------------------------------------------------

/// Behind a header: no colon, or a colon and no block on the lines below.
void Parser::incomplete_header(const std::string& what, int lineno) {
  if (accept(Newline)) {
    raise_here("expected ':'");
  } else {
    absent_block(what, lineno);
  }
}

void Parser::absent_block(const std::string& what, int lineno) {
  if (!accept(Colon) || !accept(Newline)) return;
  note_progress(token_);
  if (at(Indent) || at(Failed)) return;
  raise_here("expected an indented block after " + what + " on line " + std::to_string(lineno),
             FailureKind::IndentationError);
}

/// `else` and `finally`.
bool Parser::missing_block(std::string_view what) {
  return finding_mistakes_ && raises([&] {
    int lineno = take()->pos.lineno;
    absent_block(std::string(what), lineno);
  });
}

/// `if`, `elif` and `while`.
bool Parser::mistake_in_condition(std::string_view keyword) {
  return finding_mistakes_ && raises([&] {
    int lineno = take()->pos.lineno;
    if (named_expression() == nullptr) return;
    incomplete_header("'" + std::string(keyword) + "' statement", lineno);
  });
}

bool Parser::mistake_in_for() {
  return finding_mistakes_ && raises([&] {
    int lineno = take()->pos.lineno;
    if (star_targets() == nullptr || !accept(KwIn) || star_expressions() == nullptr) return;
    incomplete_header("'for' statement", lineno);
  });
}

std::nullptr_t Parser::mistaken_for_target(Mark keyword) {
  if (!finding_mistakes_ || fault_) return nullptr;
  reset(keyword);
  if (accept(KwFor)) raise_invalid_target(star_expressions(), TargetUse::Loop);
  return nullptr;
}

// ---- with -------------------------------------------------------------------------------------

/// The items of a `with`, in either form, as CPython reads them where it looks for mistakes.
bool Parser::skip_with_items(bool parenthesised) {
  if (parenthesised && !accept(LeftParen)) return false;
  Mark before = nullptr;
  do {
    Expr* context = parenthesised ? expressions() : expression();
    if (context == nullptr) {
      if (before == nullptr || (reset(before), fault_)) return false;
      break;
    }
    Mark as = token_;
    if (accept(KwAs) && star_target() == nullptr) reset(as);
    before = token_;
  } while (accept(Comma));
  if (!parenthesised) return !fault_;
  accept(Comma);
  return accept(RightParen);
}

bool Parser::missing_with_block() {
  auto attempt = [&](bool parenthesised) {
    return raises([&] {
      int lineno = take()->pos.lineno;
      if (skip_with_items(parenthesised)) absent_block("'with' statement", lineno);
    });
  };
  return finding_mistakes_ && (attempt(false) || attempt(true));
}

std::nullptr_t Parser::missing_with_colon(Mark keyword) {
  if (!finding_mistakes_) return nullptr;
  auto attempt = [&](bool parenthesised) {
    reset(keyword + 1);
    return raises([&] {
      if (skip_with_items(parenthesised) && accept(Newline)) raise_here("expected ':'");
    });
  };
  attempt(false) || attempt(true);
  return nullptr;
}

bool Parser::mistaken_with_target(Mark item) {
  if (!finding_mistakes_) return false;
  reset(item);
  return raises([&] {
    if (expression() == nullptr || !accept(KwAs)) return;
    Expr* target = expression();
    if (at(Comma) || at(RightParen) || at(Colon)) {
      raise_invalid_target(target, TargetUse::Assignment);
    }
  });
}

// ---- try --------------------------------------------------------------------------------------

bool Parser::mistake_in_try() {
  if (!finding_mistakes_) return false;
  Seq<Stmt*> body;
  auto no_handlers = [&] {
    take();
    if (!accept(Colon) || !block(body) || at(KwExcept) || at(KwFinally)) return;
    note_progress(token_);
    raise_here("expected 'except' or 'finally' block");
  };
  return missing_block("'try' statement") || raises(no_handlers) ||
         raises([&] { mixed_handlers(false); }) || raises([&] { mixed_handlers(true); });
}

/// `except` and `except*` with one `try`; `starred` says which come first.
void Parser::mixed_handlers(bool starred) {
  take();
  if (!accept(Colon)) return;
  Seq<Stmt*> body;
  for (Mark mark = token_; !fault_; mark = token_) {
    if (!block(body)) {
      reset(mark);
      break;
    }
  }
  int handlers = 0;
  for (; at(KwExcept); ++handlers) {
    Mark mark = token_;
    if (except_handler(starred) == nullptr) {
      reset(mark);
      break;
    }
  }
  if (handlers == 0 || !at(KwExcept)) return;
  Mark keyword = take();
  Mark star = token_;
  if (!starred && !accept(Star)) return;
  Identifier name;
  bool has_type = !at(Colon);
  if (has_type && (expression() == nullptr || !optional_as(name))) return;
  if ((!starred && !has_type) || !accept(Colon)) return;
  std::string message = "cannot have both 'except' and 'except*' on the same 'try'";
  raise_over(keyword->pos, starred ? keyword->pos : star->pos, message);
}

bool Parser::missing_except_block(bool starred) {
  return finding_mistakes_ && raises([&] {
    int lineno = take()->pos.lineno;
    if (starred && !accept(Star)) return;
    Identifier name;
    bool has_type = starred || !at(Colon);
    if (has_type && (expression() == nullptr || !optional_as(name))) return;
    absent_block(starred ? "'except*' statement" : "'except' statement", lineno);
  });
}

bool Parser::mistake_in_except(Mark start) {
  if (!finding_mistakes_) return false;
  reset(start);
  auto several_types = [&] {
    take();
    accept(Star);
    Expr* type = expression();
    if (type == nullptr || !accept(Comma) || expressions() == nullptr) return;
    Identifier name;
    if (optional_as(name) && accept(Colon)) {
      raise_from(type->pos, "multiple exception types must be parenthesized");
    }
  };
  auto no_colon = [&] {
    take();
    accept(Star);
    Identifier name;
    if (expression() != nullptr && optional_as(name) && accept(Newline)) raise_here("expected ':'");
  };
  auto nothing = [&] {
    take();
    if (accept(Newline)) raise_here("expected ':'");
  };
  auto no_type = [&] {
    take();
    if (accept(Star) && (accept(Newline) || accept(Colon))) {
      raise_here("expected one or more exception types");
    }
  };
  return raises(several_types) || raises(no_colon) || raises(nothing) || raises(no_type);
}

// ---- Definitions ------------------------------------------------------------------------------

bool Parser::missing_function_block() {
  return finding_mistakes_ && raises([&] {
    int lineno = take()->pos.lineno;
    if (!accept(Word) || !accept(LeftParen)) return;
    if (parameters(ParameterStyle::Def) == nullptr || !accept(RightParen)) return;
    if (accept(Arrow) && expression() == nullptr) return;
    absent_block("function definition", lineno);
  });
}

bool Parser::mistake_in_class() {
  return finding_mistakes_ && raises([&] {
    int lineno = take()->pos.lineno;
    if (!accept(Word)) return;
    Seq<Expr*> bases;
    Seq<Keyword*> keywords;
    if (accept(LeftParen) && !(arguments(bases, keywords) && accept(RightParen))) return;
    incomplete_header("class definition", lineno);
  });
}

// ---- match ------------------------------------------------------------------------------------

bool Parser::mistake_in_match(Mark start) {
  if (!finding_mistakes_) return false;
  reset(start);
  return raises([&] {
    int lineno = take()->pos.lineno;
    if (subject() != nullptr) incomplete_header("'match' statement", lineno);
  });
}

bool Parser::mistake_in_case() {
  return finding_mistakes_ && raises([&] {
    int lineno = take()->pos.lineno;
    if (patterns() == nullptr) return;
    if (Mark mark = token_; accept(KwIf) && named_expression() == nullptr) reset(mark);
    incomplete_header("'case' statement", lineno);
  });
}

/// Behind `as`.
bool Parser::mistaken_pattern_target() {
  if (!finding_mistakes_) return false;
  Identifier name;
  Mark start = token_;
  if (capture_target(name)) return token_ = start, false;
  return raises([&] {
    if (at_word("_")) {
      raise_at(token_->pos, "cannot use '_' as a target");
    } else if (!at(Word)) {
      Expr* target = expression();
      if (target != nullptr) raise_at(target->pos, "invalid pattern target");
    }
  });
}

/// At a positional pattern behind one with a keyword.
bool Parser::mistake_in_class_pattern() {
  return finding_mistakes_ && raises([&] {
    Pattern* first = pattern();
    Pattern* last = first;
    if (first == nullptr) return;
    for (Mark comma = token_; accept(Comma); comma = token_) {
      Pattern* next = pattern();
      if (next == nullptr) {
        reset(comma);
        break;
      }
      last = next;
    }
    raise_over(first->pos, last->pos, "positional patterns follow keyword patterns");
  });
}

}  // namespace py::syntax
