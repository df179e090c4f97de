#include "python_interp/compile/emitter.hpp"

#include <algorithm>

#include "python_interp/compile/check.hpp"
#include "python_interp/compile/fault.hpp"

namespace py::compile {

using bytecode::StackEffect;

Label Emitter::label() {
  code_.labels.push_back(not_bound);
  states_.emplace_back();
  return {static_cast<std::uint32_t>(states_.size() - 1)};
}

void Emitter::bind(Label label) {
  LabelState& state = states_[label.id];
  check(code_.labels[label.id] == not_bound, "a label is bound twice");
  if (reachable_)
    check(!state.depth_known || state.depth == depth_, "paths meet with different stacks");
  else if (state.depth_known)
    depth_ = state.depth;
  reachable_ = reachable_ || state.reached;
  state = {true, reachable_, depth_};
  code_.labels[label.id] = static_cast<std::uint32_t>(code_.lines.size());
}

void Emitter::arrive(Label target, std::uint32_t depth) {
  LabelState& state = states_[target.id];
  if (reachable_)
    check(!state.depth_known || !state.reached || state.depth == depth,
          "paths meet with different stacks");
  if (!state.depth_known || (reachable_ && !state.reached)) state.depth = depth;
  state.depth_known = true;
  state.reached = state.reached || reachable_;
}

void Emitter::write(Op op, std::uint32_t operand) {
  if (!reachable_) return;
  if (operand > bytecode::max_operand)
    fail({position_.line, position_.column, position_.end_line, position_.end_column},
         "code is too large");
  code_.lines.push_back({op, operand, handler_, position_});
}

void Emitter::emit(Op op, std::uint32_t operand) {
  write(op, operand);
  StackEffect effect = bytecode::stack_effect(op, operand);
  if (reachable_) check(depth_ >= effect.pops, "an instruction pops more than there is");
  depth_ = depth_ - std::min(depth_, effect.pops) + effect.pushes;
  stack_size_ = std::max(stack_size_, depth_);
  if (!bytecode::falls_through(op)) reachable_ = false;
}

void Emitter::jump(Op op, Label target) {
  check(code_.labels[target.id] == not_bound, "a conditional jump goes backward");
  StackEffect taken = bytecode::jump_effect(op);
  arrive(target, depth_ - std::min(depth_, taken.pops) + taken.pushes);
  emit(op, target.id);
}

void Emitter::jump_to(Label target) {
  bool backward = code_.labels[target.id] != not_bound;
  arrive(target, depth_);
  emit(backward ? Op::JUMP_BACKWARD : Op::JUMP_FORWARD, target.id);
}

HandlerId Emitter::protect(Label target, std::uint32_t depth, bool push_lasti) {
  HandlerId outer = handler_;
  arrive(target, depth + (push_lasti ? 2 : 1));
  stack_size_ = std::max(stack_size_, depth + (push_lasti ? 2 : 1));
  code_.handlers.push_back({target, depth, push_lasti});
  handler_ = static_cast<HandlerId>(code_.handlers.size() - 1);
  return outer;
}

}  // namespace py::compile
