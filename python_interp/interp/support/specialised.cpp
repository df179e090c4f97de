#include "python_interp/interp/support/specialised.hpp"

#include <algorithm>

#include "python_interp/interp/frame_machine.hpp"

namespace py {

Word call_slots(VM* vm, Word function, std::int64_t slots, std::int64_t count) {
  auto* callee = gc::as<Function>(function);
  FrameRecord* frame = push_frame(*vm, callee->code, function, callee->globals, Deliver::stop);
  if (!frame) return null;
  std::copy_n(reinterpret_cast<const Word*>(slots), count, frame->slots);
  std::fill(frame->slots + count, stack_base(*frame), null);
  frame->pc = frame->code->instructions;
  return run_frame(*vm);
}

Word resume_generator_opaquely(VM* vm, Generator* generator, Word sent) {
  return vm->hooks.resume(*vm, generator, sent);
}

}  // namespace py
