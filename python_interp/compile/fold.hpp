// Values known when compiling: literals, and the operations on them that CPython 3.11 folds.
//
// What is folded is visible: in `co_consts`, in the identity of results, in what is refused (`1 / 0`
// stays an operation that raises). The limits keep a short source from making a huge constant; they
// are CPython's.
#pragma once

#include <optional>
#include <unordered_map>

#include "python_interp/bytecode/code.hpp"
#include "python_interp/syntax/ast.hpp"

namespace py::compile {

using bytecode::Constant;
using ConstantExpr = syntax::Constant;

/// The value of a literal.
Constant constant_of(const syntax::ConstantValue& literal);

/// `bool(value)`.
bool is_true(const Constant& value);

/// The operation's result, if it has one that is worth a constant.
std::optional<Constant> fold_unary(syntax::UnaryOperator op, const Constant& operand);
std::optional<Constant> fold_binary(syntax::Operator op, const Constant& left,
                                    const Constant& right);
std::optional<Constant> fold_subscript(const Constant& container, const Constant& key);

/// Folds expressions of one tree; each node once.
class Folder {
 public:
  /// `debug`: the value of `__debug__`.
  explicit Folder(bool debug) : debug_(debug) {}

  /// The expression's value, if it is known.
  std::optional<Constant> constant(syntax::Expr* expr);

  /// The same for what is iterated over or searched with `in`, and not kept: a display of constants
  /// becomes a tuple or a frozenset.
  std::optional<Constant> iterated_constant(syntax::Expr* expr);

 private:
  std::optional<Constant> compute(syntax::Expr* expr);
  std::optional<std::vector<Constant>> constants(const syntax::Seq<syntax::Expr*>& items);

  bool debug_;
  std::unordered_map<const syntax::Expr*, std::optional<Constant>> known_;
};

}  // namespace py::compile
