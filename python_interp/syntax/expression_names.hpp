// What messages call an expression, and where it cannot be a target.
#pragma once

#include <string>

#include "python_interp/syntax/ast.hpp"

namespace py::syntax {

/// "function call", "literal", "list comprehension", ...
std::string describe(const Expr* value);

enum class TargetUse : std::uint8_t { Assignment, Loop, Deletion };

/// The first part of `target` that cannot be assigned to, or deleted; null if all can. For a loop
/// `target` may be all of `a in b`.
const Expr* first_invalid_target(const Expr* target, TargetUse use);

}  // namespace py::syntax
