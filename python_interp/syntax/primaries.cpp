// Atoms, displays, comprehensions, and what follows an atom: attributes, subscripts, calls.
#include "python_interp/syntax/grammar.hpp"

namespace py::syntax {

using enum TokenKind;

Expr* Parser::primary() {
  if (!diagnosing_) return primary_rule();
  return remember<Expr>(Rule::Primary, 0, [&] { return primary_rule(); });
}

Expr* Parser::primary_rule() {
  Mark start = token_;
  Expr* value = atom();
  while (value != nullptr) {
    Mark mark = token_;
    Expr* longer = nullptr;
    switch (token_->kind) {
      case Dot: longer = attribute(start, value); break;
      case LeftParen: longer = call(start, value); break;
      case LeftBracket: longer = subscript(start, value); break;
      default: return value;
    }
    if (longer == nullptr) return fall_back(mark, value);
    value = longer;
  }
  return value;
}

Expr* Parser::attribute(Mark start, Expr* value) {
  take();
  Identifier attr = accept_name();
  if (attr.data() == nullptr) return nullptr;
  return make<Attribute>(from(start), value, attr, ExprContext::Load);
}

// ---- Atoms ------------------------------------------------------------------------------------

Expr* Parser::atom() {
  switch (token_->kind) {
    case Word: return name(ExprContext::Load);
    case KwTrue: return constant(ConstantKind::True);
    case KwFalse: return constant(ConstantKind::False);
    case KwNone: return constant(ConstantKind::None);
    case TokenKind::Ellipsis: return constant(ConstantKind::Ellipsis);
    case String: return strings();
    case Number: return number();
    case LeftParen: return bracketed(&Parser::parenthesised, &Parser::diagnosed_parenthesised);
    case LeftBracket: return bracketed(&Parser::list_display, &Parser::diagnosed_list_display);
    case LeftBrace: return bracketed(&Parser::brace_display, &Parser::diagnosed_brace_display);
    default: return nullptr;
  }
}

Expr* Parser::name(ExprContext context) {
  Mark start = take();
  return make<Name>(start->pos, identifier_of(*start), context);
}

Expr* Parser::constant(ConstantKind kind) {
  Mark start = take();
  return make<Constant>(start->pos, ConstantValue{.kind = kind}, std::string_view{});
}

Expr* Parser::bracketed(Expr* (Parser::*rule)(), Expr* (Parser::*diagnosed)()) {
  Nested nested(*this, 10);
  return diagnosing_ ? (this->*diagnosed)() : (this->*rule)();
}

/// `()`, `(a)`, `(a, b)`, `(yield)`, `(a for a in b)`.
Expr* Parser::parenthesised() {
  Mark start = take();
  if (accept(RightParen)) return make<Tuple>(from(start), Seq<Expr*>{}, ExprContext::Load);
  if (at(KwYield)) {
    Expr* value = yield_expression();
    return value != nullptr && accept(RightParen) ? value : nullptr;
  }
  bool is_starred = at(Star);
  Expr* first = star_named_expression();
  if (first == nullptr) return nullptr;
  if (at(Comma)) return rest_of_tuple(start, first);
  if (is_starred) return nullptr;
  if (accept(RightParen)) return first;
  return rest_of_generator(start, first);
}

Expr* Parser::rest_of_tuple(Mark start, Expr* first) {
  Gather<Expr*> elements(scratch_);
  elements.add(first);
  accept(Comma);
  if (!star_named_expressions(elements) || !accept(RightParen)) return nullptr;
  return make<Tuple>(from(start), elements.take(arena_), ExprContext::Load);
}

Expr* Parser::rest_of_generator(Mark start, Expr* element) {
  Seq<Comprehension*> clauses;
  if (!for_if_clauses(clauses) || !accept(RightParen)) return nullptr;
  return make<GeneratorExp>(from(start), element, clauses);
}

/// Any number, also none, with commas between and perhaps one behind.
bool Parser::star_named_expressions(Gather<Expr*>& into) {
  while (starts_star_expression()) {
    Mark mark = token_;
    Expr* element = star_named_expression();
    if (element == nullptr) {
      reset(mark);
      return diagnosing_ && !fault_;
    }
    into.add(element);
    if (!accept(Comma)) break;
  }
  return true;
}

Expr* Parser::list_display() {
  Mark start = take();
  Gather<Expr*> elements(scratch_);
  if (!star_named_expressions(elements)) return nullptr;
  if (accept(RightBracket)) {
    return make<List>(from(start), elements.take(arena_), ExprContext::Load);
  }
  if (elements.size() != 1 || is<Starred>(elements[0]) || token_[-1].kind == Comma) return nullptr;
  Seq<Comprehension*> clauses;
  if (!for_if_clauses(clauses) || !accept(RightBracket)) return nullptr;
  return make<ListComp>(from(start), elements[0], clauses);
}

/// A dict or a set: the first item decides.
Expr* Parser::brace_display() {
  Mark start = take();
  if (at(RightBrace) || at(DoubleStar)) return rest_of_dict(start, nullptr);
  Mark first = token_;
  Expr* element = star_named_expression();
  if (element == nullptr) return nullptr;
  if (at(Colon) && !is<Starred>(element) && !is_walrus_at(first)) {
    return rest_of_dict(start, element);
  }
  if (at(Comma) || at(RightBrace)) {
    Gather<Expr*> elements(scratch_);
    elements.add(element);
    if (accept(Comma) && !star_named_expressions(elements)) return nullptr;
    if (!accept(RightBrace)) return nullptr;
    return make<Set>(from(start), elements.take(arena_));
  }
  Seq<Comprehension*> clauses;
  if (is<Starred>(element) || !for_if_clauses(clauses) || !accept(RightBrace)) return nullptr;
  return make<SetComp>(from(start), element, clauses);
}

/// `key` is the first item's, if it has been read already.
Expr* Parser::rest_of_dict(Mark start, Expr* key) {
  Gather<KeyValue> items(scratch_);
  while (!at(RightBrace)) {
    KeyValue item{key, nullptr};
    if (key == nullptr ? !key_value(item) : !value_of(item)) return nullptr;
    key = nullptr;
    if (items.empty() && item.key != nullptr && starts_comprehension()) {
      Seq<Comprehension*> clauses;
      if (!for_if_clauses(clauses) || !accept(RightBrace)) return nullptr;
      return make<DictComp>(from(start), item.key, item.value, clauses);
    }
    items.add(item);
    if (!accept(Comma)) break;
  }
  if (!accept(RightBrace)) return nullptr;
  return dict_of(start, items);
}

Expr* Parser::dict_of(Mark start, const Gather<KeyValue>& items) {
  auto key = [](const KeyValue& item) { return item.key; };
  auto value = [](const KeyValue& item) { return item.value; };
  return make<Dict>(from(start), items.take(arena_, key), items.take(arena_, value));
}

/// `key: value` or `**value`.
bool Parser::key_value(KeyValue& item) {
  item = {};
  if (accept(DoubleStar)) {
    item.value = bitwise_or();
    return item.value != nullptr;
  }
  item.key = expression();
  return item.key != nullptr && value_of(item);
}

bool Parser::value_of(KeyValue& item) {
  if (!accept(Colon)) return false;
  item.value = expression();
  return item.value != nullptr;
}

// ---- Comprehensions ---------------------------------------------------------------------------

bool Parser::starts_comprehension() {
  if (!at(KwAsync)) return at(KwFor);
  look_ahead();
  return next_is(KwFor);
}

bool Parser::for_if_clauses(Seq<Comprehension*>& clauses) {
  Gather<Comprehension*> gathered(scratch_);
  while (starts_comprehension()) {
    Comprehension* clause = for_if_clause();
    if (clause == nullptr) return false;
    gathered.add(clause);
  }
  clauses = gathered.take(arena_);
  return !clauses.empty();
}

Comprehension* Parser::for_if_clause() {
  int is_async = accept(KwAsync);
  Mark keyword = take();
  Expr* target = star_targets();
  if (target == nullptr || !accept(KwIn)) {
    mistaken_for_target(keyword);
    return nullptr;
  }
  Expr* iter = disjunction();
  if (iter == nullptr) return nullptr;
  Gather<Expr*> conditions(scratch_);
  while (at(KwIf)) {
    Mark mark = take();
    Expr* condition = disjunction();
    if (condition == nullptr) {
      if (fall_back(mark, iter) == nullptr) return nullptr;
      break;
    }
    conditions.add(condition);
  }
  return arena_.make<Comprehension>(target, iter, conditions.take(arena_), is_async);
}

// ---- Calls ------------------------------------------------------------------------------------

/// The current token is the opening parenthesis. A generator may share its parentheses with the call.
Expr* Parser::call(Mark start, Expr* func) {
  Nested nested(*this, 10);
  Mark open = token_;
  if (diagnosing_) {
    if (Expr* generator = diagnosed_generator()) return call_of_generator(start, func, generator);
    reset(open);
  }
  if (!accept(LeftParen)) return nullptr;
  Seq<Expr*> args;
  Seq<Keyword*> keywords;
  if (!arguments(args, keywords)) return nullptr;
  if (accept(RightParen)) return make<Call>(from(start), func, args, keywords);
  if (diagnosing_ || args.size() != 1 || !keywords.empty()) return nullptr;
  if (token_[-1].kind == Comma || is<Starred>(args[0])) return nullptr;
  Expr* generator = rest_of_generator(open, args[0]);
  return generator == nullptr ? nullptr : call_of_generator(start, func, generator);
}

Expr* Parser::call_of_generator(Mark start, Expr* func, Expr* generator) {
  Seq<Expr*> args = arena_.copy(std::span<Expr* const>(&generator, 1));
  return make<Call>(from(start), func, args, Seq<Keyword*>{});
}

/// Arguments with commas between and perhaps one behind; also none.
bool Parser::arguments(Seq<Expr*>& args, Seq<Keyword*>& keywords) {
  if (at(RightParen)) return true;
  Gather<Argument> gathered(scratch_);
  if (diagnosing_) {
    if (!diagnosed_arguments(gathered)) return false;
  } else {
    if (!argument_list(gathered)) return false;
    accept(Comma);
  }
  split_arguments(gathered, args, keywords);
  return true;
}

void Parser::split_arguments(const Gather<Argument>& gathered, Seq<Expr*>& args,
                             Seq<Keyword*>& keywords) {
  Gather<Expr*> positional(scratch_);
  for (std::size_t index = 0; index < gathered.size(); ++index) {
    if (gathered[index].keyword == nullptr) positional.add(gathered[index].value);
  }
  args = positional.take(arena_);
  if (args.size() == gathered.size()) return;
  Gather<Keyword*> named(scratch_);
  for (std::size_t index = 0; index < gathered.size(); ++index) {
    if (gathered[index].keyword != nullptr) named.add(gathered[index].keyword);
  }
  keywords = named.take(arena_);
}

/// As many arguments as follow the rules of order, without the comma behind the last: positional ones
/// and `*a`, then `k=v` and `*a`, then `k=v` and `**a`.
bool Parser::argument_list(Gather<Argument>& into) {
  Phase phase = Phase::Positional;
  Mark comma = nullptr;
  do {
    Mark start = token_;
    Argument item;
    if (!argument(phase, item)) {
      reset(comma == nullptr ? start : comma);
      return comma != nullptr && !fault_;
    }
    into.add(item);
    comma = token_;
  } while (accept(Comma));
  return true;
}

bool Parser::argument(Phase& phase, Argument& item) {
  Mark start = token_;
  item = {};
  if (phase == Phase::Positional && positional_argument(item)) return true;
  reset(start);
  if (mistake_in_keyword_argument()) return false;
  if (diagnosing_ && at(Word)) note_progress(token_ + 1);
  if (at(Word) && next_is(Equal)) {
    if (phase == Phase::Positional) phase = Phase::Keyword;
    Identifier name = accept_name();
    take();
    Expr* value = expression();
    if (value == nullptr) return false;
    item.keyword = arena_.make<Keyword>(from(start), name, value);
    return true;
  }
  if (at(Star) && phase != Phase::DoubleStar) {
    item.value = starred_expression();
    return item.value != nullptr;
  }
  if (!accept(DoubleStar)) return false;
  phase = Phase::DoubleStar;
  Expr* value = expression();
  if (value == nullptr) return false;
  item.keyword = arena_.make<Keyword>(from(start), Identifier{}, value);
  return true;
}

/// An argument that is no `k=v` and no `**a`.
bool Parser::positional_argument(Argument& item) {
  if (at(Star)) {
    item.value = starred_expression();
    return item.value != nullptr;
  }
  if (at(DoubleStar) || (at(Word) && next_is(Equal))) return false;
  item.value = expression_or_walrus();
  return item.value != nullptr && !at(Equal);
}

// ---- Subscripts -------------------------------------------------------------------------------

Expr* Parser::subscript(Mark start, Expr* value) {
  Nested nested(*this, 10);
  take();
  Expr* index = slices();
  if (index == nullptr || !accept(RightBracket)) return nullptr;
  return make<Subscript>(from(start), value, index, ExprContext::Load);
}

/// One slice or expression, or a tuple of them where there is a comma or a star.
Expr* Parser::slices() {
  Mark start = token_;
  bool is_starred = at(Star);
  Expr* first = is_starred ? starred_expression() : slice();
  if (first == nullptr || (!at(Comma) && !is_starred)) return first;
  Gather<Expr*> elements(scratch_);
  elements.add(first);
  while (accept(Comma) && !at(RightBracket)) {
    Mark mark = token_;
    Expr* element = at(Star) ? starred_expression() : slice();
    if (element == nullptr) {
      if (!diagnosing_) return nullptr;
      reset(mark);
      if (fault_) return nullptr;
      break;
    }
    elements.add(element);
  }
  return make<Tuple>(from(start), elements.take(arena_), ExprContext::Load);
}

Expr* Parser::slice() {
  if (diagnosing_) return diagnosed_slice();
  Mark start = token_;
  Expr* lower = nullptr;
  if (!at(Colon)) {
    lower = named_expression();
    if (lower == nullptr || !at(Colon) || is_walrus_at(start)) return lower;
  }
  return rest_of_slice(start, lower);
}

bool Parser::is_walrus_at(Mark start) const {
  return start->kind == Word && start[1].kind == ColonEqual;
}

/// The current token is the first colon.
Expr* Parser::rest_of_slice(Mark start, Expr* lower) {
  take();
  Expr* upper = nullptr;
  Expr* step = nullptr;
  if (!optional_expression(upper)) return nullptr;
  if (accept(Colon) && !optional_expression(step)) return nullptr;
  return make<Slice>(from(start), lower, upper, step);
}

bool Parser::optional_expression(Expr*& value) {
  if (!starts_expression()) return true;
  Mark mark = token_;
  value = expression();
  if (value != nullptr) return true;
  reset(mark);
  return diagnosing_ && !fault_;
}

}  // namespace py::syntax
