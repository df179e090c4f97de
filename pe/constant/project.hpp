// The first projection, done by the C++ compiler: an interpreter and a constexpr program give a
// function.
//
//     using Hello = brainfuck::Fixed<"++++++++[>++++...">;
//     pe::project<brainfuck::Language, Hello>(world, tape);         // no interpreter, and no LLVM
//     at run time
//
// plan.hpp says which blocks there are and what is known in each. Here each of its steps becomes an
// instantiation of the interpreter's step, with the kinds as constants; what is left of a word are
// payloads in variables. Loops of the program become loops of C++; which block comes next is a
// variable that the optimiser knows wherever it is asked for.
#pragma once

#include <utility>

#include "pe/constant/machine.hpp"
#include "pe/constant/plan.hpp"

namespace pe {
namespace constant {

/// The interpreter's step for step `it` of the plan.
template <class L, Program P, std::size_t function, std::uint32_t it, class M>
[[gnu::always_inline]] static constexpr void take_step(M& m) {
  [[clang::always_inline]] L::step(m, P::template code<function>, plan<L, P>.steps[it].pc);
}
/// Takes it. At first each is the whole interpreter. Called by way of a pointer, it becomes a part
/// of its caller only when the optimiser has come to the caller, and so has reduced it to the one
/// instruction by then.
template <class M>
static constexpr void take(void (*step)(M&), M& m) {
  step(m);
}

/// Activation `number` of the plan as a function; `inside`: as a part of itself, so deep.
template <class L, Program P, std::size_t number, std::uint32_t inside = 0>
class Projected {
  static constexpr const auto& made = plan<L, P>;
  static constexpr const auto& activation = made.activations[number];
  static constexpr const auto& code = P::template code<activation.function>;
  static constexpr std::size_t slots = code.slot_count;

 public:
  using Object = typename P::Object;
  using M = Machine<Object, slots, made.kept>;
  using Word = typename M::Word;

  /// Calls it from `m`, with the arguments that `m` holds, of which `left` may still begin.
  template <class Caller>
  [[gnu::always_inline]] static constexpr Word call(Caller& m, std::uint32_t left) {
    return call(m, left, parameters);
  }
  static constexpr auto parameters = std::make_index_sequence<code.parameter_count>();

 private:
  static constexpr auto every_slot = std::make_index_sequence<slots>();
  static constexpr std::uint32_t end = ~std::uint32_t{0};

  template <class Caller, std::size_t... slot>
  [[gnu::always_inline]] static constexpr Word call(Caller& m, std::uint32_t left,
                                                    std::index_sequence<slot...>) {
    constexpr auto callee = [] {
      if constexpr (inside > 0)
        return &body<slot...>;
      else if constexpr (activation.is_recursive)
        return &apart<slot...>;
      else
        return &run<slot...>;
    }();
    return unpack<activation.result, Object>(
        callee(*m.world(), left, pack<activation.arguments[slot]>(m.arguments[slot])...));
  }
  /// Recursion stays apart: the optimiser would put it into itself before it knows what is in it.
  template <std::size_t... slot>
  [[gnu::noinline]] static constexpr Packed<activation.result, Object> apart(
      World<Object>& world, std::uint32_t left,
      Packed<activation.arguments[slot], Object>... arguments) {
    return body<slot...>(world, left, arguments...);
  }
  template <std::size_t... slot>
  static constexpr Packed<activation.result, Object> run(
      World<Object>& world, std::uint32_t left,
      Packed<activation.arguments[slot], Object>... arguments) {
    return body<slot...>(world, left, arguments...);
  }
  template <std::size_t... slot>
  [[gnu::always_inline]] static constexpr Packed<activation.result, Object> body(
      World<Object>& world, std::uint32_t left,
      Packed<activation.arguments[slot], Object>... arguments) {
    M m(world);
    if (left > 0) [[likely]] {
      ((m.values[slot] = unpack<activation.arguments[slot], Object>(arguments)), ...);
      std::uint32_t next = made.order[activation.order.first].vertex;
      range<activation.order.first, activation.order.first + activation.order.count>(m, left, next);
    } else {
      m.fail("stack overflow: calls are nested too deeply");
    }
    return pack<activation.result>(m.result);
  }

