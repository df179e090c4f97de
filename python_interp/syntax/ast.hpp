// Python 3.11's abstract syntax: one struct per node of CPython's Python.asdl, with its names.
//
// A family (expressions, statements, patterns, modules) has a base that holds the kind and the
// position, and a struct per kind. Each struct names its fields once more in `fields`, in CPython's
// order; dumping, walking and comparing are folds over that, so a node is written in one place.
// Nodes live in an `Arena` and are plain data. An optional child is null; an optional name has null
// `data()`. Where CPython's name is taken here (its statement `Expr`), the kind keeps it and the
// struct is called `ExprStmt`.
#pragma once

#include <cstdint>
#include <string_view>

#include "python_interp/syntax/arena.hpp"

namespace py::syntax {

/// Lines count from 1, columns from 0, in bytes of the UTF-8 source; the end is exclusive.
struct Position {
  std::int32_t lineno = 0;
  std::int32_t col_offset = 0;
  std::int32_t end_lineno = 0;
  std::int32_t end_col_offset = 0;
  friend constexpr bool operator==(const Position&, const Position&) = default;
};

/// An interned name (NFKC-normalised); null `data()` where CPython has None.
using Identifier = std::string_view;

enum class ExprContext : std::uint8_t { Load, Store, Del };
enum class BoolOperator : std::uint8_t { And, Or };
enum class Operator : std::uint8_t {
  Add, Sub, Mult, MatMult, Div, Mod, Pow, LShift, RShift, BitOr, BitXor, BitAnd, FloorDiv
};
enum class UnaryOperator : std::uint8_t { Invert, Not, UAdd, USub };
enum class CmpOperator : std::uint8_t { Eq, NotEq, Lt, LtE, Gt, GtE, Is, IsNot, In, NotIn };

enum class ConstantKind : std::uint8_t {
  None, False, True, Ellipsis, Int, Float, Complex, Str, Bytes
};

/// The value of a literal.
/// `number`: Float: the value; Complex: the imaginary part (the real part is zero).
/// `text`: Int: decimal digits without leading zeros, or `0x` and lower-case hex digits (also for
/// octal and binary literals), any length; Str: UTF-8, where an escape may have put a surrogate as
/// its own three bytes; Bytes: the bytes.
struct ConstantValue {
  ConstantKind kind = ConstantKind::None;
  double number = 0;
  std::string_view text = {};
};

enum class ExprKind : std::uint8_t {
  BoolOp, NamedExpr, BinOp, UnaryOp, Lambda, IfExp, Dict, Set, ListComp, SetComp, DictComp,
  GeneratorExp, Await, Yield, YieldFrom, Compare, Call, FormattedValue, JoinedStr, Constant,
  Attribute, Subscript, Starred, Name, List, Tuple, Slice
};
enum class StmtKind : std::uint8_t {
  FunctionDef, AsyncFunctionDef, ClassDef, Return, Delete, Assign, AugAssign, AnnAssign, For,
  AsyncFor, While, If, With, AsyncWith, Match, Raise, Try, TryStar, Assert, Import, ImportFrom,
  Global, Nonlocal, Expr, Pass, Break, Continue
};
enum class PatternKind : std::uint8_t {
  MatchValue, MatchSingleton, MatchSequence, MatchMapping, MatchClass, MatchStar, MatchAs, MatchOr
};
enum class ModKind : std::uint8_t { Module, Interactive, Expression };

struct Expr {
  ExprKind kind;
  Position pos;
};
struct Stmt {
  StmtKind kind;
  Position pos;
};
struct Pattern {
  PatternKind kind;
  Position pos;
};
struct Mod {
  ModKind kind;
};

template <ExprKind K>
struct ExprNode : Expr {
  static constexpr ExprKind kind_of = K;
};
template <StmtKind K>
struct StmtNode : Stmt {
  static constexpr StmtKind kind_of = K;
};
template <PatternKind K>
struct PatternNode : Pattern {
  static constexpr PatternKind kind_of = K;
};
template <ModKind K>
struct ModNode : Mod {
  static constexpr ModKind kind_of = K;
};

// ---- What several nodes share ---------------------------------------------------------------

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

struct Alias {
  Position pos;
  Identifier name;
  Identifier asname;

