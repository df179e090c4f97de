// Dicts and sets against the standard library's, and sorting.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/numbers.hpp"
#include "python_interp/objects/ranges.hpp"
#include "python_interp/objects/sets.hpp"
#include "tests/unit/objects/fixture.hpp"

namespace py {
namespace {

/// What a dict should hold, in the order of its keys' arrival.
struct DictModel {
  std::map<std::int64_t, std::pair<std::uint64_t, std::int64_t>> entries;  ///< key -> (arrival, value)
  std::uint64_t arrivals = 0;

  void set(std::int64_t key, std::int64_t value) {
    const auto [place, added] = entries.try_emplace(key, arrivals, value);
    if (added) ++arrivals;
    place->second.second = value;
  }
  std::vector<std::pair<std::int64_t, std::int64_t>> in_order() const {
    std::vector<std::tuple<std::uint64_t, std::int64_t, std::int64_t>> rows;
    for (const auto& [key, entry] : entries) rows.emplace_back(entry.first, key, entry.second);
    std::sort(rows.begin(), rows.end());
    std::vector<std::pair<std::int64_t, std::int64_t>> result;
    for (const auto& [arrival, key, value] : rows) result.emplace_back(key, value);
    return result;
  }
};

struct Containers : Fixture {
  std::mt19937_64 random{1};

