#include "tests/unit/gc/shapes.hpp"

#include "gc/layout/reflect.hpp"

template <>
inline constexpr bool gc::foreign<gc_test::Foreign> = true;

BOOST_HANA_ADAPT_STRUCT(gc_test::Shape, number);
BOOST_HANA_ADAPT_STRUCT(gc_test::Pair, first, second, number, small);
BOOST_HANA_ADAPT_STRUCT(gc_test::List, length, items);
BOOST_HANA_ADAPT_STRUCT(gc_test::Text, length, weight, data);
BOOST_HANA_ADAPT_STRUCT(gc_test::Entry, key, hash, value);
BOOST_HANA_ADAPT_STRUCT(gc_test::Table, used, extra, spare, entries);
BOOST_HANA_ADAPT_STRUCT(gc_test::Holder, finalised, held, foreign, opaque);

namespace gc_test {

const gc::LayoutTable& layouts() {
  return gc::layout_table<Shape, Pair, List, Text, Table, Holder>();
}

}  // namespace gc_test
