// What this heap in particular promises: roots in stacks and registers, interior pointers, stress
// with poison, the areas that compiled code sees, memory given back.
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/context/fiber.hpp>
#include <cstring>
#include <random>

#include "tests/unit/gc/shapes.hpp"

using namespace gc_test;

namespace {

const gc::Options sweeping{.policy = gc::Policy::marksweep};

/// Overwrites the stack below, where old addresses may lie.
[[gnu::noinline]] void clear_stack() {
  volatile char room[16384];
  std::memset(const_cast<char*>(room), 0, sizeof(room));
}

[[gnu::noinline]] void churn(gc::Heap& heap, int count) {
  for (int i = 0; i < count; ++i) heap.make<Pair>()->number = 77;
}

/// An address that no root looks like.
std::uint64_t hidden(const void* object) { return ~reinterpret_cast<std::uint64_t>(object); }

[[gnu::noinline]] std::uint64_t hidden_pair(gc::Heap& heap) { return hidden(heap.make<Pair>()); }

[[gnu::noinline]] bool is_object(const gc::Heap& heap, std::uint64_t hidden) {
  return heap.find(~hidden) != nullptr;
}

}  // namespace

TEST_CASE("a pointer in a C++ variable keeps its object, one past does not") {
  gc::Heap heap(layouts(), sweeping);
  auto* pair = heap.make<Pair>();
  pair->number = 5;
  auto* list = heap.make<&List::items>(10);
  list->length = 10;
  list->items[9] = gc::reference(heap.make<Pair>());
  Word* interior = &list->items[4];
  list = nullptr;
  for (int i = 0; i < 20; ++i) {
    heap.collect();
    churn(heap, 1000);
  }
  CHECK(pair->number == 5);
  CHECK(gc::is_object(interior[5]));
  CHECK(gc::as<Pair>(interior[5])->number == 0);
}

TEST_CASE("what nobody holds is gone") {
  gc::Heap heap(layouts(), sweeping);
  std::vector<std::uint64_t> made;
  for (int i = 0; i < 1000; ++i) made.push_back(hidden_pair(heap));
  clear_stack();
  heap.collect();
  int left = 0;
  for (const std::uint64_t object : made) left += is_object(heap, object);
  CHECK(left < 5);
}

TEST_CASE("ranges are roots while they are registered") {
  gc::Heap heap(layouts(), sweeping);
  auto words = std::make_unique<std::array<std::uint64_t, 200>>();
  heap.roots().add_range(words->begin(), words->end());
  std::vector<std::uint64_t> made;
  const auto fill = [&](std::uint64_t& word, bool as_header) {
    made.push_back(hidden_pair(heap));
    word = ~made.back();
    if (as_header) word |= std::uint64_t{Pair::layout} << gc::layout_shift;
  };
  const auto left = [&] {
    clear_stack();
    heap.collect();
    return std::ranges::count_if(made,
                                 [&](std::uint64_t object) { return is_object(heap, object); });
  };
  for (std::size_t i = 0; i < 200; ++i) fill((*words)[i], i % 2 != 0);
  CHECK(left() == 200);
  heap.roots().remove_range(words->begin());
  CHECK(left() < 5);
}

TEST_CASE("fibers' stacks are read, whichever runs") {
  namespace context = boost::context;
  gc::Heap heap(layouts(), sweeping);
  auto memory = std::make_unique<char[]>(1 << 16);
  gc::Stack stack{memory.get(), memory.get() + (1 << 16), nullptr};
  heap.roots().add_stack(&stack);
  struct Allocator {
    char* top;
    context::stack_context allocate() { return {1 << 16, top}; }
    void deallocate(context::stack_context&) {}
  };
  auto* on_main = heap.make<Pair>();
  on_main->number = 1;
  std::uint32_t found = 0;
  heap.roots().main_stack().left_at = __builtin_frame_address(0);
  {
    // The frame address is above what this function keeps below it; the test reads from further
    // down.
    heap.roots().main_stack().left_at = static_cast<char*>(__builtin_frame_address(0)) - 8192;
    context::fiber fiber(std::allocator_arg, Allocator{memory.get() + (1 << 16)},
                         [&](context::fiber&& back) {
                           auto* on_fiber = heap.make<Pair>();
                           on_fiber->number = 2;
                           heap.collect();
                           churn(heap, 3000);
                           back = std::move(back).resume();
                           found = on_fiber->number;
                           return std::move(back);
                         });
    fiber = std::move(fiber).resume();
    heap.roots().main_stack().left_at = nullptr;
    heap.collect();
    churn(heap, 3000);
    fiber = std::move(fiber).resume();
  }
  CHECK(found == 2);
  CHECK(on_main->number == 1);
  heap.roots().remove_stack(&stack);
}

