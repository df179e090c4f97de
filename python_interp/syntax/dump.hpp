// Trees and tokens as text, as CPython prints them.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "python_interp/syntax/ast.hpp"
#include "python_interp/syntax/errors.hpp"

namespace py::syntax {

struct DumpOptions {
  bool include_attributes = true;
  int indent = 1;
};

/// What `ast.dump(tree, include_attributes=..., indent=...)` gives. A tree deeper than any that CPython
/// can dump is cut off with `...`.
std::string dump(const Mod* tree, const DumpOptions& options = {});
std::string dump(const Expr* tree, const DumpOptions& options = {});

/// The lines of `python3 -m tokenize -e`, for the bytes of a file. Where the text is not Python, this
/// tokenizer's complaint, not that of the `tokenize` module.
std::expected<std::string, SyntaxFailure> dump_tokens(std::string_view bytes,
                                                      std::string_view filename);

}  // namespace py::syntax
