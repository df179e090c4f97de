// `from __future__ import ...`: which features a module asks for, and where such lines must end.
#pragma once

#include <cstdint>

#include "python_interp/syntax/ast.hpp"

namespace py::compile {

struct FutureFeatures {
  std::uint32_t flags = 0;  ///< bytecode::code_future_...
  int last_line = -1;       ///< Of the last such statement; later ones are errors.

  bool annotations() const;
};

inline constexpr const char* late_future =
    "from __future__ imports must occur at the beginning of the file";

/// Throws CompileError for an unknown feature or a statement that comes too late.
FutureFeatures future_features(const syntax::Mod& tree, std::uint32_t inherited_flags);

}  // namespace py::compile
