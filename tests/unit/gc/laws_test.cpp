// Laws of every collector: what can be reached keeps its place and its contents; where a collector
// frees, what cannot be reached is reused and finalised; memory is zeroed; running out is a null.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <span>

#include "tests/unit/gc/shapes.hpp"

using namespace gc_test;

namespace {

/// The heap that a test case is run with.
struct Sweeping {
  static constexpr bool frees = true;
  static constexpr gc::Options options{.policy = gc::Policy::marksweep};
};
struct Stressed {
  static constexpr bool frees = true;
  static constexpr gc::Options options{.policy = gc::Policy::marksweep, .stress = 7};
};
struct ShortOfMarkStack {
  static constexpr bool frees = true;
  static constexpr gc::Options options{
      .policy = gc::Policy::marksweep, .least_growth = 1 << 17, .mark_stack = 3};
};
struct Never {
  static constexpr bool frees = false;
  static constexpr gc::Options options{.policy = gc::Policy::none};
};
#define COLLECTORS Sweeping, Stressed, ShortOfMarkStack, Never

/// Roots that a test names itself.
struct Named : gc::RootProvider {
  std::vector<Word> words;
  void visit_roots(gc::Marker& marker) override {
    marker.mark_words(words.data(), words.data() + words.size());
  }
};

/// A heap whose stack nobody reads, so that a test knows exactly what is reachable.
template <class Kind>
struct Precise {
  gc::Heap heap{layouts(), Kind::options};
  Named roots;
  Precise() {
    heap.roots().set_reads_stacks(false);
    heap.roots().add(&roots);
  }
};

/// An object of the shadow model.
struct Model {
  std::uint64_t number;
  std::vector<Object*> targets;  ///< Null: small integers.
};

/// Random lists that refer to each other, changed, dropped and made, against a model outside the
/// heap.
template <class Kind>
class Graph {
 public:
  explicit Graph(unsigned seed) : random_(seed) {}

  void step() {
    switch (below(10)) {
      case 0:
      case 1:
      case 2:
      case 3: make(); break;
      case 4:
      case 5:
      case 6: link(); break;
      case 7: drop(); break;
      case 8:
        if (below(20) == 0) test_.heap.collect();
        break;
      default: look();
    }
  }

  void look_at_all() {
    prune();
    for (const auto& [object, model] : models_) look(object, model);
  }

  gc::Heap& heap() { return test_.heap; }
  std::size_t size() const { return models_.size(); }

 private:
  std::size_t below(std::size_t n) { return random_() % n; }
  std::vector<Word>& roots() { return test_.roots.words; }

  void make() {
    const std::size_t length = below(40) == 0 ? below(9000) : below(12);
    auto* list = test_.heap.template make<&List::items>(length + 1);
    REQUIRE(list);
    REQUIRE(std::all_of(list->items.data(), list->items.data() + length + 1, gc::is_null));
    if (Kind::frees && models_.contains(list)) prune();
    REQUIRE_FALSE(models_.contains(list));
    list->length = length + 1;
    const std::uint64_t number = random_();
    list->items[0] = gc::small_int(static_cast<std::int64_t>(number >> 2));
    models_[list] = {number >> 2, std::vector<Object*>(length)};
    if (roots().size() < 50)
      roots().push_back(gc::reference(list));
    else
      roots()[below(50)] = gc::reference(list);
  }

  List* any() {
    auto* list = gc::as<List>(roots()[below(roots().size())]);
    for (std::size_t steps = below(6); steps != 0; --steps) {
      Model& model = models_.at(list);
      if (model.targets.empty()) break;
      Object* next = model.targets[below(model.targets.size())];
      if (next) list = static_cast<List*>(next);
    }
    return list;
  }

  void link() {
    if (roots().empty()) return;
    List* from = any();
    List* to = any();
    Model& model = models_.at(from);
    if (model.targets.empty()) return;
    const std::size_t at = below(model.targets.size());
    model.targets[at] = below(5) == 0 ? nullptr : to;
    from->items[at + 1] = model.targets[at] ? gc::reference(to) : gc::small_int(5);
  }