TEST_CASE("any 64 bits may be asked about") {
  gc::Heap heap(layouts(), sweeping);
  auto* pair = heap.make<Pair>();
  auto* large = heap.make<&Text::data>(300000);
  const auto at = reinterpret_cast<std::uint64_t>(pair);
  CHECK(heap.find(at) == pair);
  CHECK(heap.find(at + 31) == pair);
  CHECK(heap.find(at + 32) == nullptr);
  const auto large_at = reinterpret_cast<std::uint64_t>(large);
  CHECK(heap.find(large_at + 200000) == large);
  CHECK(heap.find(large_at + 300000 + 24 + 15) == nullptr);
  CHECK(heap.find(0) == nullptr);
  CHECK(heap.find(~std::uint64_t{0}) == nullptr);
  std::mt19937_64 random(1);
  std::vector<std::uint64_t> words;
  for (int i = 0; i < 200000; ++i) {
    words.push_back(i % 2 != 0 ? random() : at - 100000 + random() % 600000);
    Object* found = heap.find(words.back());
    CHECK((!found || found == pair || found == large));
  }
  heap.roots().add_range(words.data(), words.data() + words.size());
  heap.collect();
  CHECK(heap.find(at) == pair);
}

TEST_CASE("an object that has no header yet keeps what is in it") {
  gc::Heap heap(layouts(), sweeping);
  auto* raw = static_cast<std::uint64_t*>(heap.allocate(64));
  raw[5] = ~hidden_pair(heap);
  const std::uint64_t inner = ~raw[5];
  clear_stack();
  heap.collect();
  CHECK(is_object(heap, inner));
  CHECK(raw[0] == 0);
}

TEST_CASE("stress collects by itself, hides the areas and poisons the dead") {
  gc::Heap heap(layouts(), {.policy = gc::Policy::marksweep, .stress = 1});
  const std::uint64_t dead = hidden_pair(heap);
  clear_stack();
  churn(heap, 3);
  CHECK(heap.statistics().collections >= 3);
  for (std::size_t i = 0; i < gc::area_count; ++i)
    CHECK(heap.areas()[i].cursor == heap.areas()[i].limit);
  for (int i = 0; i < 100; ++i) {
    auto* text = heap.make<&Text::data>(100);
    for (int k = 0; k < 100; ++k) REQUIRE(text->data[k] == 0);
  }
  heap.collect();
  if (!is_object(heap, dead)) {
    CHECK(reinterpret_cast<unsigned char*>(~dead)[3] == 0xdb);
  }
  heap.set_stress(0);
  const auto before = heap.statistics().collections;
  churn(heap, 100);
  CHECK(heap.statistics().collections == before);
  CHECK(heap.areas()[gc::area_index(sizeof(Pair))].cursor != nullptr);
  heap.set_stress(2);
  churn(heap, 10);
  CHECK(heap.statistics().collections == before + 5);
}

TEST_CASE("compiled code allocates by bumping an area") {
  gc::Heap heap(layouts(), sweeping);
  auto* first = heap.make<Pair>();
  gc::Area& area = heap.areas()[gc::area_index(sizeof(Pair))];
  REQUIRE(area.limit - area.cursor >= 32);
  CHECK(area.cursor == reinterpret_cast<char*>(first) + 32);
  auto* second = reinterpret_cast<Pair*>(area.cursor);
  area.cursor += 32;
  second->header = gc::make_header(Pair::layout);
  second->second.value = heap.make<Pair>();
  CHECK(heap.find(reinterpret_cast<std::uint64_t>(second)) == second);
  heap.collect();
  churn(heap, 1000);
  CHECK(second->second->number == 0);
}

