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
  bool is_target = false;      ///< Does a jump forwards lead here?
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
    targets<1, code.size()>(m);
    return m.result;
  }

 private:
  /// Runs instructions from `begin` on, where `m.pc` is, as long as they follow each other and stay below `end`. Where
  /// some jump leads into the rest of the range, it is asked for by its place.
  template <std::uint32_t begin, std::uint32_t end>
  [[gnu::always_inline]] static constexpr void range(M& m) {
    if constexpr (begin < end) {
      constexpr std::uint32_t loop_end = code.flow(begin).loop_end;
      constexpr std::uint32_t next = loop_end > 0 ? loop_end + 1 : begin + 1;
      if constexpr (loop_end > 0) {
        do {
          step<begin>(m);
          if (m.pc == begin + 1) range<begin + 1, next>(m);
          targets<begin + 1, next>(m);
        } while (m.pc == begin);
      } else {
        step<begin>(m);
      }
      if constexpr (next < end && !code.flow(next).is_target)
        if (m.pc == next) range<next, end>(m);
    }
  }

  /// Goes on at each place of the range that a jump leads to, if that is where `m` is.
  template <std::uint32_t begin, std::uint32_t end>
  [[gnu::always_inline]] static constexpr void targets(M& m) {
    constexpr std::uint32_t at = next_target(begin, end);
    if constexpr (at < end) {
      if (m.pc == at) range<at, end>(m);
      targets<after(at), end>(m);
    }
  }
  static consteval std::uint32_t after(std::uint32_t at) {
    const std::uint32_t loop_end = code.flow(at).loop_end;
    return loop_end > 0 ? loop_end + 1 : at + 1;
  }
  /// The next target that is not inside of a loop of the range.
  static consteval std::uint32_t next_target(std::uint32_t at, std::uint32_t end) {
    while (at < end && !code.flow(at).is_target) at = after(at);
    return at;
  }

  template <std::uint32_t at>
  [[gnu::always_inline]] static constexpr void step(M& m) {
    m.pc = at + 1;
    [[clang::always_inline]] L::step(m, code, at);
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
