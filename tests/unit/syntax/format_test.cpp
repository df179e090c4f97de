// Failures as a traceback ends with them.
#include <doctest/doctest.h>

#include "python_interp/syntax/parser.hpp"

namespace {

std::string formatted(std::string_view source) {
  py::syntax::Arena arena;
  auto parsed = py::syntax::parse_module(arena, source, "x.py");
  return parsed ? "" : py::syntax::format_failure(parsed.error());
}

}  // namespace

TEST_CASE("carets stand below what is wrong") {
  CHECK(formatted("a b\n") ==
        "  File \"x.py\", line 1\n    a b\n      ^\nSyntaxError: invalid syntax\n");
  CHECK(formatted("if x:\n    f(a b, c)\n") ==
        "  File \"x.py\", line 2\n    f(a b, c)\n      ^^^\n"
        "SyntaxError: invalid syntax. Perhaps you forgot a comma?\n");
  // CPython counts bytes where nothing says the encoding.
  CHECK(formatted("é = (1,\n") ==
        "  File \"x.py\", line 1\n    é = (1,\n         ^\nSyntaxError: '(' was never closed\n");
  CHECK(formatted("if x:\n  a\n b\n") ==
        "  File \"x.py\", line 3\n    b\n     ^\n"
        "IndentationError: unindent does not match any outer indentation level\n");
  CHECK(formatted("x = f'{a b}'\n") ==
        "  File \"x.py\", line 1\n    (a b)\n     ^^^\n"
        "SyntaxError: f-string: invalid syntax. Perhaps you forgot a comma?\n");
}
