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

TEST_CASE("bytes that are not UTF-8 matter in names and strings") {
  Arena arena;
  auto message = [&](std::string_view source) {
    auto parsed = parse_module(arena, source, "x.py");
    return parsed ? "" : parsed.error().message;
  };
  CHECK(message("a # \xff") == "");
  CHECK(message("a = 'b\xff'") ==
        "(unicode error) 'utf-8' codec can't decode byte 0xff in position 1: invalid start byte");
  CHECK(message("f'b\xe4' c") ==
        "(unicode error) 'utf-8' codec can't decode byte 0xe4 in position 1: unexpected end of data");
  CHECK(message("a\xe4" "b") ==
        "(unicode error) 'utf-8' codec can't decode byte 0xe4 in position 1: invalid continuation "
        "byte");
}

TEST_CASE("warnings go where the caller wants them") {
  Arena arena;
  std::vector<SyntaxNote> notes;
  ParseOptions options{.notes = &notes};
  REQUIRE(parse_module(arena, "x = '\\d'\ny = 1if 2else f'\\{3}' b''\n", "x.py", options).error()
              .message == "cannot mix bytes and nonbytes literals");
  REQUIRE(parse_module(arena, "x = '\\d'\ny = b'\\q\\z'\nz = f'\\{3}'", "x.py", options));
  REQUIRE(notes.size() == 7);
  CHECK(notes[0].message == "invalid decimal literal");
  CHECK(notes[0].category == SyntaxNote::Category::SyntaxWarning);
  CHECK(notes[4].message == "invalid escape sequence '\\d'");
  CHECK(notes[5].message == "invalid escape sequence '\\q'");
  CHECK(notes[6].message == "invalid escape sequence '\\{'");
  CHECK(notes[6].lineno == 3);
}
