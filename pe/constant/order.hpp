// An order of a graph's vertices for structured code: loops within loops, everything else forwards.
//
// Bourdoncle's weak topological order (Efficient chaotic iteration strategies with widenings,
// 1993): a component is a loop; every edge backwards leads to the head of a component that it is
// in. So running the order once through, and each component as long as its head is what comes next,
// is running the graph.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace pe::constant {

struct Item {
  std::uint32_t vertex = 0;
  std::uint32_t length = 1;  ///< Of the component that it is the head of, the head included.
  bool is_loop = false;
  bool has_entries = false;  ///< Is a loop's body entered elsewhere than at its head?
};

/// `each(v, f)` calls f with every vertex behind v. Vertex 0 is the beginning; what it does not
/// reach is left out.
template <class Each>
class Order {
 public:
  constexpr Order(std::size_t vertices, Each each) : each_(each), number_(vertices, 0) {
    std::vector<Item> reversed;
    visit(0, reversed);
    items.assign(reversed.rbegin(), reversed.rend());
  }
  std::vector<Item> items;

 private:
  static constexpr std::uint32_t done = ~std::uint32_t{0};

  /// Puts what is reached from `vertex` before what `reversed` ends with; the lowest number that it
  /// leads back to.
  constexpr std::uint32_t visit(std::uint32_t vertex, std::vector<Item>& reversed) {
    stack_.push_back(vertex);
    std::uint32_t head = number_[vertex] = ++count_;
    bool is_loop = false;
    each_(vertex, [&](std::uint32_t next) {
      const std::uint32_t least = number_[next] == 0 ? visit(next, reversed) : number_[next];
      if (least > head) return;
      head = least;
      is_loop = true;
    });
    if (head != number_[vertex]) return head;
    number_[vertex] = done;
    while (stack_.back() != vertex) {
      number_[stack_.back()] = 0;
      stack_.pop_back();
    }
    stack_.pop_back();
    if (is_loop)
      component(vertex, reversed);
    else
      reversed.push_back({vertex});
    return head;
  }
  constexpr void component(std::uint32_t head, std::vector<Item>& reversed) {
    const std::size_t before = reversed.size();
    each_(head, [&](std::uint32_t next) {
      if (number_[next] == 0) visit(next, reversed);
    });
    reversed.push_back({head, static_cast<std::uint32_t>(reversed.size() - before + 1), true});
  }

  Each each_;
  std::vector<std::uint32_t> number_, stack_;
  std::uint32_t count_ = 0;
};

}  // namespace pe::constant
