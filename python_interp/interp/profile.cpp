// The instantiation at Profile.
#include "python_interp/interp/instantiations.hpp"
#include "python_interp/interp/observed.hpp"
#include "python_interp/interp/switch.hpp"

namespace py {
namespace {

/// Ends a step that raised, or none: the frames from here on are profiled again.
bool at_stub(const bytecode::Instruction* pc) {
  return pc == unwind_stub || pc == unwind_again_stub || pc == stop_stub;
}

std::uint32_t frames_above(const FrameRecord* frame, const FrameRecord* base) {
  std::uint32_t count = 0;
  for (; frame && frame != base; frame = frame->back) ++count;
  return count;
}

}  // namespace

Profiled run_profiled(VM& vm, Registers at, pe::Coverage& coverage, pe::Trace* trace,
                      const ProfileBounds& bounds) {
  FrameRecord* const base = at.record;
  ProfileMachine m(&vm, at);
  m.coverage = &coverage;
  m.trace = trace;
  Profiled result{at, 0, false};
  for (std::uint32_t step = 0; step < bounds.steps && result.loops < bounds.loops; ++step) {
    const auto pc = static_cast<std::uint32_t>(m.pc - m.code()->instructions);
    m.begin_step(m.code(), pc, trace ? frames_above(m.record, base) : 0);
    m.closed_loop = false;
    const bytecode::Instruction instruction = *m.pc++;
    run_instruction(m, instruction);
    if (m.pc == unwind_stub || m.pc == unwind_again_stub)
      static_cast<Registers&>(m) =
          unwind(vm, {m.sp, m.record->pc, m.slots, m.record}, m.pc == unwind_again_stub);
    result.whole = false;
    if (at_stub(m.pc) || m.record < base) break;
    if (!m.closed_loop) continue;
    if (vm.interrupt.load(std::memory_order_relaxed) != 0) break;
    if (m.code() != bounds.code || m.pc != m.code()->instructions + bounds.header) continue;
    result.whole = m.record == base;
    if (result.whole || !trace) ++result.loops;
  }
  result.at = m;
  return result;
}

}  // namespace py
