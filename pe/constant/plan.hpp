// What is to be made of a program: its functions by the kinds of their arguments, their blocks by
// the kinds of what is live. All of it is found while compiling, by running the interpreter's step
// on kinds alone.
//
// A block is a row of instructions that follow each other whatever happens; it begins where ways
// meet or part. An instruction where ways meet has a block for each row of kinds that arrives, up
// to a bound, past which one for all kinds is made. What a call gives is what the function's
// returns were found to give, and what an object holds is what was found to be put into some; that
// is repeated until nothing is new.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <utility>
#include <vector>

#include "pe/constant/abstract.hpp"
#include "pe/constant/order.hpp"

namespace pe::constant {

/// A program that is known to the compiler. `code<k>` has what the interpreter asks of a code
/// object, and `size()`, `slot_count` and `parameter_count`. What it gives as a callee has a
/// `number`. The kinds of main's arguments are known.
template <class P>
concept Program = requires {
  typename P::Object;
  { P::main } -> std::convertible_to<std::size_t>;
  { P::function_count } -> std::convertible_to<std::size_t>;
  { P::main_arguments.size() } -> std::convertible_to<std::size_t>;
  { P::template code<0>.size() } -> std::convertible_to<std::size_t>;
  { P::template code<0>.slot_count } -> std::convertible_to<std::size_t>;
  { P::template code<0>.parameter_count } -> std::convertible_to<std::size_t>;
};

/// A row of a plan's table: from `first` on, `count` of them.
struct Range {
  std::uint32_t first = 0, count = 0;
};

template <std::size_t slots>
struct Step {
  std::uint32_t pc = 0;
  std::array<Kinds, slots> kinds{};  ///< Before it, of what is live.
  Range calls;                       ///< Activations that it may call.
};
struct Block {
  Range steps;
  Range successors;
  bool may_leave = false;
  bool is_inner = false;  ///< Only one block leads here, in the same loop: made as a part of it.
};
/// A function for arguments of some kinds.
template <std::size_t slots>
struct Activation {
  std::size_t function = 0;
  std::array<Kinds, slots> arguments{};
  Kinds result = 0;
  bool is_recursive = false;
  std::uint32_t unfolded = 0;  ///< How deep calls of itself are made parts of it.
  Range order;                 ///< Items, of which the vertices are numbers of blocks.
};

struct Counts {
  std::size_t activations, steps, blocks, successors, calls, order;
};
template <std::size_t slots, Counts counts>
struct Plan {
  Kinds kept;  ///< Of all words in objects.
  std::array<Activation<slots>, counts.activations> activations;
  std::array<Step<slots>, counts.steps> steps;
  std::array<Block, counts.blocks> blocks;
  std::array<std::uint32_t, counts.successors> successors;
  std::array<std::uint32_t, counts.calls> calls;
  std::array<Item, counts.order> order;
};

template <class L, Program P>
class Planner {
 public:
  static constexpr std::size_t slots = []<std::size_t... number>(std::index_sequence<number...>) {
    std::size_t most = 1;
    ((most = std::max<std::size_t>(most, P::template code<number>.slot_count)), ...);
    return most;
  }(std::make_index_sequence<P::function_count>());
  using Row = std::array<Kinds, slots>;

  static constexpr std::size_t most_versions = 4;     ///< Of an instruction in one activation.
  static constexpr std::size_t most_activations = 6;  ///< Of a function.
  static constexpr std::size_t most_unfolded =
      320;  ///< Steps, where activations are parts of themselves.

  Kinds kept = 0;
  std::vector<Activation<slots>> activations;
  std::vector<Step<slots>> steps;
  std::vector<Block> blocks;
  std::vector<std::uint32_t> successors, calls;
  std::vector<Item> order;