  /// Numbers as keys of several kinds: small integers, their doubles, texts.
  Word key(std::int64_t number, int kind) {
    if (kind == 0) return gc::small_int(number);
    if (kind == 1) return box_float(static_cast<double>(number), &vm);
    return text("key" + std::to_string(number));
  }
  void check_same(Dict* dict, const DictModel& model, int kind) {
    std::uint64_t position = 0;
    Word found, value;
    REQUIRE(dict_length(dict) == model.entries.size());
    for (const auto& [number, expected] : model.in_order()) {
      REQUIRE(dict_next(dict, position, found, value));
      CHECK(are_equal(&vm, found, key(number, kind)) == 1);
      CHECK(value == gc::small_int(expected));
    }
    CHECK_FALSE(dict_next(dict, position, found, value));
  }
};

TEST_CASE_FIXTURE(Containers, "a dict behaves as a map that remembers the order") {
  for (int kind = 0; kind != 3; ++kind) {
    Dict* dict = make_dict(vm);
    DictModel model;
    for (int step = 0; step != 6000; ++step) {
      const auto number = static_cast<std::int64_t>(random() % 300) * (kind == 0 ? 64 : 1) - 100;
      const Word word = key(number, kind);
      switch (random() % 8) {
        case 0: case 1: case 2: case 3:
          REQUIRE(dict_set(vm, dict, word, gc::small_int(step)));
          model.set(number, step);
          break;
        case 4: case 5: {
          const bool there = model.entries.erase(number) != 0;
          CHECK(dict_delete(vm, dict, word) == static_cast<int>(there));
          break;
        }
        case 6: {
          const auto place = model.entries.find(number);
          const Word value = dict_get(vm, dict, word);
          CHECK(value == (place == model.entries.end() ? null : gc::small_int(place->second.second)));
          break;
        }
        default:
          if (random() % 50 == 0) dict = dict_copy(vm, dict);
      }
      if (step % 500 == 0) check_same(dict, model, kind);
    }
    check_same(dict, model, kind);
  }
}

TEST_CASE_FIXTURE(Containers, "1, 1.0 and True are one key") {
  Dict* const dict = make_dict(vm);
  dict_set(vm, dict, gc::small_int(1), gc::small_int(10));
  dict_set(vm, dict, box_float(1.0, &vm), gc::small_int(20));
  dict_set(vm, dict, gc::true_word, gc::small_int(30));
  CHECK(dict_length(dict) == 1);
  CHECK(dict_get(vm, dict, gc::small_int(1)) == gc::small_int(30));
}

TEST_CASE_FIXTURE(Containers, "taking the last item again and again is linear") {
  Dict* const dict = make_dict(vm);
  for (int i = 0; i != 1000; ++i) dict_set(vm, dict, gc::small_int(i), gc::small_int(i));
  // Deleted entries at the end give their places back, so the table does not grow.
  for (int round = 0; round != 100000; ++round) {
    dict_set(vm, dict, gc::small_int(5000 + round), none);
    CHECK(dict_delete(vm, dict, gc::small_int(5000 + round)) == 1);
  }
  CHECK(dict->table->slots <= 4096);
}

TEST_CASE_FIXTURE(Containers, "a namespace's names keep their cells") {
  Dict* const names = make_namespace(vm);
  Str* const x = name("x");
  dict_set(vm, names, gc::reference(x), gc::small_int(1));
  const Word cell = dict_get_raw(vm, names, x);
  REQUIRE(is<GlobalCell>(cell));
  CHECK(dict_get(vm, names, x) == gc::small_int(1));
  CHECK(dict_delete(vm, names, gc::reference(x)) == 1);
  CHECK(gc::is_null(dict_get(vm, names, x)));
  CHECK(dict_length(names) == 0);
  dict_set(vm, names, gc::reference(x), gc::small_int(2));
  CHECK(dict_get_raw(vm, names, x) == cell);
  CHECK(dict_length(names) == 1);
}

TEST_CASE_FIXTURE(Containers, "sets obey the laws of sets") {
  for (int trial = 0; trial != 200; ++trial) {
    Set* sets[2] = {make_set(vm), make_set(vm)};
    std::set<std::int64_t> models[2];
    for (int i = 0; i != 60; ++i) {
      const std::size_t which = random() % 2;
      const auto number = static_cast<std::int64_t>(random() % 50);
      set_add(vm, sets[which], gc::small_int(number));
      models[which].insert(number);
    }
    const auto same = [&](Set* set, const std::set<std::int64_t>& model) {
      CHECK(set->used == model.size());
      for (const std::int64_t number : model) CHECK(set_contains(vm, set, gc::small_int(number)) == 1);
    };
    std::set<std::int64_t> expected;
    const auto make = [&](auto algorithm) {
      expected.clear();
      algorithm(models[0].begin(), models[0].end(), models[1].begin(), models[1].end(),
                std::inserter(expected, expected.end()));
    };
    const Word other = gc::reference(sets[1]);
    make([](auto... a) { std::set_intersection(a...); });
    same(set_intersection(vm, sets[0], other, vm.types.set), expected);
    make([](auto... a) { std::set_difference(a...); });
    same(set_difference(vm, sets[0], other, vm.types.set), expected);
    Set* const joined = set_copy(vm, sets[0], vm.types.set);
    set_update(vm, joined, other);
    make([](auto... a) { std::set_union(a...); });
    same(joined, expected);
    Set* const exclusive = set_copy(vm, sets[0], vm.types.set);
    set_exclusive(vm, exclusive, other);
    make([](auto... a) { std::set_symmetric_difference(a...); });
    same(exclusive, expected);
    CHECK(set_is_subset(vm, sets[0], joined) == 1);
    CHECK(set_hash(set_copy(vm, joined, vm.types.frozenset)) == set_hash(set_copy(vm, joined, vm.types.frozenset)));
  }
}

TEST_CASE_FIXTURE(Containers, "small numbers are gone through in their order, as in CPython") {
  Set* const set = make_set(vm);
  for (const int number : {7, 3, 1, 5, 2}) set_add(vm, set, gc::small_int(number));
  CHECK(shown(gc::reference(set)) == "{1, 2, 3, 5, 7}");
}

TEST_CASE_FIXTURE(Containers, "sorting agrees with the standard library's stable sort") {
  for (int trial = 0; trial != 300; ++trial) {
    const std::size_t count = random() % 300;
    List* const list = make_list(vm, {});
    std::vector<std::int64_t> model;
    for (std::size_t i = 0; i != count; ++i) {
      // Runs in both directions, and noise.
      const auto number = static_cast<std::int64_t>(trial % 3 == 0 ? i : trial % 3 == 1 ? count - i : random() % 100);
      const std::int64_t value = random() % 10 == 0 ? static_cast<std::int64_t>(random() % 100) : number;
      model.push_back(value);
      list_append(vm, list, trial % 2 ? gc::small_int(value) : box_float(static_cast<double>(value) + 0.5, &vm));
    }
    const bool reverse = trial % 5 == 0;
    REQUIRE(!gc::is_null(list_sort(vm, list, null, reverse)));
    std::stable_sort(model.begin(), model.end());
    if (reverse) std::reverse(model.begin(), model.end());
    for (std::size_t i = 0; i != count; ++i)
      CHECK(list->items->items[i] ==
            (trial % 2 ? gc::small_int(model[i]) : box_float(static_cast<double>(model[i]) + 0.5, &vm)));
  }
}

TEST_CASE_FIXTURE(Containers, "equal items keep their order, forwards and in reverse") {
  for (const bool reverse : {false, true}) {
    List* const list = make_list(vm, {});
    for (int i = 0; i != 500; ++i) {
      // One number as int or as float: equal, but told apart.
      const auto number = static_cast<std::int64_t>(random() % 20);
      list_append(vm, list, i % 2 ? gc::small_int(number) : box_float(static_cast<double>(number), &vm));
    }
    std::vector<Word> model(items_of(list).begin(), items_of(list).end());
    const auto value = [](Word word) {
      return gc::is_small_int(word) ? static_cast<double>(gc::small_int_value(word)) : float_value(word);
    };
    std::stable_sort(model.begin(), model.end(),
                     [&](Word a, Word b) { return reverse ? value(a) > value(b) : value(a) < value(b); });
    REQUIRE(!gc::is_null(list_sort(vm, list, null, reverse)));
    CHECK(std::equal(model.begin(), model.end(), items_of(list).begin()));
  }
}

TEST_CASE_FIXTURE(Containers, "a comparison that raises leaves a permutation") {
  List* const list = make_list(vm, {});
  for (int i = 0; i != 100; ++i) list_append(vm, list, i % 7 ? gc::small_int(100 - i) : text("x"));
  CHECK(gc::is_null(list_sort(vm, list, null, false)));
  CHECK(pending().starts_with("TypeError: '<' not supported between instances of"));
  CHECK(list->length == 100);
  CHECK(std::none_of(items_of(list).begin(), items_of(list).end(), gc::is_null));
}

TEST_CASE_FIXTURE(Containers, "slices select what Python's select") {
  struct Row {
    Word start, stop, step;
    std::int64_t from, count;
  };
  const auto number = [](std::int64_t n) { return gc::small_int(n); };
  const Row rows[] = {
      {none, none, none, 0, 5}, {number(1), number(3), none, 1, 2}, {number(-2), none, none, 3, 2},
      {none, none, number(-1), 4, 5}, {number(10), none, number(-2), 4, 3}, {number(3), number(1), none, 3, 0},
      {none, none, number(2), 0, 3}, {number(-100), number(100), none, 0, 5}, {none, number(0), number(-1), 4, 4}};
  for (const Row& row : rows) {
    const Word slice = make_slice(vm, row.start, row.stop, row.step);
    const auto bounds = slice_bounds(vm, gc::as<Slice>(slice), 5);
    REQUIRE(bounds.has_value());
    CHECK(bounds->start == row.from);
    CHECK(bounds->count == row.count);
  }
  CHECK_FALSE(slice_bounds(vm, gc::as<Slice>(make_slice(vm, none, none, number(0))), 5).has_value());
  CHECK(pending() == "ValueError: slice step cannot be zero");
}

TEST_CASE_FIXTURE(Containers, "assigning to parts of a list") {
  List* const list = make_list(vm, {});
  for (int i = 0; i != 6; ++i) list_append(vm, list, gc::small_int(i));
  const Word whole = gc::reference(list);
  const auto part = [&](int start, int stop, int step) {
    return make_slice(vm, gc::small_int(start), gc::small_int(stop), gc::small_int(step));
  };
  list_set_item(&vm, whole, part(1, 3, 1), list_part(vm, list, 0, 4));
  CHECK(shown(whole) == "[0, 0, 1, 2, 3, 3, 4, 5]");
  list_set_item(&vm, whole, part(0, 8, 2), list_part(vm, list, 4, 8));
  CHECK(shown(whole) == "[3, 0, 3, 2, 4, 3, 5, 5]");
  list_delete_item(&vm, whole, part(0, 8, 3));
  CHECK(shown(whole) == "[0, 3, 4, 3, 5]");
  list_set_item(&vm, whole, part(0, 5, 1), whole);
  CHECK(shown(whole) == "[0, 3, 4, 3, 5]");
  CHECK(gc::is_null(list_set_item(&vm, whole, part(0, 5, 2), whole)));
  CHECK(pending() == "ValueError: attempt to assign sequence of size 5 to extended slice of size 3");
}

}  // namespace
}  // namespace py
