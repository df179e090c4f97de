// Calls: Python functions are entered, classes made and their __init__ entered, all else called.
#pragma once

#include "python_interp/interp/handlers/attributes.hpp"
#include "python_interp/interp/handlers/intrinsics.hpp"

namespace py {

/// Enters a Python function with the `count` top values as its arguments, `drop` values leaving the stack.
/// Missing ones come from its defaults. False if binding its parameters takes more.
template <class M>
bool enter_plain(M& m, DWord<M> callable, std::uint32_t count, std::uint32_t drop, Deliver deliver) {
  const auto function = m.template as<Function>(callable);
  Code* code = m.promote(m.template load<&Function::code>(function));
  if (!takes_plainly(code, count)) return false;
  const std::uint32_t missing = parameter_count(code) - count;
  if (missing > 0) {
    if (missing > most_defaults_pushed) return false;
    const auto defaults = m.template as<Tuple>(m.template load<&Function::defaults>(function));
    if (m.word(defaults) == null) return false;
    const auto given = m.promote(m.template load<&Tuple::length>(defaults));
    if (static_cast<std::uint32_t>(given) < missing) return false;
    for (std::uint32_t i = 0; i < missing; ++i)
      m.push(m.template element<&Tuple::items>(defaults, given - missing + i));
  }
  m.enter_top(code, callable, count + missing, drop + missing, deliver);
  return true;
}

/// Enters a Python function whatever its parameters are: C++ sorts the arguments into an array of slots.
template <class M>
void enter_bound(M& m, DWord<M> callable, DWord<M> slots, std::uint32_t drop, Deliver deliver) {
  if (slots == null) return m.raise();
  Code* code = m.promote(m.template load<&Function::code>(m.template as<Function>(callable)));
  m.enter_array(code, callable, m.template as<Array>(slots), drop, deliver);
}

/// Calls anything else with the `count` top values; `drop` values leave the stack.
template <class M>
void call_other(M& m, DWord<M> callable, std::uint32_t count, std::uint32_t drop) {
  DWord<M> result = null;
  switch (count) {
    case 0: result = m.template call<&call_0>(m.vm(), callable); break;
    case 1: result = m.template call<&call_1>(m.vm(), callable, m.top(1)); break;
    case 2: result = m.template call<&call_2>(m.vm(), callable, m.top(2), m.top(1)); break;
    case 3: result = m.template call<&call_3>(m.vm(), callable, m.top(3), m.top(2), m.top(1)); break;
    default: result = m.template call<&call_spilled>(m.vm(), callable, m.spill(count), count, null);
  }
  m.drop(drop);
  push_or_raise(m, result);
}

/// Enters __init__ of a new object that takes the callable's place, which is count + 2 values deep.
template <class M>
void enter_init(M& m, DWord<M> object, Word init, std::uint32_t count) {
  // callable, NULL, arguments -> object, object, arguments: the second is __init__'s self.
  m.set_top(count + 2, object);
  m.set_top(count + 1, object);
  m.enter_top(gc::as<Function>(init)->code, init, count + 1, count + 1, Deliver::init);
}

/// A class in Python over one in C++ (an exception, mostly): __new__ is called, __init__ entered.
template <class M>
bool construct_over_native(M& m, DWord<M> callable, const Construction* made, std::uint32_t count) {
  if (gc::is_null(made->native_new) || count > 2) return false;
  const DWord<M> maker = made->native_new;
  const auto object = count == 0   ? m.template call<&call_1>(m.vm(), maker, callable)
                      : count == 1 ? m.template call<&call_2>(m.vm(), maker, callable, m.top(1))
                                   : m.template call<&call_3>(m.vm(), maker, callable, m.top(2), m.top(1));
  if (object == null) {
    m.raise();
  } else if (is_exact(m, object, made->header)) {
    enter_init(m, object, made->init, count);
  } else {
    const auto ready = m.template call<&initialise>(m.vm(), object, callable, m.spill(count), std::int64_t{count});
    m.drop(count + 2);
    push_or_raise(m, ready);
  }
  return true;
}

/// Calling a class written in Python: the new instance takes the callable's place, then __init__ is entered.
/// False where metaclass, __new__ or __init__ are of another kind.
template <class M>
bool construct(M& m, DWord<M> callable, std::uint32_t count, std::uint32_t drop) {
  Type* type = m.promote(m.template as<Type>(callable));
  const Construction* made = m.template memo<&find_construction>(type);
  const bool has_init = !gc::is_null(made->init);
  if (has_init && !takes_exactly(gc::as<Function>(made->init)->code, count + 1)) return false;
  if (!made->simple) return has_init && construct_over_native(m, callable, made, count);
  if (!has_init && count > 0) return false;
  const auto instance = m.template create_with<&Instance::slots>(made->header, made->capacity);
  m.template store<&Instance::length>(instance, static_cast<std::int64_t>(made->capacity));
  const auto object = m.word(instance);
  if (has_init) {
    enter_init(m, object, made->init, count);
  } else {
    m.drop(drop);
    m.push(object);
  }
  return true;
}

/// CALL with `count` arguments on top, the callable `drop` values deep.
template <class M>
void call_any(M& m, DWord<M> callable, std::uint32_t count, std::uint32_t drop) {
  if (is_a<Function>(m, callable)) {
    if (enter_plain(m, callable, count, drop, Deliver::push)) return;
    return enter_bound(m, callable,
                       m.template call<&bind_arguments>(m.vm(), callable, m.spill(count),
                                                        std::int64_t{count}, null),
                       drop, Deliver::push);
  }
  if (is_a<Builtin>(m, callable)) {
    const Builtin* builtin = m.promote(m.template as<Builtin>(callable));
    if (builtin->staged != 0 && intrinsic(m, builtin->staged, count, drop)) return;
  } else if (is_a<Type>(m, callable)) {
    const Type* type = m.promote(m.template as<Type>(callable));
    const std::int64_t staged = staged_type(m.vm(), type);
    if (staged != 0 && intrinsic(m, static_cast<std::uint64_t>(staged), count, drop)) return;
    if (count + 2 == drop && construct(m, callable, count, drop)) return;
  }
  call_other(m, callable, count, drop);
}

template <class M>
void run(On<Op::CALL>, M& m, std::uint32_t count) {
  const auto self = m.top(count + 1);
  const auto callable = m.top(count + 2);
  if (self != null) return call_any(m, callable, count + 1, count + 2);
  if (is_a<BoundMethod>(m, callable)) {
    const auto method = m.template as<BoundMethod>(callable);
    const auto function = m.template load<&BoundMethod::function>(method);
    m.set_top(count + 1, m.template load<&BoundMethod::self>(method));
    m.set_top(count + 2, function);
    return call_any(m, function, count + 1, count + 2);
  }
  call_any(m, callable, count, count + 2);
}

template <class M>
void run(On<Op::CALL_KW>, M& m, std::uint32_t operand) {
  const auto names = m.pop();
  std::uint32_t count = operand;
  auto callable = m.top(count + 2);
  if (m.top(count + 1) != null) count = operand + 1;
  if (is_a<Function>(m, callable))
    return enter_bound(m, callable,
                       m.template call<&bind_arguments>(m.vm(), callable, m.spill(count),
                                                        std::int64_t{count}, names),
                       operand + 2, Deliver::push);
  const auto result = m.template call<&call_spilled>(m.vm(), callable, m.spill(count),
                                                     std::int64_t{count}, names);
  m.drop(operand + 2);
  push_or_raise(m, result);
}

template <class M>
void run(On<Op::CALL_FUNCTION_EX>, M& m, std::uint32_t flags) {
  const DWord<M> keywords = (flags & 1) != 0 ? m.pop() : DWord<M>(null);
  const auto arguments = m.pop();
  const auto callable = m.top(2);
  if (is_a<Function>(m, callable))
    return enter_bound(m, callable,
                       m.template call<&bind_spread>(m.vm(), callable, arguments, keywords), 2,
                       Deliver::push);
  m.drop(2);
  push_or_raise(m, m.template call<&call_spread>(m.vm(), callable, arguments, keywords));
}

/// What a callee's result becomes in its caller; null is an exception pending, or for `next` and `send`
/// perhaps the generator's end.
template <class M>
void returned(M& m, Deliver deliver, DWord<M> value) {
  switch (deliver) {
    case Deliver::push: return push_or_raise(m, value);
    case Deliver::drop: return raise_if_failed(m, value);
    case Deliver::init:
      if (value == null) return m.raise();
      if (value != none) return m.template raise_from<&raise_init_result>(m.vm(), value);
      return;
    case Deliver::binary:
    case Deliver::compare: {
      if (value == null) return m.raise();
      if (!(value == not_implemented)) {
        m.drop(2);
        return m.push(value);
      }
      const auto result = m.template call<&reflected_operation>(
          m.vm(), static_cast<std::int64_t>(m.previous_op()), m.top(2), m.top(1));
      m.drop(2);
      return push_or_raise(m, result);
    }
    case Deliver::next:
      if (value != null) return m.push(value);
      if (m.template load<&VM::pending>(m.vm()) != null) return m.raise();
      m.drop(1);
      return m.jump(m.previous_operand());
    case Deliver::send:
      if (value != null) return m.push(value);
      if (m.template load<&VM::pending>(m.vm()) != null) return m.raise();
      m.drop(1);
      m.push(m.template load<&VM::generator_result>(m.vm()));
      return m.jump(m.previous_operand());
    case Deliver::stop: return;
  }
}

}  // namespace py
