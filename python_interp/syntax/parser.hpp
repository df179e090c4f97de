// Python source text to AST.
//
// The first pass is a recursive-descent parser that does not look back: it either makes the tree or
// stops at the first token that fits nowhere. Only then the same tokens are parsed again, by the same
// rules but in the order of CPython's generated parser, going back and remembering as it does: once
// as CPython's own first pass, and once with its rules about likely mistakes, which find the message.
#pragma once

#include <expected>
#include <optional>
#include <string_view>
#include <vector>

#include "python_interp/syntax/ast.hpp"
#include "python_interp/syntax/errors.hpp"

namespace py::syntax {

/// The character that a name in `\N{...}` means, if there is one. Aliases count, named sequences do not.
using CharacterByName = std::optional<char32_t> (*)(std::string_view name);

struct ParseOptions {
  /// The source is a `str` of Python in UTF-8 (surrogates allowed), so coding comments say nothing.
  bool is_text = false;
  /// For a console: say "incomplete input" where more lines could help (CPython's
  /// PyCF_ALLOW_INCOMPLETE_INPUT).
  bool allow_incomplete = false;
  /// In a console: the end of the text ends blocks, too (not with CPython's PyCF_DONT_IMPLY_DEDENT).
  bool imply_dedent = true;
  /// `<>` instead of `!=` (PEP 401, `from __future__ import barry_as_FLUFL`).
  bool barry_as_flufl = false;
  /// The most digits a decimal literal may have (sys.set_int_max_str_digits); 0 is no limit.
  int max_integer_digits = 4300;
  /// Without it `\N{...}` is an error, as in a CPython without unicodedata.
  CharacterByName character_by_name = nullptr;
  /// The bytes are those of the program to run: CPython then says of bytes that are not UTF-8 which
  /// declaration is missing.
  bool is_script = false;
  /// The bytes are those of the file `filename`, so failures quote its lines.
  bool is_file = false;
  /// Where warnings go; without it they are dropped.
  std::vector<SyntaxNote>* notes = nullptr;
};

template <class Root>
using Parsed = std::expected<Root*, SyntaxFailure>;

/// A file (mode "exec"). `source` is the bytes of the file; the tree keeps nothing of them.
Parsed<Module> parse_module(Arena& arena, std::string_view source, std::string_view filename,
                            const ParseOptions& options = {});

/// One expression (mode "eval").
Parsed<Expression> parse_expression(Arena& arena, std::string_view source,
                                    std::string_view filename, const ParseOptions& options = {});

/// One statement of a console (mode "single").
Parsed<Interactive> parse_interactive(Arena& arena, std::string_view source,
                                      std::string_view filename, const ParseOptions& options = {});

}  // namespace py::syntax
