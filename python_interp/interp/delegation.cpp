// Generators that delegate: while one stands in `yield from` or `await`, what is thrown into it goes to the
// iterator it delegates to first (PEP 380).
#include "python_interp/interp/delegation.hpp"

#include <optional>

#include "python_interp/bytecode/code.hpp"
#include "python_interp/objects/api.hpp"
#include "python_interp/objects/exceptions.hpp"
#include "python_interp/objects/generators.hpp"
#include "python_interp/objects/names.hpp"

namespace py {
namespace {

using bytecode::Op;

/// A generator that delegates is suspended between the last two of SEND, YIELD_VALUE, RESUME.
const bytecode::Instruction* next_instruction(const Generator* generator) {
  return gc::as<Function>(generator->function)->code->instructions + generator->pc;
}

/// Closes an iterator of any type; false with the exception pending if that failed.
bool close_iterator(VM& vm, Word iterator) {
  if (is<Generator>(iterator)) return !gc::is_null(generator_close(&vm, iterator));
  const Word close = find_attribute_value(&vm, iterator, vm.names->word_close);
  if (gc::is_null(close)) return gc::is_null(vm.pending);
  return !gc::is_null(call(vm, close, {}));
}

/// Throws into the iterator; nothing if it cannot be thrown into.
std::optional<Word> throw_into(VM& vm, Word iterator, Word exception) {
  const Word thrower = find_attribute_value(&vm, iterator, vm.names->word_throw);
  if (!gc::is_null(thrower)) return call(vm, thrower, {&exception, 1});
  if (gc::is_null(vm.pending)) return {};
  return Word(null);
}

/// The iterator has ended: the generator goes on behind `yield from`. Gives its result.
Word end_delegation(VM& vm, Generator* generator) {
  const Word result = gc::as<Exception>(take_pending(vm))->value;
  generator->pc = bytecode::operand_of(next_instruction(generator)[-2]);
  --generator->depth;
  return gc::is_null(result) ? none : result;
}

}  // namespace

Word delegate_of(const Generator* generator) {
  if (generator->state != GeneratorState::suspended) return null;
  const bytecode::Instruction* next = next_instruction(generator);
  if (bytecode::op_of(*next) != Op::RESUME || bytecode::operand_of(*next) < 2) return null;
  return generator->slots.data()[generator->depth - 1];
}

Thrown throw_into_delegate(VM& vm, Generator* generator, Word delegate) {
  const Word exception = take_pending(vm);
  generator->state = GeneratorState::running;
  if (is_instance(vm, exception, vm.exceptions.GeneratorExit)) {
    if (close_iterator(vm, delegate)) vm.pending = exception;
    generator->state = GeneratorState::suspended;
    return {};
  }
  const std::optional<Word> answer = throw_into(vm, delegate, exception);
  generator->state = GeneratorState::suspended;
  if (!answer) {
    vm.pending = exception;
    return {};
  }
  if (!gc::is_null(*answer)) return {.yielded = *answer};
  if (!pending_is(vm, vm.exceptions.StopIteration)) return {};
  return {.sent = end_delegation(vm, generator)};
}

}  // namespace py