  void drop() {
    if (roots().empty()) return;
    roots()[below(roots().size())] = roots().back();
    roots().pop_back();
  }

  void look() {
    if (roots().empty()) return;
    List* list = any();
    look(list, models_.at(list));
  }

  void look(Object* object, const Model& model) {
    auto* list = static_cast<List*>(object);
    REQUIRE(gc::layout_of(list->header) == List::layout);
    REQUIRE(list->length == model.targets.size() + 1);
    REQUIRE(gc::small_int_value(list->items[0]) == static_cast<std::int64_t>(model.number));
    REQUIRE(
        std::ranges::equal(model.targets, std::span(list->items.data() + 1, model.targets.size()),
                           [](Object* target, Word word) {
                             return target ? word == gc::reference(target) : !gc::is_object(word);
                           }));
    REQUIRE(test_.heap.find(reinterpret_cast<std::uint64_t>(list)) == list);
  }

  /// Takes out of the model what cannot be reached.
  void prune() {
    std::set<Object*> reached;
    std::vector<Object*> waiting;
    for (const Word word : roots()) waiting.push_back(gc::as<Object>(word));
    while (!waiting.empty()) {
      Object* object = waiting.back();
      waiting.pop_back();
      if (!object || !reached.insert(object).second) continue;
      for (Object* target : models_.at(object).targets) waiting.push_back(target);
    }
    std::erase_if(models_, [&](const auto& row) { return !reached.contains(row.first); });
  }

  std::mt19937_64 random_;
  Precise<Kind> test_;
  std::map<Object*, Model> models_;
};

}  // namespace

TEST_CASE_TEMPLATE("what is reachable survives, what is not is reused", Kind, COLLECTORS) {
  for (unsigned seed = 0; seed < 4; ++seed) {
    Graph<Kind> graph(seed);
    for (int i = 0; i < (Kind::options.stress != 0 ? 3000 : 30000); ++i) graph.step();
    graph.look_at_all();
    graph.heap().collect();
    graph.look_at_all();
    const gc::Statistics statistics = graph.heap().statistics();
    if (Kind::frees) {
      CHECK(statistics.collections > 0);
      CHECK(statistics.live_bytes < statistics.allocated_bytes / 2);
      CHECK(statistics.longest_pause <= statistics.paused);
    } else {
      CHECK(statistics.collections == 0);
    }
  }
}

TEST_CASE_TEMPLATE("fields, nested structs, arrays and shapes keep what they refer to", Kind,
                   COLLECTORS) {
  Precise<Kind> test;
  auto* table = test.heap.template make<&Table::entries>(3, test.heap.template make<Shape>());
  test.roots.words = {gc::reference(table)};
  table->used = 3;
  const auto pair = [&](std::uint32_t number) {
    auto* made = test.heap.template make<Pair>();
    made->number = number;
    return made;
  };
  table->extra[0] = gc::reference(pair(1));
  table->extra[1] = gc::reference(pair(2));
  table->spare.key = gc::reference(pair(3));
  table->spare.value = pair(4);
  table->entries[0].key = gc::reference(pair(5));
  table->entries[2].value = pair(6);
  table->entries[2].value->first = gc::reference(pair(7));
  table->entries[2].value->second.value = pair(8);
  for (int round = 0; round < 3; ++round) {
    test.heap.collect();
    for (int i = 0; i < 5000; ++i) test.heap.template make<Pair>()->number = 99;
  }
  CHECK(gc::as<Pair>(table->extra[0])->number == 1);
  CHECK(gc::as<Pair>(table->extra[1])->number == 2);
  CHECK(gc::as<Pair>(table->spare.key)->number == 3);
  CHECK(table->spare.value->number == 4);
  CHECK(gc::as<Pair>(table->entries[0].key)->number == 5);
  CHECK(table->entries[2].value->number == 6);
  CHECK(gc::as<Pair>(table->entries[2].value->first)->number == 7);
  CHECK(table->entries[2].value->second->number == 8);
  CHECK(gc::layout_of(gc::shape_of<Shape>(table->header)->header) == Shape::layout);
}

