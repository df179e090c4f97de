// What a declaration is folded into: names, places, sizes, and which layouts have references at
// all.
#include <doctest/doctest.h>

#include <string>

#include "tests/unit/gc/shapes.hpp"

using namespace gc_test;

namespace {

const gc::LayoutInfo& info(gc::LayoutId id) {
  const gc::LayoutInfo* found = layouts().find(id);
  REQUIRE(found);
  return *found;
}

std::string names(gc::LayoutId id) {
  std::string all;
  for (const gc::FieldInfo& row : info(id).fields)
    all += std::string(row.name) + "@" + std::to_string(row.field.offset) + " ";
  return all;
}

}  // namespace

TEST_CASE("a layout has its name, its number and its sizes") {
  CHECK(info(Pair::layout).name == "Pair");
  CHECK(info(Table::layout).name == "HashTable");
  CHECK(info(Pair::layout).id == 2);
  CHECK(info(Pair::layout).fixed_size == sizeof(Pair));
  CHECK(info(Pair::layout).element_size == 0);
  CHECK(info(Text::layout).element_size == 1);
  CHECK(info(Table::layout).element_size == sizeof(Entry));
  CHECK(layouts().find(0) == nullptr);
  CHECK(layouts().find(7) == nullptr);
  CHECK(layouts().find(0xdbdb) == nullptr);
}

TEST_CASE("fields have their names and places, those of nested structs too") {
  CHECK(names(Pair::layout) == "first@8 second@16 number@24 small@28 ");
  CHECK(names(Text::layout) == "length@8 weight@16 data@24 ");
  CHECK(names(Table::layout) ==
        "used@8 extra@16 spare.key@32 spare.hash@40 spare.value@48 "
        "entries.key@56 entries.hash@64 entries.value@72 ");
}

TEST_CASE("a row is what field_of says of the member") {
  CHECK(info(Pair::layout).fields[0].field == gc::field_of<&Pair::first>());
  CHECK(info(Pair::layout).fields[1].field == gc::field_of<&Pair::second>());
  CHECK(info(Pair::layout).fields[2].field == gc::field_of<&Pair::number>());
  CHECK(info(Pair::layout).fields[3].field == gc::field_of<&Pair::small>());
  CHECK(info(Text::layout).fields[1].field == gc::field_of<&Text::weight>());
  CHECK(info(Text::layout).fields[2].field == gc::field_of<&Text::data>());
  CHECK(*&info(List::layout).tail->field == gc::field_of<&List::items>());
  CHECK(info(Pair::layout).tail == nullptr);
}

TEST_CASE("printers find names by place") {
  CHECK(gc::field_name(&info(Pair::layout), gc::field_of<&Pair::second>()) == "second");
  CHECK(gc::field_name(&info(List::layout), gc::field_of<&List::items>()) == "items");
  CHECK(gc::field_name(&info(Pair::layout), gc::field_of<&Object::header>()) == "header");
  CHECK(gc::field_name(nullptr, gc::field_of<&Object::header>()) == "header");
  CHECK(gc::field_name(nullptr, gc::field_of<&Pair::second>()).empty());
  CHECK(gc::field_name(&info(Pair::layout), {.layout = 2, .offset = 12}).empty());
}

TEST_CASE("only what has references is traced, only what asks for it is finalised") {
  CHECK(!info(Shape::layout).trace);
  CHECK(!info(Text::layout).trace);
  CHECK(!info(Holder::layout).trace);
  CHECK(!!info(Pair::layout).trace);
  CHECK(!!info(List::layout).trace);
  CHECK(!!info(Table::layout).trace);
  CHECK(!!info(Holder::layout).finalise);
  CHECK(!!info(Holder::layout).external_bytes);
  CHECK(!info(Pair::layout).finalise);
}

TEST_CASE("an object's size counts its tail") {
  alignas(16) char memory[256] = {};
  auto* text = reinterpret_cast<Text*>(memory);
  CHECK(info(Text::layout).size(text) == sizeof(Text));
  text->length.value = 3;
  CHECK(info(Text::layout).size(text) == sizeof(Text) + 3);
  CHECK(gc::size_with<&Text::data>(3) == sizeof(Text) + 3);
  CHECK(gc::size_with<&Table::entries>(2) == sizeof(Table) + 2 * sizeof(Entry));
  CHECK(gc::size_with<&List::items>(~std::size_t{0} / 8) == SIZE_MAX / 2);
  CHECK(gc::size_with<&List::items>(~std::size_t{0}) == SIZE_MAX / 2);
  CHECK(info(Pair::layout).size(text) == sizeof(Pair));
}
