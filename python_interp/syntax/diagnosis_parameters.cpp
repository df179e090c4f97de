// Diagnosing parameters: what CPython says about parameters in the wrong place.
#include "python_interp/syntax/grammar.hpp"

namespace py::syntax {

using enum TokenKind;

namespace {

TokenKind end_of(ParameterStyle style) {
  return style == ParameterStyle::Def ? RightParen : Colon;
}

}  // namespace

// ---- The pieces of a list, as CPython's grammar cuts it -----------------------------------------

/// A parameter with the comma behind it, or the end of the list ahead.
Arg* Parser::listed_parameter(ParameterStyle style, Default expected) {
  Mark start = token_;
  Parameter found{parameter(style), nullptr};
  bool has_default = found.arg != nullptr && at(Equal) && expected != Default::Absent;
  if (has_default) {
    if (mistake_in_default()) return nullptr;
    take();
    found.value = expression();
    if (found.value == nullptr) found.arg = nullptr;
  }
  if (at(Comma)) look_ahead();
  bool fits = found.arg != nullptr && (has_default || expected != Default::Present);
  if (fits && (accept(Comma) || at(end_of(style)))) return found.arg;
  reset(start);
  return nullptr;
}

int Parser::skip_parameters(ParameterStyle style, Default expected) {
  int count = 0;
  while (at(Word) && listed_parameter(style, expected) != nullptr) ++count;
  return count;
}

/// Positional-only parameters up to the slash and what must follow it.
bool Parser::skip_positional_only(ParameterStyle style, bool with_default) {
  Mark start = token_;
  int plain = skip_parameters(style, Default::Absent);
  bool enough = with_default ? skip_parameters(style, Default::Present) > 0 : plain > 0;
  if (enough && accept(Slash) && (accept(Comma) || at(end_of(style)))) return true;
  reset(start);
  return false;
}

bool Parser::skip_any_positional_only(ParameterStyle style) {
  return skip_positional_only(style, false) || skip_positional_only(style, true);
}

// ---- Mistakes ---------------------------------------------------------------------------------

bool Parser::mistake_in_parameters(ParameterStyle style) {
  if (!finding_mistakes_) return false;
  return raises([&] { missing_default(style); }) ||
         raises([&] { parenthesised_parameters(style); }) ||
         raises([&] { slash_without_parameters(); }) ||
         raises([&] { second_slash(style); }) || raises([&] { slash_after_star(style); }) ||
         raises([&] { star_right_after_slash(style); });
}

void Parser::missing_default(ParameterStyle style) {
  skip_parameters(style, Default::Absent);
  if (!skip_positional_only(style, true) && skip_parameters(style, Default::Present) == 0) return;
  if (Arg* arg = listed_parameter(style, Default::Absent)) {
    raise_at(arg->pos, "non-default argument follows default argument");
  }
}

void Parser::parenthesised_parameters(ParameterStyle style) {
  skip_parameters(style, Default::Absent);
  Mark open = token_;
  if (!accept(LeftParen)) return;
  if (style == ParameterStyle::Def) {
    if (skip_parameters(style, Default::Absent) == 0) return;
  } else {
    do {
      if (!accept(Word)) return;
    } while (at(Comma) && next_is(Word) && accept(Comma));
  }
  accept(Comma);
  Mark close = token_;
  if (!accept(RightParen)) return;
  std::string what = style == ParameterStyle::Def ? "Function" : "Lambda expression";
  raise_over(open->pos, close->pos, what + " parameters cannot be parenthesized");
}

void Parser::slash_without_parameters() {
  if (at(Slash)) look_ahead();
  if (at(Slash) && next_is(Comma)) {
    raise_at(token_->pos, "at least one argument must precede /");
  }
}

void Parser::second_slash(ParameterStyle style) {
  if (!skip_any_positional_only(style)) return;
  skip_parameters(style, Default::Any);
  if (at(Slash)) raise_at(token_->pos, "/ may appear only once");
}

void Parser::slash_after_star(ParameterStyle style) {
  skip_any_positional_only(style);
  skip_parameters(style, Default::Any);
  if (!accept(Star)) return;
  if (!accept(Comma) && listed_parameter(style, Default::Absent) == nullptr) return;
  skip_parameters(style, Default::Any);
  if (at(Slash)) raise_at(token_->pos, "/ must be ahead of *");
}

void Parser::star_right_after_slash(ParameterStyle style) {
  if (skip_parameters(style, Default::Any) == 0 || !accept(Slash)) return;
  if (at(Star)) raise_at(token_->pos, "expected comma between / and *");
}

bool Parser::mistake_in_default() {
  if (!finding_mistakes_ || !(next_is(RightParen) || next_is(Comma))) return false;
  raise_at(token_->pos, "expected default value expression");
  return true;
}

bool Parser::mistake_in_star_parameters(ParameterStyle style) {
  if (!finding_mistakes_ || !at(Star)) return false;
  auto nothing_named = [&] {
    Mark star = take();
    bool ends = at(end_of(style));
    if (ends) {
      take();
    } else if (!accept(Comma) || !(accept(end_of(style)) || accept(DoubleStar))) {
      return;
    }
    std::string message = "named arguments must follow bare *";
    if (style == ParameterStyle::Def) {
      raise_at(star->pos, message);
    } else {
      raise_here(message);
    }
  };
  auto with_default = [&] {
    take();
    if (parameter(style) != nullptr && at(Equal)) {
      raise_at(token_->pos, "var-positional argument cannot have default value");
    }
  };
  auto second_star = [&] {
    take();
    if (!accept(Comma) && listed_parameter(style, Default::Absent) == nullptr) return;
    skip_parameters(style, Default::Any);
    Mark star = token_;
    if (!accept(Star)) return;
    if (accept(Comma) || listed_parameter(style, Default::Absent) != nullptr) {
      raise_at(star->pos, "* argument may appear only once");
    }
  };
  return raises(nothing_named) || raises(with_default) || raises(second_star);
}

bool Parser::mistake_in_double_star_parameter(ParameterStyle style) {
  return finding_mistakes_ && raises([&] {
    take();
    if (parameter(style) == nullptr) return;
    if (at(Equal)) {
      raise_at(token_->pos, "var-keyword argument cannot have default value");
    } else if (accept(Comma)) {
      std::string message = "arguments cannot follow var-keyword argument";
      Mark next = token_;
      Arg* arg = parameter(style);
      if (arg != nullptr) {
        raise_at(arg->pos, message);
      } else if (next->kind == Star || next->kind == DoubleStar || next->kind == Slash) {
        raise_at(next->pos, message);
      }
    }
  });
}

}  // namespace py::syntax
