// The machine over real frames: a stage together with the running activation, for Direct, Profile, Replay.
//
// Handlers see slots, an operand stack and a few ways to go on; here they are memory. The registers are
// members, which the compiler keeps in machine registers where a handler is inlined into the dispatch.
#pragma once

#include <algorithm>

#include "pe/stage/stage.hpp"
#include "python_interp/interp/interpreter.hpp"
#include "python_interp/interp/support/generators.hpp"
#include "python_interp/objects/api.hpp"
#include "python_interp/objects/numbers.hpp"

namespace py {

template <class M>
void returned(M& m, Deliver deliver, pe::dyn<M, Word> value);

FrameRecord* push_generator_frame(VM& vm, Generator* generator, Deliver deliver);
bool has_room_for_frame(const VM& vm, const Code* code);
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
    self()->note_result(value);
    back_from(record, value);
  }

  bool in_generator() const { return record->generator != nullptr; }
  /// The generator whose body runs.
  auto generator() { return self()->template as<Generator>(self()->wrap(gc::reference(record->generator))); }
  std::uint32_t next_pc() const { return static_cast<std::uint32_t>(pc - code()->instructions); }
  /// Slots in use.
  std::uint32_t depth() const { return static_cast<std::uint32_t>(sp - slots); }

  /// Goes on in a generator's body; it counts as running already.
  void resume(typename Stage::template Dyn<Generator*> which, W, const Suspension& at, W sent, Deliver deliver) {
    Generator* generator = self()->unwrap_generator(which);
    record->pc = pc;
    record->top = sp;
    FrameRecord* frame = push_generator_frame(*vm_, generator, deliver);
    record = frame;
    slots = frame->slots;
    sp = slots + at.depth;
    *sp++ = self()->unwrap(sent);
    pc = code()->instructions + at.pc;
  }
  /// Raises RecursionError where no more frames may be pushed. (Compiled code may have the body run by the
  /// interpreter instead.)
  bool resumes_elsewhere(Code* body, typename Stage::template Dyn<Generator*>, W, Deliver) {
    if (has_room_for_frame(*vm_, body)) [[likely]] return false;
    raise_recursion(vm_);
    raise();
    return true;
  }

  /// Leaves the body of the running generator, which is suspended already.
  void yield(W value) { back_from(record, value); }

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
};

/// Where the next frame's record may be.
inline Word* next_record(const VM& vm) {
  const Interpreter& interpreter = *vm.interpreter;
  return interpreter.frame ? interpreter.frame->end : interpreter.stack;
}
inline Word* end_of_frame(const FrameRecord* frame, const Code* code) {
  return reinterpret_cast<Word*>(const_cast<FrameRecord*>(frame + 1)) + static_cast<std::uint64_t>(code->slot_count) +
         static_cast<std::uint64_t>(code->stack_size) + 10;
}

inline bool has_room_for_frame(const VM& vm, const Code* code) {
  return vm.depth < vm.depth_limit &&
         end_of_frame(reinterpret_cast<FrameRecord*>(next_record(vm)), code) <= vm.interpreter->stack_guard;
}

inline FrameRecord* push_frame(VM& vm, Code* code, Word function, Dict* globals, Deliver deliver) {
  if (!has_room_for_frame(vm, code)) [[unlikely]] {
    raise_recursion(&vm);
    return nullptr;
  }
  Interpreter& interpreter = *vm.interpreter;
  FrameRecord* const back = interpreter.frame;
  auto* frame = reinterpret_cast<FrameRecord*>(next_record(vm));
  Word* const slots = reinterpret_cast<Word*>(frame + 1);
  Word* const end = end_of_frame(frame, code);
  ++vm.depth;
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

/// The record of a generator that goes on: its slots are the generator's.
inline FrameRecord* push_generator_frame(VM& vm, Generator* generator, Deliver deliver) {
  auto* function = gc::as<Function>(generator->function);
  FrameRecord* frame = push_frame(vm, function->code, generator->function, function->globals, deliver);
  if (!frame) return nullptr;
  frame->slots = generator->slots.data();
  frame->end = reinterpret_cast<Word*>(frame + 1) + 1;
  frame->generator = generator;
  return frame;
}

inline void pop_frame(VM& vm, FrameRecord* frame) {
  vm.interpreter->frame = frame->back;
  --vm.depth;
}

}  // namespace py
