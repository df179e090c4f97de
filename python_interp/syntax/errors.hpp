// What is wrong with a source text, as CPython 3.11 says it.
//
// Inside, a `Fault` counts in bytes from 0, as tokens and nodes do. What leaves is a `SyntaxFailure`:
// the attributes of CPython's SyntaxError, which counts characters from 1.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "python_interp/syntax/ast.hpp"

namespace py::syntax {

/// The exception a failure becomes. `ValueError`: null bytes, as `compile` says it. `MemoryError`:
/// nesting beyond what the parser follows (no message, as in CPython). `RecursionError`: beyond what
/// the compiler follows.
enum class FailureKind : std::uint8_t {
  SyntaxError, IndentationError, TabError, ValueError, MemoryError, RecursionError
};

std::string_view name_of(FailureKind kind);

/// `offset` and `end_offset` count characters from 1; 0 or -1 as end is CPython's "not known".
/// `text` is the source line (of an f-string: its expression in parentheses), with its newline.
struct SyntaxFailure {
  FailureKind kind = FailureKind::SyntaxError;
  std::string message;
  std::string filename;
  int lineno = 0;
  int offset = 0;
  int end_lineno = 0;
  int end_offset = 0;
  std::string text;
};

/// Something that is allowed but frowned upon: what CPython warns about while it parses.
struct SyntaxNote {
  enum class Category : std::uint8_t { DeprecationWarning, SyntaxWarning };
  Category category = Category::SyntaxWarning;
  std::string message;
  int lineno = 0;
};

/// As the last lines of CPython's traceback, each ended by a newline:
///
///       File "x.py", line 1
///         a b
///         ^^^
///     SyntaxError: invalid syntax
std::string format_failure(const SyntaxFailure& failure);

/// A failure before it is tied to a file: `pos` counts bytes from 0; `end_col_offset` may be one of
/// the two below.
struct Fault {
  FailureKind kind = FailureKind::SyntaxError;
  std::string message;
  Position pos;
  /// The tokenizer's own complaint about characters: CPython quotes the line without its newline.
  bool is_about_characters = false;
};

/// The end column that CPython reports as 0, and the one that it reports as -1.
inline constexpr int end_reported_as_zero = -1;
inline constexpr int end_reported_as_minus_one = -2;

/// How many characters the first `bytes` bytes of `line` begin.
int characters_in(std::string_view line, int bytes);

/// How the columns of a failure count: CPython counts the bytes of a source whose encoding nobody said.
enum class ColumnUnit : std::uint8_t { Characters, Bytes };

/// `line` is what the failure quotes; columns beyond its end are those of the end.
SyntaxFailure locate(const Fault& fault, std::string_view filename, std::string_view line,
                     ColumnUnit unit = ColumnUnit::Characters);

}  // namespace py::syntax
