// A counter machine: a complete interpreter over a stage, as small as one gets.
//
// Which instruction stands where, and which registers it names, is static: plain C++ values. What the
// registers hold is dynamic: `m.get` gives a `pe::dyn<M, std::int64_t>`, whose operators and whose `if`
// mean at each stage what that stage is for. Registers are 32 bits wide.
#pragma once

#include <cstdint>
#include <vector>

namespace counter {

enum class Op { set, add, multiply, count_down, halt };

struct Instruction {
  Op op;
  int a = 0, b = 0, c = 0;
};
using Program = std::vector<Instruction>;

inline constexpr std::int64_t register_bits = 0xffffffff;

/// What one instruction means, on whatever machine.
template <class M>
void step(M& m, Instruction it) {
  switch (it.op) {
    case Op::set: return m.set(it.a, it.b);
    case Op::add: return m.set(it.a, (m.get(it.b) + m.get(it.c)) & register_bits);
    case Op::multiply: return m.set(it.a, (m.get(it.b) * m.get(it.c)) & register_bits);
    case Op::count_down:
      m.set(it.a, (m.get(it.a) - 1) & register_bits);
      if (m.get(it.a) != 0) m.jump(it.b);
      return;
    case Op::halt: return m.halt(it.a);
  }
}

/// The sum of the squares of 1 to n, n in register 0.
inline const Program sum_of_squares = {
    {Op::set, 1, 0},          // r1 = 0
    {Op::multiply, 2, 0, 0},  // r2 = r0 * r0
    {Op::add, 1, 1, 2},       // r1 = r1 + r2
    {Op::count_down, 0, 1},   // if (--r0 != 0) goto 1
    {Op::halt, 1},            // r1 is the result
};

}  // namespace counter
