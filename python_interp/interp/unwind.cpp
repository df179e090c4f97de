// Unwinding at real frames: from the instruction that raised to the handler, leaving frames on the way.
#include "python_interp/interp/frame_machine.hpp"
#include "python_interp/objects/api.hpp"

namespace py {
namespace {

/// PEP 479: StopIteration that leaves a generator's body is a bug of the body.
void convert_stop_iteration(VM& vm, const Code* code) {
  const bool async = (code->flags & bytecode::code_async_generator) != 0;
  const bool stop = pending_is(vm, vm.exceptions.StopIteration);
  if (!stop && !(async && pending_is(vm, vm.exceptions.StopAsyncIteration))) return;
  const char* kind = async ? "async generator"
                     : (code->flags & bytecode::code_coroutine) != 0 ? "coroutine" : "generator";
  const Word cause = take_pending(vm);
  raise(vm, vm.exceptions.RuntimeError, "%s raised %s", kind, stop ? "StopIteration" : "StopAsyncIteration");
  auto* error = gc::as<Exception>(vm.pending);
  error->cause = cause;
  error->context = cause;
  error->suppress_context = 1;
}

void finish_generator(VM& vm, Generator* generator, const Code* code) {
  generator->state = GeneratorState::finished;
  vm.handled = generator->exception;
  generator->exception = null;
  convert_stop_iteration(vm, code);
}

Registers at_handler(VM& vm, FrameRecord* record, const bytecode::ExceptionRange& range,
                     std::uint32_t raised_at) {
  Word* sp = stack_base(*record) + range.depth;
  if (range.push_lasti) *sp++ = gc::small_int(raised_at);
  *sp++ = vm.pending;
  vm.pending = null;
  return {sp, record->code->instructions + range.handler, record->slots, record};
}

}  // namespace

Registers unwind(VM& vm, Registers at, bool keep_traceback) {
  FrameRecord* record = at.record;
  for (;;) {
    Code* code = record->code;
    const auto raised_at = static_cast<std::uint32_t>(record->pc - code->instructions) - 1;
    if (!keep_traceback) add_traceback(&vm, code, raised_at);
    keep_traceback = false;
    if (const auto* range = bytecode::find_handler(unit_of(code), raised_at))
      return at_handler(vm, record, *range, raised_at);
    pop_frame(vm, record);
    if (record->generator) finish_generator(vm, record->generator, code);
    if (record->deliver == Deliver::stop) {
      vm.interpreter->result = null;
      return {at.sp, stop_stub, record->slots, record};
    }
    record = record->back;
  }
}

}  // namespace py
