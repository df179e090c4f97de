#include "python_interp/interp/specialised.hpp"

#include <algorithm>

#include "python_interp/interp/liveness.hpp"
#include "python_interp/interp/support/specialised.hpp"

namespace py {

using pe::residual::ResultKind;
using pe::specializer::Activation;
using pe::specializer::NodeId;

Dict* SpecialMachine::globals_of(const Activation& activation) {
  const NodeId function = resolve(activation.slots[function_slot]);
  if (is_constant(function) && bits_of(function) != 0)
    return gc::as<Function>({bits_of(function)})->globals;
  CodeExtra* extra = code_of(activation)->extra;
  rely_on(&extra->one_globals);
  return extra->globals;
}

bool SpecialMachine::locals_are_globals() {
  const NodeId mapping = resolve(frame().slots[mapping_slot]);
  return is_constant(mapping) && bits_of(mapping) == pe::to_bits(globals());
}

void SpecialMachine::rely_on(const pe::Assumption* assumption) {
  auto* held = const_cast<pe::Assumption*>(assumption);
  if (std::ranges::find(assumptions, held) == assumptions.end()) assumptions.push_back(held);
}

/// Somebody writes this global in hot code: nobody shall believe that it keeps its value.
void SpecialMachine::make_variable(GlobalCell* cell) {
  cell->writes = std::max<std::uint64_t>(cell->writes, 2);
  if (cell->assumption) cell->assumption->invalidate();
}

pe::Dynamic<SpecialMachine, std::int64_t> SpecialMachine::spill(std::uint32_t count) {
  const NodeId array = real_object(sizeof(Array) + count * sizeof(Word), gc::make_header(Array::layout));
  raw_write(gc::field_of<&Array::length>(), array, Specialiser::constant(pe::Type::i64, count));
  for (std::uint32_t i = 0; i < count; ++i)
    raw_write_element(gc::field_of<&Array::items>(), array, i, node_of(top(count - i)));
  const auto address = apply(pe::Op::ref_bits, array, 0);
  return {this, apply(pe::Op::int_add, address, Specialiser::constant(pe::Type::i64, sizeof(Array)))};
}

/// Goes to the handler of the pending exception; if no activation of the program has one, the interpreter
/// looks for it.
void SpecialMachine::unwind(std::uint32_t raised_at, bool add_line) {
  auto& frames = state().frames;
  std::size_t depth = frames.size();
  std::uint32_t at = raised_at;
  const bytecode::ExceptionRange* range = nullptr;
  for (; depth > 0 && !range; --depth) {
    if (depth < frames.size()) at = frames[depth - 1].pc - 1;
    range = bytecode::find_handler(unit_of(code_of(frames[depth - 1])), at);
  }
  if (!range) leave_here("an exception leaves");
  for (std::size_t left = depth + 1; left < frames.size(); ++left)
    if (code_of(frames[left])->extra.value->generator) leave_here("an exception leaves a generator");
  while (frames.size() > depth + 1) {
    if (add_line) call<&add_traceback>(vm_, code(), std::int64_t{raised_at});
    add_line = true;
    frames.pop_back();
    raised_at = frame().pc - 1;
  }
  if (add_line) call<&add_traceback>(vm_, code(), std::int64_t{raised_at});
  frame().slots.resize(hidden_slots + slot_count() + range->depth);
  if (range->push_lasti) push(gc::small_int(raised_at));
  push(load<&VM::pending>(vm_));
  store<&VM::pending>(vm_, null);
  frame().pc = range->handler;
}

void SpecialMachine::enter(Code* callee, W function, const W* arguments, std::uint32_t count,
                           Deliver deliver) {
  std::vector<NodeId> values;
  for (std::uint32_t i = 0; i < count; ++i) values.push_back(node_of(arguments[i]));
  enter_with(callee, function, values, deliver);
}

void SpecialMachine::enter_top(Code* callee, W function, std::uint32_t count, std::uint32_t dropped,
                               Deliver deliver) {
  const std::vector<NodeId> values(frame().slots.end() - count, frame().slots.end());
  drop(dropped);
  enter_with(callee, function, values, deliver);
}

void SpecialMachine::enter_array(Code* callee, W function, pe::Dynamic<SpecialMachine, Array*> array,
                                 std::uint32_t dropped, Deliver deliver) {
  std::vector<NodeId> values;
  const auto count = static_cast<std::uint32_t>(unit_of(callee).parameter_count());
  for (std::uint32_t i = 0; i < count; ++i) {
    const NodeId index = Specialiser::constant(pe::Type::i64, i);
    values.push_back(static_cast<NodeId>(read_element(gc::field_of<&Array::items>(), array.at(this), index)));
  }
  drop(dropped);
  enter_with(callee, function, values, deliver);
}

void SpecialMachine::enter_with(Code* callee, W function, std::span<const NodeId> arguments, Deliver deliver) {
  if (!may_inline(callee)) {
    if (!callee->extra.value->generator && enter_residual(callee, function, arguments, deliver)) return;
    return call_opaquely(function, arguments, deliver);
  }
  const NodeId nothing = Specialiser::constant(pe::Type::ref, 0);
  Activation entered{callee, 0, static_cast<std::uint32_t>(deliver), {node_of(function), nothing, nothing}};
  entered.slots.insert(entered.slots.end(), arguments.begin(), arguments.end());
  entered.slots.resize(hidden_slots + static_cast<std::uint64_t>(callee->slot_count), nothing);
  state().frames.push_back(std::move(entered));
}

/// A call of residual code by residual code; false if there is none for this function.
bool SpecialMachine::enter_residual(Code* callee, W function, std::span<const NodeId> arguments,
                                    Deliver deliver) {
  std::vector<pe::Type> types = {pe::Type::ref};
  for (NodeId argument : arguments) types.push_back(natural_type(argument));
  const NodeId function_node = resolve(node_of(function));
  Dict* globals = is_constant(function_node) ? static_cast<Dict*>(gc::as<Function>({bits_of(function_node)})->globals)
                                             : callee->extra.value->globals;
  const Callees::Entry* entry = callees_.find(callee, globals, types);
  if (!entry) return false;
  std::vector<NodeId> values = {materialise(function_node)};
  for (std::size_t i = 0; i < arguments.size(); ++i) values.push_back(convert(arguments[i], types[i + 1]));
  invoke(entry->cell, std::move(values), static_cast<std::uint32_t>(deliver),
         static_cast<std::uint32_t>(state().frames.size()), entry->result);
  return true;
}

/// A call through the interpreter.
void SpecialMachine::call_opaquely(W function, std::span<const NodeId> arguments, Deliver deliver) {
  const auto at = [&](std::size_t i) { return W(this, arguments[i]); };
  switch (arguments.size()) {
    case 0: return deliver_later(call<&call_0>(vm_, function), deliver);
    case 1: return deliver_later(call<&call_1>(vm_, function, at(0)), deliver);
    case 2: return deliver_later(call<&call_2>(vm_, function, at(0), at(1)), deliver);
    case 3: return deliver_later(call<&call_3>(vm_, function, at(0), at(1), at(2)), deliver);
    default: break;
  }
  for (NodeId argument : arguments) push(W(this, argument));
  const auto count = static_cast<std::uint32_t>(arguments.size());
  const auto address = spill(count);
  drop(count);
  deliver_later(call<&call_slots>(vm_, function, address, std::int64_t{count}), deliver);
}

void SpecialMachine::deliver_later(W value, Deliver deliver) {
  state().delivering = true;
  state().delivered = node_of(value);
  state().delivered_mode = static_cast<std::uint32_t>(deliver);
}

void SpecialMachine::leave(W value) {
  auto& frames = state().frames;
  if (frames.size() == 1) return_from_program(node_of(value));
  const auto deliver = static_cast<Deliver>(frame().mode);
  frames.pop_back();
  if (deliver == Deliver::push) return push(value);
  returned(*this, deliver, value);
}

bool SpecialMachine::resumes_elsewhere(Code* body, pe::Dynamic<SpecialMachine, Generator*> generator, W sent,
                                       Deliver deliver) {
  if (may_inline(body)) return false;
  deliver_later(call<&resume_generator_opaquely>(vm_, generator, sent), deliver);
  return true;
}

void SpecialMachine::resume(pe::Dynamic<SpecialMachine, Generator*> generator, W function, const Suspension& at,
                            W sent, Deliver deliver) {
  const NodeId nothing = Specialiser::constant(pe::Type::ref, 0);
  const auto self = static_cast<NodeId>(generator.at(this));
  Activation entered{at.code, at.pc, static_cast<std::uint32_t>(deliver), {node_of(function), nothing, self}};
  for (std::uint32_t slot = 0; slot < at.depth; ++slot)
    entered.slots.push_back(holds(at.code, at.pc, slot)
                                ? element_of(gc::field_of<&Generator::slots>(), self, slot) : nothing);
  entered.slots.push_back(node_of(sent));
  state().frames.push_back(std::move(entered));
}

/// The slots go back to the generator. One that the program was entered in suspends the program.
void SpecialMachine::yield(W value) {
  const Activation left = frame();
  for (std::uint32_t slot = 0; slot + hidden_slots < left.slots.size(); ++slot)
    if (holds(code_of(left), left.pc, slot))
      set_element_of(gc::field_of<&Generator::slots>(), left.slots[generator_slot], slot,
                     left.slots[hidden_slots + slot]);
  if (state().frames.size() == 1) return_from_program(node_of(value));
  state().frames.pop_back();
  push(value);
}

/// Is slot `slot` a live variable of a frame that goes on at `pc`, or part of its stack?
bool SpecialMachine::holds(const Code* code, std::uint32_t pc, std::uint32_t slot) {
  return slot >= code->slot_count || is_live(code, pc, slot);
}

}  // namespace py
