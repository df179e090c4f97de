// The machine of the stage Specialise: activations are lists of residual values.
//
// The first slots of an activation are its function, the mapping of a module's or class's body, and the
// generator whose body it is; the frame's own slots and the operand stack follow.
#pragma once

#include "pe/specializer/specialiser.hpp"
#include "python_interp/interp/code.hpp"
#include "python_interp/interp/frame.hpp"
#include "python_interp/interp/handlers/all.hpp"
#include "python_interp/objects/api.hpp"

namespace py {

/// The slots of an activation before a frame's own.
inline constexpr std::uint32_t hidden_slots = 3;
inline constexpr std::uint32_t function_slot = 0, mapping_slot = 1, generator_slot = 2;

/// Who knows which functions have, or are to have, residual code of their own.
class Callees {
 public:
  struct Entry {
    pe::residual::EntryCell* cell;
    pe::residual::ResultKind result;
  };
  virtual ~Callees() = default;
  /// The residual function for `code` called with arguments of these types (the function itself comes first);
  /// null if it has none and will have none.
  virtual const Entry* find(Code* code, Dict* globals, std::span<const pe::Type> types) = 0;
};

class SpecialMachine : public pe::Wrapping<SpecialMachine>, public pe::specializer::Specialiser {
 public:
  using Stage = pe::Wrapping<SpecialMachine>;
  using W = pe::Dynamic<SpecialMachine, Word>;
  using Specialiser::program;

  SpecialMachine(VM* vm, Callees& callees, pe::specializer::Subject& subject,
                 const pe::specializer::Options& options, pe::residual::Program& program,
                 const pe::Coverage& coverage, std::span<const pe::Trace> traces)
      : Specialiser(subject, options, program, coverage, traces), vm_(vm), callees_(callees) {}

  VM* vm() const { return vm_; }
  Code* code() { return code_of(frame()); }
  Dict* globals() { return globals_of(frame()); }
  W function() { return {this, frame().slots[function_slot]}; }
  W locals_mapping() { return {this, frame().slots[mapping_slot]}; }
  bool locals_are_globals();
  std::uint32_t slot_count() { return static_cast<std::uint32_t>(code()->slot_count); }
  Word constant(std::uint32_t index) { return code()->constants->items[index]; }
  Str* name(std::uint32_t index) { return gc::as<Str>(code()->names->items[index]); }
  bytecode::Op previous_op() { return bytecode::op_of(previous()); }
  std::uint32_t previous_operand() { return bytecode::operand_of(previous()); }

  W local(std::uint32_t slot) { return {this, frame().slots[hidden_slots + slot]}; }
  void set_local(std::uint32_t slot, W value) { frame().slots[hidden_slots + slot] = node_of(value); }
  void push(W value) { frame().slots.push_back(node_of(value)); }
  W pop() {
    const W value = top(1);
    frame().slots.pop_back();
    return value;
  }
  W top(std::uint32_t depth) { return {this, *(frame().slots.end() - depth)}; }
  void set_top(std::uint32_t depth, W value) { *(frame().slots.end() - depth) = node_of(value); }
  void drop(std::uint32_t count) { frame().slots.resize(frame().slots.size() - count); }
  pe::Dynamic<SpecialMachine, std::int64_t> spill(std::uint32_t count);

  void jump(std::uint32_t target) { frame().pc = target; }
  void close_loop(std::uint32_t target) { jump(target); }
  void function_entry() {}

  template <auto fn, class K, class... A>
  auto memo(K key, A... rest) {
    const auto found = fn(vm_, key, rest...);
    rely_on(found);
    return found;
  }
  auto global_cells(std::uint32_t operand) {
    return memo<&find_global_cells>(globals(), name(operand));
  }
  template <auto set>
  void set_variable(GlobalCell* cell, W value) {
    make_variable(cell);
    write(gc::field_of<&GlobalCell::value>(), lift(pe::Type::ref, pe::to_bits(cell)), node_of(value));
  }

  template <auto fn, class... A>
  void raise_from(A... arguments) {
    call<fn>(arguments...);
    raise();
  }
  void raise() { unwind(frame().pc - 1, true); }
  void reraise() { unwind(frame().pc - 1, false); }

  void enter(Code* callee, W function, const W* arguments, std::uint32_t count, Deliver deliver);
  void enter_top(Code* callee, W function, std::uint32_t count, std::uint32_t drop, Deliver deliver);
  void enter_array(Code* callee, W function, pe::Dynamic<SpecialMachine, Array*> array, std::uint32_t drop,
                   Deliver deliver);
  void leave(W value);

  bool in_generator() { return code()->extra.value->generator; }
  pe::Dynamic<SpecialMachine, Generator*> generator() { return {this, frame().slots[generator_slot]}; }
  std::uint32_t next_pc() { return frame().pc; }
  std::uint32_t depth() { return static_cast<std::uint32_t>(frame().slots.size()) - hidden_slots; }
  bool resumes_elsewhere(Code* body, pe::Dynamic<SpecialMachine, Generator*> generator, W sent, Deliver deliver);
  void resume(pe::Dynamic<SpecialMachine, Generator*> generator, W function, const Suspension& at, W sent,
              Deliver deliver);
  void yield(W value);

  // What both bases have, chosen.
  using Specialiser::decide;
  using Stage::call;
  using Stage::load;
  using Stage::store;

  pe::specializer::Activation& frame() { return Specialiser::top(); }
  static Code* code_of(const pe::specializer::Activation& frame) {
    return static_cast<Code*>(const_cast<void*>(frame.code));
  }
  pe::specializer::NodeId node_of(W value) { return static_cast<pe::specializer::NodeId>(value.at(this)); }

 private:
  Dict* globals_of(const pe::specializer::Activation& frame);
  bytecode::Instruction previous() { return code()->instructions[frame().pc - 1]; }
  void rely_on(const pe::Assumption* assumption);
  static void make_variable(GlobalCell* cell);
  void unwind(std::uint32_t raised_at, bool add_line);
  void enter_with(Code* callee, W function, std::span<const pe::specializer::NodeId> arguments,
                  Deliver deliver);
  bool enter_residual(Code* callee, W function, std::span<const pe::specializer::NodeId> arguments,
                      Deliver deliver);
  void call_opaquely(W function, std::span<const pe::specializer::NodeId> arguments, Deliver deliver);
  void deliver_later(W value, Deliver deliver);
  static bool holds(const Code* code, std::uint32_t pc, std::uint32_t slot);

  VM* vm_;
  Callees& callees_;
};

}  // namespace py
