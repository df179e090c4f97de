// The machine over real frames: a stage together with the running activation, for Direct, Profile, Replay.
//
// Handlers see slots, an operand stack and a few ways to go on; here they are memory. The registers are
// members, which the compiler keeps in machine registers where a handler is inlined into the dispatch.
#pragma once

#include <algorithm>

#include "pe/stage/stage.hpp"
#include "python_interp/interp/interpreter.hpp"
#include "python_interp/objects/api.hpp"
#include "python_interp/objects/numbers.hpp"

namespace py {

template <class M>
void returned(M& m, Deliver deliver, pe::dyn<M, Word> value);

/// False, with ValueError pending, if the generator is running.
bool can_resume(VM& vm, Generator* generator);
/// The record of a generator that is resumed: its slots are the generator's.
FrameRecord* push_generator(VM& vm, Generator* generator, Deliver deliver);
/// A generator (coroutine ...) with the frame's slots, going on at instruction `pc`; null: out of memory.
Generator* new_generator(VM& vm, const FrameRecord* frame, std::uint64_t pc);
void pop_frame(VM& vm, FrameRecord* frame);

template <class Self, class Stage>
class FrameMachine : public Stage, public Registers {
 public:
  using W = typename Stage::template Dyn<Word>;

  template <class... A>
  FrameMachine(VM* vm, Registers registers, A... stage)
      : Stage(stage...), Registers(registers), vm_(vm) {}

  VM* vm() const { return vm_; }
  Code* code() const { return record->code; }
  Dict* globals() const { return record->globals; }
  W function() { return self()->wrap(record->function); }
  W locals_mapping() { return self()->wrap(record->locals); }
  bool locals_are_globals() const { return record->locals == gc::reference(record->globals); }
  std::uint32_t slot_count() const { return static_cast<std::uint32_t>(code()->slot_count); }
  Word constant(std::uint32_t index) const { return record->constants[index]; }
  Str* name(std::uint32_t index) const { return gc::as<Str>(code()->names->items[index]); }
  bytecode::Op previous_op() const { return bytecode::op_of(pc[-1]); }
  std::uint32_t previous_operand() const { return bytecode::operand_of(pc[-1]); }

  W local(std::uint32_t slot) { return self()->wrap(slots[slot]); }
  void set_local(std::uint32_t slot, W value) { slots[slot] = self()->unwrap(value); }
  void push(W value) { *sp++ = self()->unwrap(value); }
  W pop() { return self()->wrap(*--sp); }
  W top(std::uint32_t depth) { return self()->wrap(*(sp - depth)); }
  void set_top(std::uint32_t depth, W value) { *(sp - depth) = self()->unwrap(value); }
  void drop(std::uint32_t count) { sp -= count; }
  /// The address of the `count` top values.
  std::int64_t spill(std::uint32_t count) { return reinterpret_cast<std::int64_t>(sp - count); }

  void jump(std::uint32_t target) { pc = code()->instructions + target; }

  template <auto fn, class K, class... A>
  auto memo(K key, A... rest) {
    pe::InlineCache& cache = this->cache();
    using Found = decltype(fn(vm_, key, rest...));
    const std::uint64_t bits = pe::to_bits(key);
    if (cache.key == bits) [[likely]] {
      const auto found = static_cast<Found>(cache.found);
      if (found->valid) [[likely]]
        return found;
    }
    const Found found = fn(vm_, key, rest...);
    cache = {bits, found};
    return found;
  }
  auto global_cells(std::uint32_t operand) {
    return memo<&find_global_cells>(globals(), name(operand));
  }

  template <auto fn, class... A>
  void raise_from(A... arguments) {
    this->template call<fn>(arguments...);
    raise();
  }
  void raise() {
    record->pc = pc;
    pc = unwind_stub;
  }
  /// Raises vm->pending again, with the traceback that it has.
  void reraise() {
    record->pc = pc;
    pc = unwind_again_stub;
  }

  /// Enters a function: `count` values from `arguments` are its first slots, the rest is unset.
  void enter(Code* callee, W function, const W* arguments, std::uint32_t count, Deliver deliver) {
    FrameRecord* frame = begin_call(callee, function, 0, deliver);
    if (!frame) return raise();
    for (std::uint32_t i = 0; i < count; ++i) frame->slots[i] = self()->unwrap(arguments[i]);
    finish_call(frame, count);
  }
  /// Likewise with the `count` top values; `drop` values leave this frame's stack.
  void enter_top(Code* callee, W function, std::uint32_t count, std::uint32_t drop, Deliver deliver) {
    FrameRecord* frame = begin_call(callee, function, drop, deliver);
    if (!frame) return raise();
    std::copy_n(sp - count, count, frame->slots);
    finish_call(frame, count);
  }
  /// Likewise with all of an array's items.
  void enter_array(Code* callee, W function, typename Stage::template Dyn<Array*> array,
                   std::uint32_t drop, Deliver deliver) {
    const Array* items = self()->unwrap_array(array);
    FrameRecord* frame = begin_call(callee, function, drop, deliver);
    if (!frame) return raise();
    std::copy_n(items->items.data(), static_cast<std::uint64_t>(items->length), frame->slots);
    finish_call(frame, static_cast<std::uint32_t>(items->length));
  }

