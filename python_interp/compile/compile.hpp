// The compiler: Python's abstract syntax to bytecode, for all of Python 3.11.
//
// Steps, each in a file of its own: future statements (future.hpp); symbols (symbols.hpp); one walk
// over the tree (compiler.hpp), which folds constants (fold.hpp) and writes labelled lines
// (emitter.hpp); layout of the lines (assemble.hpp).
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "python_interp/bytecode/code.hpp"
#include "python_interp/syntax/ast.hpp"
#include "python_interp/syntax/errors.hpp"

namespace py::compile {

/// A SyntaxWarning; whoever runs the compiler decides what becomes of it.
struct Warning {
  std::string message;
  syntax::Position pos;
};

struct Options {
  /// Failures quote their line from here; empty where CPython could not open the file, either.
  std::string_view source = {};
  /// 1 drops `assert` and makes `__debug__` false, 2 drops docstrings as well.
  int optimize = 0;
  /// `code_future_...` flags in force before the first line.
  std::uint32_t future_flags = 0;
  bool allow_top_level_await = false;
  /// Nesting of the tree beyond which the program is refused, with a RecursionError. The default is
  /// CPython's and needs up to 2 MB of stack.
  std::uint32_t max_depth = 3000;
  std::vector<Warning>* warnings = nullptr;
};

using Compiled = std::expected<std::shared_ptr<bytecode::CodeUnit>, syntax::SyntaxFailure>;

/// A file or a string of statements.
Compiled compile_module(const syntax::Module& module, std::string_view filename,
                        const Options& options = {});
/// An expression, whose value the code returns.
Compiled compile_expression(const syntax::Expression& expression, std::string_view filename,
                            const Options& options = {});
/// What was typed at a prompt: values of expression statements are printed.
Compiled compile_interactive(const syntax::Interactive& input, std::string_view filename,
                             const Options& options = {});

}  // namespace py::compile
