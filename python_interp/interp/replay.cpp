// The instantiation at Replay.
#include "python_interp/interp/instantiations.hpp"
#include "python_interp/interp/observed.hpp"
#include "python_interp/interp/switch.hpp"

namespace py {

Registers replay_step(VM& vm, Registers at, std::span<const std::uint64_t> log) {
  ReplayMachine m(&vm, at);
  m.log = log;
  const bytecode::Instruction instruction = *m.pc++;
  run_instruction(m, instruction);
  return m;
}

Registers replay_delivery(VM& vm, Registers at, Deliver deliver, Word value,
                          std::span<const std::uint64_t> log) {
  ReplayMachine m(&vm, at);
  m.log = log;
  returned(m, deliver, m.wrap(value));
  return m;
}

}  // namespace py
