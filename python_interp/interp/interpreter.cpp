#include "python_interp/interp/interpreter.hpp"

#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>

#include "gc/layout/check.hpp"
#include "python_interp/interp/delegation.hpp"
#include "python_interp/interp/frame_machine.hpp"
#include "python_interp/interp/jit.hpp"
#include "python_interp/interp/support/calls.hpp"
#include "python_interp/interp/support/intrinsics.hpp"
#include "python_interp/objects/allocate.hpp"

namespace py {
namespace {

/// Address space for the frames; pages are touched as they are needed. Half a gigabyte, or an eighth of
/// what the process may have.
std::size_t words_for_frames() {
  std::size_t words = std::size_t{1} << 26;
  for (const auto resource : {RLIMIT_DATA, RLIMIT_AS}) {
    rlimit allowed{};
    if (getrlimit(resource, &allowed) == 0)
      words = std::min<std::size_t>(words, allowed.rlim_cur / 8 / sizeof(Word));
  }
  return words;
}

Word call_function(VM& vm, Function* function, const Word* arguments, std::uint64_t count,
                   Word keyword_names) {
  Code* code = function->code;
  const bool plain = gc::is_null(keyword_names) && takes_exactly(code, count);
  Word bound = null;
  if (!plain) {
    bound = bind_arguments(&vm, gc::reference(function), reinterpret_cast<std::int64_t>(arguments),
                           static_cast<std::int64_t>(count), keyword_names);
    if (gc::is_null(bound)) return null;
    arguments = gc::as<Array>(bound)->items.data();
    count = gc::as<Array>(bound)->length;
  }
  FrameRecord* frame = push_frame(vm, code, gc::reference(function), function->globals, Deliver::stop);
  if (!frame) return null;
  std::copy_n(arguments, count, frame->slots);
  std::fill(frame->slots + count, stack_base(*frame), null);
  frame->pc = code->instructions;
  return run_frame(vm);
}

/// What the staged resumption of a generator does to it (handlers/generators.hpp).
void begin_body(VM& vm, FrameRecord* frame, Generator* generator) {
  frame->pc = frame->code->instructions + generator->pc;
  generator->state = GeneratorState::running;
  const Word own = generator->exception;
  generator->exception = vm.handled;
  if (!gc::is_null(own)) vm.handled = own;
}

Word resume_generator(VM& vm, Generator* generator, Word sent) {
  if (generator->state == GeneratorState::finished) {
    vm.generator_result = none;
    return null;
  }
  if (!gc::is_null(vm.pending)) {
    if (const Word delegate = delegate_of(generator); !gc::is_null(delegate)) {
      const Thrown thrown = throw_into_delegate(vm, generator, delegate);
      if (!gc::is_null(thrown.yielded)) return thrown.yielded;
      sent = thrown.sent;
    }
  }
  const Word thrown = vm.pending;
  vm.pending = null;
  if (generator->state == GeneratorState::running) return raise_already_executing(&vm, gc::reference(generator));
  FrameRecord* frame = push_generator_frame(vm, generator, Deliver::stop);
  if (!frame) return null;
  begin_body(vm, frame, generator);
  frame->top = frame->slots + generator->depth;
  *frame->top++ = gc::is_null(sent) ? none : sent;
  if (!gc::is_null(thrown)) {
    vm.pending = thrown;
    return run_raising(vm);
  }
  return run_frame(vm);
}

Word run_code(VM& vm, Code* code, Dict* globals, Word locals) {
  FrameRecord* frame = push_frame(vm, code, null, globals, Deliver::stop);
  if (!frame) return null;
  frame->locals = locals;
  code->extra.value->globals = globals;
  std::fill(frame->slots, stack_base(*frame), null);
  frame->pc = code->instructions;
  return run_frame(vm);
}

Word run_body(VM& vm, Function* function, Word locals) {
  FrameRecord* frame = push_frame(vm, function->code, gc::reference(function), function->globals, Deliver::stop);
  if (!frame) return null;
  frame->locals = locals;
  std::fill(frame->slots, stack_base(*frame), null);
  frame->pc = function->code->instructions;
  return run_frame(vm);
}

InterpreterHooks::Place place(const Code* code, std::uint64_t pc) {
  const bytecode::SourceRange& range = unit_of(code).positions[pc];
  return {range.line, range.end_line, range.column, range.end_column};
}

Dict* running_globals(VM& vm) {
  const FrameRecord* frame = vm.interpreter->frame;
  return frame ? frame->globals : nullptr;
}

/// The variables of a function's frame, cells looked into, as a Dict: always the same one, so what exec()
/// put there besides stays.
Word slots_as_dict(VM& vm, FrameRecord* frame) {
  if (gc::is_null(frame->locals)) {
    Dict* const made = make_dict(vm);
    if (!made) return null;
    frame->locals = gc::reference(made);
  }
  Dict* const dict = gc::as<Dict>(frame->locals);
  const bytecode::CodeUnit& unit = unit_of(frame->code);
  for (std::uint32_t slot = 0; slot < unit.slot_count(); ++slot) {
    Word value = frame->slots[slot];
    if (is<Cell>(value)) value = gc::as<Cell>(value)->value;
    const Word name = frame->code->varnames->items[slot];
    const bool is_set = gc::is_null(value) ? dict_delete(vm, dict, name) >= 0 : dict_set(vm, dict, name, value);
    if (!is_set) return null;
  }
  return gc::reference(dict);
}

Word running_locals(VM& vm) {
  FrameRecord* frame = vm.interpreter->frame;
  if (!frame) return null;
  return unit_of(frame->code).has(bytecode::code_optimized) ? slots_as_dict(vm, frame) : frame->locals;
}

bool super_arguments(VM& vm, Word* type, Word* self) {
  const FrameRecord* frame = vm.interpreter->frame;
  if (!frame || gc::is_null(frame->function)) return false;
  const bytecode::CodeUnit& unit = unit_of(frame->code);
  if (unit.argcount == 0) return false;
  for (std::uint32_t slot = unit.first_free_slot(); slot < unit.slot_count(); ++slot) {
    if (bytecode::slot_name(unit, slot) != "__class__") continue;
    *type = gc::as<Cell>(frame->slots[slot])->value;
    *self = frame->slots[0];
    if (is<Cell>(*self)) *self = gc::as<Cell>(*self)->value;
    return !gc::is_null(*type) && !gc::is_null(*self);
  }
  return false;
}

}  // namespace

Interpreter::Interpreter(VM& the_vm) : vm(the_vm) {
  const std::size_t stack_words = words_for_frames();
  void* memory = mmap(nullptr, stack_words * sizeof(Word), PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  gc::check(memory != MAP_FAILED, "interp: the operating system has no addresses for the frames");
  stack = static_cast<Word*>(memory);
  stack_end = stack + stack_words;
  stack_guard = stack_end - 1024;
  vm.heap.roots().add(this);
}

Interpreter::~Interpreter() {
  vm.heap.roots().remove(this);
  munmap(stack, static_cast<std::size_t>(stack_end - stack) * sizeof(Word));
}

void Interpreter::visit_roots(gc::Marker& marker) {
  if (frame) marker.mark_conservatively(stack, frame->end);
  marker.mark_words(&result, &result + 1);
}

void out_of_memory() {
  std::fputs("MemoryError: the heap is exhausted\n", stderr);
  std::fflush(stdout);
  _exit(1);
}

SupportCaches& support_caches(VM* vm) { return vm->interpreter->caches; }

Registers reached(VM& vm, pe::Site* site, Registers at) {
  if (vm.interrupt.exchange(0) != 0) {
    raise(vm, vm.exceptions.KeyboardInterrupt, "");
    at.record->pc = at.pc + 1;
    return {at.sp, unwind_stub, at.slots, at.record};
  }
  if (vm.interpreter->jit) return vm.interpreter->jit->reached(site, at);
  site->countdown = INT32_MAX;
  return at;
}

pe::Site* site_at(const Code* code, std::uint32_t pc) {
  CodeExtra* extra = code->extra;
  return extra->sites[extra->site_of[pc]].get();
}

void attach_interpreter(VM& vm) {
  vm.interpreter = new Interpreter(vm);
  vm.hooks.call_function = call_function;
  vm.hooks.resume = resume_generator;
  vm.hooks.run_code = run_code;
  vm.hooks.run_body = run_body;
  vm.hooks.destroy_code = [](CodeExtra* extra) { delete extra; };
  vm.hooks.place = place;
  vm.hooks.globals = running_globals;
  vm.hooks.locals = running_locals;
  vm.hooks.super_arguments = super_arguments;
  name_intrinsics(vm);
}

void detach_interpreter(VM& vm) {
  delete vm.interpreter;
  vm.interpreter = nullptr;
}

}  // namespace py
