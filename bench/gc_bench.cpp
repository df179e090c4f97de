// What an object costs: made and dropped, made into trees, made beside a large live heap; each
// against malloc and free doing the same.
//
//     ninja -C build bench/gc_bench && build/bench/gc_bench [name]
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "gc/heap/heap.hpp"
#include "gc/layout/reflect.hpp"

namespace {

struct Node : gc::Object {
  static constexpr gc::LayoutId layout = 1;
  BOOST_HANA_DEFINE_STRUCT(Node, (Node*, left), (Node*, right), (std::uint64_t, number));
};
struct List : gc::Object {
  static constexpr gc::LayoutId layout = 2;
  BOOST_HANA_DEFINE_STRUCT(List, (std::uint64_t, length), (gc::Tail<gc::Word>, items));
};

/// Objects from a heap; dropping one is nothing.
struct Collected {
  static constexpr std::string_view name = "gc";
  gc::Heap heap{gc::layout_table<Node, List>()};
  Node* make() { return heap.make<Node>(); }
  List* list(std::size_t count) { return heap.make<&List::items>(count); }
  void drop(gc::Object*) {}
  void report(double objects) const {
    const gc::Statistics statistics = heap.statistics();
    std::printf("  %5llu collections, longest %.2f ms, together %.2f ns an object, peak %.1f MB",
                static_cast<unsigned long long>(statistics.collections),
                static_cast<double>(statistics.longest_pause) / 1e6,
                static_cast<double>(statistics.paused) / objects,
                static_cast<double>(statistics.peak_bytes) / 1e6);
  }
};

/// The same from malloc, zeroed and with a header, dropped by hand.
struct Malloced {
  static constexpr std::string_view name = "malloc";
  Node* make() {
    auto* node = static_cast<Node*>(std::calloc(1, sizeof(Node)));
    node->header = gc::make_header(Node::layout);
    return node;
  }
  List* list(std::size_t count) {
    auto* list = static_cast<List*>(std::calloc(1, gc::size_with<&List::items>(count)));
    list->header = gc::make_header(List::layout);
    return list;
  }
  void drop(gc::Object* object) { std::free(object); }
  void report(double) const {}
};

template <class From>
[[gnu::noinline]] Node* tree(From& from, int depth) {
  Node* node = from.make();
  if (depth > 0) {
    node->left = tree(from, depth - 1);
    node->right = tree(from, depth - 1);
  }
  return node;
}

template <class From>
[[gnu::noinline]] std::uint64_t drop_tree(From& from, Node* node) {
  if (!node) return 0;
  const std::uint64_t count = 1 + drop_tree(from, node->left) + drop_tree(from, node->right);
  from.drop(node);
  return count;
}

/// Objects that die at once.
template <class From>
double garbage(From& from) {
  constexpr int count = 20'000'000;
  for (int i = 0; i < count; ++i) {
    Node* node = from.make();
    node->number = static_cast<std::uint64_t>(i);
    asm volatile("" : : "r"(node) : "memory");
    from.drop(node);
  }
  return count;
}

/// The well-known binary trees: one that stays, many that come and go.
template <class From>
double trees(From& from) {
  constexpr int depth = 16;
  std::uint64_t count = 0;
  Node* stays = tree(from, depth);
  for (int d = 4; d <= depth; d += 4)
    for (int i = 0; i < 1 << (depth - d + 4); ++i) count += drop_tree(from, tree(from, d));
  return static_cast<double>(count + drop_tree(from, stays));
}

/// A million objects live; each step replaces a random one.
template <class From>
double replace(From& from) {
  constexpr std::size_t live = 1'000'000, count = 10'000'000;
  List* list = from.list(live);
  list->length = live;
  for (std::size_t i = 0; i < live; ++i) list->items[i] = gc::reference(from.make());
  std::uint64_t random = 1;
  for (std::size_t i = 0; i < count; ++i) {
    random = random * 6364136223846793005u + 1442695040888963407u;
    gc::Word& at = list->items[(random >> 33) % live];
    from.drop(gc::as<Node>(at));
    at = gc::reference(from.make());
  }
  for (std::size_t i = 0; i < live; ++i) from.drop(gc::as<Node>(list->items[i]));
  from.drop(list);
  return live + count;
}

/// Lists of all lengths up to a few thousand, a hundred of them alive.
template <class From>
double lists(From& from) {
  constexpr std::size_t count = 300'000;
  std::array<List*, 100> live{};
  std::uint64_t random = 1;
  for (std::size_t i = 0; i < count; ++i) {
    random = random * 6364136223846793005u + 1442695040888963407u;
    const std::size_t length = 1u << (random >> 60 & 15) % 13;
    List*& at = live[(random >> 33) % live.size()];
    from.drop(at);
    at = from.list(length);
    at->length = length;
  }
  for (List* list : live) from.drop(list);
  return count;
}

template <class From>
void run(std::string_view name, double (*work)(From&)) {
  From from;
  const auto begin = std::chrono::steady_clock::now();
  const double objects = work(from);
  const std::chrono::duration<double, std::nano> time = std::chrono::steady_clock::now() - begin;
  std::printf("%-8s %-7s %7.2f ns an object", name.data(), From::name.data(),
              time.count() / objects);
  from.report(objects);
  std::printf("\n");
}

}  // namespace

int main(int argc, char** argv) {
  const auto each = [&](std::string_view name, auto collected, auto malloced) {
    if (argc > 1 && name != argv[1]) return;
    run<Collected>(name, collected);
    run<Malloced>(name, malloced);
  };
  each("garbage", garbage<Collected>, garbage<Malloced>);
  each("trees", trees<Collected>, trees<Malloced>);
  each("replace", replace<Collected>, replace<Malloced>);
  each("lists", lists<Collected>, lists<Malloced>);
}
