// Python 3.11's abstract syntax: one struct per node of CPython's Python.asdl, with its names.
//
// A family (expressions, statements, patterns, modules) has a base that holds the kind and the
// position, and a struct per kind. Each struct names its fields once more in `fields`, in CPython's
// order; dumping, walking and comparing are folds over that, so a node is written in one place.
// Nodes live in an `Arena` and are plain data. An optional child is null; an optional name has null
// `data()`. Where CPython's name is taken here (its statement `Expr`), the kind keeps it and the
// struct is called `ExprStmt`.
#pragma once

#include "python_interp/syntax/ast_statements.hpp"

namespace py::syntax {

// ---- Modules -----------------------------------------------------------------------------------

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

// ---- Which struct a kind has -------------------------------------------------------------------

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
