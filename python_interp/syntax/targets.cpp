// What can be assigned to and deleted. A target is read as a primary and then turned from a value into
// a target, with everything in it.
#include "python_interp/syntax/grammar.hpp"

namespace py::syntax {

using enum TokenKind;

bool Parser::is_single_target(const Expr* target) {
  return is<Name>(target) || is<Attribute>(target) || is<Subscript>(target);
}

/// The targets of `for` and `=`: one, or a tuple where there is a comma.
Expr* Parser::star_targets() {
  Mark start = token_;
  Expr* first = star_target();
  if (first == nullptr || !at(Comma)) return first;
  Expr* targets = tuple_of(&Parser::star_target, first, start);
  if (targets != nullptr) static_cast<Tuple*>(targets)->ctx = ExprContext::Store;
  return targets;
}

Expr* Parser::star_target() {
  if (!diagnosing_) return star_target_rule();
  return remember<Expr>(Rule::StarTarget, 0, [&] { return star_target_rule(); });
}

Expr* Parser::star_target_rule() {
  Mark start = token_;
  bool is_starred = accept(Star);
  Expr* target = primary();
  if (target == nullptr || !set_context(target, ExprContext::Store)) return nullptr;
  return is_starred ? make<Starred>(from(start), target, ExprContext::Store) : target;
}

Expr* Parser::del_target() {
  Expr* target = primary();
  return target != nullptr && set_context(target, ExprContext::Del) ? target : nullptr;
}

/// Makes `target` and what is in it stored to or deleted; false if something there cannot be.
bool Parser::set_context(Expr* target, ExprContext context) {
  auto set_all = [&](auto* sequence) {
    sequence->ctx = context;
    for (Expr* element : sequence->elts) {
      if (!set_context(element, context)) return false;
    }
    return true;
  };
  auto set = [&](auto* node) {
    node->ctx = context;
    return true;
  };
  switch (target->kind) {
    case ExprKind::Name: return set(static_cast<Name*>(target));
    case ExprKind::Attribute: return set(static_cast<Attribute*>(target));
    case ExprKind::Subscript: return set(static_cast<Subscript*>(target));
    case ExprKind::Tuple: return set_all(static_cast<Tuple*>(target));
    case ExprKind::List: return set_all(static_cast<List*>(target));
    case ExprKind::Starred: {
      auto* starred = static_cast<Starred*>(target);
      starred->ctx = context;
      return context == ExprContext::Store && !is<Starred>(starred->value) &&
             set_context(starred->value, context);
    }
    default: return false;
  }
}

}  // namespace py::syntax
