// `ast_dump exec|eval|single|check|tokens [--names=NAMES] FILE...` prints each file's tree as
// CPython's ast.dump does (`check`: no trees), or its tokens as `python3 -m tokenize -e` does, or what is wrong with it: a line of fields with tabs between, after
// an exclamation mark. NAMES has a line `HEX NAME` for each character that `\N{...}` should know.
// `compare_ast.py` drives it.
#include <charconv>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <unordered_map>

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

std::unordered_map<std::string, char32_t>& character_names() {
  static std::unordered_map<std::string, char32_t> names;
  return names;
}

void read_names(const std::string& path) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    unsigned code_point = 0;
    auto space = line.find(' ');
    std::from_chars(line.data(), line.data() + space, code_point, 16);
    character_names()[line.substr(space + 1)] = code_point;
  }
}

std::optional<char32_t> character_by_name(std::string_view name) {
  std::string upper(name);
  for (char& letter : upper) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter & ~0x20);
  }
  auto found = character_names().find(upper);
  if (found == character_names().end()) return std::nullopt;
  return found->second;
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
  int first = 2;
  ParseOptions options;
  if (std::string_view names = argc > 2 ? argv[2] : ""; names.starts_with("--names=")) {
    read_names(std::string(names.substr(8)));
    options.character_by_name = &character_by_name;
    ++first;
  }
  for (int index = first; index < argc; ++index) {
    Arena arena;
    std::string source = read_file(argv[index]);
    if (argc - first > 1) std::cout << "@" << argv[index] << "\n";
    if (mode == "eval") {
      print(parse_expression(arena, source, argv[index], options), false);
    } else if (mode == "single") {
      print(parse_interactive(arena, source, argv[index], options), false);
    } else if (mode == "tokens") {
      auto listing = dump_tokens(source, argv[index]);
      if (listing) {
        std::cout << *listing;
      } else {
        print_failure(listing.error());
      }
    } else {
      print(parse_module(arena, source, argv[index], options), mode == "check");
    }
  }
}
