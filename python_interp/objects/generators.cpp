// Generators and coroutines: what Python code can do with them. Their frames run in the interpreter.
#include <cinttypes>

#include "python_interp/objects/access.hpp"
#include "python_interp/objects/dicts.hpp"
#include "python_interp/objects/exceptions.hpp"
#include "python_interp/objects/generators.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/setup.hpp"
#include "python_interp/objects/strings.hpp"
#include "python_interp/objects/types.hpp"

namespace py {

namespace {

Generator* self_of(Word word) { return gc::as<Generator>(word); }

const char* kind_of(const VM& vm, Word self) {
  const Type* const type = type_of(vm, self);
  if (type == vm.types.coroutine) return "coroutine";
  return type == vm.types.async_generator ? "async generator" : "generator";
}

/// Nothing but a generator's end can stop it silently.
Word check_result(VM& vm, Word self, Word result) {
  if (!gc::is_null(result) || !pending_is(vm, vm.exceptions.StopIteration)) return result;
  const Word stop = take_pending(vm);
  raise(vm, vm.exceptions.RuntimeError, "%s raised StopIteration", kind_of(vm, self));
  auto* const error = gc::as<Exception>(vm.pending);
  error->cause = error->context = stop;
  error->suppress_context = 1;
  return null;
}

/// Runs on to the next yield; the end is null with nothing pending.
Word resume(VM& vm, Word self, Word sent) {
  Generator* const it = self_of(self);
  if (it->state == running)
    return raise(vm, vm.exceptions.ValueError, "%s already executing", kind_of(vm, self));
  vm.generator_result = none;
  if (it->state == finished) {
    if (type_of(vm, self) == vm.types.coroutine)
      return raise(vm, vm.exceptions.RuntimeError, "cannot reuse already awaited coroutine");
    return null;
  }
  if (it->state == created && is_given(sent))
    return raise(vm, vm.exceptions.TypeError, "can't send non-None value to a just-started %s",
                 kind_of(vm, self));
  return check_result(vm, self, vm.hooks.resume(vm, it, sent));
}

/// Raises `exception` where the generator is suspended.
Word throw_in(VM& vm, Word self, Word exception) {
  Generator* const it = self_of(self);
  if (it->state == running)
    return raise(vm, vm.exceptions.ValueError, "%s already executing", kind_of(vm, self));
  vm.generator_result = none;
  if (it->state == finished || it->state == created) {
    it->state = finished;
    return raise_object(vm, exception);
  }
  vm.pending = exception;
  return check_result(vm, self, vm.hooks.resume(vm, it, null));
}

Word method_iter(VM&, const Word* arguments, std::uint64_t, Word) { return arguments[0]; }

Word method_next(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const Word value = resume(vm, arguments[0], none);
  return gc::is_null(value) && gc::is_null(vm.pending) ? raise_stop_iteration(vm) : value;
}

Word method_send(VM& vm, const Word* arguments, std::uint64_t, Word) {
  const Word value = resume(vm, arguments[0], arguments[1]);
  return gc::is_null(value) && gc::is_null(vm.pending) ? raise_stop_iteration(vm) : value;
}

Word method_throw(VM& vm, const Word* arguments, std::uint64_t count, Word) {
  const Word exception = thrown_exception(vm, arguments, count);
  if (gc::is_null(exception)) return null;
  const Word value = throw_in(vm, arguments[0], exception);
  return gc::is_null(value) && gc::is_null(vm.pending) ? raise_stop_iteration(vm) : value;
}

Word method_close(VM& vm, const Word* arguments, std::uint64_t, Word) {
  return generator_close(&vm, arguments[0]);
}

Word method_repr(VM& vm, const Word* arguments, std::uint64_t, Word) {
  char address[24];
  std::snprintf(address, sizeof address, "0x%" PRIx64, arguments[0].bits);
  return format(vm, "<%T object %S at %s>", arguments[0], self_of(arguments[0])->qualname, address);
}

template <Word Generator::*member>
Word get_name(VM&, Word self) {
  return self_of(self)->*member;
}
template <Word Generator::*member>
Word set_name(VM& vm, Word self, Word value) {
  if (gc::is_null(value) || !str_of(value))
    return raise(vm, vm.exceptions.TypeError, "%s must be set to a string object",
                 member == &Generator::name ? "__name__" : "__qualname__");
  self_of(self)->*member = value;
  return none;
}

Word get_running(VM&, Word self) { return gc::boolean(self_of(self)->state == running); }
Word get_suspended(VM&, Word self) { return gc::boolean(self_of(self)->state == suspended); }
Word get_code(VM&, Word self) {
  const Word function = self_of(self)->function;
  return is<Function>(function) ? gc::reference(static_cast<Code*>(gc::as<Function>(function)->code))
                                : none;
}
/// A frame's picture while there is a frame.
Word get_frame(VM& vm, Word self) {
  Generator* const it = self_of(self);
  if (it->state == finished || !is<Function>(it->function)) return none;
  const auto* function = gc::as<Function>(it->function);
  auto* const frame = allocate<FrameObject>(vm, vm.types.frame);
  if (!frame) return null;
  frame->code.value = function->code;
  frame->globals.value = function->globals;
  frame->back = frame->locals = none;
  frame->pc = it->pc;
  return gc::reference(frame);
}

/// What generators, coroutines and asynchronous generators have in common.
void init_frame_owner(VM& vm, Type* type, const std::string& prefix) {
  static constexpr NativeMethod methods[] = {{"__repr__", method_repr, 1, 1}};
  add_methods(vm, type, methods);
  add_property(vm, type, "__name__", get_name<&Generator::name>, set_name<&Generator::name>);
  add_property(vm, type, "__qualname__", get_name<&Generator::qualname>,
               set_name<&Generator::qualname>);
  add_property(vm, type, (prefix + "_running").c_str(), get_running);
  add_property(vm, type, (prefix + "_suspended").c_str(), get_suspended);
  add_property(vm, type, (prefix + "_code").c_str(), get_code);
  add_property(vm, type, (prefix + "_frame").c_str(), get_frame);
}

void init_generator_type(VM& vm, Type* type, const std::string& prefix) {
  static constexpr NativeMethod methods[] = {
      {"send", method_send, 2, 2},
      {"throw", method_throw, 2, 4},
      {"close", method_close, 1, 1},
  };
  init_frame_owner(vm, type, prefix);
  add_methods(vm, type, methods);
}

}  // namespace

Word raise_stop_iteration(VM& vm) {
  const Word value = vm.generator_result;
  Exception* const stop = make_exception(vm, vm.exceptions.StopIteration);
  if (!stop) return null;
  stop->value = value;
  if (!(value == none)) {
    Tuple* const args = make_tuple(vm, {&value, 1});
    if (!args) return null;
    stop->args = gc::reference(args);
  }
  return raise_object(vm, gc::reference(stop));
}

Word thrown_exception(VM& vm, const Word* arguments, std::uint64_t count) {
  const Word type = arguments[1];
  const Word value = count > 2 ? arguments[2] : none;
  const Word traceback = count > 3 ? arguments[3] : none;
  if (!(traceback == none) && !is<Traceback>(traceback))
    return raise(vm, vm.exceptions.TypeError, "throw() third argument must be a traceback object");
  Word exception = type;
  if (is<Type>(type) && is_subtype(gc::as<Type>(type), vm.exceptions.BaseException)) {
    if (is_instance(vm, value, gc::as<Type>(type))) exception = value;
    else if (is<Tuple>(value))
      exception = call(vm, type, {reinterpret_cast<Word*>(gc::as<Tuple>(value)->items.data()),
                                  gc::as<Tuple>(value)->length});
    else exception = call(vm, type, {&value, value == none ? 0u : 1u});
    if (gc::is_null(exception)) return null;
  } else if (!(value == none) && is<Exception>(type)) {
    return raise(vm, vm.exceptions.TypeError, "instance exception may not have a separate value");
  }
  if (!is<Exception>(exception))
    return raise(vm, vm.exceptions.TypeError,
                 "exceptions must be classes or instances deriving from BaseException, not %T", type);
  if (!(traceback == none)) gc::as<Exception>(exception)->traceback = traceback;
  return exception;
}

Word generator_send(VM& vm, Word generator, Word value) { return resume(vm, generator, value); }

Word generator_throw(VM& vm, Word generator, Word exception) { return throw_in(vm, generator, exception); }

Word generator_next(VM* vm, Word generator) { return resume(*vm, generator, none); }

Word generator_close(VM* vm, Word generator) {
  Generator* const it = self_of(generator);
  if (it->state == created) it->state = finished;
  if (it->state == finished) return none;
  Exception* const exit = make_exception(*vm, vm->exceptions.GeneratorExit);
  if (!exit) return null;
  const Word value = throw_in(*vm, generator, gc::reference(exit));
  if (!gc::is_null(value))
    return raise(*vm, vm->exceptions.RuntimeError, "%s ignored GeneratorExit",
                 kind_of(*vm, generator));
  if (pending_is(*vm, vm->exceptions.GeneratorExit) || pending_is(*vm, vm->exceptions.StopIteration))
    vm->pending = null;
  return gc::is_null(vm->pending) ? none : null;
}

void init_generators(VM& vm) {
  init_generator_type(vm, vm.types.generator, "gi");
  init_generator_type(vm, vm.types.coroutine, "cr");
  init_frame_owner(vm, vm.types.async_generator, "ag");
  init_async_generators(vm);
  static constexpr NativeMethod iteration[] = {
      {"__iter__", method_iter, 1, 1},
      {"__next__", method_next, 1, 1},
  };
  add_methods(vm, vm.types.generator, iteration);
}

}  // namespace py
