// yield from, await, and the asynchronous protocols.
#include "python_interp/interp/support/definitions.hpp"
#include "python_interp/interp/support/special.hpp"
#include "python_interp/objects/allocate.hpp"
#include "python_interp/objects/generators.hpp"
#include "python_interp/objects/names.hpp"

#include "python_interp/bytecode/code.hpp"

namespace py {
namespace {

bool is_coroutine(const VM& vm, Word value) { return type_of(vm, value) == vm.types.coroutine; }

/// A generator that types.coroutine() has declared to be a coroutine.
bool is_iterable_coroutine(Word value) {
  if (!is<Generator>(value)) return false;
  const Word function = gc::as<Generator>(value)->function;
  return is<Function>(function) &&
         (gc::as<Function>(function)->code->flags & bytecode::code_iterable_coroutine) != 0;
}

Str* aenter(VM& vm) { return intern(vm, "__aenter__"); }
Str* aexit(VM& vm) { return intern(vm, "__aexit__"); }

/// A StopIteration's value as the result of `yield from`: null, vm.generator_result set. Null with any
/// other exception pending.
Word take_result(VM& vm) {
  if (!pending_is(vm, vm.exceptions.StopIteration)) return null;
  const Word value = gc::as<Exception>(take_pending(vm))->value;
  vm.generator_result = gc::is_null(value) ? none : value;
  return null;
}

/// The iterator of an awaitable; null with nothing pending if it is none.
Word awaited(VM& vm, Word value) {
  if (is_coroutine(vm, value) || is_iterable_coroutine(value)) return value;
  const Word iterator = call_special(vm, value, vm.names->await, {});
  if (gc::is_null(iterator)) return null;
  if (is_coroutine(vm, iterator) || is_iterable_coroutine(iterator))
    return raise(vm, vm.exceptions.TypeError, "__await__() returned a coroutine");
  if (has_special(vm, iterator, vm.names->next)) return iterator;
  return raise(vm, vm.exceptions.TypeError, "__await__() returned non-iterator of type '%T'", iterator);
}

constexpr const char* not_awaitable[] = {
    "object %T can't be used in 'await' expression",
    "'async with' received an object from __aenter__ that does not implement __await__: %T",
    "'async with' received an object from __aexit__ that does not implement __await__: %T"};

}  // namespace

Word yield_from_iterator(VM* vm, Code* code, Word iterable) {
  if (is_coroutine(*vm, iterable)) {
    if ((code->flags & (bytecode::code_coroutine | bytecode::code_iterable_coroutine)) != 0) return iterable;
    return raise(*vm, vm->exceptions.TypeError,
                 "cannot 'yield from' a coroutine object in a non-coroutine generator");
  }
  return get_iterator(vm, iterable);
}

Word send_value(VM* vm, Word receiver, Word value) {
  vm->generator_result = none;
  if (value == none && is<Iterator>(receiver)) return iterator_next(vm, receiver);
  const Word sent = value == none && !is<Generator>(receiver)
                        ? call_special(*vm, receiver, vm->names->next, {})
                        : call_method(*vm, receiver, "send", {&value, 1});
  if (!gc::is_null(sent)) return sent;
  if (!gc::is_null(vm->pending)) return take_result(*vm);
  return raise(*vm, vm->exceptions.TypeError, "'%T' object is not an iterator", receiver);
}

Word get_awaitable(VM* vm, Word value, std::int64_t where) {
  const Word iterator = awaited(*vm, value);
  if (!gc::is_null(iterator) || !gc::is_null(vm->pending)) return iterator;
  return raise(*vm, vm->exceptions.TypeError, not_awaitable[where], value);
}

Word get_async_iterator(VM* vm, Word iterable) {
  const Word iterator = call_special(*vm, iterable, vm->names->aiter, {});
  if (gc::is_null(iterator)) {
    if (!gc::is_null(vm->pending)) return null;
    return raise(*vm, vm->exceptions.TypeError,
                 "'async for' requires an object with __aiter__ method, got %T", iterable);
  }
  if (has_special(*vm, iterator, vm->names->anext)) return iterator;
  return raise(*vm, vm->exceptions.TypeError,
               "'async for' received an object from __aiter__ that does not implement __anext__: %T",
               iterator);
}

Word get_async_next(VM* vm, Word iterator) {
  const Word next = call_special(*vm, iterator, vm->names->anext, {});
  if (gc::is_null(next)) {
    if (!gc::is_null(vm->pending)) return null;
    return raise(*vm, vm->exceptions.TypeError,
                 "'async for' requires an iterator with __anext__ method, got %T", iterator);
  }
  const Word awaitable = get_awaitable(vm, next, 0);
  if (!gc::is_null(awaitable)) return awaitable;
  const Word cause = take_pending(*vm);
  raise(*vm, vm->exceptions.TypeError, "'async for' received an invalid object from __anext__: %T", next);
  auto* error = gc::as<Exception>(vm->pending);
  error->cause = error->context = cause;
  error->suppress_context = 1;
  return null;
}

Word end_async_for(VM* vm, Word exception) {
  if (is_instance(*vm, exception, vm->exceptions.StopAsyncIteration)) return none;
  vm->pending = exception;
  return null;
}

Word load_async_exit(VM* vm, Word manager) {
  const char* missed = "";
  if (has_special(*vm, manager, aenter(*vm))) {
    const Word exit = bound_special(*vm, manager, aexit(*vm));
    if (!gc::is_null(exit) || !gc::is_null(vm->pending)) return exit;
    missed = " (missed __aexit__ method)";
  }
  return raise(*vm, vm->exceptions.TypeError,
               "'%T' object does not support the asynchronous context manager protocol%s", manager,
               missed);
}

Word call_async_enter(VM* vm, Word manager) {
  return call_special(*vm, manager, aenter(*vm), {});
}

/// An Array of one word, which no other value is.
Word wrap_async_value(VM* vm, Word value) {
  auto* wrapped = allocate<Array>(*vm, nullptr, 1);
  if (!wrapped) return null;
  wrapped->length.value = 1;
  wrapped->items[0] = value;
  return gc::reference(wrapped);
}

}  // namespace py
