#include "python_interp/compile/assemble.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "python_interp/compile/check.hpp"

namespace py::compile {

using bytecode::CodeUnit;
using bytecode::ExceptionRange;
using bytecode::falls_through;
using bytecode::is_jump;
using bytecode::Operand;

namespace {

/// How many lines, none of them of any source, lead from here out of the frame; 0 if they do not, or
/// are too many to copy.
std::uint32_t implicit_exit_length(const DraftCode& draft, std::uint32_t at) {
  constexpr std::uint32_t longest = 6;
  for (std::uint32_t i = 0; i < longest && at + i < draft.lines.size(); ++i) {
    const Draft& line = draft.lines[at + i];
    if (line.pos.line >= 0 || is_jump(line.op)) return 0;
    if (!falls_through(line.op)) return i + 1;
  }
  return 0;
}

/// How control gets to each line: by falling in, by jumps, as a handler.
struct Arrivals {
  std::vector<std::uint32_t> count;
  std::vector<std::uint32_t> last_from;

  explicit Arrivals(const DraftCode& draft)
      : count(draft.lines.size() + 1, 0), last_from(draft.lines.size() + 1, 0) {
    HandlerId last_handler = no_handler;
    for (std::uint32_t i = 0; i < draft.lines.size(); ++i) {
      const Draft& line = draft.lines[i];
      if (falls_through(line.op)) add(i + 1, i);
      if (is_jump(line.op)) add(draft.labels[line.operand], i);
      if (line.handler != no_handler && line.handler != last_handler) {
        const Handler& handler = draft.handlers[static_cast<std::size_t>(line.handler)];
        count[draft.labels[handler.label.id]] += 2;  // Never from one line only.
      }
      last_handler = line.handler;
    }
  }

  void add(std::uint32_t to, std::uint32_t from) {
    ++count[to];
    last_from[to] = from;
  }
};

}  // namespace

void thread_jumps(DraftCode& draft) {
  for (std::size_t i = draft.lines.size(); i-- > 0;) {
    Draft& line = draft.lines[i];
    if (!is_jump(line.op) || line.op == Op::JUMP_BACKWARD) continue;
    // Those further down are threaded already, so one step is enough.
    const Draft& next = draft.lines[draft.labels[line.operand]];
    if (next.op == Op::JUMP_FORWARD) {
      line.operand = next.operand;
    } else if (next.op == Op::JUMP_BACKWARD && line.op == Op::JUMP_FORWARD) {
      line.op = Op::JUMP_BACKWARD;
      line.operand = next.operand;
      line.handler = next.handler;
    }
  }
}

namespace {

/// The conditional jump that is taken when this one is not; NOP if there is none.
Op opposite(Op op) {
  switch (op) {
    case Op::POP_JUMP_IF_FALSE: return Op::POP_JUMP_IF_TRUE;
    case Op::POP_JUMP_IF_TRUE: return Op::POP_JUMP_IF_FALSE;
    case Op::POP_JUMP_IF_NONE: return Op::POP_JUMP_IF_NOT_NONE;
    case Op::POP_JUMP_IF_NOT_NONE: return Op::POP_JUMP_IF_NONE;
    default: return Op::NOP;
  }
}

void drop(Draft& line) {
  line.op = Op::NOP;
  line.operand = 0;
  line.pos = {};
}

}  // namespace

void simplify_pairs(DraftCode& draft) {
  Arrivals arrivals(draft);
  for (std::uint32_t i = 0; i + 1 < draft.lines.size(); ++i) {
    Draft& line = draft.lines[i];
    Draft& next = draft.lines[i + 1];
    if (arrivals.count[i + 1] != 1) continue;
    if (line.op == Op::SWAP && next.op == Op::SWAP && line.operand == next.operand) {
      drop(line);
      drop(next);
    } else if (next.op == Op::JUMP_FORWARD && opposite(line.op) != Op::NOP &&
               draft.labels[line.operand] == i + 2) {
      line.op = opposite(line.op);
      line.operand = next.operand;
      drop(next);
    }
  }
}

bool copy_implicit_exits(DraftCode& draft) {
  Arrivals arrivals(draft);
  auto end = static_cast<std::uint32_t>(draft.lines.size());
  std::vector<Draft> lines, at_end;
  std::vector<std::uint32_t> moved(end + 1);
  for (std::uint32_t i = 0; i < end; ++i) {
    moved[i] = static_cast<std::uint32_t>(lines.size());
    Draft line = draft.lines[i];
    bool forward = is_jump(line.op) && line.op != Op::JUMP_BACKWARD && line.op != Op::SEND;
    std::uint32_t target = forward ? draft.labels[line.operand] : 0;
    std::uint32_t length = forward ? implicit_exit_length(draft, target) : 0;
    if (length == 0 || arrivals.count[target] < 2) {
      lines.push_back(line);
      continue;
    }
    // An unconditional jump is replaced by its copy, a conditional one goes to the end of the code.
    --arrivals.count[target];
    bool replaced = line.op == Op::JUMP_FORWARD;
    std::vector<Draft>& place = replaced ? lines : at_end;
    if (!replaced) {
      line.operand = static_cast<std::uint32_t>(draft.labels.size());
      draft.labels.push_back(end + static_cast<std::uint32_t>(at_end.size()));
      lines.push_back(line);
    }
    for (std::uint32_t part = target; part < target + length; ++part) {
      place.push_back(draft.lines[part]);
      place.back().pos = line.pos;
    }
  }
  moved[end] = static_cast<std::uint32_t>(lines.size());
  for (std::uint32_t& place : draft.labels)
    if (place != not_bound) place = place < end ? moved[place] : moved[end] + (place - end);
  lines.insert(lines.end(), at_end.begin(), at_end.end());
  bool changed = lines.size() != draft.lines.size();
  draft.lines = std::move(lines);
  return changed;
}

namespace {

std::vector<bool> reached_lines(const DraftCode& draft) {
  std::vector<bool> reached(draft.lines.size(), false);
  std::vector<std::uint32_t> pending = {0};
  while (!pending.empty()) {
    std::uint32_t at = pending.back();
    pending.pop_back();
    for (; at < draft.lines.size() && !reached[at]; ++at) {
      reached[at] = true;
      const Draft& line = draft.lines[at];
      if (is_jump(line.op)) pending.push_back(draft.labels[line.operand]);
      if (line.handler != no_handler)
        pending.push_back(
            draft.labels[draft.handlers[static_cast<std::size_t>(line.handler)].label.id]);
      if (!falls_through(line.op)) break;
    }
  }
  return reached;
}

/// Drops the lines that are not kept; labels go to the next line that is.
void keep_only(DraftCode& draft, const std::vector<bool>& kept) {
  std::vector<std::uint32_t> moved(draft.lines.size() + 1);
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < draft.lines.size(); ++i) {
    moved[i] = count;
    if (kept[i]) draft.lines[count++] = draft.lines[i];
  }
  moved[draft.lines.size()] = count;
  draft.lines.resize(count);
  for (std::uint32_t& place : draft.labels)
    if (place != not_bound) place = moved[place];
}

/// Does another instruction, executed right before (null if that is not known) or right after, show
/// the NOP's line? A later one without position is given the NOP's.
bool is_useless_nop(DraftCode& draft, const std::vector<bool>& targets, std::size_t at,
                    const Draft* before) {
  const Draft& nop = draft.lines[at];
  if (nop.op != Op::NOP) return false;
  if (nop.pos.line < 0) return true;
  if (before != nullptr && before->pos.line == nop.pos.line) return true;
  Draft& next = draft.lines[at + 1];
  if (next.pos.line < 0 && !targets[at + 1]) next.pos = nop.pos;
  return next.pos.line == nop.pos.line;
}

}  // namespace

