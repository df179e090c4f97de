// Classes: their order of resolution, calls of natives, and what builtin functions say to wrong arguments.
#include <doctest/doctest.h>

#include "python_interp/objects/lists.hpp"
#include "tests/unit/objects/fixture.hpp"

namespace py {
namespace {

std::string order(Fixture& f, Type* type) {
  std::string names;
  for (const Word word : items_of(type->mro)) names += to_utf8(gc::as<Str>(gc::as<Type>(word)->name)) + " ";
  static_cast<void>(f);
  return names;
}

Word make(Fixture& f, std::string_view name, std::initializer_list<Type*> bases) {
  Words words(f.vm);
  for (Type* base : bases) words.push(gc::reference(base));
  return make_class(f.vm, f.vm.types.type, f.name(name), py::make_tuple(f.vm, words), make_dict(f.vm), {}, null);
}

TEST_CASE("C3 keeps the order of bases") {
  Fixture f;
  auto* const a = gc::as<Type>(make(f, "A", {}));
  auto* const b = gc::as<Type>(make(f, "B", {a}));
  auto* const c = gc::as<Type>(make(f, "C", {a}));
  auto* const d = gc::as<Type>(make(f, "D", {b, c}));
  CHECK(order(f, d) == "D B C A object ");
  CHECK(gc::is_null(make(f, "E", {a, b})));
  CHECK(f.pending() ==
        "TypeError: Cannot create a consistent method resolution\norder (MRO) for bases A, B");
  CHECK(gc::is_null(make(f, "F", {a, a})));
  CHECK(f.pending() == "TypeError: duplicate base class A");
}

TEST_CASE("layouts that cannot be joined are refused") {
  Fixture f;
  CHECK(gc::is_null(make(f, "A", {f.vm.types.int_, f.vm.types.str})));
  CHECK(f.pending() == "TypeError: multiple bases have instance lay-out conflict");
  CHECK(gc::is_null(make(f, "B", {f.vm.types.bool_})));
  CHECK(f.pending() == "TypeError: type 'bool' is not an acceptable base type");
}

TEST_CASE("an instance of a subclass of a builtin value wraps the value") {
  Fixture f;
  auto* const type = gc::as<Type>(make(f, "Number", {f.vm.types.int_}));
  const Word number = f.call_with(gc::reference(type), {gc::small_int(7)});
  CHECK(is<Wrapped>(number));
  CHECK(binary_operation(&f.vm, 0, number, gc::small_int(1)) == gc::small_int(8));
  CHECK(!gc::is_null(set_attribute(&f.vm, number, f.name("unit"), f.text("m"))));
  CHECK(f.shown(get_attribute(&f.vm, number, f.name("unit"))) == "'m'");
  CHECK(is_instance(f.vm, number, f.vm.types.int_));
}

TEST_CASE("natives are called with the arguments they ask for") {
  Fixture f;
  const Word append = get_attribute(&f.vm, gc::reference(make_list(f.vm, {})), f.name("append"));
  CHECK(gc::is_null(f.call_with(append, {})));
  CHECK(f.pending() == "TypeError: list.append() takes exactly one argument (0 given)");
  const Word unbound = get_attribute(&f.vm, gc::reference(f.vm.types.list), f.name("append"));
  CHECK(gc::is_null(f.call_with(unbound, {gc::small_int(1), none})));
  CHECK(f.pending() == "TypeError: descriptor 'append' for 'list' objects doesn't apply to a 'int' object");
  CHECK(gc::is_null(f.call_with(unbound, {})));
  CHECK(f.pending() == "TypeError: unbound method list.append() needs an argument");
}

TEST_CASE("operators that nobody knows are a TypeError") {
  Fixture f;
  CHECK(gc::is_null(binary_operation(&f.vm, 0, gc::small_int(1), f.text("a"))));
  CHECK(f.pending() == "TypeError: unsupported operand type(s) for +: 'int' and 'str'");
  CHECK(gc::is_null(inplace_operation(&f.vm, 6, none, gc::small_int(1))));
  CHECK(f.pending() == "TypeError: unsupported operand type(s) for **=: 'NoneType' and 'int'");
  CHECK(gc::is_null(compare_operation(&f.vm, 0, gc::small_int(1), f.text("a"))));
  CHECK(f.pending() == "TypeError: '<' not supported between instances of 'int' and 'str'");
  CHECK(gc::is_null(call(f.vm, gc::small_int(1), {})));
  CHECK(f.pending() == "TypeError: 'int' object is not callable");
}

}  // namespace
}  // namespace py
