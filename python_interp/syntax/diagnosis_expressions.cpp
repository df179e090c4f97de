// Diagnosing expressions: CPython's order of alternatives, and its rules about mistakes.
//
// The order decides which of several possible messages is given, so these functions follow CPython's
// grammar alternative by alternative; each alternative that does not match goes back to where it began.
#include <utility>

#include "python_interp/syntax/grammar.hpp"

namespace py::syntax {

using enum TokenKind;

namespace {

bool is_legacy_statement(const Expr* value) {
  auto* name = as<Name>(value);
  return name != nullptr && (name->id == "print" || name->id == "exec");
}

/// CPython compares only as many letters as the word has.
bool is_prefix_of_soft_keyword(std::string_view word) {
  for (std::string_view keyword : {"_", "case", "match"}) {
    if (keyword.starts_with(word)) return true;
  }
  return false;
}

/// Where the last clause of a comprehension ends.
const Position& end_of(const Seq<Comprehension*>& clauses) {
  const Comprehension& last = *clauses.back();
  return (last.ifs.empty() ? last.iter : last.ifs.back())->pos;
}

}  // namespace

// ---- Expressions ------------------------------------------------------------------------------

bool Parser::mistake_in_expression() {
  if (!finding_mistakes_) return false;
  return raises([&] { forgotten_comma(); }) || raises([&] { missing_else(); }) ||
         raises([&] { legacy_statement(); });
}

/// Two expressions side by side inside brackets.
void Parser::forgotten_comma() {
  if (at(Word) && (next_is(String) || is_prefix_of_soft_keyword(text_of(*token_)))) return;
  Expr* first = disjunction();
  if (first == nullptr) return;
  Expr* second = expression_without_mistakes();
  if (second == nullptr || is_legacy_statement(first) || token_[-1].level == 0) return;
  raise_over(first->pos, second->pos, "invalid syntax. Perhaps you forgot a comma?");
}

Expr* Parser::expression_without_mistakes() {
  bool finding = std::exchange(finding_mistakes_, false);
  Expr* result = expression_rule();
  finding_mistakes_ = finding;
  return result;
}

void Parser::missing_else() {
  Expr* body = disjunction();
  if (body == nullptr || !accept(KwIf)) return;
  Expr* test = disjunction();
  if (test == nullptr || at(KwElse) || at(Colon)) return;
  raise_over(body->pos, test->pos, "expected 'else' after 'if' expression");
}

/// `print 1`, `exec "x"`.
void Parser::legacy_statement() {
  if (!at(Word) || next_is(LeftParen)) return;
  Expr* function = name(ExprContext::Load);
  Expr* argument = star_expressions();
  if (argument == nullptr || !is_legacy_statement(function)) return;
  std::string called(static_cast<Name*>(function)->id);
  raise_over(function->pos, argument->pos,
             "Missing parentheses in call to '" + called + "'. Did you mean " + called + "(...)?");
}

Expr* Parser::diagnosed_named_expression() {
  Mark start = token_;
  if (at(Word) && next_is(ColonEqual)) {
    if (Expr* value = walrus()) return value;
    reset(start);
  }
  if (mistake_in_named_expression()) return nullptr;
  Expr* value = expression();
  return at(ColonEqual) ? nullptr : value;
}

bool Parser::mistake_in_named_expression() {
  if (!finding_mistakes_) return false;
  remember<Expr>(Rule::InvalidNamedExpression, 0, [&]() -> Expr* {
    if (raises([&] { mistaken_walrus_target(); })) return nullptr;
    if (raises([&] { name_equals_value(); })) return nullptr;
    raises([&] { value_equals_value(); });
    return nullptr;
  });
  return fault_.has_value();
}

void Parser::mistaken_walrus_target() {
  Expr* target = expression();
  if (target == nullptr || !accept(ColonEqual) || expression() == nullptr) return;
  raise_at(target->pos, "cannot use assignment expressions with " + describe(target));
}

void Parser::name_equals_value() {
  if (!at(Word) || !next_is(Equal)) return;
  Mark target = token_;
  token_ += 2;
  Expr* value = bitwise_or();
  if (value == nullptr || at(Equal) || at(ColonEqual)) return;
  raise_over(target->pos, value->pos,
             "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
}

void Parser::value_equals_value() {
  if (at(KwTrue) || at(KwNone) || at(KwFalse)) return;
  bool is_target_list = matches([&] {
    Mark start = token_;
    if (!at(LeftParen) && !at(LeftBracket)) return false;
    Expr* bracketed = atom();
    bool is_group = bracketed != nullptr && bracketed->pos.col_offset != start->pos.col_offset;
    return !is_group &&
           (is<List>(bracketed) || is<Tuple>(bracketed) || is<GeneratorExp>(bracketed));
  });
  if (is_target_list || fault_) return;
  Expr* target = bitwise_or();
  if (target == nullptr || !accept(Equal) || bitwise_or() == nullptr) return;
  if (at(Equal) || at(ColonEqual)) return;
  raise_at(target->pos, "cannot assign to " + describe(target) +
                            " here. Maybe you meant '==' instead of '='?");
}

// ---- Brackets ---------------------------------------------------------------------------------

/// The first of the alternatives that matches.
template <class... Alternatives>
Expr* Parser::first_of(Alternatives... alternatives) {
  Mark start = token_;
  Expr* result = nullptr;
  auto matched = [&](auto alternative) {
    result = (this->*alternative)();
    if (result == nullptr) reset(start);
    return result != nullptr || fault_;
  };
  (matched(alternatives) || ...);
  return fault_ ? nullptr : result;
}

Expr* Parser::diagnosed_parenthesised() {
  return first_of(&Parser::diagnosed_tuple, &Parser::diagnosed_group, &Parser::diagnosed_generator);
}

Expr* Parser::diagnosed_tuple() {
  Mark start = take();
  if (accept(RightParen)) return make<Tuple>(from(start), Seq<Expr*>{}, ExprContext::Load);
  Expr* first = star_named_expression();
  if (first == nullptr || !at(Comma)) return nullptr;
  return rest_of_tuple(start, first);
}

Expr* Parser::diagnosed_group() {
  Mark start = take();
  Expr* value = at(KwYield) ? yield_expression() : named_expression();
  if (value != nullptr && accept(RightParen)) return value;
  reset(start);
  mistake_in_group();
  return nullptr;
}

void Parser::mistake_in_group() {
  if (!finding_mistakes_) return;
  Mark stars = token_ + 1;
  take();
  if (at(Star)) {
    Expr* value = starred_expression();
    if (value != nullptr && accept(RightParen)) {
      raise_at(value->pos, "cannot use starred expression here");
    }
  } else if (accept(DoubleStar) && expression() != nullptr && accept(RightParen)) {
    raise_at(stars->pos, "cannot use double starred expression here");
  }
}

Expr* Parser::diagnosed_generator() {
  Mark start = take();
  Expr* element = expression_or_walrus();
  Expr* generator = element == nullptr ? nullptr : rest_of_generator(start, element);
  if (generator != nullptr) return generator;
  reset(start);
  mistake_in_comprehension();
  return nullptr;
}

/// The current token is the opening bracket.
bool Parser::mistake_in_comprehension() {
  if (!finding_mistakes_) return false;
  Seq<Comprehension*> clauses;
  auto starred_element = [&] {
    take();
    Expr* element = starred_expression();
    if (element != nullptr && for_if_clauses(clauses)) {
      raise_at(element->pos, "iterable unpacking cannot be used in comprehension");
    }
  };
  auto tuple_element = [&] {
    take();
    Expr* first = star_named_expression();
    if (first == nullptr || !at(Comma)) return;
    Mark comma = take();
    Gather<Expr*> rest(scratch_);
    if (!star_named_expressions(rest) || !for_if_clauses(clauses)) return;
    const Position& last = rest.empty() ? comma->pos : rest[rest.size() - 1]->pos;
    raise_over(first->pos, last, "did you forget parentheses around the comprehension target?");
  };
  return raises(starred_element) || (!at(LeftParen) && raises(tuple_element));
}

Expr* Parser::diagnosed_list_display() {
  return first_of(&Parser::diagnosed_list, &Parser::diagnosed_list_comprehension);
}

Expr* Parser::diagnosed_list() {
  Mark start = take();
  Gather<Expr*> elements(scratch_);
  if (!star_named_expressions(elements) || !accept(RightBracket)) return nullptr;
  return make<List>(from(start), elements.take(arena_), ExprContext::Load);
}

Expr* Parser::diagnosed_list_comprehension() {
  Mark start = take();
  Expr* element = named_expression();
  Seq<Comprehension*> clauses;
  if (element != nullptr && for_if_clauses(clauses) && accept(RightBracket)) {
    return make<ListComp>(from(start), element, clauses);
  }
  reset(start);
  mistake_in_comprehension();
  return nullptr;
}

Expr* Parser::diagnosed_brace_display() {
  return first_of(&Parser::diagnosed_dict, &Parser::diagnosed_set,
                  &Parser::diagnosed_dict_comprehension, &Parser::diagnosed_set_comprehension);
}

Expr* Parser::diagnosed_dict() {
  Mark start = take();
  Gather<KeyValue> items(scratch_);
  if (key_values(items) && (accept(Comma), accept(RightBrace))) return dict_of(start, items);
  reset(start + 1);
  if (!fault_) mistake_in_dict();
  return nullptr;
}

/// At least one item; a comma behind the last is left.
bool Parser::key_values(Gather<KeyValue>& items) {
  if (at(RightBrace)) return true;
  Mark before = token_;
  do {
    KeyValue item;
    if (!key_value(item)) {
      reset(before);
      break;
    }
    items.add(item);
    before = token_;
  } while (accept(Comma));
  return !items.empty() && !fault_;
}

/// CPython asks for these mistakes in its first pass, too.
void Parser::mistake_in_dict() {
  auto after_items = [&] {
    Gather<KeyValue> items(scratch_);
    if (at(RightBrace) || !key_values(items) || !accept(Comma)) return;
    Mark start = token_;
    Expr* key = expression();
    if (key != nullptr && !at(Colon)) {
      raise_at({key->pos.lineno, key->pos.end_col_offset - 1, key->pos.end_lineno,
                end_reported_as_zero},
               "':' expected after dictionary key");
    }
    reset(start);
    if (!raises([&] { starred_dict_value(); })) missing_dict_value();
  };
  if (raises(after_items) || raises([&] { starred_dict_value(); })) return;
  missing_dict_value();
}

void Parser::starred_dict_value() {
  if (expression() == nullptr || !accept(Colon)) return;
  Mark star = token_;
  if (accept(Star) && bitwise_or() != nullptr) {
    note_progress(token_);
    raise_from(star->pos, "cannot use a starred expression in a dictionary value");
  }
}

void Parser::missing_dict_value() {
  if (expression() == nullptr || !at(Colon)) return;
  Mark colon = take();
  if (at(RightBrace) || at(Comma)) {
    raise_at(colon->pos, "expression expected after dictionary key and ':'");
  }
}

Expr* Parser::diagnosed_set() {
  Mark start = take();
  Gather<Expr*> elements(scratch_);
  if (!star_named_expressions(elements) || elements.empty() || !accept(RightBrace)) return nullptr;
  return make<Set>(from(start), elements.take(arena_));
}

Expr* Parser::diagnosed_dict_comprehension() {
  Mark start = take();
  KeyValue item;
  Seq<Comprehension*> clauses;
  if (!at(DoubleStar) && key_value(item) && for_if_clauses(clauses) && accept(RightBrace)) {
    return make<DictComp>(from(start), item.key, item.value, clauses);
  }
  reset(start + 1);
  Mark stars = token_;
  if (finding_mistakes_ && accept(DoubleStar) && bitwise_or() != nullptr &&
      for_if_clauses(clauses) && accept(RightBrace)) {
    raise_at(stars->pos, "dict unpacking cannot be used in dict comprehension");
  }
  return nullptr;
}

Expr* Parser::diagnosed_set_comprehension() {
  Mark start = take();
  Expr* element = named_expression();
  Seq<Comprehension*> clauses;
  if (element != nullptr && for_if_clauses(clauses) && accept(RightBrace)) {
    return make<SetComp>(from(start), element, clauses);
  }
  reset(start);
  mistake_in_comprehension();
  return nullptr;
}

Expr* Parser::diagnosed_slice() {
  Mark start = token_;
  Expr* lower = nullptr;
  if (optional_expression(lower) && at(Colon)) {
    if (Expr* slice = rest_of_slice(start, lower)) return slice;
  }
  reset(start);
  return fault_ ? nullptr : named_expression();
}

// ---- Arguments --------------------------------------------------------------------------------

/// Arguments up to the closing parenthesis, which is left.
bool Parser::diagnosed_arguments(Gather<Argument>& into) {
  Mark start = token_;
  if (argument_list(into)) {
    accept(Comma);
    if (at(RightParen)) return true;
  }
  reset(start);
  if (fault_ || !finding_mistakes_) return false;
  raises([&] { star_after_double_star(); }) || raises([&] { bare_generator_first(); }) ||
      raises([&] { keyword_of_generator(); }) || raises([&] { bare_generator_last(); }) ||
      raises([&] { bare_generator_later(); }) || raises([&] { arguments_out_of_order(); });
  return false;
}

void Parser::star_after_double_star() {
  Mark start = token_;
  Gather<Argument> arguments(scratch_);
  if (!argument_list(arguments)) return;
  Position pos = from(start);
  if (accept(Comma) && accept(Star)) {
    raise_at(pos, "iterable argument unpacking follows keyword argument unpacking");
  }
}

void Parser::bare_generator_first() {
  Expr* element = expression();
  Seq<Comprehension*> clauses;
  if (element == nullptr || !for_if_clauses(clauses) || !accept(Comma)) return;
  if (!matches([&] {
        Gather<Argument> arguments(scratch_);
        return argument_list(arguments);
      })) {
    matches([&] {
      Seq<Comprehension*> others;
      return expression() != nullptr && for_if_clauses(others);
    });
  }
  raise_over(element->pos, end_of(clauses), "Generator expression must be parenthesized");
}

void Parser::keyword_of_generator() {
  if (!at(Word) || !next_is(Equal)) return;
  Mark keyword = token_;
  token_ += 2;
  Seq<Comprehension*> clauses;
  if (expression() == nullptr || !for_if_clauses(clauses)) return;
  raise_over(keyword->pos, keyword[1].pos,
             "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
}

void Parser::bare_generator_last() {
  Gather<Argument> arguments(scratch_);
  Seq<Comprehension*> clauses;
  if (!argument_list(arguments) || !for_if_clauses(clauses)) return;
  int positional = 0;
  Expr* last = nullptr;
  for (std::size_t index = 0; index < arguments.size(); ++index) {
    if (arguments[index].keyword != nullptr) continue;
    ++positional;
    last = arguments[index].value;
  }
  if (positional <= 1) return;
  raise_over(last->pos, end_of(clauses), "Generator expression must be parenthesized");
}

void Parser::bare_generator_later() {
  Gather<Argument> arguments(scratch_);
  if (!argument_list(arguments) || !accept(Comma)) return;
  Expr* element = expression();
  Seq<Comprehension*> clauses;
  if (element == nullptr || !for_if_clauses(clauses)) return;
  raise_over(element->pos, end_of(clauses), "Generator expression must be parenthesized");
}

void Parser::arguments_out_of_order() {
  Gather<Argument> arguments(scratch_);
  if (!argument_list(arguments) || !accept(Comma)) return;
  bool unpacks = false;
  for (std::size_t index = 0; index < arguments.size(); ++index) {
    Keyword* keyword = arguments[index].keyword;
    unpacks = unpacks || (keyword != nullptr && keyword->arg.data() == nullptr);
  }
  Gather<Argument> more(scratch_);
  if (!argument_list(more)) return;
  note_progress(token_);
  raise_here(unpacks ? "positional argument follows keyword argument unpacking"
                     : "positional argument follows keyword argument");
}

bool Parser::mistake_in_keyword_argument() {
  if (!finding_mistakes_) return false;
  if (at(KwTrue) || at(KwFalse) || at(KwNone)) {
    if (next_is(Equal)) {
      raise_over(token_->pos, token_[1].pos, "cannot assign to " + std::string(text_of(*token_)));
      return true;
    }
  }
  if (at(Word) && next_is(Equal)) return raises([&] { keyword_of_generator(); });
  return raises([&] {
    Expr* value = expression();
    if (value == nullptr || !at(Equal)) return;
    raise_over(value->pos, token_->pos,
               "expression cannot contain assignment, perhaps you meant \"==\"?");
  });
}

}  // namespace py::syntax