  /// Runs the blocks of a part of the order, from `next` on, as long as it is one of them.
  template <std::uint32_t at, std::uint32_t stop>
  [[gnu::always_inline]] static constexpr void range(M& m, std::uint32_t left,
                                                     std::uint32_t& next) {
    if constexpr (at < stop) {
      constexpr Item item = made.order[at];
      if constexpr (item.is_loop) {
        if (item.has_entries && enters<at + 1, at + item.length>(next))
          range<at + 1, at + item.length>(m, left, next);
        if (next == item.vertex) do {
            next = block<item.vertex>(m, left);
            range<at + 1, at + item.length>(m, left, next);
          } while (next == item.vertex);
      } else if constexpr (!made.blocks[item.vertex].is_inner) {
        if (next == item.vertex) next = block<item.vertex>(m, left);
      }
      range<at + item.length, stop>(m, left, next);
    }
  }
  /// Is the next block one of these? A loop that is entered elsewhere than at its head begins with
  /// a part of its body.
  template <std::uint32_t at, std::uint32_t stop>
  [[gnu::always_inline]] static constexpr bool enters(std::uint32_t next) {
    if constexpr (at < stop)
      return next == made.order[at].vertex || enters<at + 1, stop>(next);
    else
      return false;
  }

  /// Runs a block and those that are parts of it; which comes next.
  template <std::uint32_t it>
  [[gnu::always_inline]] static constexpr std::uint32_t block(M& m, std::uint32_t left) {
    constexpr Range range = made.blocks[it].steps;
    assume<range.first>(m, every_slot);
    if (!steps<range.first>(m, left, std::make_integer_sequence<std::uint32_t, range.count>()))
      return end;
    if (made.blocks[it].may_leave && m.pc == M::stopped) return end;
    return choose<it, 0>(m, left);
  }
  template <std::uint32_t first, std::uint32_t... step_number>
  [[gnu::always_inline]] static constexpr bool steps(
      M& m, std::uint32_t left, std::integer_sequence<std::uint32_t, step_number...>) {
    return (step<first + step_number>(m, left) && ...);
  }
  template <std::uint32_t it, std::uint32_t index>
  [[gnu::always_inline]] static constexpr std::uint32_t choose(M& m, std::uint32_t left) {
    constexpr Range all = made.blocks[it].successors;
    if constexpr (index < all.count) {
      constexpr std::uint32_t next = made.successors[all.first + index];
      if (index + 1 == all.count || is_at<made.blocks[next].steps.first>(m, every_slot)) {
        if constexpr (made.blocks[next].is_inner)
          return block<next>(m, left);
        else
          return next;
      }
      return choose<it, index + 1>(m, left);
    }
    return end;
  }

  /// Is `m` where this step begins, with the kinds that it has there?
  template <std::uint32_t first, std::size_t... slot>
  [[gnu::always_inline]] static constexpr bool is_at(const M& m, std::index_sequence<slot...>) {
    return m.pc == made.steps[first].pc &&
           (is_of<made.steps[first].kinds[slot]>(m.values[slot]) && ...);
  }
  template <Kinds kinds>
  [[gnu::always_inline]] static constexpr bool is_of(const Word& value) {
    if constexpr (kinds == 0 || kinds == any_kind)
      return true;
    else
      return (only(value.kind) & kinds) != 0;
  }
  /// Tells the optimiser which kinds the slots have here.
  template <std::uint32_t first, std::size_t... slot>
  [[gnu::always_inline]] static constexpr void assume(M& m, std::index_sequence<slot...>) {
    ((m.values[slot] = unpack<made.steps[first].kinds[slot], Object>(
          pack<made.steps[first].kinds[slot]>(m.values[slot]))),
     ...);
  }

