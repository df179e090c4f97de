// Failures that need more than a file's text: options, and the choice between two faults.
#include <doctest/doctest.h>

#include "python_interp/syntax/parser.hpp"

namespace {

using namespace py::syntax;

std::string incomplete(std::string_view source) {
  Arena arena;
  auto parsed = parse_interactive(arena, source, "x", {.is_text = true, .allow_incomplete = true});
  return parsed ? "" : parsed.error().message;
}

}  // namespace

TEST_CASE("a console can be told that more lines may help") {
  CHECK(incomplete("a\n") == "");
  CHECK(incomplete("if a:\n") == "incomplete input");
  CHECK(incomplete("(a,\n") == "incomplete input");
  CHECK(incomplete("'''a\n") == "incomplete input");
  CHECK(incomplete("a +\n") == "invalid syntax");
  CHECK(incomplete("a b\n") == "invalid syntax");
}

TEST_CASE("PEP 401") {
  Arena arena;
  ParseOptions options{.barry_as_flufl = true};
  CHECK(parse_module(arena, "a <> b", "x.py", options).has_value());
  CHECK(parse_module(arena, "a != b", "x.py", options).error().message ==
        "with Barry as BDFL, use '<>' instead of '!='");
  CHECK(parse_module(arena, "a <> b", "x.py").error().message == "invalid syntax");
}

TEST_CASE("a failure carries its file and line") {
  Arena arena;
  auto failure = parse_module(arena, "x\ny z\n", "dir/x.py").error();
  CHECK(failure.filename == "dir/x.py");
  CHECK(failure.text == "y z\n");
  CHECK(failure.lineno == 2);
}
