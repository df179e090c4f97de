// Global names: the cells that they lie in, and who believes what of them.
#include <doctest/doctest.h>

#include "fixture.hpp"
#include "python_interp/interp/support/variables.hpp"

using py::Fixture;

TEST_CASE("a global's cells are found once, and are there before the name is") {
  Fixture py;
  py::Str* name = py::intern(py.vm, "later");
  const py::GlobalCells* cells = py::find_global_cells(&py.vm, py.globals(), name);
  CHECK(gc::is_null(cells->global->value));
  CHECK(gc::is_null(cells->builtin->value));
  CHECK(py::find_global_cells(&py.vm, py.globals(), name) == cells);
  CHECK(py.run("later = 5") == "");
  CHECK(cells->global->value == gc::small_int(5));
  CHECK(py.run("del later") == "");
  CHECK(gc::is_null(cells->global->value));
  CHECK(py.shown("'later' in globals()") == "False");
}

TEST_CASE("a value is believed in until it changes a second time") {
  Fixture py;
  py.run("value = 1");
  py::GlobalCell* cell = py::find_global_cells(&py.vm, py.globals(), py::intern(py.vm, "value"))->global;
  pe::Assumption* first = py::constant_cell(cell);
  REQUIRE(first != nullptr);
  CHECK(first->valid);
  CHECK(py::constant_cell(cell) == first);
  py.run("value = 1");
  CHECK(first->valid);
  py.run("value = 2");
  CHECK(!first->valid);
  CHECK(py::constant_cell(cell) == nullptr);
}

TEST_CASE("a builtin's name can be taken and given back") {
  Fixture py;
  py.run("def f(): return len([1, 2])");
  CHECK(py.shown("f()") == "2");
  py.run("len = lambda items: 'mine'");
  CHECK(py.shown("f()") == "'mine'");
  py.run("del len");
  CHECK(py.shown("f()") == "2");
}

TEST_CASE("looking names up changes nothing that the program can see") {
  Fixture py;
  py.run("seen = 0\nname = None\nbefore = 0");
  py.run("before = len(globals())");
  CHECK(py.run("for name in globals():\n"
               "  try: absent_name\n"
               "  except NameError: seen += 1\n") == "");
  CHECK(py.shown("seen == before == len(globals())") == "True");
  CHECK(py.shown("'absent_name' in globals() or 'absent_name' in dir()") == "False");
}

TEST_CASE("any dict can be the globals of code") {
  Fixture py;
  py.run("space = {'a': 1, 2: 3}\nexec('def f(): global b; b = a + 1; return b', space)");
  CHECK(py.shown("space['f']()") == "2");
  CHECK(py.shown("space['b'], space[2]") == "(2, 3)");
  py.run("space['a'] = 10");
  CHECK(py.shown("space['f']()") == "11");
}

TEST_CASE("a class body sees its names, then those around it") {
  Fixture py;
  py.run("x = 'global'\n"
         "def f(x):\n"
         "  class C:\n"
         "    y = x\n"
         "    def get(self): return x\n"
         "  class D:\n"
         "    first = x\n"
         "    x = 'class'\n"
         "  return C.y, C().get(), D.first, D.x\n"
         "class D:\n"
         "  first = x\n"
         "  x = 'class'\n"
         "  second = x\n"
         "  del x\n"
         "  third = x\n");
  CHECK(py.shown("f('local')") == "('local', 'local', 'global', 'class')");
  CHECK(py.shown("D.first, D.second, D.third") == "('global', 'class', 'global')");
}

TEST_CASE("two VMs know nothing of one another") {
  Fixture one, other;
  one.run("shared = 1\nlen = None");
  CHECK(other.shown("len('abc')") == "3");
  CHECK(other.shown("shared") == "NameError: name 'shared' is not defined");
}
