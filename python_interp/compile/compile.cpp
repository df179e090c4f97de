#include "python_interp/compile/compile.hpp"

#include "python_interp/compile/compiler.hpp"

namespace py::compile {

namespace {

/// The line with its newline; empty if there is no such line.
std::string line_of(std::string_view source, int line) {
  for (int i = 1; i < line && !source.empty(); ++i) {
    std::size_t end = source.find('\n');
    source.remove_prefix(end == source.npos ? source.size() : end + 1);
  }
  return std::string(source.substr(0, source.find('\n') == source.npos ? source.size()
                                                                       : source.find('\n') + 1));
}

/// As CPython reports errors that its parser does not find: offsets count bytes from 1.
syntax::SyntaxFailure failure_of(const syntax::Fault& fault, std::string_view filename,
                                 std::string_view source) {
  const syntax::Position& pos = fault.pos;
  if (fault.kind != syntax::FailureKind::SyntaxError)
    return {.kind = fault.kind, .message = fault.message, .filename = std::string(filename), .text = {}};
  return {.kind = fault.kind,
          .message = fault.message,
          .filename = std::string(filename),
          .lineno = pos.lineno,
          .offset = pos.col_offset + 1,
          .end_lineno = pos.end_lineno,
          .end_offset = pos.end_col_offset + 1,
          .text = line_of(source, pos.lineno)};
}

template <class Tree>
Compiled compile_tree(const Tree& tree, std::string_view filename, const Options& options,
                      std::shared_ptr<bytecode::CodeUnit> (Compiler::*unit)(const Tree&)) {
  try {
    return (Compiler(tree, filename, options).*unit)(tree);
  } catch (const CompileError& error) {
    return std::unexpected(failure_of(error.fault, filename, options.source));
  }
}

}  // namespace

Compiled compile_module(const syntax::Module& module, std::string_view filename,
                        const Options& options) {
  return compile_tree(module, filename, options, &Compiler::module);
}

Compiled compile_expression(const syntax::Expression& expression, std::string_view filename,
                            const Options& options) {
  return compile_tree(expression, filename, options, &Compiler::expression_unit);
}

Compiled compile_interactive(const syntax::Interactive& input, std::string_view filename,
                             const Options& options) {
  return compile_tree(input, filename, options, &Compiler::interactive);
}

}  // namespace py::compile
