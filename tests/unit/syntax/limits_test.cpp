// However deep the nesting: a tree or a failure, and in reasonable time.
#include <doctest/doctest.h>

#include <string>

#include "python_interp/syntax/dump.hpp"
#include "python_interp/syntax/parser.hpp"

namespace {

using namespace py::syntax;

std::string repeated(std::string_view text, int count) {
  std::string result;
  for (int index = 0; index < count; ++index) result += text;
  return result;
}

std::string failure_of(const std::string& source) {
  Arena arena;
  auto parsed = parse_module(arena, source, "x.py");
  return parsed ? "" : std::string(name_of(parsed.error().kind)) + ": " + parsed.error().message;
}

}  // namespace

TEST_CASE("brackets nest two hundred deep") {
  CHECK(failure_of(repeated("(", 200) + repeated(")", 200)) == "");
  CHECK(failure_of(repeated("[", 200) + repeated("]", 200)) == "");
  CHECK(failure_of(repeated("{1:", 199) + "1" + repeated("}", 199)) == "");
  CHECK(failure_of(repeated("f(", 200) + repeated(")", 200)) == "");
  CHECK(failure_of(repeated("(", 201)) == "SyntaxError: too many nested parentheses");
}

TEST_CASE("a mistake deep in brackets is found without trying everything") {
  CHECK(failure_of(repeated("(", 150) + "a b" + repeated(")", 150)) ==
        "SyntaxError: invalid syntax. Perhaps you forgot a comma?");
  CHECK(failure_of(repeated("f(", 150) + "a b" + repeated(")", 150)) ==
        "SyntaxError: invalid syntax. Perhaps you forgot a comma?");
  CHECK(failure_of(repeated("{a:", 150) + "a b" + repeated("}", 150)) ==
        "SyntaxError: invalid syntax. Perhaps you forgot a comma?");
  CHECK(failure_of(repeated("[", 150) + "$" + repeated("]", 150)) == "SyntaxError: invalid syntax");
}

TEST_CASE("operators without brackets nest until memory is said to run out") {
  for (const char* prefix : {"- ", "not ", "lambda: ", "a if b else ", "a ** "}) {
    CHECK(failure_of(repeated(prefix, 1000) + "1") == "");
    CHECK(failure_of(repeated(prefix, 100'000) + "1") == "MemoryError: ");
  }
}

TEST_CASE("chains are not nesting") {
  CHECK(failure_of("a" + repeated(" + a", 100'000)) == "");
  CHECK(failure_of("a" + repeated(".a", 100'000)) == "");
  CHECK(failure_of("a" + repeated("()", 100'000)) == "");
  CHECK(failure_of("a" + repeated(" < a", 100'000)) == "");
  CHECK(failure_of(repeated("a = ", 100'000) + "a") == "");
  CHECK(failure_of("if a: b\n" + repeated("elif a: b\n", 5'000)) == "");
}

TEST_CASE("indentation goes a hundred levels deep") {
  auto nested = [](int depth) {
    std::string source;
    for (int level = 0; level < depth; ++level) {
      source += std::string(static_cast<std::size_t>(level), ' ') + "if a:\n";
    }
    return source + std::string(static_cast<std::size_t>(depth), ' ') + "b\n";
  };
  CHECK(failure_of(nested(99)) == "");
  CHECK(failure_of(nested(100)) == "IndentationError: too many levels of indentation");
}

TEST_CASE("a dump stops where CPython's would") {
  Arena arena;
  auto* module = parse_module(arena, "a" + repeated(" + a", 100'000), "x.py").value();
  CHECK(dump(module).find("...") != std::string::npos);
}

TEST_CASE("a decimal number has at most 4300 digits") {
  CHECK(failure_of(std::string(4300, '1')) == "");
  CHECK(failure_of(std::string(4301, '1')).starts_with("SyntaxError: Exceeds the limit (4300"));
  CHECK(failure_of("0x" + std::string(100'000, '1')) == "");
}
