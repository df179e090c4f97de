// Compiles files and says what came of it: `compile_tool [--dis|--json|--verify] FILE...`.
//
// --verify: every file's bytecode passes the verifier (the default). --dis: the disassembly. --json:
// one line per file, for compare_with_cpython.py and run_under_cpython.py.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "python_interp/bytecode/disassemble.hpp"
#include "python_interp/bytecode/verify.hpp"
#include "python_interp/compile/compile.hpp"
#include "python_interp/syntax/parser.hpp"
#include "tests/tools/code_json.hpp"

namespace {

using namespace py;
using bytecode::CodeUnit;

using tools::json;
using tools::quoted;

void report(const syntax::SyntaxFailure& failure, const std::string& mode) {
  if (mode == "--json")
    std::cout << "{\"error\":" << quoted(failure.message) << ",\"line\":" << failure.lineno
              << ",\"offset\":" << failure.offset << ",\"end_line\":" << failure.end_lineno
              << ",\"end_offset\":" << failure.end_offset << "}\n";
  else
    std::cout << syntax::format_failure(failure);
}

bool compile_file(const std::string& path, const std::string& mode) {
  std::ifstream file(path, std::ios::binary);
  std::string source(std::istreambuf_iterator<char>(file), {});
  syntax::Arena arena;
  auto module = syntax::parse_module(arena, source, path);
  if (!module) {
    report(module.error(), mode);
    return false;
  }
  auto code = compile::compile_module(**module, path, {.source = source});
  if (!code) {
    report(code.error(), mode);
    return false;
  }
  if (mode == "--dis") std::cout << bytecode::disassemble(**code);
  if (mode == "--json") std::cout << json(**code) << '\n';
  if (auto problem = bytecode::verify(**code)) {
    std::cout << path << ": " << *problem << '\n';
    return false;
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  std::string mode = "--verify";
  int good = 0, bad = 0;
  for (int i = 1; i < argc; ++i) {
    std::string argument = argv[i];
    if (argument.starts_with("--"))
      mode = argument;
    else
      compile_file(argument, mode) ? ++good : ++bad;
  }
  if (mode == "--verify") std::cout << good << " files compiled, " << bad << " not\n";
  return bad == 0 ? 0 : 1;
}
