// Look-ups: what they find, and when they are forgotten.
#include <doctest/doctest.h>

#include "python_interp/objects/shapes.hpp"
#include "tests/unit/objects/fixture.hpp"

namespace py {
namespace {

Word answer(VM&, const Word*, std::uint64_t, Word) { return gc::small_int(42); }
Word other_answer(VM&, const Word*, std::uint64_t, Word) { return gc::small_int(43); }

const Attribute* look_up(Fixture& f, Word object, std::string_view name) {
  return find_attribute(&f.vm, word_header(&f.vm, object), f.name(name));
}

TEST_CASE("an attribute of an instance is in its slot") {
  Fixture f;
  Type* const type = f.make_class_of("Point");
  const Word point = f.call_with(gc::reference(type), {});
  REQUIRE(!gc::is_null(point));
  CHECK(look_up(f, point, "x")->found == Found::missing);
  set_attribute(&f.vm, point, f.name("x"), gc::small_int(3));
  set_attribute(&f.vm, point, f.name("y"), gc::small_int(4));
  CHECK(look_up(f, point, "x")->found == Found::inline_slot);
  CHECK(look_up(f, point, "y")->index == 1);
  CHECK(get_attribute(&f.vm, point, f.name("y")) == gc::small_int(4));
}

TEST_CASE("objects with the same attributes in the same order share a shape") {
  Fixture f;
  Type* const type = f.make_class_of("Point");
  Word points[3];
  for (Word& point : points) point = f.call_with(gc::reference(type), {});
  for (const char* name : {"x", "y"})
    for (int i = 0; i < 2; ++i) set_attribute(&f.vm, points[i], f.name(name), none);
  for (const char* name : {"y", "x"}) set_attribute(&f.vm, points[2], f.name(name), none);
  CHECK(gc::as<Object>(points[0])->header == gc::as<Object>(points[1])->header);
  CHECK(gc::as<Object>(points[0])->header != gc::as<Object>(points[2])->header);
}

TEST_CASE("later instances have room inside for what earlier ones had to put outside") {
  Fixture f;
  Type* const type = f.make_class_of("Wide");
  for (int instance = 0; instance < 2; ++instance) {
    const Word object = f.call_with(gc::reference(type), {});
    for (int i = 0; i < 9; ++i)
      set_attribute(&f.vm, object, f.name("a" + std::to_string(i)), gc::small_int(i));
    for (int i = 0; i < 9; ++i)
      CHECK(get_attribute(&f.vm, object, f.name("a" + std::to_string(i))) == gc::small_int(i));
    CHECK(look_up(f, object, "a8")->found == (instance == 0 ? Found::extra_slot : Found::inline_slot));
  }
}

TEST_CASE("a class's new attribute invalidates look-ups on its subclasses") {
  Fixture f;
  Type* const base = f.make_class_of("Base");
  Type* const derived = f.make_class_of("Derived", base);
  const Word object = f.call_with(gc::reference(derived), {});
  const Attribute* const missing = look_up(f, object, "answer");
  CHECK(missing->found == Found::missing);
  CHECK(missing->valid);
  const Attribute* const unrelated = look_up(f, object, "other");
  NativeMethod method{"answer", answer, 1, 1};
  add_methods(f.vm, base, {&method, 1});
  CHECK(!missing->valid);
  CHECK(unrelated->valid);
  const Attribute* const found = look_up(f, object, "answer");
  CHECK(found->found == Found::method);
  CHECK(call_method(f.vm, object, "answer", {}) == gc::small_int(42));
  method.function = other_answer;
  add_methods(f.vm, derived, {&method, 1});
  CHECK(!found->valid);
  CHECK(call_method(f.vm, object, "answer", {}) == gc::small_int(43));
}

TEST_CASE("a class variable may change without anybody looking again") {
  Fixture f;
  Type* const type = f.make_class_of("Counter");
  const Word object = f.call_with(gc::reference(type), {});
  set_class_value(f.vm, type, f.name("count"), gc::small_int(1));
  const Attribute* const found = look_up(f, object, "count");
  CHECK(found->found == Found::class_value);
  set_class_value(f.vm, type, f.name("count"), gc::small_int(2));
  CHECK(found->valid);
  CHECK(get_attribute(&f.vm, object, f.name("count")) == gc::small_int(2));
  delete_attribute(&f.vm, gc::reference(type), f.name("count"));
  CHECK(!found->valid);
  CHECK(look_up(f, object, "count")->found == Found::missing);
}

TEST_CASE("classes and modules are told apart by their headers") {
  Fixture f;
  Type* const one = f.make_class_of("One");
  Type* const two = f.make_class_of("Two");
  set_class_value(f.vm, one, f.name("x"), gc::small_int(1));
  CHECK(look_up(f, gc::reference(one), "x")->found == Found::class_value);
  CHECK(look_up(f, gc::reference(two), "x")->found == Found::missing);
  Module* const module = make_module(f.vm, "m");
  CHECK(look_up(f, gc::reference(module), "y")->found == Found::dynamic);
  set_global(f.vm, module->dict, "y", gc::small_int(2));
  CHECK(look_up(f, gc::reference(module), "y")->found == Found::class_value);
}

TEST_CASE("asking for __dict__ puts an object into dictionary mode") {
  Fixture f;
  Type* const type = f.make_class_of("Bag");
  const Word object = f.call_with(gc::reference(type), {});
  set_attribute(&f.vm, object, f.name("a"), gc::small_int(1));
  const Word dict = get_attribute(&f.vm, object, f.vm.names->dict);
  CHECK(f.shown(dict) == "{'a': 1}");
  set_item(&f.vm, dict, f.text("b"), gc::small_int(2));
  CHECK(get_attribute(&f.vm, object, f.name("b")) == gc::small_int(2));
  CHECK(look_up(f, object, "a")->found == Found::dynamic);
  set_attribute(&f.vm, object, f.name("c"), gc::small_int(3));
  CHECK(f.shown(dict) == "{'a': 1, 'b': 2, 'c': 3}");
}

TEST_CASE("deleting an attribute keeps the others") {
  Fixture f;
  Type* const type = f.make_class_of("Bag");
  const Word object = f.call_with(gc::reference(type), {});
  for (int i = 0; i < 8; ++i)
    set_attribute(&f.vm, object, f.name("a" + std::to_string(i)), gc::small_int(i));
  delete_attribute(&f.vm, object, f.name("a2"));
  CHECK(get_attribute(&f.vm, object, f.name("a7")) == gc::small_int(7));
  CHECK(get_attribute(&f.vm, object, f.name("a0")) == gc::small_int(0));
  CHECK(gc::is_null(get_attribute(&f.vm, object, f.name("a2"))));
  CHECK(f.pending() == "AttributeError: 'Bag' object has no attribute 'a2'");
}

TEST_CASE("__slots__ refuses other names") {
  Fixture f;
  Dict* const space = make_dict(f.vm);
  const Word slots[] = {f.text("x")};
  dict_set(f.vm, space, f.text("__slots__"), gc::reference(make_tuple(f.vm, slots)));
  Type* const type = f.make_class_of("Thin", nullptr, space);
  const Word object = f.call_with(gc::reference(type), {});
  CHECK(!gc::is_null(set_attribute(&f.vm, object, f.name("x"), none)));
  CHECK(gc::is_null(set_attribute(&f.vm, object, f.name("y"), none)));
  CHECK(f.pending() == "AttributeError: 'Thin' object has no attribute 'y'");
}

TEST_CASE("builtin values refuse attributes") {
  Fixture f;
  CHECK(gc::is_null(set_attribute(&f.vm, gc::small_int(1), f.name("x"), none)));
  CHECK(f.pending() == "AttributeError: 'int' object has no attribute 'x'");
  CHECK(gc::is_null(set_attribute(&f.vm, gc::reference(f.vm.types.int_), f.name("x"), none)));
  CHECK(f.pending() == "TypeError: cannot set 'x' attribute of immutable type 'int'");
}

TEST_CASE("two VMs do not know of one another") {
  Fixture a, b;
  CHECK(a.vm.types.object != b.vm.types.object);
  CHECK(a.name("name") != b.name("name"));
  Type* const type = a.make_class_of("OnlyHere");
  set_class_value(a.vm, type, a.name("x"), gc::small_int(1));
  CHECK(a.shown(gc::reference(type)) == "<class 'OnlyHere'>");
  CHECK(b.shown(b.text("text")) == "'text'");
  b.vm.heap.collect();
  a.vm.heap.collect();
  CHECK(get_attribute(&a.vm, gc::reference(type), a.name("x")) == gc::small_int(1));
}

}  // namespace
}  // namespace py
