// From the bytes of a file to text that can be tokenized: PEP 263's encodings, a byte order mark, and
// the three conventions for the end of a line.
#pragma once

#include <expected>
#include <string_view>

#include "python_interp/syntax/arena.hpp"
#include "python_interp/syntax/errors.hpp"

namespace py::syntax {

struct SourceOptions {
  /// The bytes are a program's text in UTF-8 already, as a Python `str` is: a coding comment says
  /// nothing.
  bool is_text = false;
  /// The bytes are those of the program to run: see ParseOptions.
  bool is_script = false;
  /// A newline is added to a last line that has none.
  bool complete_last_line = true;
};

/// `text` has `\n` at the end of lines, is in the arena and followed by a null byte. When it is not
/// UTF-8 (`is_utf8` is false) that matters to CPython only where a name or a string has such bytes.
struct SourceText {
  std::string_view text;
  bool is_utf8 = true;
  /// How failures count columns; see ColumnUnit.
  ColumnUnit columns = ColumnUnit::Characters;
};

/// UTF-8, Latin-1 and ASCII are understood under all their names, others as the C library knows them;
/// unknown ones, and bytes that are not ASCII, are failures with CPython's messages.
std::expected<SourceText, SyntaxFailure> read_source(Arena& arena, std::string_view bytes,
                                                    std::string_view filename,
                                                    SourceOptions options = {});

/// Line `lineno`, from 1, with its newline; empty where there is none.
std::string_view line_of(std::string_view text, int lineno);

}  // namespace py::syntax
