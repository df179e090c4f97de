// Binding arguments to parameters: who is wrong is told in CPython 3.11's words.
#include <doctest/doctest.h>

#include "fixture.hpp"

namespace {

struct Row {
  const char* parameters;
  const char* arguments;
  const char* message;  ///< Of the TypeError that CPython 3.11 raises.
};
constexpr Row rows[] = {
    {"", "1",
     "f() takes 0 positional arguments but 1 was given"},
    {"", "1, 2",
     "f() takes 0 positional arguments but 2 were given"},
    {"", "x=1",
     "f() got an unexpected keyword argument 'x'"},
    {"a", "",
     "f() missing 1 required positional argument: 'a'"},
    {"a", "1, 2",
     "f() takes 1 positional argument but 2 were given"},
    {"a", "1, a=2",
     "f() got multiple values for argument 'a'"},
    {"a", "b=1",
     "f() got an unexpected keyword argument 'b'"},
    {"a", "1, b=1",
     "f() got an unexpected keyword argument 'b'"},
    {"a, b", "",
     "f() missing 2 required positional arguments: 'a' and 'b'"},
    {"a, b", "1",
     "f() missing 1 required positional argument: 'b'"},
    {"a, b", "b=1",
     "f() missing 1 required positional argument: 'a'"},
    {"a, b", "1, 2, 3",
     "f() takes 2 positional arguments but 3 were given"},
    {"a, b, c", "",
     "f() missing 3 required positional arguments: 'a', 'b', and 'c'"},
    {"a, b, c", "1, c=3",
     "f() missing 1 required positional argument: 'b'"},
    {"a, b, c, d", "b=1",
     "f() missing 3 required positional arguments: 'a', 'c', and 'd'"},
    {"a, b=1", "",
     "f() missing 1 required positional argument: 'a'"},
    {"a, b=1", "1, 2, 3",
     "f() takes from 1 to 2 positional arguments but 3 were given"},
    {"a=1", "1, 2",
     "f() takes from 0 to 1 positional arguments but 2 were given"},
    {"a=1, b=2", "1, 2, 3, 4",
     "f() takes from 0 to 2 positional arguments but 4 were given"},
    {"a, *, k", "1",
     "f() missing 1 required keyword-only argument: 'k'"},
    {"a, *, k", "1, 2",
     "f() takes 1 positional argument but 2 were given"},
    {"a, *, k", "1, 2, k=3",
     "f() takes 1 positional argument but 2 positional arguments (and 1 keyword-only "
     "argument) were given"},
    {"a, *, k, l", "1",
     "f() missing 2 required keyword-only arguments: 'k' and 'l'"},
    {"a, *, k, l", "1, 2, k=3, l=4",
     "f() takes 1 positional argument but 2 positional arguments (and 2 keyword-only "
     "arguments) were given"},
    {"*, k", "",
     "f() missing 1 required keyword-only argument: 'k'"},
    {"*, k=1", "1",
     "f() takes 0 positional arguments but 1 was given"},
    {"*, k=1", "1, k=2",
     "f() takes 0 positional arguments but 1 positional argument (and 1 keyword-only "
     "argument) were given"},
    {"*, k=1", "1, 2, k=2",
     "f() takes 0 positional arguments but 2 positional arguments (and 1 keyword-only "
     "argument) were given"},
    {"*, k, l, m", "l=1",
     "f() missing 2 required keyword-only arguments: 'k' and 'm'"},
    {"a=1, *, k", "1, 2, k=3",
     "f() takes from 0 to 1 positional arguments but 2 positional arguments (and 1 "
     "keyword-only argument) were given"},
    {"*args, k", "1, 2",
     "f() missing 1 required keyword-only argument: 'k'"},
    {"*args", "x=1",
     "f() got an unexpected keyword argument 'x'"},
    {"*args", "**{'args': 1}",
     "f() got an unexpected keyword argument 'args'"},
    {"**kwargs", "1",
     "f() takes 0 positional arguments but 1 was given"},
    {"a, **kwargs", "",
     "f() missing 1 required positional argument: 'a'"},
    {"a, **kwargs", "1, a=2",
     "f() got multiple values for argument 'a'"},
    {"a, **kwargs", "b=2",
     "f() missing 1 required positional argument: 'a'"},
    {"a, /", "a=1",
     "f() got some positional-only arguments passed as keyword arguments: 'a'"},
    {"a, /", "",
     "f() missing 1 required positional argument: 'a'"},
    {"a, b, /", "a=1, b=2",
     "f() got some positional-only arguments passed as keyword arguments: 'a, b'"},
    {"a, b, /", "1, b=2",
     "f() got some positional-only arguments passed as keyword arguments: 'b'"},
    {"a, /, b", "1, a=2",
     "f() got some positional-only arguments passed as keyword arguments: 'a'"},
    {"a, /, b", "a=1, b=2, c=3",
     "f() got some positional-only arguments passed as keyword arguments: 'a'"},
    {"a, /, b", "1, 2, c=3",
     "f() got an unexpected keyword argument 'c'"},
    {"a, /, **kw", "a=1",
     "f() missing 1 required positional argument: 'a'"},
    {"a, /, b=2", "1, 2, 3",
     "f() takes from 1 to 2 positional arguments but 3 were given"},
    {"a, b", "*[1]",
     "f() missing 1 required positional argument: 'b'"},
    {"a, b", "*[1, 2], b=3",
     "f() got multiple values for argument 'b'"},
    {"a", "*5",
     "m.f() argument after * must be an iterable, not int"},
    {"a", "**5",
     "m.f() argument after ** must be a mapping, not int"},
    {"a", "1, *5",
     "Value after * must be an iterable, not int"},
    {"a", "1, **{'a': 2}",
     "f() got multiple values for argument 'a'"},
    {"a, b", "b=2, **{'b': 3}",
     "m.f() got multiple values for keyword argument 'b'"},
    {"a", "**{1: 2}",
     "keywords must be strings"},
    {"**k", "**{1: 2}",
     "keywords must be strings"},
    {"a, **k", "**{'a': 1}, **{'a': 2}",
     "m.f() got multiple values for keyword argument 'a'"},
    {"a", "*None",
     "m.f() argument after * must be an iterable, not NoneType"},
    {"a", "*[], **[]",
     "m.f() argument after ** must be a mapping, not list"},
    {"self, a", "1, 2, 3",
     "f() takes 2 positional arguments but 3 were given"},
    {"a, b, c=1, d=2", "1",
     "f() missing 1 required positional argument: 'b'"},
    {"a, b, c=1, d=2", "1, 2, 3, 4, 5, c=1",
     "f() got multiple values for argument 'c'"},
};

}  // namespace

