// Asynchronous generators: what `async for`, asend(), athrow() and aclose() await, and anext().
//
// An asynchronous generator hands two kinds of values to whoever resumes its frame: what it awaits passes
// through to the event loop; what it yields comes wrapped in an Array of one word (see wrap_async_value)
// and ends the step. A step is an awaitable iterator over the first kind, and its result, StopIteration's
// value, is the second. A generator remembers the step that is under way in its word `attributes`.
#include <memory>

#include "python_interp/objects/access.hpp"
#include "python_interp/objects/exceptions.hpp"
#include "python_interp/objects/generators.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/private.hpp"
#include "python_interp/objects/setup.hpp"
#include "python_interp/objects/types.hpp"

namespace py {

namespace {

enum class StepKind : std::uint8_t { send, throw_, close, next_or_default };
enum class StepPhase : std::uint8_t { fresh, under_way, over };

/// `first` of the NativeObject is the generator (of next_or_default: the iterator of what is awaited),
/// `second` what is sent, thrown, or the default.
struct Step {
  StepKind kind;
  StepPhase phase = StepPhase::fresh;
};

NativeObject* object_of(Word step) { return gc::as<NativeObject>(step); }
Step& step_of(Word step) { return *static_cast<Step*>(object_of(step)->state); }
Word& running_step(Word step) { return gc::as<Generator>(object_of(step)->first)->attributes; }

Word make_step(VM& vm, const Type* type, StepKind kind, Word over, Word argument) {
  auto* const it = allocate<NativeObject>(vm, type);
  if (!it) return null;
  it->state = new Step{kind};
  it->destroy = [](void* state) { delete static_cast<Step*>(state); };
  it->first = over;
  it->second = argument;
  it->attributes = null;
  return gc::reference(it);
}

Word stop_with(VM& vm, Word value) {
  vm.generator_result = value;
  return raise_stop_iteration(vm);
}

void finish(Word step) {
  step_of(step).phase = StepPhase::over;
  if (running_step(step) == step) running_step(step) = null;
}

bool closes(Word step) { return step_of(step).kind == StepKind::close; }

/// aclose() is content with either end of the generator.
Word end_of_closing(VM& vm) {
  if (!pending_is(vm, vm.exceptions.StopAsyncIteration) && !pending_is(vm, vm.exceptions.GeneratorExit)) return null;
  vm.pending = null;
  return stop_with(vm, none);
}

/// What the frame handed out, or its end, as the step's: an awaited value goes on to the caller.
Word outcome(VM& vm, Word step, Word result) {
  if (!gc::is_null(result) && !is<Array>(result)) return result;
  finish(step);
  if (!gc::is_null(result)) {
    if (closes(step)) return raise(vm, vm.exceptions.RuntimeError, "async generator ignored GeneratorExit");
    return stop_with(vm, gc::as<Array>(result)->items[0]);
  }
  if (gc::is_null(vm.pending)) raise(vm, vm.exceptions.StopAsyncIteration, "");
  return closes(step) ? end_of_closing(vm) : null;
}

Word start(VM& vm, Word step) {
  const Word generator = object_of(step)->first, argument = object_of(step)->second;
  if (step_of(step).kind == StepKind::send) return generator_send(vm, generator, argument);
  if (!closes(step)) return generator_throw(vm, generator, argument);
  Exception* const exit = make_exception(vm, vm.exceptions.GeneratorExit);
  return exit ? generator_throw(vm, generator, gc::reference(exit)) : null;
}

const char* name_of(Word step, const char* send, const char* throw_, const char* close) {
  return step_of(step).kind == StepKind::send ? send : closes(step) ? close : throw_;
}

/// May the step go on? Else null with the exception pending.
bool enter(VM& vm, Word step, Word sent) {
  Step& it = step_of(step);
  if (it.phase == StepPhase::over) {
    raise(vm, vm.exceptions.RuntimeError, "cannot reuse already awaited %s",
          it.kind == StepKind::send ? "__anext__()/asend()" : "aclose()/athrow()");
    return false;
  }
  if (it.phase == StepPhase::under_way) return true;
  if (!gc::is_null(running_step(step))) {
    it.phase = StepPhase::over;
    raise(vm, vm.exceptions.RuntimeError, "%s: asynchronous generator is already running",
          name_of(step, "anext()", "athrow()", "aclose()"));
    return false;
  }
  if (it.kind == StepKind::send) {
    if (!(sent == none)) object_of(step)->second = sent;
  } else if (!(sent == none)) {
    raise(vm, vm.exceptions.RuntimeError, "can't send non-None value to a just-started coroutine");
    return false;
  }
  return true;
}

bool is_over(Word generator) { return gc::as<Generator>(generator)->state == finished; }

Word step_send(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  const Word step = arguments[0], sent = count > 1 ? arguments[1] : none;
  if (!enter(vm, step, sent)) return null;
  const bool is_fresh = step_of(step).phase == StepPhase::fresh;
  if (is_fresh && step_of(step).kind != StepKind::send && is_over(object_of(step)->first)) {
    finish(step);
    return stop_with(vm, none);
  }
  step_of(step).phase = StepPhase::under_way;
  running_step(step) = step;
  return outcome(vm, step, is_fresh ? start(vm, step) : generator_send(vm, object_of(step)->first, sent));
}

Word step_throw(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  const Word step = arguments[0];
  if (!enter(vm, step, none)) return null;
  const Word exception = thrown_exception(vm, arguments, count);
  if (gc::is_null(exception)) return null;
  return outcome(vm, step, generator_throw(vm, object_of(step)->first, exception));
}

Word step_close(VM&, const Word* arguments, std::uint64_t, Word) {
  finish(arguments[0]);
  return none;
}

Word itself(VM&, const Word* arguments, std::uint64_t, Word) { return arguments[0]; }

// ---- The generator --------------------------------------------------------------------------------

const Type* step_type(VM& vm, StepKind kind) { return vm.own->async_steps[static_cast<std::size_t>(kind)]; }

Word anext_of(VM& vm, const Word* arguments, std::uint64_t, Word) {
  return make_step(vm, step_type(vm, StepKind::send), StepKind::send, arguments[0], none);
}
Word asend(VM& vm, const Word* arguments, std::uint64_t, Word) {
  return make_step(vm, step_type(vm, StepKind::send), StepKind::send, arguments[0], arguments[1]);
}
Word athrow(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  const Word exception = thrown_exception(vm, arguments, count);
  if (gc::is_null(exception)) return null;
  return make_step(vm, step_type(vm, StepKind::throw_), StepKind::throw_, arguments[0], exception);
}
Word aclose(VM& vm, const Word* arguments, std::uint64_t, Word) {
  return make_step(vm, step_type(vm, StepKind::close), StepKind::close, arguments[0], none);
}
Word ag_running(VM&, Word self) { return gc::boolean(!gc::is_null(gc::as<Generator>(self)->attributes)); }

// ---- anext(iterator, default) -----------------------------------------------------------------------

/// The end of the iteration is the default; anything else as it is.
Word or_default(VM& vm, Word step, Word result) {
  if (!gc::is_null(result) || !pending_is(vm, vm.exceptions.StopAsyncIteration)) return result;
  vm.pending = null;
  return stop_with(vm, object_of(step)->second);
}

Word default_send(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  const Word sent = count > 1 ? arguments[1] : none;
  const Word over = object_of(arguments[0])->first;
  const bool plain = sent == none && !is<Generator>(over);
  return or_default(vm, arguments[0], plain ? call_method(vm, over, "__next__", {}) : call_method(vm, over, "send", {&sent, 1}));
}

Word default_throw(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  return or_default(vm, arguments[0], call_method(vm, object_of(arguments[0])->first, "throw", {arguments + 1, count - 1}));
}

Word default_close(VM& vm, const Word* arguments, std::uint64_t, Word) {
  return call_method(vm, object_of(arguments[0])->first, "close", {});
}

}  // namespace

Word make_anext_or_default(VM& vm, Word awaitable, Word otherwise) {
  const bool is_iterator = type_of(vm, awaitable) == vm.types.coroutine;
  const Word over = is_iterator ? awaitable : call_method(vm, awaitable, "__await__", {});
  if (gc::is_null(over)) return null;
  return make_step(vm, step_type(vm, StepKind::next_or_default), StepKind::next_or_default, over, otherwise);
}

void init_async_generators(VM& vm) {
  static constexpr NativeMethod step_methods[] = {
      {"__await__", itself, 1, 1}, {"__iter__", itself, 1, 1}, {"__next__", step_send, 1, 1},
      {"send", step_send, 2, 2},   {"throw", step_throw, 2, 4}, {"close", step_close, 1, 1},
  };
  static constexpr NativeMethod default_methods[] = {
      {"__await__", itself, 1, 1},  {"__iter__", itself, 1, 1},     {"__next__", default_send, 1, 1},
      {"send", default_send, 2, 2}, {"throw", default_throw, 2, 4}, {"close", default_close, 1, 1},
  };
  static constexpr NativeMethod generator_methods[] = {
      {"__aiter__", itself, 1, 1}, {"__anext__", anext_of, 1, 1}, {"asend", asend, 2, 2},
      {"athrow", athrow, 2, 4},    {"aclose", aclose, 1, 1},
  };
  const auto make = [&](const char* name, std::span<const NativeMethod> methods) {
    Type* const type = make_type(vm, name, nullptr, Layout::native, type_no_subclass);
    add_methods(vm, type, methods);
    vm.own->roots.push_back(gc::reference(type));
    return type;
  };
  Type* const send = make("async_generator_asend", step_methods);
  Type* const throw_ = make("async_generator_athrow", step_methods);
  vm.own->async_steps = {send, throw_, throw_, make("anext_awaitable", default_methods)};
  add_methods(vm, vm.types.async_generator, generator_methods);
  add_property(vm, vm.types.async_generator, "ag_running", ag_running);
}

}  // namespace py
