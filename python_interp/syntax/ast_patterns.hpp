// The nodes of patterns, those of `case`.
#pragma once

#include "python_interp/syntax/ast_expressions.hpp"

namespace py::syntax {

struct MatchValue : PatternNode<PatternKind::MatchValue> {
  Expr* value;

  void fields(auto&& each) const { each("value", value); }
};

/// None, True or False.
struct MatchSingleton : PatternNode<PatternKind::MatchSingleton> {
  ConstantValue value;

  void fields(auto&& each) const { each("value", value); }
};

struct MatchSequence : PatternNode<PatternKind::MatchSequence> {
  Seq<Pattern*> patterns;

  void fields(auto&& each) const { each("patterns", patterns); }
};

struct MatchMapping : PatternNode<PatternKind::MatchMapping> {
  Seq<Expr*> keys;
  Seq<Pattern*> patterns;
  Identifier rest;

  void fields(auto&& each) const {
    each("keys", keys);
    each("patterns", patterns);
    each("rest", rest);
  }
};

struct MatchClass : PatternNode<PatternKind::MatchClass> {
  Expr* cls;
  Seq<Pattern*> patterns;
  Seq<Identifier> kwd_attrs;
  Seq<Pattern*> kwd_patterns;

  void fields(auto&& each) const {
    each("cls", cls);
    each("patterns", patterns);
    each("kwd_attrs", kwd_attrs);
    each("kwd_patterns", kwd_patterns);
  }
};

/// `*name` in a sequence; no name for `*_`.
struct MatchStar : PatternNode<PatternKind::MatchStar> {
  Identifier name;

  void fields(auto&& each) const { each("name", name); }
};

/// `pattern as name`; without pattern a capture, without name too the wildcard.
struct MatchAs : PatternNode<PatternKind::MatchAs> {
  Pattern* pattern;
  Identifier name;

  void fields(auto&& each) const {
    each("pattern", pattern);
    each("name", name);
  }
};

struct MatchOr : PatternNode<PatternKind::MatchOr> {
  Seq<Pattern*> patterns;

  void fields(auto&& each) const { each("patterns", patterns); }
};

}  // namespace py::syntax
