// Text: widths, searching, encodings, representations.
#include <doctest/doctest.h>

#include <random>

#include "python_interp/objects/data/unicode.hpp"
#include "python_interp/objects/formatting.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/strings.hpp"
#include "tests/unit/objects/fixture.hpp"

namespace py {
namespace {

struct Strings : Fixture {
  std::mt19937_64 random{3};

  Str* string(std::string_view utf8) { return make_str(vm, utf8); }
  std::string utf8(Word word) { return gc::is_null(word) ? pending() : to_utf8(str_of(word)); }
  Word pair(Word first, Word second) {
    const Word items[] = {first, second};
    return gc::reference(make_tuple(vm, items));
  }
  /// Text of a few letters, so that parts of it occur again.
  std::u32string letters(std::size_t count, char32_t first) {
    std::u32string text;
    for (std::size_t i = 0; i != count; ++i) text.push_back(first + random() % 3);
    return text;
  }
  Str* from(const std::u32string& text) {
    return make_str(vm, std::span(reinterpret_cast<const std::uint32_t*>(text.data()), text.size()));
  }
};

TEST_CASE_FIXTURE(Strings, "code points lie in the narrowest width that fits") {
  CHECK(string("abc")->width == 1);
  CHECK(string("na\u00efve")->width == 1);
  CHECK(string("\u20ac")->width == 2);
  CHECK(string("\U0001f600")->width == 4);
  CHECK(str_is_ascii(string("abc")));
  CHECK_FALSE(str_is_ascii(string("na\u00efve")));
  const Word wide = gc::reference(string("ab\U0001f600cd"));
  CHECK(gc::as<Str>(str_slice(vm, gc::as<Str>(wide), 0, 2, 1, 2))->width == 1);
  CHECK(gc::as<Str>(str_concat(&vm, gc::reference(string("a")), wide))->width == 4);
  CHECK(str_slice(vm, gc::as<Str>(wide), 1, 2, 1, 1) == vm.latin1_strings['b']);
}

TEST_CASE_FIXTURE(Strings, "surrogates survive the way through WTF-8") {
  const std::uint32_t points[] = {0x61, 0xd800, 0xdfff, 0x10ffff};
  Str* const text = make_str(vm, std::span<const std::uint32_t>(points));
  CHECK(str_equal(make_str(vm, to_utf8(text)), text));
}

TEST_CASE_FIXTURE(Strings, "searching finds what a naive search finds, in all widths") {
  for (int trial = 0; trial != 3000; ++trial) {
    const char32_t first = trial % 3 == 0 ? U'a' : trial % 3 == 1 ? 0x20ac : 0x1f600;
    const std::u32string text = letters(random() % 60, first), needle = letters(random() % 5, trial % 7 ? first : U'a');
    Str* const in = from(text);
    Str* const what = from(needle);
    const auto length = static_cast<std::int64_t>(text.size());
    const std::size_t forwards = text.find(needle), backwards = text.rfind(needle);
    CHECK(str_find(in, what, 0, length) == (forwards == text.npos ? -1 : static_cast<std::int64_t>(forwards)));
    CHECK(str_rfind(in, what, 0, length) == (backwards == text.npos ? -1 : static_cast<std::int64_t>(backwards)));
    if (needle.empty()) continue;
    std::int64_t count = 0;
    for (std::size_t at = 0; (at = text.find(needle, at)) != text.npos; at += needle.size()) ++count;
    CHECK(str_count(in, what, 0, length) == count);
    // Replacing is splitting and joining.
    Str* const by = from(letters(random() % 4, U'x'));
    const Word parts = str_split(vm, in, what, -1);
    CHECK(str_equal(gc::as<Str>(str_replace(vm, in, what, by, -1)),
                    gc::as<Str>(str_join(&vm, gc::reference(by), parts))));
  }
}

TEST_CASE_FIXTURE(Strings, "searching for a long needle is not quadratic") {
  Str* const text = gc::as<Str>(str_repeat(vm, string("a"), 200000));
  Str* const needle = gc::as<Str>(str_concat(&vm, str_repeat(vm, string("a"), 50000), text ? vm.latin1_strings['b'] : null));
  CHECK(str_find(text, needle, 0, 200000) == -1);
}

TEST_CASE_FIXTURE(Strings, "equal texts have equal hashes, whatever they were made of") {
  for (int trial = 0; trial != 500; ++trial) {
    const std::u32string text = letters(random() % 40, trial % 2 ? U'a' : 0x3b1);
    const std::size_t cut = text.empty() ? 0 : random() % text.size();
    const Word joined = str_concat(&vm, gc::reference(from(text.substr(0, cut))), gc::reference(from(text.substr(cut))));
    CHECK(str_hash(gc::as<Str>(joined)) == str_hash(from(text)));
    CHECK(str_equal(gc::as<Str>(joined), from(text)));
  }
}

TEST_CASE_FIXTURE(Strings, "repr() quotes and escapes as Python's") {
  struct Row {
    const char *text, *shown;
  };
  const Row rows[] = {{"abc", "'abc'"}, {"a'b", "\"a'b\""}, {"a\"b", "'a\"b'"}, {"a'\"b", "'a\\'\"b'"},
                      {"\n\t\r\\", "'\\n\\t\\r\\\\'"}, {"\x01\x7f", "'\\x01\\x7f'"}, {"\u00e9\u20ac", "'\u00e9\u20ac'"},
                      {"\u00a0\u00ad", "'\\xa0\\xad'"}, {"\u2028", "'\\u2028'"}, {"\U000e0001", "'\\U000e0001'"}};
  for (const Row& row : rows) CHECK(to_utf8(str_repr(vm, string(row.text))) == row.shown);
}

TEST_CASE_FIXTURE(Strings, "encodings read back what they wrote") {
  Str* const text = string("a\u00e9\u20ac\U0001f600");
  for (const char* coding : {"utf-8", "UTF8", "utf-16", "utf-16-be", "utf_16_le", "utf-32", "utf-32-be"}) {
    const Word bytes = encode(vm, text, coding, "strict");
    REQUIRE(is<Bytes>(bytes));
    CHECK(str_equal(gc::as<Str>(decode(vm, *bytes_of(bytes), coding, "strict")), text));
  }
  CHECK(shown(encode(vm, text, "ascii", "backslashreplace")) == "b'a\\\\xe9\\\\u20ac\\\\U0001f600'");
  CHECK(shown(encode(vm, text, "latin-1", "replace")) == "b'a\\xe9??'");
  encode(vm, text, "ascii", "strict");
  CHECK(pending() == "UnicodeEncodeError: 'ascii' codec can't encode characters in position 1-3: ordinal not in range(128)");
  encode(vm, text, "klingon", "strict");
  CHECK(pending() == "LookupError: unknown encoding: klingon");
}

TEST_CASE_FIXTURE(Strings, "malformed UTF-8 is reported as CPython reports it") {
  struct Row {
    std::string_view bytes;
    const char* error;
  };
  const Row rows[] = {
      {"\xff", "byte 0xff in position 0: invalid start byte"},
      {"a\xe2\x82", "bytes in position 1-2: unexpected end of data"},
      {"\xe2\x28\xa1", "byte 0xe2 in position 0: invalid continuation byte"},
      {"\xed\xa0\x80", "byte 0xed in position 0: invalid continuation byte"},
      {"\xc0\x80", "byte 0xc0 in position 0: invalid start byte"},
      {"\xf4\x90\x80\x80", "byte 0xf4 in position 0: invalid continuation byte"}};
  for (const Row& row : rows) {
    decode(vm, std::span(reinterpret_cast<const std::uint8_t*>(row.bytes.data()), row.bytes.size()), "utf-8", "strict");
    CHECK(pending() == std::string("UnicodeDecodeError: 'utf-8' codec can't decode ") + row.error);
  }
}

TEST_CASE_FIXTURE(Strings, "the % operator") {
  const auto formatted = [&](std::string_view pattern, std::initializer_list<Word> arguments) {
    Tuple* const tuple = make_tuple(vm, {arguments.begin(), arguments.size()});
    return utf8(percent_format(vm, string(pattern), gc::reference(tuple)));
  };
  CHECK(formatted("%d:%s", {gc::small_int(5), text("x")}) == "5:x");
  CHECK(formatted("%05.1f|%-5d|%+d", {box_float(3.14159, &vm), gc::small_int(3), gc::small_int(7)}) == "003.1|3    |+7");
  CHECK(formatted("%#x %o %c %%", {gc::small_int(255), gc::small_int(8), gc::small_int(65)}) == "0xff 10 A %");
  CHECK(formatted("%*d", {gc::small_int(4), gc::small_int(1)}) == "   1");
  CHECK(formatted("%d", {text("x")}) == "TypeError: %d format: a real number is required, not str");
  CHECK(formatted("%s %s", {text("x")}) == "TypeError: not enough arguments for format string");
  CHECK(formatted("%y", {text("x")}) == "ValueError: unsupported format character 'y' (0x79) at index 1");
}

TEST_CASE_FIXTURE(Strings, "str.format()") {
  const auto formatted = [&](std::string_view pattern, std::initializer_list<Word> arguments) {
    return utf8(format_fields(vm, string(pattern), {arguments.begin(), arguments.size()}, null));
  };
  CHECK(formatted("{} {{{}}}", {gc::small_int(1), text("a")}) == "1 {a}");
  CHECK(formatted("{1!r:>5} {0:03d}", {gc::small_int(1), text("a")}) == "  'a' 001");
  CHECK(formatted("{0:{1}}", {gc::small_int(1), gc::small_int(4)}) == "   1");
  CHECK(formatted("{0[1]}", {pair(none, gc::small_int(9))}) == "9");
  CHECK(formatted("{} {0}", {none}) ==
        "ValueError: cannot switch from automatic field numbering to manual field specification");
  CHECK(formatted("{", {}) == "ValueError: Single '{' encountered in format string");
  CHECK(formatted("{2}", {none}) == "IndexError: Replacement index 2 out of range for positional args tuple");
}

TEST_CASE("properties of characters") {
  CHECK(unicode::decimal_value(0x663) == 3);
  CHECK(unicode::is_numeric(0x4e00));
  CHECK_FALSE(unicode::is_digit(0xbd));
  CHECK(unicode::is_identifier_start(0x2118));
  std::u32string upper, lower;
  unicode::append_upper(upper, 0xdf);
  CHECK(upper == U"SS");
  unicode::append_lower(lower, 0x130);
  CHECK(lower == U"i\u0307");
}

}  // namespace
}  // namespace py
