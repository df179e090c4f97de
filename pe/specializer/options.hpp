// The specialiser's bounds, all in one place; reaching one means that the interpreter goes on.
#pragma once

#include <cstddef>
#include <cstdint>

namespace pe::specializer {

/// Which sides of a decision are specialised.
enum class Oracle : std::uint8_t {
  all,       ///< Both, always: classic partial evaluation, no speculation.
  coverage,  ///< Those that the profiled program took; an exit for the other.
  trace,     ///< The one that the recorded run took.
};

struct Options {
  Oracle oracle = Oracle::coverage;
  std::size_t nodes = 12000;           ///< Residual nodes of one program ...
  std::size_t inlining_nodes = 1500;   ///< ... of which so many may be there when a call is inlined.
  std::size_t versions_per_point = 4;  ///< Of one merge point; then they are widened into one.
  std::size_t versions = 400;          ///< Of all merge points.
  std::size_t paths_per_point = 8;     ///< Separate paths through any point; then it becomes a merge point.
  std::size_t exits = 4000;
  std::size_t candidates = 24;         ///< Among which a promotion that nobody has profiled chooses.
  std::size_t forks = 200;             ///< Of one step, one after the other.
  std::size_t inline_depth = 6;        ///< Activations of a program at once.
  std::size_t static_depth = 0;        ///< Likewise, of calls with static data that they did not have before; 0: data are
                                       ///< nothing special.
  std::size_t recursion = 1;           ///< Activations of the same code at once ...
  std::size_t self_recursion = 2;      ///< ... but of the code that the program begins with: calls are dearer than code.
  std::size_t virtual_bytes = 512;     ///< Larger objects are allocated at once.
  bool interruptible = true;           ///< Loops can be left from outside.
  bool verify = false;
};

}  // namespace pe::specializer