  /// Runs a step; false if it failed, which outside of the compiler is an exception.
  template <std::uint32_t it>
  [[gnu::always_inline]] static constexpr bool step(M& m, std::uint32_t left) {
    constexpr const auto& known = made.steps[it];
    m.pc = known.pc + 1;
    take(&take_step<L, P, activation.function, it, M>, m);
    if constexpr (known.calls.count > 0) {
      if (m.called != M::nothing) [[likely]]
        m.set(m.result_slot, call_one<known.calls.first, known.calls.count>(m, left));
      m.called = M::nothing;
    }
    if consteval {
      return m.world()->failure == nullptr;
    }
    return true;
  }
  template <std::uint32_t first, std::uint32_t count>
  [[gnu::always_inline]] static constexpr Word call_one(M& m, std::uint32_t left) {
    constexpr std::uint32_t callee = made.calls[first];
    if constexpr (count > 1)
      if (!takes<callee>(m, Projected<L, P, callee>::parameters))
        return call_one<first + 1, count - 1>(m, left);
    return Projected < L, P, callee,
           callee == number && inside < activation.unfolded ? inside + 1 : 0 > ::call(m, left - 1);
  }
  template <std::uint32_t callee, std::size_t... slot>
  [[gnu::always_inline]] static constexpr bool takes(const M& m, std::index_sequence<slot...>) {
    constexpr const auto& wanted = made.activations[callee];
    return m.called == wanted.function && (is_of<wanted.arguments[slot]>(m.arguments[slot]) && ...);
  }
};

/// The activation of function `number` with these arguments, interpreted.
template <class L, Program P, std::size_t number>
constexpr Value<typename P::Object> interpret(World<typename P::Object>& world,
                                              const Value<typename P::Object>* arguments,
                                              std::uint32_t left) {
  constexpr const auto& code = P::template code<number>;
  Machine<typename P::Object, code.slot_count> m(world);
  if (left == 0) m.fail("stack overflow: calls are nested too deeply");
  for (std::size_t i = 0; i < code.parameter_count; ++i) m.values[i] = arguments[i];
  while (m.pc < code.size()) {
    L::step(m, code, m.pc++);
    if (m.called == m.nothing) continue;
    // A call is dispatched on the function's number, which is static only for the compiler.
    const std::uint32_t called = std::exchange(m.called, m.nothing);
    [&]<std::size_t... callee>(std::index_sequence<callee...>) {
      ((called == callee
            ? m.set(m.result_slot, interpret<L, P, callee>(world, m.arguments.data(), left - 1))
            : void()),
       ...);
    }(std::make_index_sequence<P::function_count>());
    if (world.failure) break;
  }
  return m.result;
}

}  // namespace constant

/// The function that program P means under interpreter L, called with main's arguments. If it
/// fails, the world says why.
template <class L, constant::Program P, class... A>
constexpr void project(constant::World<typename P::Object>& world, A... arguments) {
  constant::Machine<typename P::Object, 0> m(world);
  std::size_t count = 0;
  ((m.arguments[count++] = constant::Value<typename P::Object>(arguments)), ...);
  try {
    constant::Projected<L, P, 0>::call(m, world.depth);
  } catch (const constant::Failed&) {
  }
}

/// The same by interpreting, inside or outside of the compiler: the projection's counterpart.
template <class L, constant::Program P, class... A>
constexpr void interpret(constant::World<typename P::Object>& world, A... arguments) {
  const std::array<constant::Value<typename P::Object>, sizeof...(A) + 1> all = {
      constant::Value<typename P::Object>(arguments)...};
  try {
    constant::interpret<L, P, P::main>(world, all.data(), world.depth);
  } catch (const constant::Failed&) {
  }
}

/// A string as a template argument.
template <std::size_t n>
struct Text {
  char characters[n] = {};
  constexpr Text(const char (&text)[n]) {
    for (std::size_t i = 0; i < n; ++i) characters[i] = text[i];
  }
  constexpr std::string_view view() const { return {characters, n - 1}; }
};

}  // namespace pe
