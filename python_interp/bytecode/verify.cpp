#include "python_interp/bytecode/verify.hpp"

#include <algorithm>
#include <vector>

#include "python_interp/bytecode/disassemble.hpp"

namespace py::bytecode {

namespace {

using Problem = std::optional<std::string>;

class Verifier {
 public:
  explicit Verifier(const CodeUnit& code) : code_(code) {}

  Problem run() {
    if (Problem problem = check_tables()) return problem;
    for (at_ = 0; at_ < size(); ++at_)
      if (Problem problem = check_operand()) return here(*problem);
    if (Problem problem = check_exceptions()) return problem;
    if (Problem problem = check_flow()) return here(*problem);
    return std::nullopt;
  }

 private:
  std::uint32_t size() const { return static_cast<std::uint32_t>(code_.instructions.size()); }
  Op op() const { return op_of(code_.instructions[at_]); }
  std::uint32_t operand() const { return operand_of(code_.instructions[at_]); }

  Problem here(const std::string& what) const {
    if (at_ >= size()) return what;
    return what + " at " + disassemble(code_, at_);
  }

  // ---- One by one ---------------------------------------------------------------------------

  Problem check_tables() const {
    if (code_.instructions.empty()) return "no instructions";
    if (code_.positions.size() != code_.instructions.size()) return "positions do not fit";
    if (code_.cell_slots.size() != code_.cellvars.size()) return "cell slots do not fit";
    if (code_.parameter_count() > code_.varnames.size()) return "parameters without variables";
    for (Instruction instruction : code_.instructions)
      if ((instruction & 0xFF) >= op_count) return "no such operation";
    if (falls_through(op_of(code_.instructions.back()))) return "control runs off the end";
    return std::nullopt;
  }

  bool is_cell_slot(std::uint32_t slot) const {
    return (slot >= code_.first_free_slot() && slot < code_.slot_count()) ||
           std::ranges::find(code_.cell_slots, slot) != code_.cell_slots.end();
  }

  Problem check_operand() const {
    std::uint32_t n = operand();
    switch (info(op()).operand) {
      case Operand::none: return fails_unless(n == 0, "operand without meaning");
      case Operand::constant: return fails_unless(n < code_.constants.size(), "no such constant");
      case Operand::name: return fails_unless(n < code_.names.size(), "no such name");
      case Operand::local: return fails_unless(n < code_.varnames.size(), "no such variable");
      case Operand::cell: return fails_unless(is_cell_slot(n), "no such cell");
      case Operand::jump: return check_jump(n);
      case Operand::flag: return fails_unless(n <= 1, "flag beyond 1");
      case Operand::depth:
        return fails_unless(n >= (op() == Op::SWAP ? 2 : op() == Op::RERAISE ? 0 : 1), "depth 0");
      default: return std::nullopt;
    }
  }

  Problem check_jump(std::uint32_t target) const {
    if (target >= size()) return "jump out of the code";
    bool backward = op() == Op::JUMP_BACKWARD;
    return fails_unless(backward ? target <= at_ : target > at_, "jump in the wrong direction");
  }

  static Problem fails_unless(bool good, const char* what) {
    return good ? Problem() : Problem(what);
  }

  Problem check_exceptions() {
    at_ = size();
    std::uint32_t end = 0;
    for (const ExceptionRange& range : code_.exceptions) {
      if (range.start < end || range.start >= range.end || range.end > size())
        return "exception ranges overlap or are out of order";
      if (range.handler >= size()) return "no such exception handler";
      end = range.end;
    }
    return std::nullopt;
  }

  // ---- Along the paths ----------------------------------------------------------------------

  /// What is known before an instruction: the stack's depth, and which variables are assigned.
  struct State {
    std::uint32_t depth = 0;
    std::vector<bool> assigned;
  };

  Problem check_flow() {
    states_.resize(size());
    State entry{0, std::vector<bool>(code_.varnames.size(), false)};
    for (std::uint32_t i = 0; i < code_.parameter_count(); ++i) entry.assigned[i] = true;
    if (Problem problem = arrive(0, entry)) return problem;
    while (!pending_.empty()) {
      at_ = pending_.back();
      pending_.pop_back();
      if (Problem problem = step(*states_[at_])) return problem;
    }
    return std::nullopt;
  }

