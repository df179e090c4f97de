// The nodes of expressions.
#pragma once

#include "python_interp/syntax/ast_base.hpp"

namespace py::syntax {

// ---- Parameters, keywords, comprehensions ------------------------------------------------------

struct Arg {
  Position pos;
  Identifier arg;
  Expr* annotation;

  void fields(auto&& each) const {
    each("arg", arg);
    each("annotation", annotation);
  }
};

/// `defaults` are those of the last of `posonlyargs + args`; `kw_defaults` has one entry, perhaps
/// null, for each of `kwonlyargs`.
struct Arguments {
  Seq<Arg*> posonlyargs;
  Seq<Arg*> args;
  Arg* vararg;
  Seq<Arg*> kwonlyargs;
  Seq<Expr*> kw_defaults;
  Arg* kwarg;
  Seq<Expr*> defaults;

  void fields(auto&& each) const {
    each("posonlyargs", posonlyargs);
    each("args", args);
    each("vararg", vararg);
    each("kwonlyargs", kwonlyargs);
    each("kw_defaults", kw_defaults);
    each("kwarg", kwarg);
    each("defaults", defaults);
  }
};

/// An argument `arg=value` of a call or class; without name it is `**value`.
struct Keyword {
  Position pos;
  Identifier arg;
  Expr* value;

  void fields(auto&& each) const {
    each("arg", arg);
    each("value", value);
  }
};

struct Comprehension {
  Expr* target;
  Expr* iter;
  Seq<Expr*> ifs;
  int is_async;

  void fields(auto&& each) const {
    each("target", target);
    each("iter", iter);
    each("ifs", ifs);
    each("is_async", is_async);
  }
};

// ---- Expressions -------------------------------------------------------------------------------

struct BoolOp : ExprNode<ExprKind::BoolOp> {
  BoolOperator op;
  Seq<Expr*> values;

  void fields(auto&& each) const {
    each("op", op);
    each("values", values);
  }
};

struct NamedExpr : ExprNode<ExprKind::NamedExpr> {
  Expr* target;
  Expr* value;

  void fields(auto&& each) const {
    each("target", target);
    each("value", value);
  }
};

struct BinOp : ExprNode<ExprKind::BinOp> {
  Expr* left;
  Operator op;
  Expr* right;

  void fields(auto&& each) const {
    each("left", left);
    each("op", op);
    each("right", right);
  }
};

struct UnaryOp : ExprNode<ExprKind::UnaryOp> {
  UnaryOperator op;
  Expr* operand;

  void fields(auto&& each) const {
    each("op", op);
    each("operand", operand);
  }
};

struct Lambda : ExprNode<ExprKind::Lambda> {
  Arguments* args;
  Expr* body;

  void fields(auto&& each) const {
    each("args", args);
    each("body", body);
  }
};

struct IfExp : ExprNode<ExprKind::IfExp> {
  Expr* test;
  Expr* body;
  Expr* orelse;

  void fields(auto&& each) const {
    each("test", test);
    each("body", body);
    each("orelse", orelse);
  }
};

/// A null key stands for `**value`.
struct Dict : ExprNode<ExprKind::Dict> {
  Seq<Expr*> keys;
  Seq<Expr*> values;

  void fields(auto&& each) const {
    each("keys", keys);
    each("values", values);
  }
};

struct Set : ExprNode<ExprKind::Set> {
  Seq<Expr*> elts;

  void fields(auto&& each) const { each("elts", elts); }
};

struct ListComp : ExprNode<ExprKind::ListComp> {
  Expr* elt;
  Seq<Comprehension*> generators;

  void fields(auto&& each) const {
    each("elt", elt);
    each("generators", generators);
  }
};

struct SetComp : ExprNode<ExprKind::SetComp> {
  Expr* elt;
  Seq<Comprehension*> generators;

  void fields(auto&& each) const {
    each("elt", elt);
    each("generators", generators);
  }
};

struct DictComp : ExprNode<ExprKind::DictComp> {
  Expr* key;
  Expr* value;
  Seq<Comprehension*> generators;

