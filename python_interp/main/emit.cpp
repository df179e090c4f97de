#include "python_interp/main/emit.hpp"

#include <cstdio>

#include "python_interp/bytecode/disassemble.hpp"
#include "python_interp/main/source_to_code.hpp"
#include "python_interp/syntax/dump.hpp"
#include "python_interp/syntax/parser.hpp"

namespace py {
namespace {

bool print(const std::string& text) {
  std::fputs(text.c_str(), stdout);
  if (!text.empty() && text.back() != '\n') std::fputc('\n', stdout);
  return true;
}

bool complain(const syntax::SyntaxFailure& failure) {
  std::fputs(syntax::format_failure(failure).c_str(), stderr);
  return false;
}

bool emit_tree(std::string_view source, std::string_view filename) {
  syntax::Arena arena;
  const auto parsed = syntax::parse_module(arena, source, filename);
  return parsed ? print(syntax::dump(*parsed)) : complain(parsed.error());
}

}  // namespace

bool emit_source(Emit what, std::string_view source, std::string_view filename) {
  switch (what) {
    case Emit::tokens: {
      const auto tokens = syntax::dump_tokens(source, filename);
      return tokens ? print(*tokens) : complain(tokens.error());
    }
    case Emit::ast: return emit_tree(source, filename);
    default: {
      const Unit unit = compile_source({.source = source, .filename = filename, .is_file = true});
      return unit ? print(bytecode::disassemble(**unit)) : complain(unit.error());
    }
  }
}

void emit_compiled(Emit what, Engine& engine) {
  engine.wait();
  std::string text;
  if (what == Emit::coverage) engine.print_coverage(text);
  else if (what == Emit::residual) engine.print_residual(text);
  else engine.print_machine(text, what == Emit::llvm ? codegen::Output::llvm : codegen::Output::assembly);
  print(text);
}

}  // namespace py