TEST_CASE("a call that does not fit its function says why") {
  py::Fixture py;
  for (const Row& row : rows) {
    const std::string definition = std::string("def f(") + row.parameters + "): return 0";
    const std::string call = std::string("f(") + row.arguments + ")";
    CAPTURE(definition);
    CAPTURE(call);
    CHECK(py.run(definition) == "");
    CHECK(py.run(call) == std::string("TypeError: ") + row.message);
  }
}

TEST_CASE("parameters get their arguments") {
  py::Fixture py;
  py.run("def f(a, b=2, /, c=3, *rest, d, e=5, **more): return a, b, c, rest, d, e, more");
  CHECK(py.shown("f(1, d=4)") == "(1, 2, 3, (), 4, 5, {})");
  CHECK(py.shown("f(1, 2, d=4, c=9, z=0)") == "(1, 2, 9, (), 4, 5, {'z': 0})");
  CHECK(py.shown("f(1, 2, 3, 4, 5, d=6)") == "(1, 2, 3, (4, 5), 6, 5, {})");
  CHECK(py.shown("f(*range(5), **{'d': 1, 'e': 2, 'b': 3})") == "(0, 1, 2, (3, 4), 1, 2, {'b': 3})");
  CHECK(py.shown("f(a=0, *[1], d=2)") == "(1, 2, 3, (), 2, 5, {'a': 0})");
  CHECK(py.shown("(lambda *, k: k)(k='only')") == "'only'");
}

TEST_CASE("defaults are looked at when the call is made") {
  py::Fixture py;
  py.run("def f(a, b=1, *, c=2): return a, b, c");
  py.run("f.__defaults__ = 10, 11\nf.__kwdefaults__ = {'c': 12}");
  CHECK(py.shown("f()") == "(10, 11, 12)");
  py.run("f.__defaults__ = None\nf.__kwdefaults__ = None");
  CHECK(py.shown("f(1)") == "TypeError: f() missing 1 required positional argument: 'b'");
}