  void fields(auto&& each) const {
    each("key", key);
    each("value", value);
    each("generators", generators);
  }
};

struct GeneratorExp : ExprNode<ExprKind::GeneratorExp> {
  Expr* elt;
  Seq<Comprehension*> generators;

  void fields(auto&& each) const {
    each("elt", elt);
    each("generators", generators);
  }
};

struct Await : ExprNode<ExprKind::Await> {
  Expr* value;

  void fields(auto&& each) const { each("value", value); }
};

struct Yield : ExprNode<ExprKind::Yield> {
  Expr* value;

  void fields(auto&& each) const { each("value", value); }
};

struct YieldFrom : ExprNode<ExprKind::YieldFrom> {
  Expr* value;

  void fields(auto&& each) const { each("value", value); }
};

struct Compare : ExprNode<ExprKind::Compare> {
  Expr* left;
  Seq<CmpOperator> ops;
  Seq<Expr*> comparators;

  void fields(auto&& each) const {
    each("left", left);
    each("ops", ops);
    each("comparators", comparators);
  }
};

struct Call : ExprNode<ExprKind::Call> {
  Expr* func;
  Seq<Expr*> args;
  Seq<Keyword*> keywords;

  void fields(auto&& each) const {
    each("func", func);
    each("args", args);
    each("keywords", keywords);
  }
};

/// One `{value!conversion:format_spec}` of an f-string; `conversion` is -1 or 's', 'r', 'a'.
struct FormattedValue : ExprNode<ExprKind::FormattedValue> {
  Expr* value;
  int conversion;
  Expr* format_spec;

  void fields(auto&& each) const {
    each("value", value);
    each("conversion", conversion);
    each("format_spec", format_spec);
  }
};

struct JoinedStr : ExprNode<ExprKind::JoinedStr> {
  Seq<Expr*> values;

  void fields(auto&& each) const { each("values", values); }
};

/// `string_kind` is "u" for a literal that starts with `u`, else null.
struct Constant : ExprNode<ExprKind::Constant> {
  ConstantValue value;
  std::string_view string_kind;

  void fields(auto&& each) const {
    each("value", value);
    each("kind", string_kind);
  }
};

struct Attribute : ExprNode<ExprKind::Attribute> {
  Expr* value;
  Identifier attr;
  ExprContext ctx;

  void fields(auto&& each) const {
    each("value", value);
    each("attr", attr);
    each("ctx", ctx);
  }
};

struct Subscript : ExprNode<ExprKind::Subscript> {
  Expr* value;
  Expr* slice;
  ExprContext ctx;

  void fields(auto&& each) const {
    each("value", value);
    each("slice", slice);
    each("ctx", ctx);
  }
};

struct Starred : ExprNode<ExprKind::Starred> {
  Expr* value;
  ExprContext ctx;

  void fields(auto&& each) const {
    each("value", value);
    each("ctx", ctx);
  }
};

struct Name : ExprNode<ExprKind::Name> {
  Identifier id;
  ExprContext ctx;

  void fields(auto&& each) const {
    each("id", id);
    each("ctx", ctx);
  }
};

struct List : ExprNode<ExprKind::List> {
  Seq<Expr*> elts;
  ExprContext ctx;

  void fields(auto&& each) const {
    each("elts", elts);
    each("ctx", ctx);
  }
};

struct Tuple : ExprNode<ExprKind::Tuple> {
  Seq<Expr*> elts;
  ExprContext ctx;

  void fields(auto&& each) const {
    each("elts", elts);
    each("ctx", ctx);
  }
};

struct Slice : ExprNode<ExprKind::Slice> {
  Expr* lower;
  Expr* upper;
  Expr* step;

  void fields(auto&& each) const {
    each("lower", lower);
    each("upper", upper);
    each("step", step);
  }
};

}  // namespace py::syntax
