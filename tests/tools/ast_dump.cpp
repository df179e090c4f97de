// `ast_dump [exec|eval|single] FILE...` prints each file's tree as CPython's ast.dump does, or what is
// wrong with it as one line of JSON-like fields. `compare_ast.py` drives it.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "python_interp/syntax/dump.hpp"
#include "python_interp/syntax/parser.hpp"

namespace {

using namespace py::syntax;

std::string read_file(const char* path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

void print_failure(const SyntaxFailure& failure) {
  std::cout << "!" << name_of(failure.kind) << "\t" << failure.message << "\t" << failure.lineno
            << "\t" << failure.offset << "\t" << failure.end_lineno << "\t" << failure.end_offset
            << "\n";
}

template <class Root>
void print(const Parsed<Root>& parsed, bool quiet) {
  if (!parsed) {
    print_failure(parsed.error());
  } else if (!quiet) {
    std::cout << dump(*parsed) << "\n";
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::string mode = argc > 1 ? argv[1] : "";
  for (int index = 2; index < argc; ++index) {
    Arena arena;
    std::string source = read_file(argv[index]);
    if (argc > 3) std::cout << "@" << argv[index] << "\n";
    if (mode == "eval") {
      print(parse_expression(arena, source, argv[index]), false);
    } else if (mode == "single") {
      print(parse_interactive(arena, source, argv[index]), false);
    } else {
      print(parse_module(arena, source, argv[index]), mode == "check");
    }
  }
}
