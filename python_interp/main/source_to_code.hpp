// From source text to a code object: parser and compiler, joined for a VM.
#pragma once

#include <expected>
#include <memory>
#include <string>
#include <string_view>

#include "python_interp/bytecode/code.hpp"
#include "python_interp/objects/vm.hpp"
#include "python_interp/syntax/errors.hpp"

namespace py {

using Unit = std::expected<std::shared_ptr<bytecode::CodeUnit>, syntax::SyntaxFailure>;

/// `mode` is "exec", "eval" or "single". `is_text`: the source was a str, so coding comments say nothing.
Unit compile_source(std::string_view source, std::string_view filename, std::string_view mode, bool is_text);

/// The failure as the pending exception of its kind.
Word raise_failure(VM& vm, const syntax::SyntaxFailure& failure);

/// What hooks.compile is.
Word compile_for_vm(VM& vm, std::string_view source, std::string_view filename, std::string_view mode);

}  // namespace py
