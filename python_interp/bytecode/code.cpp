#include "python_interp/bytecode/code.hpp"

#include <algorithm>
#include <bit>

namespace py::bytecode {

std::uint32_t CodeUnit::slot_count() const {
  auto own_cells = std::ranges::count_if(
      cell_slots, [&](std::uint32_t slot) { return slot >= varnames.size(); });
  return static_cast<std::uint32_t>(varnames.size() + own_cells + freevars.size());
}

const std::string& slot_name(const CodeUnit& code, std::uint32_t slot) {
  if (slot < code.varnames.size()) return code.varnames[slot];
  if (slot >= code.first_free_slot()) return code.freevars[slot - code.first_free_slot()];
  auto place = std::ranges::find(code.cell_slots, slot) - code.cell_slots.begin();
  return code.cellvars[static_cast<std::size_t>(place)];
}

const ExceptionRange* find_handler(const CodeUnit& code, std::uint32_t instruction) {
  auto after = std::ranges::upper_bound(code.exceptions, instruction, {}, &ExceptionRange::start);
  if (after == code.exceptions.begin()) return nullptr;
  const ExceptionRange& range = *std::prev(after);
  return instruction < range.end ? &range : nullptr;
}

std::vector<JoinPoint> join_points(const CodeUnit& code) {
  const std::size_t size = code.instructions.size();
  std::vector<std::uint8_t> arrivals(size + 1, 0);
  std::vector<std::uint8_t> kinds(size + 1, 0);
  auto arrive = [&](std::size_t at) { arrivals[at] = std::min(arrivals[at] + 1, 2); };
  for (std::size_t i = 0; i < size; ++i) {
    Op op = op_of(code.instructions[i]);
    if (falls_through(op)) arrive(i + 1);
    if (!is_jump(op)) continue;
    std::uint32_t target = operand_of(code.instructions[i]);
    arrive(target);
    if (op == Op::JUMP_BACKWARD) kinds[target] = static_cast<std::uint8_t>(JoinKind::loop_header);
  }
  std::vector<std::uint8_t> handlers(size + 1, 0);
  for (const ExceptionRange& range : code.exceptions) handlers[range.handler] = 1;

  std::vector<JoinPoint> points;
  for (std::uint32_t i = 0; i < size; ++i) {
    if (handlers[i] != 0)
      points.push_back({i, JoinKind::handler});
    else if (kinds[i] != 0)
      points.push_back({i, JoinKind::loop_header});
    else if (arrivals[i] > 1)
      points.push_back({i, JoinKind::join});
  }
  return points;
}

}  // namespace py::bytecode
