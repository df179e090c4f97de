// Brainfuck over a stage: the whole language.
//
// Static is the program: which instruction stands where, how far it moves, where a bracket leads. Dynamic are
// the cells and the pointer. The tape has 65536 cells and is a ring; a cell is a byte and wraps.
#pragma once

#include "examples/brainfuck/program.hpp"

namespace brainfuck {

struct Language {
  using Code = brainfuck::Code;
  enum Slot { tape_slot, pointer_slot };

  template <class M, class Program>
  static constexpr void step(M& m, const Program& program, std::uint32_t pc) {
    const Instruction it = program.instructions[pc];
    const auto tape = m.template as<Tape>(m.get(tape_slot));
    const auto at = [&] { return m.int_of(m.get(pointer_slot)); };
    const auto cell = [&] { return m.template element<&Tape::cells>(tape, at()); };
    const auto set_cell = [&](auto value) { m.template set_element<&Tape::cells>(tape, at(), value); };
    switch (it.op) {
      case Op::begin: return m.set(pointer_slot, m.from_int(0));
      case Op::move: return m.set(pointer_slot, m.from_int((at() + it.argument) & last_cell));
      case Op::add: return set_cell((cell() + it.argument) & 255);
      case Op::clear: return set_cell(typename M::template Dyn<std::int64_t>(0));
      case Op::put: return m.template call<&put>(m.world(), cell());
      case Op::get: return set_cell(m.template call<&get>(m.world()));
      case Op::open:
        if (cell() == 0) m.jump(static_cast<std::uint32_t>(it.argument) + 1);
        return;
      case Op::close: return m.loop(static_cast<std::uint32_t>(it.argument));
      case Op::end: return m.leave(m.from_int(at()));
    }
  }
};

}  // namespace brainfuck
