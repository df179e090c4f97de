#include "python_interp/syntax/expression_names.hpp"

namespace py::syntax {
namespace {

std::string describe_constant(const ConstantValue& value) {
  switch (value.kind) {
    case ConstantKind::None: return "None";
    case ConstantKind::True: return "True";
    case ConstantKind::False: return "False";
    case ConstantKind::Ellipsis: return "ellipsis";
    default: return "literal";
  }
}

}  // namespace

std::string describe(const Expr* value) {
  switch (value->kind) {
    case ExprKind::Attribute: return "attribute";
    case ExprKind::Subscript: return "subscript";
    case ExprKind::Starred: return "starred";
    case ExprKind::Name: return "name";
    case ExprKind::List: return "list";
    case ExprKind::Tuple: return "tuple";
    case ExprKind::Slice: return "slice";
    case ExprKind::Lambda: return "lambda";
    case ExprKind::Call: return "function call";
    case ExprKind::BoolOp: case ExprKind::BinOp: case ExprKind::UnaryOp: return "expression";
    case ExprKind::GeneratorExp: return "generator expression";
    case ExprKind::Yield: case ExprKind::YieldFrom: return "yield expression";
    case ExprKind::Await: return "await expression";
    case ExprKind::ListComp: return "list comprehension";
    case ExprKind::SetComp: return "set comprehension";
    case ExprKind::DictComp: return "dict comprehension";
    case ExprKind::Dict: return "dict literal";
    case ExprKind::Set: return "set display";
    case ExprKind::JoinedStr: case ExprKind::FormattedValue: return "f-string expression";
    case ExprKind::Compare: return "comparison";
    case ExprKind::IfExp: return "conditional expression";
    case ExprKind::NamedExpr: return "named expression";
    case ExprKind::Constant: return describe_constant(static_cast<const Constant*>(value)->value);
  }
  return {};
}

const Expr* first_invalid_target(const Expr* target, TargetUse use) {
  auto first_of = [&](const Seq<Expr*>& elements) -> const Expr* {
    for (const Expr* element : elements) {
      if (const Expr* invalid = first_invalid_target(element, use)) return invalid;
    }
    return nullptr;
  };
  switch (target->kind) {
    case ExprKind::Name: case ExprKind::Subscript: case ExprKind::Attribute: return nullptr;
    case ExprKind::List: return first_of(static_cast<const List*>(target)->elts);
    case ExprKind::Tuple: return first_of(static_cast<const Tuple*>(target)->elts);
    case ExprKind::Starred:
      if (use == TargetUse::Deletion) return target;
      return first_invalid_target(static_cast<const Starred*>(target)->value, use);
    case ExprKind::Compare: {
      auto* comparison = static_cast<const Compare*>(target);
      if (use != TargetUse::Loop) return target;
      if (comparison->ops.front() != CmpOperator::In) return nullptr;
      return first_invalid_target(comparison->left, use);
    }
    default: return target;
  }
}

}  // namespace py::syntax
