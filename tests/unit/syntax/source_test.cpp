// Encodings, the byte order mark, and the ends of lines.
#include <doctest/doctest.h>

#include "python_interp/syntax/source.hpp"

namespace {

using namespace py::syntax;

std::string read(std::string_view bytes, SourceOptions options = {}) {
  Arena arena;
  auto text = read_source(arena, bytes, "x.py", options);
  return text ? std::string(text->text) : "! " + text.error().message;
}

}  // namespace

TEST_CASE("every end of a line becomes a newline, and the last line gets one") {
  CHECK(read("a\r\nb\rc") == "a\nb\nc\n");
  CHECK(read("") == "");
  CHECK(read("a", {.complete_last_line = false}) == "a");
}

TEST_CASE("a coding comment on one of the first two lines counts") {
  CHECK(read("# -*- coding: latin-1 -*-\n\xe4") == "# -*- coding: latin-1 -*-\nä\n");
  CHECK(read("#!/x\n# vim: set fileencoding=iso-8859-1 :\n\xe4").ends_with("ä\n"));
  CHECK(read("# coding: Latin_1_foo\n\xe4").ends_with("ä\n"));
  CHECK(read("a\n# coding: latin-1\nä") == "a\n# coding: latin-1\nä\n");
  CHECK(read("#\n#\n# coding: foo\n") == "#\n#\n# coding: foo\n");
  CHECK(read("# coding: latin-1\nä", {.is_text = true}).ends_with("ä\n"));
}

TEST_CASE("what cannot be decoded is a failure") {
  CHECK(read("# coding: foo\n") == "! unknown encoding: foo");
  CHECK(read("\xef\xbb\xbf# coding: latin-1\n") == "! encoding problem: iso-8859-1 with BOM");
  CHECK(read("\xef\xbb\xbfx") == "x\n");
  CHECK(read("# coding: ascii\n\xc3") ==
        "! 'ascii' codec can't decode byte 0xc3 in position 16: ordinal not in range(128)");
  CHECK(read("a\0b", {}) == "a\n");
  CHECK(read({"a\0b", 3}) == "! source code string cannot contain null bytes");
  CHECK(read("\xff") == "\xff\n");
  CHECK(read("\n\xff", {.is_script = true}) ==
        "! Non-UTF-8 code starting with '\\xff' in file x.py on line 2, but no encoding declared; see "
        "https://peps.python.org/pep-0263/ for details");
  CHECK(read("\xed\xa0\x80", {.is_text = true}) == "\xed\xa0\x80\n");
}

TEST_CASE("a line by its number") {
  CHECK(line_of("a\nb", 1) == "a\n");
  CHECK(line_of("a\nb", 2) == "b");
  CHECK(line_of("a\nb", 3) == "");
  CHECK(line_of("a\nb", 0) == "");
}
