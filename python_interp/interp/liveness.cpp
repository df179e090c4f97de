#include "python_interp/interp/liveness.hpp"

#include <algorithm>
#include <string_view>

namespace py {
namespace {

using bytecode::CodeUnit;
using bytecode::Op;

using Slots = std::vector<bool>;

/// Does the code name something that looks at its variables from outside?
bool looks_at_variables(const CodeUnit& unit) {
  for (const std::string_view name : {"locals", "vars", "eval", "exec", "dir", "_getframe"})
    if (std::ranges::find(unit.names, name) != unit.names.end()) return true;
  return false;
}

/// Takes one instruction into account: what it reads is live before it, what it writes is not.
void step_back(const CodeUnit& unit, bytecode::Instruction instruction, Slots& live) {
  const std::uint32_t slot = bytecode::operand_of(instruction);
  switch (bytecode::op_of(instruction)) {
    case Op::STORE_FAST: live[slot] = false; return;
    case Op::COPY_FREE_VARS:
      for (std::uint32_t i = unit.first_free_slot(); i < live.size(); ++i) live[i] = false;
      return;
    case Op::LOAD_FAST:
    case Op::LOAD_FAST_CHECK:
    case Op::DELETE_FAST:
    case Op::MAKE_CELL:
    case Op::LOAD_CLOSURE:
    case Op::LOAD_DEREF:
    case Op::STORE_DEREF:
    case Op::DELETE_DEREF:
    case Op::LOAD_CLASSDEREF: live[slot] = true; return;
    case Op::RETURN_GENERATOR: std::fill(live.begin(), live.end(), true); return;
    default: return;
  }
}

void add(Slots& to, const Slots& from) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] = to[i] || from[i];
}

Slots live_before(const CodeUnit& unit, const std::vector<Slots>& before, std::uint32_t pc) {
  const bytecode::Instruction instruction = unit.instructions[pc];
  const Op op = bytecode::op_of(instruction);
  Slots live(unit.slot_count());
  if (bytecode::falls_through(op) && pc + 1 < before.size()) add(live, before[pc + 1]);
  if (bytecode::is_jump(op)) add(live, before[bytecode::operand_of(instruction)]);
  step_back(unit, instruction, live);
  if (const auto* range = bytecode::find_handler(unit, pc)) add(live, before[range->handler]);
  return live;
}

std::vector<Slots> analyse(const CodeUnit& unit) {
  const std::size_t count = unit.instructions.size();
  if (looks_at_variables(unit)) return std::vector(count, Slots(unit.slot_count(), true));
  std::vector<Slots> before(count, Slots(unit.slot_count()));
  for (bool changed = true; changed;) {
    changed = false;
    for (std::uint32_t pc = static_cast<std::uint32_t>(count); pc-- > 0;) {
      Slots live = live_before(unit, before, pc);
      if (live == before[pc]) continue;
      before[pc] = std::move(live);
      changed = true;
    }
  }
  return before;
}

/// A frame that waits for a call stands behind it, but the call may still raise into its handler.
std::vector<Slots> with_handlers_of_calls(const CodeUnit& unit, std::vector<Slots> before) {
  std::vector<Slots> result = before;
  for (std::uint32_t pc = 1; pc < before.size(); ++pc)
    if (const auto* range = bytecode::find_handler(unit, pc - 1)) add(result[pc], before[range->handler]);
  return result;
}

}  // namespace

bool is_live(const Code* code, std::uint32_t pc, std::uint32_t slot) {
  CodeExtra* extra = code->extra;
  if (extra->live.empty()) extra->live = with_handlers_of_calls(*extra->unit, analyse(*extra->unit));
  return extra->live[pc][slot];
}

}  // namespace py
