#include "python_interp/compile/fold.hpp"

namespace py::compile {

using namespace py::syntax;

namespace {

/// Quickly: can this node be more than a leaf that is not constant?
bool may_be_constant(const Expr* expr) {
  switch (expr->kind) {
    case ExprKind::Constant:
    case ExprKind::UnaryOp:
    case ExprKind::BinOp:
    case ExprKind::Tuple:
    case ExprKind::Subscript:
    case ExprKind::Name: return true;
    default: return false;
  }
}

}  // namespace

std::optional<bytecode::Constant> Folder::constant(Expr* expr) {
  if (const auto* literal = as<ConstantExpr>(expr)) return constant_of(literal->value);
  if (const auto* name = as<Name>(expr)) {
    if (name->id != "__debug__" || name->ctx != ExprContext::Load) return std::nullopt;
    return bytecode::Constant{debug_};
  }
  if (!may_be_constant(expr)) return std::nullopt;
  auto known = known_.find(expr);
  if (known == known_.end()) known = known_.emplace(expr, compute(expr)).first;
  return known->second;
}

std::optional<bytecode::Constant> Folder::compute(Expr* expr) {
  if (const auto* node = as<UnaryOp>(expr)) {
    auto operand = constant(node->operand);
    return operand ? fold_unary(node->op, *operand) : std::nullopt;
  }
  if (const auto* node = as<BinOp>(expr)) {
    if (!may_be_constant(node->right)) return std::nullopt;
    auto left = constant(node->left);
    auto right = left ? constant(node->right) : std::nullopt;
    return right ? fold_binary(node->op, *left, *right) : std::nullopt;
  }
  if (const auto* node = as<Subscript>(expr)) {
    if (node->ctx != ExprContext::Load || !may_be_constant(node->slice)) return std::nullopt;
    auto container = constant(node->value);
    auto key = container ? constant(node->slice) : std::nullopt;
    return key ? fold_subscript(*container, *key) : std::nullopt;
  }
  const auto* node = as<Tuple>(expr);
  if (node->ctx != ExprContext::Load) return std::nullopt;
  auto items = constants(node->elts);
  if (!items) return std::nullopt;
  return bytecode::Constant{bytecode::TupleConstant{std::move(*items)}};
}

std::optional<std::vector<bytecode::Constant>> Folder::constants(const Seq<Expr*>& items) {
  std::vector<bytecode::Constant> values;
  for (Expr* item : items) {
    auto value = constant(item);
    if (!value) return std::nullopt;
    values.push_back(std::move(*value));
  }
  return values;
}

std::optional<bytecode::Constant> Folder::iterated_constant(Expr* expr) {
  if (const auto* list = as<List>(expr)) {
    auto items = constants(list->elts);
    if (items) return bytecode::Constant{bytecode::TupleConstant{std::move(*items)}};
  } else if (const auto* set = as<Set>(expr)) {
    auto items = constants(set->elts);
    if (items) return bytecode::Constant{bytecode::FrozenSetConstant{std::move(*items)}};
  }
  return constant(expr);
}

}  // namespace py::compile
