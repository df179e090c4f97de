// The nodes of statements.
#pragma once

#include "python_interp/syntax/ast_patterns.hpp"

namespace py::syntax {

// ---- Their parts -------------------------------------------------------------------------------

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

// ---- Statements --------------------------------------------------------------------------------

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

}  // namespace py::syntax
