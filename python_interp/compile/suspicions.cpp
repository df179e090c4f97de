// What is allowed but cannot be meant: CPython's SyntaxWarnings.
#include "python_interp/compile/compiler.hpp"

namespace py::compile {

using namespace py::syntax;

namespace {

/// The class of what a literal or display makes, or nothing if it is not plain to see.
std::string_view type_of(const Expr* expr) {
  switch (expr->kind) {
    case ExprKind::Tuple: return "tuple";
    case ExprKind::List:
    case ExprKind::ListComp: return "list";
    case ExprKind::Dict:
    case ExprKind::DictComp: return "dict";
    case ExprKind::Set:
    case ExprKind::SetComp: return "set";
    case ExprKind::GeneratorExp: return "generator";
    case ExprKind::Lambda: return "function";
    case ExprKind::JoinedStr:
    case ExprKind::FormattedValue: return "str";
    case ExprKind::Constant: break;
    default: return "";
  }
  switch (static_cast<const ConstantExpr*>(expr)->value.kind) {
    case ConstantKind::None: return "NoneType";
    case ConstantKind::False:
    case ConstantKind::True: return "bool";
    case ConstantKind::Ellipsis: return "ellipsis";
    case ConstantKind::Int: return "int";
    case ConstantKind::Float: return "float";
    case ConstantKind::Complex: return "complex";
    case ConstantKind::Str: return "str";
    case ConstantKind::Bytes: return "bytes";
  }
  return "";
}

bool is_literal_with_identity(const Expr* expr) {
  std::string_view type = type_of(expr);
  return is<ConstantExpr>(expr) && type != "NoneType" && type != "bool" && type != "ellipsis";
}

}  // namespace

void Compiler::suspect_assertion(const Assert* node) {
  const auto* tuple = as<Tuple>(node->test);
  if (tuple != nullptr && !tuple->elts.empty())
    warn(node->pos, "assertion is always true, perhaps remove parentheses?");
}

void Compiler::suspect_comparison(const Compare* node) {
  bool left_literal = is_literal_with_identity(node->left);
  for (std::size_t i = 0; i < node->ops.size(); ++i) {
    bool right_literal = is_literal_with_identity(node->comparators[i]);
    bool is = node->ops[i] == CmpOperator::Is;
    if ((is || node->ops[i] == CmpOperator::IsNot) && (left_literal || right_literal))
      return warn(node->pos, is ? "\"is\" with a literal. Did you mean \"==\"?"
                                : "\"is not\" with a literal. Did you mean \"!=\"?");
    left_literal = right_literal;
  }
}

void Compiler::suspect_callee(Expr* callee) {
  std::string_view type = type_of(callee);
  if (type.empty() || type == "function") return;
  warn(callee->pos, "'" + std::string(type) +
                        "' object is not callable; perhaps you missed a comma?");
}

void Compiler::suspect_subscript(Expr* container, Expr* key) {
  std::string_view type = type_of(container);
  bool not_subscriptable = type == "NoneType" || type == "bool" || type == "ellipsis" ||
                           type == "int" || type == "float" || type == "complex" ||
                           type == "set" || type == "generator" || type == "function";
  if (not_subscriptable)
    return warn(container->pos, "'" + std::string(type) +
                                    "' object is not subscriptable; perhaps you missed a comma?");
  bool indexed = type == "str" || type == "bytes" || type == "tuple" || type == "list";
  if (!indexed) return;
  std::string_view key_type = type_of(key);
  if (auto known = folder_.constant(key); known && known->is<double>()) key_type = "float";
  if (key_type.empty() || key_type == "int" || key_type == "bool") return;
  warn(container->pos, std::string(type) + " indices must be integers or slices, not " +
                           std::string(key_type) + "; perhaps you missed a comma?");
}

}  // namespace py::compile
