#include "pe/driver/special.hpp"

#include <algorithm>

namespace pe::driver {

using specializer::Activation;
using specializer::NodeId;

void SpecialMachine::rely_on(const Assumption* found) {
  if (!found->valid) leave_here("memo: what was looked up is not valid");
  auto* assumption = const_cast<Assumption*>(found);
  if (std::ranges::find(assumptions, assumption) == assumptions.end()) assumptions.push_back(assumption);
}

std::vector<NodeId> SpecialMachine::slots_of(const Code& callee, const Word* arguments, std::uint32_t count) {
  std::vector<NodeId> slots;
  for (std::uint32_t i = 0; i < count; ++i) slots.push_back(resolve(node_of(arguments[i])));
  slots.resize(callee.slot_count, Specialiser::constant(Type::ref, 0));
  return slots;
}

void SpecialMachine::call(const Code& callee, const Word* arguments, std::uint32_t count,
                          std::uint32_t result_slot) {
  here();
  has_gone_on = true;
  Activation called{&callee, 0, result_slot, slots_of(callee, arguments, count)};
  specializer::CallKnowledge known = describe_call(*this, called);
  called.call = known.hash;
  if (may_inline(&callee, known.hash)) {
    state().frames.push_back(std::move(called));
    return;
  }
  const Callees::Entry* entry = callees_.find(callee, known);
  if (!entry && known.is_static) {
    known = specializer::without_statics(known);
    entry = callees_.find(callee, known);
  }
  if (!entry) leave_here("a call of " + callee.name + ", which has no residual code");
  std::vector<NodeId> values = take_arguments(*this, known.knowledge, called);
  invoke(entry->cell, std::move(values), result_slot, static_cast<std::uint32_t>(state().frames.size()),
         entry->result);
}

void SpecialMachine::tail_call(const Code& callee, const Word* arguments, std::uint32_t count) {
  here();
  has_gone_on = true;
  std::vector<NodeId> slots = slots_of(callee, arguments, count);
  top().code = &callee;
  top().pc = 0;
  top().slots = std::move(slots);
}

void SpecialMachine::leave(Word value) {
  here();
  has_gone_on = true;
  auto& frames = state().frames;
  const NodeId node = resolve(node_of(value));
  if (frames.size() == 1) return_from_program(node);
  const std::uint32_t result_slot = top().mode;
  frames.pop_back();
  top().slots[result_slot] = node;
}

void SubjectBase::deliver(specializer::Specialiser& s, std::uint32_t mode, std::uint32_t value) {
  auto& m = static_cast<SpecialMachine&>(s);
  m.has_gone_on = false;
  const SpecialMachine::Word result{&m, value};
  if (result == gc::Word{}) m.leave_here("the callee failed");
  m.set(mode, result);
}

}  // namespace pe::driver