  constexpr Planner() {
    [&]<std::size_t... number>(std::index_sequence<number...>) {
      (facts_.push_back(facts<number>()), ...);
    }(std::make_index_sequence<P::function_count>());
    Row arguments{};
    for (std::size_t i = 0; i < P::main_arguments.size(); ++i) arguments[i] = P::main_arguments[i];
    activation(P::main, arguments);
    do {
      const Kinds kept_before = kept;
      is_new_ = false;
      steps.clear(), blocks.clear(), successors.clear(), calls.clear(), order.clear();
      callees_.clear(), step_counts_.clear();
      for (std::size_t i = 0; i < activations.size(); ++i) make(i);
      is_new_ = is_new_ || kept != kept_before;
    } while (is_new_);
    for (std::uint32_t i = 0; i < activations.size(); ++i) {
      activations[i].is_recursive = reaches(i, i);
      activations[i].unfolded = unfolding(i);
    }
  }

  constexpr Counts counts() const {
    return {activations.size(), steps.size(), blocks.size(),
            successors.size(),  calls.size(), order.size()};
  }

 private:
  static constexpr std::uint32_t nothing = ~std::uint32_t{0};

  /// Calls `use` with every way through a step.
  template <std::size_t number, class Use>
  static constexpr void each_way(std::uint32_t pc, const Row& kinds, Kinds& kept, Use use) {
    Questions questions;
    do {
      Abstract<typename P::Object, slots> m(questions, pc + 1, kinds, kept);
      L::step(m, P::template code<number>, pc);
      use(m);
    } while (questions.next());
  }
  template <class Use>
  constexpr void each_way(std::size_t function, std::uint32_t pc, const Row& kinds, Use use) {
    [&]<std::size_t... number>(std::index_sequence<number...>) {
      static_cast<void>(
          ((number == function && (each_way<number>(pc, kinds, kept, use), true)) || ...));
    }(std::make_index_sequence<P::function_count>());
  }