  Problem step(State state) {
    if (const ExceptionRange* range = find_handler(code_, at_))
      if (Problem problem = raise(*range, state)) return problem;
    if (op() == Op::LOAD_FAST && !state.assigned[operand()]) return "variable perhaps unassigned";
    if (is_jump(op())) {
      State jumped = state;
      if (Problem problem = apply(jump_effect(op()), jumped)) return problem;
      if (Problem problem = arrive(operand(), jumped)) return problem;
    }
    if (!falls_through(op())) return apply(stack_effect(op(), operand()), state);
    if (op() == Op::STORE_FAST || op() == Op::LOAD_FAST_CHECK) state.assigned[operand()] = true;
    if (op() == Op::DELETE_FAST) state.assigned[operand()] = false;
    if (Problem problem = apply(stack_effect(op(), operand()), state)) return problem;
    return arrive(at_ + 1, state);
  }

  Problem apply(StackEffect effect, State& state) const {
    if (effect.pops > state.depth || reach() > state.depth) return "stack underflow";
    state.depth = state.depth - effect.pops + effect.pushes;
    return fails_unless(state.depth <= code_.stack_size, "stack overflow");
  }

  /// How deep the instruction looks without popping.
  std::uint32_t reach() const {
    std::uint32_t n = operand();
    switch (op()) {
      case Op::COPY:
      case Op::SWAP: return n;
      case Op::LIST_APPEND:
      case Op::SET_ADD:
      case Op::LIST_EXTEND:
      case Op::SET_UPDATE:
      case Op::DICT_UPDATE:
      case Op::RERAISE: return n + 1;
      case Op::MAP_ADD: return n + 2;
      case Op::DICT_MERGE: return n + 4;
      case Op::WITH_EXCEPT_START: return 4;
      case Op::MATCH_KEYS:
      case Op::CHECK_EXC_MATCH: return 2;
      case Op::FOR_ITER:
      case Op::GET_ANEXT:
      case Op::IMPORT_FROM:
      case Op::GET_LEN:
      case Op::MATCH_MAPPING:
      case Op::MATCH_SEQUENCE: return 1;
      default: return 0;
    }
  }

  Problem raise(const ExceptionRange& range, const State& state) {
    if (range.depth > state.depth) return "exception range deeper than the stack";
    State handled = state;
    handled.depth = range.depth + (range.push_lasti ? 2 : 1);
    if (handled.depth > code_.stack_size) return "stack overflow at a handler";
    if (op() == Op::DELETE_FAST) handled.assigned[operand()] = false;
    return arrive(range.handler, handled);
  }

  /// Joins a state into an instruction's, which runs again if it knows less now.
  Problem arrive(std::uint32_t target, const State& state) {
    std::optional<State>& known = states_[target];
    if (!known) {
      known = state;
      pending_.push_back(target);
      return std::nullopt;
    }
    if (known->depth != state.depth)
      return "stack depths " + std::to_string(known->depth) + " and " +
             std::to_string(state.depth) + " meet in " + std::to_string(target);
    bool changed = false;
    for (std::size_t i = 0; i < state.assigned.size(); ++i)
      if (known->assigned[i] && !state.assigned[i]) {
        known->assigned[i] = false;
        changed = true;
      }
    if (changed) pending_.push_back(target);
    return std::nullopt;
  }

  const CodeUnit& code_;
  std::uint32_t at_ = 0;
  std::vector<std::optional<State>> states_;
  std::vector<std::uint32_t> pending_;
};

}  // namespace

std::optional<std::string> verify(const CodeUnit& code) {
  if (Problem problem = Verifier(code).run()) return code.qualname + ": " + *problem;
  for (const Constant& constant : code.constants)
    if (auto* nested = constant.as<std::shared_ptr<CodeUnit>>())
      if (Problem problem = verify(**nested)) return problem;
  return std::nullopt;
}

}  // namespace py::bytecode
