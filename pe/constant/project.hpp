// The first projection, done by the C++ compiler: an interpreter and a constexpr program give a function.
//
//     using Hello = brainfuck::Fixed<"++++++++[>++++...">;
//     pe::project<brainfuck::Language, Hello>(world, tape, 0);      // no interpreter, and no LLVM at run time
//
// Each instruction is its own instantiation of the interpreter's step, so its operands are constants for the
// optimiser. Loops of the program become loops in C++; a forward jump falls through the instructions between,
// each of which asks whether it is meant, which costs nothing once the compiler has threaded the jumps.
#pragma once

#include <concepts>
#include <utility>

#include "pe/constant/machine.hpp"

namespace pe {
namespace constant {

/// What the compiler has to know of an instruction's control flow.
struct Flow {
  std::uint32_t loop_end = 0;  ///< If a loop begins here: the last instruction that jumps back here.
  std::int32_t callee = -1;    ///< If it calls: which function.
};

/// A program that is known to the compiler. `code<k>` has what the interpreter asks of a code object,
/// and `flow(pc)`, `size()`, `slot_count` and `parameter_count`.
template <class P>
concept Program = requires {
  typename P::Object;
  { P::template code<0>.size() } -> std::convertible_to<std::size_t>;
  { P::template code<0>.flow(0) } -> std::convertible_to<Flow>;
};

template <class L, Program P, std::size_t number>
class Projected {
 public:
  using Object = typename P::Object;
  static constexpr const auto& code = P::template code<number>;
  using M = Machine<Object, code.slot_count>;
  using Word = typename M::Word;

  [[gnu::flatten, gnu::noinline]] static constexpr Word run(World<Object>& world,
                                                            std::array<Word, code.parameter_count> arguments) {
    M m(world);
    for (std::size_t i = 0; i < arguments.size(); ++i) m.values[i] = arguments[i];
    range<0, code.size()>(m);
    return m.result;
  }

 private:
  /// Runs from `m.pc` on as long as it is in [begin, end).
  template <std::uint32_t begin, std::uint32_t end>
  [[gnu::always_inline]] static constexpr void range(M& m) {
    if constexpr (begin < end) {
      constexpr std::uint32_t loop_end = code.flow(begin).loop_end;
      if constexpr (loop_end > 0) {
        while (m.pc == begin) {
          step<begin>(m);
          range<begin + 1, loop_end + 1>(m);
        }
        range<loop_end + 1, end>(m);
      } else {
        if (m.pc == begin) step<begin>(m);
        range<begin + 1, end>(m);
      }
    }
  }

  template <std::uint32_t at>
  [[gnu::always_inline]] static constexpr void step(M& m) {
    m.pc = at + 1;
    L::step(m, code, at);
    constexpr std::int32_t callee = code.flow(at).callee;
    if constexpr (callee >= 0) {
      using Callee = Projected<L, P, static_cast<std::size_t>(callee)>;
      std::array<Word, Callee::code.parameter_count> arguments;
      for (std::size_t i = 0; i < arguments.size(); ++i) arguments[i] = m.arguments[i];
      m.set(m.result_slot, Callee::run(*m.world(), arguments));
      if (m.world()->failure) m.pc = M::stopped;
    }
  }
};

/// Interprets inside or outside of the compiler: the projection's counterpart, without it.
template <class L, Program P, std::size_t number = P::main>
constexpr Value<typename P::Object> interpret(World<typename P::Object>& world,
                                              const Value<typename P::Object>* arguments) {
  constexpr const auto& code = P::template code<number>;
  Machine<typename P::Object, code.slot_count> m(world);
  for (std::size_t i = 0; i < code.parameter_count; ++i) m.values[i] = arguments[i];
  while (m.pc < code.size()) {
    const std::uint32_t pc = m.pc++;
    L::step(m, code, pc);
    // A call is dispatched on the function's number, which is static only for the compiler.
    [&]<std::size_t... callee>(std::index_sequence<callee...>) {
      const std::int32_t called = code.flow(pc).callee;
      ((called == static_cast<std::int32_t>(callee)
            ? m.set(m.result_slot, interpret<L, P, callee>(world, m.arguments.data()))
            : void()),
       ...);
    }(std::make_index_sequence<P::function_count>());
    if (world.failure) break;
  }
  return m.result;
}

}  // namespace constant

/// The function that program P means under interpreter L, called with main's arguments.
template <class L, constant::Program P, class... A>
constexpr auto project(constant::World<typename P::Object>& world, A... arguments) {
  using Main = constant::Projected<L, P, P::main>;
  return Main::run(world, {typename Main::Word(arguments)...});
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