  void fields(auto&& each) const {
    each("name", name);
    each("asname", asname);
  }
};

struct WithItem {
  Expr* context_expr;
  Expr* optional_vars;

  void fields(auto&& each) const {
    each("context_expr", context_expr);
    each("optional_vars", optional_vars);
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

struct ExceptHandler {
  Position pos;
  Expr* type;
  Identifier name;
  Seq<Stmt*> body;

  void fields(auto&& each) const {
    each("type", type);
    each("name", name);
    each("body", body);
  }
};

struct MatchCase {
  Pattern* pattern;
  Expr* guard;
  Seq<Stmt*> body;

  void fields(auto&& each) const {
    each("pattern", pattern);
    each("guard", guard);
    each("body", body);
  }
};

// ---- Expressions ----------------------------------------------------------------------------

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

// ---- Statements -----------------------------------------------------------------------------

/// The position starts at `def`, not at the decorators.
struct FunctionDef : StmtNode<StmtKind::FunctionDef> {
  Identifier name;
  Arguments* args;
  Seq<Stmt*> body;
  Seq<Expr*> decorator_list;
  Expr* returns;

  void fields(auto&& each) const {
    each("name", name);
    each("args", args);
    each("body", body);
    each("decorator_list", decorator_list);
    each("returns", returns);
  }
};

struct AsyncFunctionDef : StmtNode<StmtKind::AsyncFunctionDef> {
  Identifier name;
  Arguments* args;
  Seq<Stmt*> body;
  Seq<Expr*> decorator_list;
  Expr* returns;

  void fields(auto&& each) const {
    each("name", name);
    each("args", args);
    each("body", body);
    each("decorator_list", decorator_list);
    each("returns", returns);
  }
};

struct ClassDef : StmtNode<StmtKind::ClassDef> {
  Identifier name;
  Seq<Expr*> bases;
  Seq<Keyword*> keywords;
  Seq<Stmt*> body;
  Seq<Expr*> decorator_list;

  void fields(auto&& each) const {
    each("name", name);
    each("bases", bases);
    each("keywords", keywords);
    each("body", body);
    each("decorator_list", decorator_list);
  }
};

struct Return : StmtNode<StmtKind::Return> {
  Expr* value;

  void fields(auto&& each) const { each("value", value); }
};

struct Delete : StmtNode<StmtKind::Delete> {
  Seq<Expr*> targets;

  void fields(auto&& each) const { each("targets", targets); }
};

struct Assign : StmtNode<StmtKind::Assign> {
  Seq<Expr*> targets;
  Expr* value;

  void fields(auto&& each) const {
    each("targets", targets);
    each("value", value);
  }
};

struct AugAssign : StmtNode<StmtKind::AugAssign> {
  Expr* target;
  Operator op;
  Expr* value;

  void fields(auto&& each) const {
    each("target", target);
    each("op", op);
    each("value", value);
  }
};

/// `simple` is 1 when the target is a name without parentheses.
struct AnnAssign : StmtNode<StmtKind::AnnAssign> {
  Expr* target;
  Expr* annotation;
  Expr* value;
  int simple;

  void fields(auto&& each) const {
    each("target", target);
    each("annotation", annotation);
    each("value", value);
    each("simple", simple);
  }
};

struct For : StmtNode<StmtKind::For> {
  Expr* target;
  Expr* iter;
  Seq<Stmt*> body;
  Seq<Stmt*> orelse;

  void fields(auto&& each) const {
    each("target", target);
    each("iter", iter);
    each("body", body);
    each("orelse", orelse);
  }
};

struct AsyncFor : StmtNode<StmtKind::AsyncFor> {
  Expr* target;
  Expr* iter;
  Seq<Stmt*> body;
  Seq<Stmt*> orelse;

  void fields(auto&& each) const {
    each("target", target);
    each("iter", iter);
    each("body", body);
    each("orelse", orelse);
  }
};

struct While : StmtNode<StmtKind::While> {
  Expr* test;
  Seq<Stmt*> body;
  Seq<Stmt*> orelse;

  void fields(auto&& each) const {
    each("test", test);
    each("body", body);
    each("orelse", orelse);
  }
};

/// `elif` is an `If` alone in `orelse`.
struct If : StmtNode<StmtKind::If> {
  Expr* test;
  Seq<Stmt*> body;
  Seq<Stmt*> orelse;

  void fields(auto&& each) const {
    each("test", test);
    each("body", body);
    each("orelse", orelse);
  }
};

struct With : StmtNode<StmtKind::With> {
  Seq<WithItem*> items;
  Seq<Stmt*> body;

  void fields(auto&& each) const {
    each("items", items);
    each("body", body);
  }
};

struct AsyncWith : StmtNode<StmtKind::AsyncWith> {
  Seq<WithItem*> items;
  Seq<Stmt*> body;

  void fields(auto&& each) const {
    each("items", items);
    each("body", body);
  }
};

struct Match : StmtNode<StmtKind::Match> {
  Expr* subject;
  Seq<MatchCase*> cases;

  void fields(auto&& each) const {
    each("subject", subject);
    each("cases", cases);
  }
};

struct Raise : StmtNode<StmtKind::Raise> {
  Expr* exc;
  Expr* cause;

  void fields(auto&& each) const {
    each("exc", exc);
    each("cause", cause);
  }
};

struct Try : StmtNode<StmtKind::Try> {
  Seq<Stmt*> body;
  Seq<ExceptHandler*> handlers;
  Seq<Stmt*> orelse;
  Seq<Stmt*> finalbody;

  void fields(auto&& each) const {
    each("body", body);
    each("handlers", handlers);
    each("orelse", orelse);
    each("finalbody", finalbody);
  }
};

/// `try` with `except*`.
struct TryStar : StmtNode<StmtKind::TryStar> {
  Seq<Stmt*> body;
  Seq<ExceptHandler*> handlers;
  Seq<Stmt*> orelse;
  Seq<Stmt*> finalbody;

  void fields(auto&& each) const {
    each("body", body);
    each("handlers", handlers);
    each("orelse", orelse);
    each("finalbody", finalbody);
  }
};

struct Assert : StmtNode<StmtKind::Assert> {
  Expr* test;
  Expr* msg;

  void fields(auto&& each) const {
    each("test", test);
    each("msg", msg);
  }
};

struct Import : StmtNode<StmtKind::Import> {
  Seq<Alias*> names;

  void fields(auto&& each) const { each("names", names); }
};

struct ImportFrom : StmtNode<StmtKind::ImportFrom> {
  Identifier module;
  Seq<Alias*> names;
  int level;

  void fields(auto&& each) const {
    each("module", module);
    each("names", names);
    each("level", level);
  }
};

struct Global : StmtNode<StmtKind::Global> {
  Seq<Identifier> names;

  void fields(auto&& each) const { each("names", names); }
};

struct Nonlocal : StmtNode<StmtKind::Nonlocal> {
  Seq<Identifier> names;

  void fields(auto&& each) const { each("names", names); }
};

struct ExprStmt : StmtNode<StmtKind::Expr> {
  Expr* value;

  void fields(auto&& each) const { each("value", value); }
};

struct Pass : StmtNode<StmtKind::Pass> {
  void fields(auto&&) const {}
};

struct Break : StmtNode<StmtKind::Break> {
  void fields(auto&&) const {}
};

struct Continue : StmtNode<StmtKind::Continue> {
  void fields(auto&&) const {}
};

// ---- Patterns -------------------------------------------------------------------------------

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

// ---- Modules --------------------------------------------------------------------------------

/// CPython's `type_ignores` is always empty: type comments are comments here.
struct Module : ModNode<ModKind::Module> {
  Seq<Stmt*> body;

  void fields(auto&& each) const {
    each("body", body);
    each("type_ignores", Seq<Stmt*>{});
  }
};

struct Interactive : ModNode<ModKind::Interactive> {
  Seq<Stmt*> body;

  void fields(auto&& each) const { each("body", body); }
};

struct Expression : ModNode<ModKind::Expression> {
  Expr* body;

  void fields(auto&& each) const { each("body", body); }
};

// ---- Which struct a kind has ----------------------------------------------------------------

/// All node types of a family; one whose place differs from its kind's does not compile.
template <class... Nodes>
struct NodeList {};

template <class Base>
struct FamilyOf;
template <>
struct FamilyOf<Expr> {
  using Nodes = NodeList<BoolOp, NamedExpr, BinOp, UnaryOp, Lambda, IfExp, Dict, Set, ListComp,
                         SetComp, DictComp, GeneratorExp, Await, Yield, YieldFrom, Compare, Call,
                         FormattedValue, JoinedStr, Constant, Attribute, Subscript, Starred, Name,
                         List, Tuple, Slice>;
};
template <>
struct FamilyOf<Stmt> {
  using Nodes = NodeList<FunctionDef, AsyncFunctionDef, ClassDef, Return, Delete, Assign, AugAssign,
                         AnnAssign, For, AsyncFor, While, If, With, AsyncWith, Match, Raise, Try,
                         TryStar, Assert, Import, ImportFrom, Global, Nonlocal, ExprStmt, Pass,
                         Break, Continue>;
};
template <>
struct FamilyOf<Pattern> {
  using Nodes = NodeList<MatchValue, MatchSingleton, MatchSequence, MatchMapping, MatchClass,
                         MatchStar, MatchAs, MatchOr>;
};
template <>
struct FamilyOf<Mod> {
  using Nodes = NodeList<Module, Interactive, Expression>;
};

template <class Node, class Base>
constexpr bool is(const Base* node) {
  return node != nullptr && node->kind == Node::kind_of;
}

/// `node` as a `Node`, or null when it is of another kind.
template <class Node, class Base>
constexpr Node* as(Base* node) {
  return is<Node>(node) ? static_cast<Node*>(node) : nullptr;
}
template <class Node, class Base>
constexpr const Node* as(const Base* node) {
  return is<Node>(node) ? static_cast<const Node*>(node) : nullptr;
}

/// A new node of a family with a position: `make_node<BinOp>(arena, pos, left, op, right)`.
template <class Node, class... Fields>
Node* make_node(Arena& arena, const Position& pos, Fields... fields) {
  return arena.make<Node>(Node{{{Node::kind_of, pos}}, fields...});
}

namespace detail {

/// Jumps through a table of one function per kind.
template <class Base, class Visitor, class First, class... Rest>
decltype(auto) visit_family(NodeList<First, Rest...>, Base* node, Visitor& visitor) {
  static_assert(
      [] {
        std::size_t place = 1;
        return First::kind_of == decltype(First::kind_of){} &&
               ((static_cast<std::size_t>(Rest::kind_of) == place++) && ...);
      }(),
      "the list of a family has the order of its kinds");
  using Result = decltype(visitor(static_cast<First*>(node)));
  using Step = Result (*)(Base*, Visitor&);
  static constexpr Step steps[] = {
      +[](Base* base, Visitor& visit) -> Result { return visit(static_cast<First*>(base)); },
      +[](Base* base, Visitor& visit) -> Result { return visit(static_cast<Rest*>(base)); }...};
  return steps[static_cast<std::size_t>(node->kind)](node, visitor);
}

}  // namespace detail

/// Calls `visitor` with the node as a pointer to its own struct; all calls return the same type.
///
///     visit(expr, Cases{[&](BinOp* node) { ... }, [&](Name* node) { ... }, [&](Expr*) { ... }});
template <class Base, class Visitor>
decltype(auto) visit(Base* node, Visitor&& visitor) {
  return detail::visit_family(typename FamilyOf<Base>::Nodes{}, node, visitor);
}

/// Lambdas as one visitor; the most derived parameter wins.
template <class... Lambdas>
struct Cases : Lambdas... {
  using Lambdas::operator()...;
};

}  // namespace py::syntax