TEST_CASE("memory that is no longer needed is given back") {
  gc::Heap heap(layouts(), sweeping);
  {
    std::vector<Word> words(2000);
    heap.roots().add_range(words.data(), words.data() + words.size());
    for (std::size_t i = 0; i < 2000; i += 2) {
      words[i] = gc::reference(heap.make<&Text::data>(60000));
      words[i + 1] = gc::reference(heap.make<&Text::data>(500));
    }
    heap.collect();
    CHECK(heap.statistics().live_bytes > 60000000);
    heap.roots().remove_range(words.data());
  }
  clear_stack();
  heap.collect();
  heap.collect();
  CHECK(heap.statistics().live_bytes < 1000000);
  CHECK(heap.statistics().held_bytes < 8000000);
}

TEST_CASE("memory outside the heap presses for a collection, too") {
  int finalised = 0;
  gc::Heap heap(layouts(), sweeping);
  for (int i = 0; i < 1000; ++i) {
    auto* holder = heap.make<Holder>();
    holder->finalised = &finalised;
    holder->held = 100000;
    heap.add_external(100000);
  }
  CHECK(finalised > 800);
  CHECK(heap.statistics().collections > 5);
  CHECK(heap.statistics().peak_bytes < 20000000);
}

TEST_CASE("weak structures are told, and may rescue") {
  struct Weak : gc::WeakProvider {
    std::uint64_t forgotten = 0, rescued = 0;
    bool rescue_now = true;
    int dead = 0;
    void rescue(gc::Marker& marker) override {
      if (rescue_now) marker.mark(reinterpret_cast<Object*>(~rescued));
    }
    void forget_dead(const gc::Marker& marker) override {
      dead = !marker.is_marked(reinterpret_cast<Object*>(~forgotten)) +
             !marker.is_marked(reinterpret_cast<Object*>(~rescued));
    }
  } weak;
  gc::Heap heap(layouts(), sweeping);
  heap.roots().add(&weak);
  weak.forgotten = hidden_pair(heap);
  weak.rescued = hidden_pair(heap);
  clear_stack();
  heap.collect();
  CHECK(weak.dead == 1);
  weak.rescue_now = false;
  clear_stack();
  heap.collect();
  CHECK(weak.dead == 2);
}

TEST_CASE("two heaps know nothing of each other") {
  gc::Heap one(layouts(), sweeping);
  gc::Heap two(layouts(), sweeping);
  auto* here = one.make<Pair>();
  auto* there = two.make<Pair>();
  here->second.value = there;
  there->second.value = here;
  here->number = 1;
  there->number = 2;
  one.collect();
  two.collect();
  churn(one, 1000);
  churn(two, 1000);
  CHECK(here->second->number == 2);
  CHECK(there->second->number == 1);
  CHECK(two.find(reinterpret_cast<std::uint64_t>(here)) == nullptr);
}

TEST_CASE("a long list of objects needs no long stack") {
  gc::Heap heap(layouts(), {.policy = gc::Policy::marksweep, .mark_stack = 2000});
  auto* list = heap.make<&List::items>(300000);
  list->length = 300000;
  for (std::size_t i = 0; i < 300000; ++i) list->items[i] = gc::reference(heap.make<Pair>());
  Pair* chain = nullptr;
  for (int i = 0; i < 300000; ++i) {
    auto* next = heap.make<Pair>();
    next->second.value = chain;
    chain = next;
  }
  heap.collect();
  CHECK(heap.statistics().live_bytes >= 600000 * 32 + 300000 * 8);
  CHECK(heap.find(reinterpret_cast<std::uint64_t>(list)) == list);
  int length = 0;
  for (Pair* at = chain; at; at = at->second.value) ++length;
  CHECK(length == 300000);
}

TEST_CASE("each size class is the smallest with room") {
  for (std::size_t bytes = 1; bytes <= gc::largest_cell; ++bytes) {
    const std::size_t index = gc::class_index(bytes);
    REQUIRE(gc::class_size(index) >= bytes);
    if (index > 1) REQUIRE(gc::class_size(index - 1) < bytes);
  }
  for (std::size_t index = 1; index < gc::class_count; ++index)
    CHECK(gc::class_size(index) % gc::granule == 0);
}
