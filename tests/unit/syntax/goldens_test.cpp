// The cases of tests/golden/syntax: what CPython 3.11 makes of a source, a line each.
#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "python_interp/syntax/dump.hpp"
#include "python_interp/syntax/parser.hpp"

namespace {

using namespace py::syntax;

std::string unescape(std::string_view text) {
  std::string result;
  for (std::size_t place = 0; place < text.size(); ++place) {
    if (text[place] != '\\') {
      result += text[place];
      continue;
    }
    switch (text[++place]) {
      case 'n': result += '\n'; break;
      case 't': result += '\t'; break;
      case 'f': result += '\f'; break;
      case 'r': result += '\r'; break;
      default: result += text[place]; break;
    }
  }
  return result;
}

std::string result_of(const std::string& source) {
  Arena arena;
  Parsed<Module> parsed = parse_module(arena, source, "<golden>", {.is_text = true});
  if (parsed) return dump(*parsed, {.include_attributes = false, .indent = -1});
  const SyntaxFailure& failure = parsed.error();
  return std::string(name_of(failure.kind)) + " " + std::to_string(failure.lineno) + ":" +
         std::to_string(failure.offset) + "-" + std::to_string(failure.end_lineno) + ":" +
         std::to_string(failure.end_offset) + " " + failure.message;
}

void check_golden(const char* name) {
  std::ifstream file(std::string(SYNTAX_GOLDENS) + "/" + name);
  REQUIRE_MESSAGE(file, "no golden ", name);
  std::string source;
  int cases = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("< ")) source = line.substr(2);
    if (!line.starts_with("> ")) continue;
    ++cases;
    CHECK_MESSAGE(result_of(unescape(source)) == line.substr(2), "source: ", source);
  }
  CHECK(cases > 100);
}

}  // namespace

TEST_CASE("trees are CPython's") { check_golden("trees.txt"); }

TEST_CASE("failures are CPython's") { check_golden("failures.txt"); }
