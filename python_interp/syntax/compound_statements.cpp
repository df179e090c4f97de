// Compound statements: those that have blocks.
#include "python_interp/syntax/grammar.hpp"

namespace py::syntax {

using enum TokenKind;

bool Parser::starts_compound_statement() const {
  switch (token_->kind) {
    case KwIf: case KwDef: case KwClass: case KwFor: case KwWhile: case KwTry: case KwWith:
    case KwAsync: case At:
      return true;
    case Word: return at_word("match");
    default: return false;
  }
}

Stmt* Parser::compound_statement() {
  switch (token_->kind) {
    case KwIf: return if_statement();
    case KwDef: return function_definition(token_, false, {});
    case KwClass: return class_definition({});
    case KwFor: return for_statement(token_, false);
    case KwWhile: return while_statement();
    case KwTry: return try_statement();
    case KwWith: return with_statement(token_, false);
    case KwAsync: return async_statement();
    case At: return decorated();
    default: return match_statement();
  }
}

Stmt* Parser::async_statement() {
  Mark start = take();
  switch (token_->kind) {
    case KwDef: return function_definition(start, true, {});
    case KwFor: return for_statement(start, true);
    case KwWith: return with_statement(start, true);
    default: return nullptr;
  }
}

// ---- Blocks -----------------------------------------------------------------------------------

/// What follows the colon: an indented block, or simple statements on the same line.
bool Parser::block(Seq<Stmt*>& body) {
  if (!diagnosing_) return block_rule(body);
  auto* kept = remember<Seq<Stmt*>>(Rule::Block, 0, [&]() -> Seq<Stmt*>* {
    Seq<Stmt*> statements;
    return block_rule(statements) ? arena_.make<Seq<Stmt*>>(statements) : nullptr;
  });
  if (kept != nullptr) body = *kept;
  return kept != nullptr;
}

bool Parser::block_rule(Seq<Stmt*>& body) {
  Gather<Stmt*> gathered(scratch_);
  if (!accept(Newline)) {
    if (!simple_statements(gathered)) return false;
  } else {
    if (!accept(Indent)) {
      if (finding_mistakes_) {
        raise_here("expected an indented block", FailureKind::IndentationError);
      }
      return false;
    }
    if (!statements(gathered) || !accept(Dedent)) return false;
  }
  body = gathered.take(arena_);
  return true;
}

bool Parser::colon_and_block(Seq<Stmt*>& body) { return accept(Colon) && block(body); }

/// An `else` block, if there is one.
bool Parser::else_block(Seq<Stmt*>& body) {
  if (!at(KwElse)) return true;
  if (missing_block("'else' statement")) return false;
  take();
  return forced(Colon) && block(body);
}

// ---- if, while, for ---------------------------------------------------------------------------

/// `elif` nests in `orelse` without nesting here, so long chains are no deep recursion.
Stmt* Parser::if_statement() {
  struct Branch {
    Mark start;
    Expr* test;
    Seq<Stmt*> body;
  };
  Gather<Branch> branches(scratch_);
  Seq<Stmt*> orelse;
  do {
    Branch branch{token_, nullptr, {}};
    if (mistake_in_condition(at(KwIf) ? "if" : "elif")) return nullptr;
    take();
    branch.test = named_expression();
    if (branch.test == nullptr || !colon_and_block(branch.body)) return nullptr;
    branches.add(branch);
  } while (at(KwElif));
  if (!else_block(orelse)) return nullptr;
  Stmt* result = nullptr;
  for (std::size_t index = branches.size(); index-- > 0;) {
    Branch branch = branches[index];
    result = make<If>(from_visible(branch.start), branch.test, branch.body, orelse);
    if (index != 0) orelse = arena_.copy(std::span<Stmt* const>(&result, 1));
  }
  return result;
}

Stmt* Parser::while_statement() {
  Mark start = token_;
  if (mistake_in_condition("while")) return nullptr;
  take();
  Expr* test = named_expression();
  Seq<Stmt*> body;
  Seq<Stmt*> orelse;
  if (test == nullptr || !colon_and_block(body) || !else_block(orelse)) return nullptr;
  return make<While>(from_visible(start), test, body, orelse);
}

Stmt* Parser::for_statement(Mark start, bool is_async) {
  if (mistake_in_for()) return nullptr;
  Mark keyword = take();
  Expr* target = star_targets();
  if (target == nullptr || !accept(KwIn)) return mistaken_for_target(keyword);
  Expr* iter = star_expressions();
  Seq<Stmt*> body;
  Seq<Stmt*> orelse;
  if (iter == nullptr || !colon_and_block(body) || !else_block(orelse)) return nullptr;
  if (is_async) return make<AsyncFor>(from_visible(start), target, iter, body, orelse);
  return make<For>(from_visible(start), target, iter, body, orelse);
}

// ---- with -------------------------------------------------------------------------------------

/// `with (` may open a list of items or the first item's expression; the list is tried first.
Stmt* Parser::with_statement(Mark start, bool is_async) {
  if (missing_with_block()) return nullptr;
  Mark keyword = take();
  Mark first = token_;
  Gather<WithItem*> items(scratch_);
  bool listed = at(LeftParen) && parenthesised_with_items(items);
  if (!listed) {
    reset(first);
    Gather<WithItem*> plain(scratch_);
    if (!with_items(plain) || !at(Colon)) return missing_with_colon(keyword);
    return with_body(start, is_async, plain.take(arena_));
  }
  return with_body(start, is_async, items.take(arena_));
}

Stmt* Parser::with_body(Mark start, bool is_async, Seq<WithItem*> items) {
  Seq<Stmt*> body;
  if (!colon_and_block(body)) return nullptr;
  if (is_async) return make<AsyncWith>(from_visible(start), items, body);
  return make<With>(from_visible(start), items, body);
}

bool Parser::parenthesised_with_items(Gather<WithItem*>& into) {
  take();
  if (!with_items(into)) return false;
  accept(Comma);
  return accept(RightParen) && at(Colon);
}

/// Items with commas between; a comma behind the last is left.
bool Parser::with_items(Gather<WithItem*>& into) {
  Mark comma = nullptr;
  do {
    WithItem* item = with_item();
    if (item == nullptr) {
      if (comma != nullptr) reset(comma);
      return comma != nullptr && !fault_;
    }
    into.add(item);
    comma = token_;
  } while (accept(Comma));
  return true;
}

WithItem* Parser::with_item() {
  Mark start = token_;
  Expr* context = expression();
  if (context == nullptr) return nullptr;
  Mark as = token_;
  if (accept(KwAs)) {
    Expr* target = star_target();
    if (target != nullptr && (at(Comma) || at(RightParen) || at(Colon))) {
      return arena_.make<WithItem>(context, target);
    }
    if (!diagnosing_ || mistaken_with_target(start)) return nullptr;
    reset(as);
  }
  return arena_.make<WithItem>(context, nullptr);
}

// ---- try --------------------------------------------------------------------------------------

Stmt* Parser::try_statement() {
  Mark start = token_;
  if (mistake_in_try()) return nullptr;
  take();
  Seq<Stmt*> body;
  Seq<Stmt*> orelse;
  Seq<Stmt*> finalbody;
  if (!forced(Colon) || !block(body)) return nullptr;
  Gather<ExceptHandler*> handlers(scratch_);
  bool starred = at(KwExcept) && next_is(Star);
  while (at(KwExcept)) {
    Mark mark = token_;
    ExceptHandler* handler = except_handler(starred);
    if (handler == nullptr) {
      if (!diagnosing_ || handlers.empty()) return nullptr;
      reset(mark);
      break;
    }
    handlers.add(handler);
  }
  if (!handlers.empty() && !else_block(orelse)) return nullptr;
  if (at(KwFinally) && !finally_block(finalbody)) return nullptr;
  if (handlers.empty() && finalbody.empty()) return nullptr;
  if (starred) {
    return make<TryStar>(from_visible(start), body, handlers.take(arena_), orelse, finalbody);
  }
  return make<Try>(from_visible(start), body, handlers.take(arena_), orelse, finalbody);
}

ExceptHandler* Parser::except_handler(bool starred) {
  if (missing_except_block(starred)) return nullptr;
  Mark start = take();
  if (ExceptHandler* handler = except_handler_rest(start, starred)) return handler;
  mistake_in_except(start);
  return nullptr;
}

ExceptHandler* Parser::except_handler_rest(Mark start, bool starred) {
  Expr* type = nullptr;
  Identifier name;
  Seq<Stmt*> body;
  if (starred && !accept(Star)) return nullptr;
  if (starred || !at(Colon)) {
    type = expression();
    if (type == nullptr || !optional_as(name)) return nullptr;
  }
  if (!colon_and_block(body)) return nullptr;
  return arena_.make<ExceptHandler>(from_visible(start), type, name, body);
}

bool Parser::finally_block(Seq<Stmt*>& body) {
  if (missing_block("'finally' statement")) return false;
  take();
  return forced(Colon) && block(body);
}

// ---- Definitions ------------------------------------------------------------------------------

Stmt* Parser::decorated() {
  Gather<Expr*> gathered(scratch_);
  while (accept(At)) {
    Expr* decorator = named_expression();
    if (decorator == nullptr || !accept(Newline)) return nullptr;
    gathered.add(decorator);
  }
  Seq<Expr*> decorators = gathered.take(arena_);
  if (at(KwClass)) return class_definition(decorators);
  Mark start = token_;
  bool is_async = accept(KwAsync);
  return at(KwDef) ? function_definition(start, is_async, decorators) : nullptr;
}

/// The current token is `def`; `start` is it, or `async` before it.
Stmt* Parser::function_definition(Mark start, bool is_async, Seq<Expr*> decorators) {
  if (missing_function_block()) return nullptr;
  take();
  Identifier name = accept_name();
  if (name.data() == nullptr || !forced(LeftParen)) return nullptr;
  Arguments* args = parameters(ParameterStyle::Def);
  if (args == nullptr || !accept(RightParen)) return nullptr;
  Expr* returns = nullptr;
  if (Mark arrow = token_; accept(Arrow)) {
    returns = expression();
    if (returns == nullptr) {
      if (!diagnosing_) return nullptr;
      reset(arrow);
    }
  }
  Seq<Stmt*> body;
  if (!forced(Colon) || !block(body)) return nullptr;
  if (is_async) {
    return make<AsyncFunctionDef>(from_visible(start), name, args, body, decorators, returns);
  }
  return make<FunctionDef>(from_visible(start), name, args, body, decorators, returns);
}

Stmt* Parser::class_definition(Seq<Expr*> decorators) {
  if (mistake_in_class()) return nullptr;
  Mark start = take();
  Identifier name = accept_name();
  if (name.data() == nullptr) return nullptr;
  Seq<Expr*> bases;
  Seq<Keyword*> keywords;
  if (accept(LeftParen) && !(arguments(bases, keywords) && accept(RightParen))) return nullptr;
  Seq<Stmt*> body;
  if (!colon_and_block(body)) return nullptr;
  return make<ClassDef>(from_visible(start), name, bases, keywords, body, decorators);
}

}  // namespace py::syntax
