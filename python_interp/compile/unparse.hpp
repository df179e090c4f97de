// An expression as text, for annotations that are not evaluated.
#pragma once

#include <string>

#include "python_interp/syntax/ast.hpp"

namespace py::compile {

/// The text that CPython 3.11 stores under `from __future__ import annotations`: one line, as few
/// parentheses as the operators' precedence allows.
std::string unparse(syntax::Expr* expr);

}  // namespace py::compile