void drop_useless_lines(DraftCode& draft) {
  keep_only(draft, reached_lines(draft));
  std::vector<bool> targets(draft.lines.size() + 1, false);
  for (Draft& line : draft.lines) {
    if (!is_jump(line.op)) continue;
    auto here = static_cast<std::size_t>(&line - draft.lines.data());
    if (line.op == Op::JUMP_FORWARD && draft.labels[line.operand] == here + 1)
      line = {Op::NOP, 0, line.handler, line.pos};
    else
      targets[draft.labels[line.operand]] = true;
  }
  std::vector<bool> kept(draft.lines.size(), true);
  const Draft* before = nullptr;
  for (std::size_t i = 0; i < draft.lines.size(); ++i) {
    if (targets[i]) before = nullptr;
    kept[i] = !is_useless_nop(draft, targets, i, before);
    if (kept[i]) before = falls_through(draft.lines[i].op) ? &draft.lines[i] : nullptr;
  }
  keep_only(draft, kept);
}

void spread_positions(DraftCode& draft) {
  Arrivals arrivals(draft);
  for (std::uint32_t i = 1; i < draft.lines.size(); ++i) {
    Draft& line = draft.lines[i];
    if (line.pos.line >= 0) continue;
    if (arrivals.count[i] == 1)
      line.pos = draft.lines[arrivals.last_from[i]].pos;
    else if (line.op == Op::JUMP_BACKWARD)
      line.pos = draft.lines[i - 1].pos;  // An interrupt here needs a line.
  }
}

namespace {

std::uint32_t final_operand(const DraftCode& draft, const CodeUnit& code, const Draft& line) {
  switch (bytecode::info(line.op).operand) {
    case Operand::jump: return draft.labels[line.operand];
    case Operand::cell:
      return line.operand < code.cellvars.size()
                 ? code.cell_slots[line.operand]
                 : code.first_free_slot() + line.operand -
                       static_cast<std::uint32_t>(code.cellvars.size());
    default: return line.operand;
  }
}

void add_exception_range(const DraftCode& draft, CodeUnit& code, std::uint32_t at) {
  HandlerId id = draft.lines[at].handler;
  if (id == no_handler) return;
  const Handler& handler = draft.handlers[static_cast<std::size_t>(id)];
  ExceptionRange range{at, at + 1, draft.labels[handler.label.id], handler.depth,
                       handler.push_lasti};
  if (!code.exceptions.empty()) {
    ExceptionRange& last = code.exceptions.back();
    if (last.end == at && last.handler == range.handler && last.depth == range.depth &&
        last.push_lasti == range.push_lasti) {
      last.end = at + 1;
      return;
    }
  }
  code.exceptions.push_back(range);
}

void encode_lines(const DraftCode& draft, CodeUnit& code) {
  for (std::uint32_t at = 0; at < draft.lines.size(); ++at) {
    const Draft& line = draft.lines[at];
    code.instructions.push_back(bytecode::encode(line.op, final_operand(draft, code, line)));
    code.positions.push_back(line.pos);
    add_exception_range(draft, code, at);
  }
}

}  // namespace

void assemble(DraftCode draft, CodeUnit& code) {
  thread_jumps(draft);
  simplify_pairs(draft);
  // A copy that takes a jump's place may complete another exit.
  if (copy_implicit_exits(draft)) copy_implicit_exits(draft);
  drop_useless_lines(draft);
  spread_positions(draft);
  check_uncertain_reads(draft, static_cast<std::uint32_t>(code.varnames.size()),
                        code.parameter_count());
  encode_lines(draft, code);
}

}  // namespace py::compile