  /// Returns from the running frame.
  void leave(W value) {
    FrameRecord* const left = record;
    self()->note_result(value);
    if (left->generator) {
      end_generator(left->generator);
      vm_->generator_result = self()->unwrap(value);
      value = null;
    }
    back_from(left, value);
  }

  /// Suspends the running generator.
  void yield(W value) {
    FrameRecord* const left = record;
    Generator* generator = left->generator;
    generator->pc = static_cast<std::uint64_t>(pc - code()->instructions);
    generator->depth = static_cast<std::uint64_t>(sp - slots);
    generator->state = GeneratorState::suspended;
    const Word callers = generator->exception;
    generator->exception = vm_->handled == callers ? null : vm_->handled;
    vm_->handled = callers;
    back_from(left, value);
  }

  /// Runs a generator until it yields or returns.
  void resume(typename Stage::template Dyn<Generator*> which, W sent, Deliver deliver) {
    Generator* generator = self()->unwrap_generator(which);
    if (!can_resume(*vm_, generator)) return raise();
    if (generator->state == GeneratorState::finished) {
      vm_->generator_result = none;
      return returned(*self(), deliver, W(null));
    }
    record->pc = pc;
    record->top = sp;
    FrameRecord* frame = push_generator(*vm_, generator, deliver);
    if (!frame) return raise();
    record = frame;
    slots = frame->slots;
    sp = slots + generator->depth;
    *sp++ = self()->unwrap(sent);
    pc = frame->pc;
  }

  /// Moves the running frame into a new generator and returns that.
  void make_generator() {
    Generator* generator = new_generator(*vm_, record, static_cast<std::uint64_t>(pc - code()->instructions));
    if (!generator) return raise();
    back_from(record, self()->wrap(gc::reference(generator)));
  }

 protected:
  VM* vm_;

 private:
  Self* self() { return static_cast<Self*>(this); }

  pe::InlineCache& cache() {
    CodeExtra* extra = code()->extra;
    return extra->caches[static_cast<std::size_t>(pc - 1 - code()->instructions)];
  }

  FrameRecord* begin_call(Code* callee, W function, std::uint32_t drop, Deliver deliver) {
    record->pc = pc;
    record->top = sp - drop;
    const Word word = self()->unwrap(function);
    return push_frame(*vm_, callee, word, gc::as<Function>(word)->globals, deliver);
  }
  void finish_call(FrameRecord* frame, std::uint32_t count) {
    Word* const base = frame->slots + static_cast<std::uint64_t>(frame->code->slot_count);
    for (Word* slot = frame->slots + count; slot != base; ++slot) *slot = null;
    record = frame;
    slots = frame->slots;
    sp = base;
    pc = frame->code->instructions;
  }

  void back_from(FrameRecord* left, W value) {
    pop_frame(*vm_, left);
    const Deliver deliver = left->deliver;
    record = left->back;
    if (deliver == Deliver::stop) {
      vm_->interpreter->result = self()->unwrap(value);
      pc = stop_stub;
      return;
    }
    slots = record->slots;
    sp = record->top;
    pc = record->pc;
    if (deliver == Deliver::push && !gc::is_null(self()->unwrap(value))) return push(value);
    returned(*self(), deliver, value);
  }

  void end_generator(Generator* generator) {
    generator->state = GeneratorState::finished;
    vm_->handled = generator->exception;
    generator->exception = null;
  }
};

inline FrameRecord* push_frame(VM& vm, Code* code, Word function, Dict* globals, Deliver deliver) {
  Interpreter& interpreter = *vm.interpreter;
  FrameRecord* const back = interpreter.frame;
  Word* const place = back ? back->end : interpreter.stack;
  auto* frame = reinterpret_cast<FrameRecord*>(place);
  Word* const slots = reinterpret_cast<Word*>(frame + 1);
  Word* const end = slots + static_cast<std::uint64_t>(code->slot_count) +
                    static_cast<std::uint64_t>(code->stack_size) + 10;
  if (++vm.depth > vm.depth_limit || end > interpreter.stack_guard) [[unlikely]] {
    --vm.depth;
    raise_recursion(&vm);
    return nullptr;
  }
  frame->back = back;
  frame->code = code;
  frame->slots = slots;
  frame->constants = &static_cast<Tuple*>(code->constants)->items.data()->value;
  frame->function = function;
  frame->globals = globals;
  frame->locals = null;
  frame->deliver = deliver;
  frame->generator = nullptr;
  frame->end = end;
  interpreter.frame = frame;
  return frame;
}

inline void pop_frame(VM& vm, FrameRecord* frame) {
  vm.interpreter->frame = frame->back;
  --vm.depth;
}

}  // namespace py
