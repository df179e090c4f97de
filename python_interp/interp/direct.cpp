// The instantiation at Direct: one function an opcode, each ending in a tail call of the next.
//
// The registers are arguments, so they stay in machine registers from one handler to the next
// (`preserve_none` leaves all of them free for that).
#include "python_interp/interp/direct.hpp"
#include "python_interp/interp/instantiations.hpp"

#include <array>
#include <utility>

namespace py {
namespace {

using Handler = __attribute__((preserve_none)) void (*)(VM*, Word*, const bytecode::Instruction*, Word*,
                                                        FrameRecord*);
extern const std::array<Handler, 256> handlers;  // below

template <Op op>
__attribute__((preserve_none, flatten)) void handle(VM* vm, Word* sp, const bytecode::Instruction* pc,
                                                    Word* slots, FrameRecord* record) {
  DirectMachine machine(vm, {sp, pc + 1, slots, record});
  run(On<op>{}, machine, bytecode::operand_of(*pc));
  [[clang::musttail]] return handlers[*machine.pc & 255](vm, machine.sp, machine.pc, machine.slots,
                                                         machine.record);
}

template <bool again>
__attribute__((preserve_none)) void handle_unwind(VM* vm, Word* sp, const bytecode::Instruction*,
                                                  Word* slots, FrameRecord* record) {
  const Registers at = unwind(*vm, {sp, record->pc, slots, record}, again);
  [[clang::musttail]] return handlers[*at.pc & 255](vm, at.sp, at.pc, at.slots, at.record);
}

__attribute__((preserve_none)) void handle_stop(VM*, Word*, const bytecode::Instruction*, Word*,
                                                FrameRecord*) {}

template <std::size_t... op>
constexpr std::array<Handler, 256> make_handlers(std::index_sequence<op...>) {
  std::array<Handler, 256> table{&handle<static_cast<Op>(op)>...};
  table[unwind_stub[0]] = &handle_unwind<false>;
  table[unwind_again_stub[0]] = &handle_unwind<true>;
  table[stop_stub[0]] = &handle_stop;
  return table;
}

constexpr std::array<Handler, 256> handlers =
    make_handlers(std::make_index_sequence<bytecode::op_count>{});

}  // namespace

Word run_from(VM& vm, Registers at) {
  handlers[*at.pc & 255](&vm, at.sp, at.pc, at.slots, at.record);
  return vm.interpreter->result;
}

Registers return_value(VM& vm, Registers at, Word value) {
  DirectMachine machine(&vm, at);
  machine.leave(value);
  return machine;
}

Word run_frame(VM& vm) {
  FrameRecord* frame = vm.interpreter->frame;
  Word* sp = frame->generator ? frame->top : stack_base(*frame);
  return run_from(vm, {sp, frame->pc, frame->slots, frame});
}

Word run_raising(VM& vm) {
  FrameRecord* frame = vm.interpreter->frame;
  return run_from(vm, unwind(vm, {frame->top, frame->pc, frame->slots, frame}, false));
}

}  // namespace py