TEST_CASE_TEMPLATE("cells are zeroed, aligned and apart, at every size", Kind, COLLECTORS) {
  Precise<Kind> test;
  std::mt19937 random(3);
  for (int round = 0; round < 3; ++round) {
    std::map<char*, std::size_t> made;
    for (std::size_t bytes = 8; bytes < 40000; bytes += bytes / 16 + random() % 8 + 1) {
      auto* text = test.heap.template make<&Text::data>(bytes);
      REQUIRE(text);
      test.roots.words.push_back(gc::reference(text));
      REQUIRE(reinterpret_cast<std::uintptr_t>(text) % 16 == 0);
      const auto* data = reinterpret_cast<const char*>(text->data.data());
      REQUIRE(std::all_of(data, data + bytes, [](char byte) { return byte == 0; }));
      std::fill_n(reinterpret_cast<char*>(text->data.data()), bytes, '\xff');
      text->length.value = bytes;
      made[reinterpret_cast<char*>(text)] = sizeof(Text) + bytes;
    }
    const char* end = nullptr;
    for (const auto& [begin, bytes] : made) {
      REQUIRE(begin >= end);
      end = begin + bytes;
      const auto address = reinterpret_cast<std::uint64_t>(begin);
      REQUIRE(test.heap.find(address + bytes - 1) == reinterpret_cast<Object*>(begin));
      REQUIRE(test.heap.find(address + bytes / 2) == reinterpret_cast<Object*>(begin));
    }
    test.roots.words.clear();
    test.heap.collect();
  }
}

TEST_CASE_TEMPLATE("the limit is a null, and what is freed can be had again", Kind, COLLECTORS) {
  Precise<Kind> test;
  test.heap.set_limit(8 << 20);
  CHECK(test.heap.template make<&Text::data>(std::size_t{9} << 20) == nullptr);
  CHECK(test.heap.template make<&Text::data>(~std::size_t{0}) == nullptr);
  CHECK(test.heap.template make<&List::items>(~std::size_t{0} / 8) == nullptr);
  std::size_t count = 0;
  const std::size_t bytes = Kind::options.stress != 0 ? 60000 : 100;
  const auto fill = [&] {
    while (auto* text = test.heap.template make<&Text::data>(bytes)) {
      test.roots.words.push_back(gc::reference(text));
      REQUIRE(++count < (std::size_t{8} << 20) / bytes);
    }
    return count;
  };
  const std::size_t first = fill();
  CHECK(first > (std::size_t{7} << 20) / (bytes + 50));
  CHECK(test.heap.template make<&Text::data>(bytes) == nullptr);
  CHECK(test.heap.statistics().peak_bytes <= std::size_t{8} << 20);
  test.roots.words.clear();
  count = 0;
  if (Kind::frees) CHECK(fill() >= first);
  test.heap.set_limit(16 << 20);
  CHECK(test.heap.template make<&Text::data>(bytes) != nullptr);
}

TEST_CASE_TEMPLATE("finalisers run once, for the dead only, and at the end for all", Kind,
                   COLLECTORS) {
  int finalised = 0;
  {
    Precise<Kind> test;
    auto* kept = test.heap.template make<Holder>();
    kept->finalised = &finalised;
    kept->held = 1000;
    test.roots.words = {gc::reference(kept)};
    for (int i = 0; i < 100; ++i) {
      auto* holder = test.heap.template make<Holder>();
      holder->finalised = &finalised;
      holder->held = 10000;
      test.heap.add_external(10000);
    }
    test.heap.collect();
    CHECK(finalised == (Kind::frees ? 100 : 0));
    CHECK(test.heap.statistics().external_bytes == (Kind::frees ? 1000 : 1000000));
    test.heap.collect();
    CHECK(finalised == (Kind::frees ? 100 : 0));
  }
  CHECK(finalised == 101);
}
