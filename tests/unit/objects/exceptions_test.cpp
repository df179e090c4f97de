// Exceptions: messages, chains, and how they are printed.
#include <doctest/doctest.h>

#include "python_interp/objects/carets.hpp"
#include "python_interp/objects/exceptions.hpp"
#include "python_interp/objects/suggestions.hpp"
#include "tests/unit/objects/fixture.hpp"

namespace py {
namespace {

TEST_CASE("a message shows values, strings and types") {
  Fixture f;
  raise(f.vm, f.vm.exceptions.TypeError, "%R is not %S but '%T' (%d of %lld, %s)", f.text("a"), f.text("b"),
        gc::small_int(1), 2, 3LL, "c");
  CHECK(f.pending() == "TypeError: 'a' is not b but 'int' (2 of 3, c)");
}

TEST_CASE("what is being handled becomes the context") {
  Fixture f;
  raise(f.vm, f.vm.exceptions.ValueError, "first");
  f.vm.handled = take_pending(f.vm);
  raise(f.vm, f.vm.exceptions.KeyError, "second");
  CHECK(gc::as<Exception>(f.vm.pending)->context == f.vm.handled);
  CHECK(format_exception(f.vm, f.vm.pending) ==
        "ValueError: first\n\nDuring handling of the above exception, another exception occurred:\n\n"
        "KeyError: 'second'\n");
  auto* const second = gc::as<Exception>(f.vm.pending);
  second->cause = second->context;
  CHECK(format_exception(f.vm, f.vm.pending) ==
        "ValueError: first\n\nThe above exception was the direct cause of the following exception:\n\n"
        "KeyError: 'second'\n");
}

TEST_CASE("a chain that would be a circle is cut") {
  Fixture f;
  raise(f.vm, f.vm.exceptions.ValueError, "one");
  const Word one = take_pending(f.vm);
  f.vm.handled = one;
  raise(f.vm, f.vm.exceptions.ValueError, "two");
  f.vm.handled = take_pending(f.vm);
  raise_object(f.vm, one);
  CHECK(gc::as<Exception>(one)->context == f.vm.handled);
  CHECK(gc::as<Exception>(f.vm.handled)->context == none);
}

TEST_CASE("OSError chooses its class by the number") {
  Fixture f;
  raise_os_error(f.vm, 2, f.text("there"));
  CHECK(f.pending() == "FileNotFoundError: [Errno 2] No such file or directory: 'there'");
}

TEST_CASE("notes follow the message") {
  Fixture f;
  raise(f.vm, f.vm.exceptions.ValueError, "bad");
  const Word error = take_pending(f.vm);
  const Word note = f.text("first line\nsecond line");
  call_method(f.vm, error, "add_note", {&note, 1});
  CHECK(format_exception(f.vm, error) == "ValueError: bad\nfirst line\nsecond line\n");
}

TEST_CASE("names near enough are proposed") {
  CHECK(nearest_name("foo", {"bar", "fop", "food"}) == "fop");
  CHECK(nearest_name("lenght", {"length", "len"}) == "length");
  CHECK(nearest_name("x", {"yes"}) == "");
}

TEST_CASE("an attribute that is missing is looked for among the others") {
  Fixture f;
  Type* const type = f.make_class_of("Thing");
  const Word object = f.call_with(gc::reference(type), {});
  set_attribute(&f.vm, object, f.name("colour"), none);
  CHECK(gc::is_null(get_attribute(&f.vm, object, f.name("color"))));
  CHECK(format_exception(f.vm, f.vm.pending) ==
        "AttributeError: 'Thing' object has no attribute 'color'. Did you mean: 'colour'?\n");
}

std::string anchored(std::string_view expression) {
  const auto anchors = find_anchors(expression);
  if (!anchors) return "";
  std::string marks(expression.size(), '~');
  for (std::size_t i = anchors->start; i < anchors->end; ++i) marks[i] = '^';
  return marks;
}

TEST_CASE("the operator of a binary operation is marked") {
  CHECK(anchored("a + b") == "~~^~~");
  CHECK(anchored("a+b*c") == "~^~~~");
  CHECK(anchored("a * b + c") == "~~~~~~^~~");
  CHECK(anchored("a // b") == "~~^^~~");
  CHECK(anchored("f(a + b) / g[1]") == "~~~~~~~~~^~~~~~");
  CHECK(anchored("2 ** -x") == "~~^^~~~");
  CHECK(anchored("a ** b ** c") == "~~^^~~~~~~~");
  CHECK(anchored("'a+b' % c") == "~~~~~~^~~");
  CHECK(anchored("1e-5 - 2") == "~~~~~^~~");
}

TEST_CASE("so are the brackets of a subscription") {
  CHECK(anchored("a[1]") == "~^^^");
  CHECK(anchored("a.b[i + 1]") == "~~~^^^^^^^");
  CHECK(anchored("f(x)[0]['key']") == "~~~~~~~^^^^^^^");
}

TEST_CASE("other expressions have no part of their own") {
  for (const char* expression : {"a", "a.b", "f(a + b)", "-a", "a < b + c", "not a + b", "a if b else c",
                                 "lambda: a + b", "a, b + c", "[a + b]", "a = b + c", "-a ** b", "a + ("})
    CHECK(anchored(expression) == "");
}

TEST_CASE("marks are left out where they would be under the whole line") {
  CHECK(carets("    raise_it()", 4, 14, true) == "");
  CHECK(carets("    x = raise_it()", 8, 18, true) == "    ^^^^^^^^^^");
  CHECK(carets("    a + b", 4, 9, true) == "~~^~~");
  CHECK(carets("    f(1,", 4, 20, false) == "");
  CHECK(carets("    x = f(1,  ", 8, 2, false) == "    ^^^^");
}

}  // namespace
}  // namespace py