  /// What does not depend on kinds: of each instruction, what is live before it, and whether ways
  /// meet there.
  struct Facts {
    std::vector<std::array<bool, slots>> live;
    std::vector<std::uint8_t> arrivals;
  };
  /// One way that goes on.
  struct Onwards {
    std::uint32_t from, to;
    std::array<bool, slots> written;
  };
  template <std::size_t number>
  static constexpr Facts facts() {
    const std::size_t size = P::template code<number>.size();
    Facts result{std::vector<std::array<bool, slots>>(size, std::array<bool, slots>{}),
                 std::vector<std::uint8_t>(size, 0)};
    std::vector<Onwards> all;
    all.reserve(2 * size);
    Row any{};
    Kinds kept = any_kind;
    for (Kinds& it : any) it = any_kind;
    result.arrivals[0] = 1;
    for (std::uint32_t pc = 0; pc < size; ++pc)
      each_way<number>(pc, any, kept, [&](auto& m) {
        for (std::size_t slot = 0; slot < slots; ++slot)
          if (m.read[slot]) result.live[pc][slot] = true;
        if (m.failed || m.left) return;
        if (m.called != nothing) m.written[m.result_slot] = true;
        for (std::size_t i = all.size(); i-- > 0 && all[i].from == pc;)
          if (all[i].to == m.pc && all[i].written == m.written) return;
        all.push_back({pc, m.pc, m.written});
        if (result.arrivals[m.pc] < 2) ++result.arrivals[m.pc];
      });
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t i = all.size(); i-- > 0;) {
        auto& live = result.live[all[i].from];
        for (std::size_t slot = 0; slot < slots; ++slot)
          if (!live[slot] && !all[i].written[slot] && result.live[all[i].to][slot])
            live[slot] = changed = true;
      }
    }
    return result;
  }

  constexpr std::uint32_t activation(std::size_t function, Row arguments) {
    std::size_t versions = 0;
    for (std::size_t i = 0; i < activations.size(); ++i) {
      if (activations[i].function != function) continue;
      if (activations[i].arguments == arguments) return static_cast<std::uint32_t>(i);
      ++versions;
    }
    if (versions == most_activations) {
      for (Kinds& it : arguments) it = it == 0 ? it : any_kind;
      ++versions;
      for (std::size_t i = 0; i < activations.size(); ++i)
        if (activations[i].function == function && activations[i].arguments == arguments)
          return static_cast<std::uint32_t>(i);
    }
    is_new_ = true;
    activations.emplace_back().function = function;
    activations.back().arguments = arguments;
    return static_cast<std::uint32_t>(activations.size() - 1);
  }

  /// A place to go on at.
  struct Place {
    std::uint32_t pc;
    Row kinds;
    friend constexpr bool operator==(const Place&, const Place&) = default;
  };
  constexpr Row live(std::size_t function, std::uint32_t pc, Row kinds) const {
    for (std::size_t slot = 0; slot < slots; ++slot)
      if (!facts_[function].live[pc][slot]) kinds[slot] = 0;
    return kinds;
  }

  /// The block of a place, among those from `first` on.
  constexpr std::uint32_t block(std::size_t first, Place place, std::vector<Place>& places) {
    std::size_t versions = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (places[i].pc != place.pc) continue;
      if (places[i].kinds == place.kinds) return static_cast<std::uint32_t>(first + i);
      ++versions;
    }
    if (versions >= most_versions) {
      Row widest = place.kinds;
      for (Kinds& it : widest) it = it == 0 ? it : any_kind;
      if (widest != place.kinds) return block(first, {place.pc, widest}, places);
    }
    places.push_back(place);
    return static_cast<std::uint32_t>(first + places.size() - 1);
  }

  constexpr void make(std::size_t number) {
    const std::size_t function = activations[number].function, first = blocks.size(),
                      calls_before = calls.size(), steps_before = steps.size();
    Row begin = activations[number].arguments;
    for (Kinds& it : begin) it = it == 0 ? only(Kind::null) : it;
    std::vector<Place> places;
    block(first, {0, live(function, 0, begin)}, places);
    Kinds result = activations[number].result;
    for (std::size_t i = 0; i < places.size(); ++i) {
      const std::vector<Place> next = row(function, places[i], result);
      const Range range{static_cast<std::uint32_t>(successors.size()),
                        static_cast<std::uint32_t>(next.size())};
      for (const Place& place : next) successors.push_back(block(first, place, places));
      blocks.back().successors = range;
    }
    callees_.push_back({calls_before, calls.size()});
    step_counts_.push_back(steps.size() - steps_before);
    if (result != activations[number].result) is_new_ = true;
    activations[number].result = result;
    put_in_order(number, static_cast<std::uint32_t>(first));
  }

  /// Makes the block that begins at a place; where it leads.
  constexpr std::vector<Place> row(std::size_t function, Place place, Kinds& result) {
    Block block;
    block.steps.first = static_cast<std::uint32_t>(steps.size());
    std::vector<Place> next;
    for (bool goes_on = true; goes_on;) {
      next.clear();
      const Range called{static_cast<std::uint32_t>(calls.size()), 0};
      steps.push_back({place.pc, place.kinds, called});
      ++block.steps.count;
      bool leaves = false;
      each_way(function, place.pc, place.kinds, [&](const auto& m) {
        if (m.failed) return;
        if (m.left) {
          result |= m.result;
          leaves = true;
          return;
        }
        Place behind{m.pc, m.kinds()};
        if (m.called != nothing && !call(m, behind.kinds)) return;
        behind.kinds = live(function, m.pc, behind.kinds);
        if (std::find(next.begin(), next.end(), behind) == next.end()) next.push_back(behind);
      });
      steps.back().calls.count = static_cast<std::uint32_t>(calls.size()) - called.first;
      block.may_leave = leaves;
      goes_on = next.size() == 1 && !leaves && facts_[function].arrivals[next[0].pc] == 1;
      if (goes_on) place = next[0];
    }
    blocks.push_back(block);
    return next;
  }

  /// The call that a step has ended with, and what it gives; false if it is not known to return.
  template <class M>
  constexpr bool call(const M& m, Row& kinds) {
    Row arguments{};
    for (std::size_t i = 0; i < std::min<std::size_t>(slots, most_arguments); ++i)
      arguments[i] = m.arguments[i];
    const std::uint32_t callee = activation(m.called, arguments);
    const auto mine = calls.begin() + static_cast<std::ptrdiff_t>(steps.back().calls.first);
    if (std::find(mine, calls.end(), callee) == calls.end()) calls.push_back(callee);
    kinds[m.result_slot] = activations[callee].result;
    return activations[callee].result != 0;
  }

  /// Does activation `from` call `to`, or one that does?
  constexpr bool reaches(std::uint32_t from, std::uint32_t to) const {
    std::vector<std::uint32_t> seen{from};
    for (std::size_t i = 0; i < seen.size(); ++i)
      for (std::size_t call = callees_[seen[i]].first; call < callees_[seen[i]].second; ++call) {
        if (calls[call] == to) return true;
        if (std::find(seen.begin(), seen.end(), calls[call]) == seen.end())
          seen.push_back(calls[call]);
      }
    return false;
  }

  /// As deep as it does not become large.
  constexpr std::uint32_t unfolding(std::uint32_t number) const {
    const auto [first, last] = callees_[number];
    const auto own = static_cast<std::size_t>(
        std::count(calls.begin() + static_cast<std::ptrdiff_t>(first),
                   calls.begin() + static_cast<std::ptrdiff_t>(last), number));
    std::uint32_t depth = 0;
    for (std::size_t more = own, all = 1 + own;
         own > 0 && all * step_counts_[number] <= most_unfolded; more *= own, all += more)
      ++depth;
    return depth;
  }

  constexpr void put_in_order(std::size_t number, std::uint32_t first) {
    const auto each = [this, first](std::uint32_t vertex, auto use) {
      const Range range = blocks[first + vertex].successors;
      for (std::uint32_t i = 0; i < range.count; ++i) use(successors[range.first + i] - first);
    };
    const std::vector<Item> items = Order(blocks.size() - first, each).items;
    // The innermost loop of each block, by its head; and how many ways lead to it, and from where
    // the last.
    std::vector<std::uint32_t> loop(blocks.size() - first, nothing), arrivals(loop.size(), 0),
        from(loop.size(), 0);
    for (const Item& item : items)
      if (item.is_loop)
        for (const Item* it = &item; it != &item + item.length; ++it)
          loop[it->vertex] = item.vertex;
    for (const Item& item : items)
      each(item.vertex, [&](std::uint32_t next) {
        ++arrivals[next];
        from[next] = item.vertex;
      });
    const auto begin = static_cast<std::uint32_t>(order.size());
    const auto enters = [&](std::size_t at) {
      bool entered = false;
      for (std::size_t i = 0; i < items.size(); ++i) {
        if (i >= at && i < at + items[at].length) continue;
        each(items[i].vertex, [&](std::uint32_t next) {
          for (std::size_t inner = at + 1; inner < at + items[at].length; ++inner)
            entered = entered || items[inner].vertex == next;
        });
      }
      return entered;
    };
    for (std::size_t i = 0; i < items.size(); ++i) {
      Item item = items[i];
      const std::uint32_t vertex = item.vertex;
      item.has_entries = item.is_loop && enters(i);
      blocks[first + vertex].is_inner = vertex != 0 && !item.is_loop && arrivals[vertex] == 1 &&
                                        loop[from[vertex]] == loop[vertex];
      item.vertex += first;
      order.push_back(item);
    }
    activations[number].order = {begin, static_cast<std::uint32_t>(order.size()) - begin};
  }

  std::vector<Facts> facts_;
  std::vector<std::pair<std::size_t, std::size_t>>
      callees_;  ///< Of each activation, among the calls.
  std::vector<std::size_t> step_counts_;
  bool is_new_ = false;
};

template <class L, Program P>
inline constexpr Counts counts_of = Planner<L, P>().counts();

/// The plan of program P under interpreter L.
template <class L, Program P>
inline constexpr auto plan = [] {
  const Planner<L, P> made;
  Plan<Planner<L, P>::slots, counts_of<L, P>> result;
  result.kept = made.kept;
  std::copy(made.activations.begin(), made.activations.end(), result.activations.begin());
  std::copy(made.steps.begin(), made.steps.end(), result.steps.begin());
  std::copy(made.blocks.begin(), made.blocks.end(), result.blocks.begin());
  std::copy(made.successors.begin(), made.successors.end(), result.successors.begin());
  std::copy(made.calls.begin(), made.calls.end(), result.calls.begin());
  std::copy(made.order.begin(), made.order.end(), result.order.begin());
  return result;
}();

}  // namespace pe::constant
