// Parameters of `def` and of `lambda`: the same list, but only those of `def` have annotations, and it
// ends at `)` there and at `:` here.
#include "python_interp/syntax/grammar.hpp"

namespace py::syntax {

using enum TokenKind;

namespace {

TokenKind end_of(ParameterStyle style) {
  return style == ParameterStyle::Def ? RightParen : Colon;
}

}  // namespace

Arguments* Parser::parameters(ParameterStyle style) {
  if (mistake_in_parameters(style)) return nullptr;
  auto* result = arena_.make<Arguments>();
  Gather<Parameter> positional(scratch_);
  std::size_t before_slash = 0;
  if (!positional_parameters(style, positional, before_slash)) return nullptr;
  Gather<Parameter> keyword_only(scratch_);
  if (!star_parameters(style, *result, keyword_only)) return nullptr;
  if (!at(end_of(style))) return nullptr;

  auto arg = [](const Parameter& parameter) { return parameter.arg; };
  Seq<Arg*> all = positional.take(arena_, arg);
  auto slash = static_cast<std::uint32_t>(before_slash);
  result->posonlyargs = {all.items, slash};
  result->args = {all.items + slash, all.count - slash};
  result->kwonlyargs = keyword_only.take(arena_, arg);
  auto value = [](const Parameter& parameter) { return parameter.value; };
  result->kw_defaults = keyword_only.take(arena_, value);
  Seq<Expr*> values = positional.take(arena_, value);
  std::uint32_t required = 0;
  while (required < values.count && values[required] == nullptr) ++required;
  result->defaults = {values.items + required, values.count - required};
  return result;
}

/// Up to `*`, `**` or the end, with the comma before it.
bool Parser::positional_parameters(ParameterStyle style, Gather<Parameter>& into,
                                   std::size_t& before_slash) {
  bool has_default = false;
  bool has_slash = false;
  for (;;) {
    if (at(Slash)) {
      if (into.empty() || has_slash) return false;
      has_slash = true;
      before_slash = into.size();
      take();
    } else if (at(Word)) {
      Parameter parameter;
      if (!parameter_with_default(style, parameter)) return false;
      if (parameter.value == nullptr && has_default) return false;
      has_default = parameter.value != nullptr;
      into.add(parameter);
    } else {
      return true;
    }
    if (!accept(Comma)) return at(end_of(style));
  }
}

/// `*args`, or `*` alone, with what may only be given by name, and `**kwargs`.
bool Parser::star_parameters(ParameterStyle style, Arguments& result, Gather<Parameter>& into) {
  if (mistake_in_star_parameters(style)) return false;
  bool more = true;
  if (accept(Star)) {
    if (!at(Comma)) {
      result.vararg = parameter(style, true);
      if (result.vararg == nullptr) return false;
    }
    more = accept(Comma);
    while (more && at(Word)) {
      Parameter parameter;
      if (!parameter_with_default(style, parameter)) return false;
      into.add(parameter);
      more = accept(Comma);
    }
    if (result.vararg == nullptr && into.empty()) return false;
  }
  if (!at(DoubleStar)) return true;
  if (!more || mistake_in_double_star_parameter(style)) return false;
  take();
  result.kwarg = parameter(style);
  if (result.kwarg == nullptr) return false;
  accept(Comma);
  return true;
}

bool Parser::parameter_with_default(ParameterStyle style, Parameter& result) {
  result = {parameter(style), nullptr};
  if (result.arg == nullptr) return false;
  if (!at(Equal)) return true;
  if (mistake_in_default()) return false;
  take();
  result.value = expression();
  return result.value != nullptr;
}

/// A name and, in a `def`, its annotation; that of `*args` may be starred.
Arg* Parser::parameter(ParameterStyle style, bool starred) {
  Mark start = token_;
  Identifier name = accept_name();
  if (name.data() == nullptr) return nullptr;
  Expr* annotation = nullptr;
  if (style == ParameterStyle::Def && accept(Colon)) {
    annotation = starred ? star_expression() : expression();
    if (annotation == nullptr) return nullptr;
  }
  return arena_.make<Arg>(from(start), name, annotation);
}

}  // namespace py::syntax
