// From source text to a code object: parser and compiler, joined for a VM.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>

#include "python_interp/bytecode/code.hpp"
#include "python_interp/objects/vm.hpp"
#include "python_interp/syntax/errors.hpp"

namespace py {

using Unit = std::expected<std::shared_ptr<bytecode::CodeUnit>, syntax::SyntaxFailure>;

/// CPython's flags of compile(), beside those of __future__ (bytecode::code_future_...).
enum CompileFlags : std::uint32_t {
  compile_keeps_blocks_open = 0x200,      ///< PyCF_DONT_IMPLY_DEDENT
  compile_only_ast = 0x400,               ///< PyCF_ONLY_AST
  compile_allows_top_level_await = 0x2000,///< PyCF_ALLOW_TOP_LEVEL_AWAIT
  compile_allows_incomplete = 0x4000,     ///< PyCF_ALLOW_INCOMPLETE_INPUT
};

inline constexpr std::uint32_t future_flags =
    bytecode::code_future_division | bytecode::code_future_absolute_import |
    bytecode::code_future_with_statement | bytecode::code_future_print_function |
    bytecode::code_future_unicode_literals | bytecode::code_future_barry_as_bdfl |
    bytecode::code_future_generator_stop | bytecode::code_future_annotations;

struct SourceRequest {
  std::string_view source;
  std::string_view filename;
  std::string_view mode = "exec";  ///< "exec", "eval" or "single".
  bool is_text = false;            ///< The source was a str, so coding comments say nothing.
  bool is_file = false;            ///< It is what the file of that name holds.
  bool is_script = false;          ///< It is the program to run.
  bool is_silent = false;          ///< Warnings are dropped.
  std::uint32_t flags = 0;         ///< CompileFlags and those of __future__.
  int optimize = 0;                ///< As compile::Options.
};

/// Warnings go to stderr.
Unit compile_source(const SourceRequest& request);

/// The failure as the pending exception of its kind.
Word raise_failure(VM& vm, const syntax::SyntaxFailure& failure);

/// A Code; null with the failure pending.
Word compile_for_vm(VM& vm, const SourceRequest& request);

/// What hooks.compile is: the source is what the file holds.
Word compile_file_for_vm(VM& vm, std::string_view source, std::string_view filename, std::string_view mode);

}  // namespace py
