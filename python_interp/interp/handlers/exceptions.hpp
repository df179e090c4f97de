// Exceptions: raising, handling, `with`.
//
// `m.raise()` looks the handler up in the exception table: entering a protected block costs nothing.
#pragma once

#include "python_interp/interp/handlers/iteration.hpp"
#include "python_interp/interp/support/exceptions.hpp"

namespace py {

/// A bare `raise`: the handled exception, with the traceback that it has.
template <class M>
void raise_again(M& m) {
  const auto handled = m.template load<&VM::handled>(m.vm());
  if (handled == none) return m.template raise_from<&raise_exception>(m.vm(), null, null);
  m.template store<&VM::pending>(m.vm(), handled);
  m.reraise();
}

template <class M>
void run(On<Op::RAISE_VARARGS>, M& m, std::uint32_t count) {
  if (count == 0) return raise_again(m);
  const DWord<M> cause = count == 2 ? m.pop() : DWord<M>(null);
  const DWord<M> exception = m.pop();
  m.template raise_from<&raise_exception>(m.vm(), exception, cause);
}

template <class M>
void run(On<Op::RERAISE>, M& m, std::uint32_t) {
  m.template store<&VM::pending>(m.vm(), m.pop());
  m.reraise();
}

template <class M>
void run(On<Op::PUSH_EXC_INFO>, M& m, std::uint32_t) {
  const auto exception = m.pop();
  m.push(m.template load<&VM::handled>(m.vm()));
  m.push(exception);
  m.template store<&VM::handled>(m.vm(), exception);
}

template <class M>
void run(On<Op::POP_EXCEPT>, M& m, std::uint32_t) {
  m.template store<&VM::handled>(m.vm(), m.pop());
}

/// Which classes an exception matches is as static as its header; the look-up stands for "its bases are what
/// they were".
template <class M>
void run(On<Op::CHECK_EXC_MATCH>, M& m, std::uint32_t) {
  const auto type = m.pop();
  const auto exception = m.top(1);
  if (is_a<Type>(m, type) && is_a<Exception>(m, exception)) {
    const Type* wanted = m.promote(m.template as<Type>(type));
    const gc::Header header = promoted_header(m, exception);
    m.template memo<&find_special>(header, m.vm()->names->init);
    if ((wanted->flags & type_is_exception) != 0)
      return m.push(gc::boolean(is_subtype(shape_type(header), wanted)));
  }
  push_or_raise(m, m.template call<&exception_matches>(m.vm(), exception, type));
}

template <class M>
void run(On<Op::CHECK_EG_MATCH>, M& m, std::uint32_t) {
  const auto type = m.pop();
  const auto exception = m.pop();
  const auto split = m.template call<&split_group>(m.vm(), exception, type);
  if (split == null) return m.raise();
  const auto parts = m.template as<Tuple>(split);
  m.push(m.template element<&Tuple::items>(parts, 0));
  m.push(m.template element<&Tuple::items>(parts, 1));
}

template <class M>
void run(On<Op::PREP_RERAISE_STAR>, M& m, std::uint32_t) {
  const auto raised = m.pop();
  const auto exception = m.pop();
  push_or_raise(m, m.template call<&prepare_reraise_star>(m.vm(), exception, raised));
}

/// A special method of an instance that is a Python function of `count` parameters; null otherwise.
template <class M>
Word special_function(M& m, DWord<M> object, Str* name, std::uint32_t count) {
  if (!is_a<Instance>(m, object)) return null;
  const Attribute* found = m.template memo<&find_special>(promoted_header(m, object), name);
  if (found->found != Found::method || !is<Function>(found->value)) return null;
  return takes_exactly(gc::as<Function>(found->value)->code, count) ? found->value : null;
}

template <class M>
void run(On<Op::BEFORE_WITH>, M& m, std::uint32_t) {
  const auto manager = m.pop();
  const auto exit = m.template call<&load_exit>(m.vm(), manager);
  if (exit == null) return m.raise();
  m.push(exit);
  const Word enter = special_function(m, manager, m.vm()->names->enter, 1);
  if (!gc::is_null(enter))
    return m.enter(gc::as<Function>(enter)->code, enter, &manager, 1, Deliver::push);
  push_or_raise(m, m.template call<&call_enter>(m.vm(), manager));
}

template <class M>
void run(On<Op::WITH_EXCEPT_START>, M& m, std::uint32_t) {
  push_or_raise(m, m.template call<&call_exit>(m.vm(), m.top(4), m.top(1)));
}

template <class M>
void run(On<Op::LOAD_ASSERTION_ERROR>, M& m, std::uint32_t) {
  m.push(gc::reference(m.vm()->exceptions.AssertionError));
}

}  // namespace py
