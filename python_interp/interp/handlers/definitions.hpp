// Functions, generators, imports, formatting and pattern matching.
#pragma once

#include "python_interp/interp/handlers/exceptions.hpp"
#include "python_interp/interp/support/definitions.hpp"

namespace py {

template <class M>
void run(On<Op::LOAD_BUILD_CLASS>, M& m, std::uint32_t) {
  push_or_raise(m, m.template call<&load_build_class>(m.vm()));
}

template <class M>
void run(On<Op::MAKE_FUNCTION>, M& m, std::uint32_t flags) {
  const auto code = m.pop();
  const DWord<M> closure = (flags & 8) != 0 ? m.pop() : DWord<M>(null);
  const DWord<M> annotations = (flags & 4) != 0 ? m.pop() : DWord<M>(null);
  const DWord<M> kwdefaults = (flags & 2) != 0 ? m.pop() : DWord<M>(null);
  const DWord<M> defaults = (flags & 1) != 0 ? m.pop() : DWord<M>(null);
  push_or_raise(m, m.template call<&make_function>(m.vm(), code, m.globals(), closure, annotations,
                                                   kwdefaults, defaults));
}

template <class M>
void run(On<Op::GET_YIELD_FROM_ITER>, M& m, std::uint32_t) {
  const auto iterable = m.pop();
  if (is_exact(m, iterable, m.vm()->exact.generator)) return m.push(iterable);
  push_or_raise(m, m.template call<&yield_from_iterator>(m.vm(), m.code(), iterable));
}

/// Resumes a receiver that is a generator in its own frame; any other is asked by the object space.
template <class M>
void run(On<Op::SEND>, M& m, std::uint32_t target) {
  const auto value = m.pop();
  const auto receiver = m.top(1);
  if (is_a<Generator>(m, receiver))
    return resume_generator(m, m.template as<Generator>(receiver), value, Deliver::send);
  const auto result = m.template call<&send_value>(m.vm(), receiver, value);
  if (result != null) return m.push(result);
  if (m.template load<&VM::pending>(m.vm()) != null) return m.raise();
  m.drop(1);
  m.push(m.template load<&VM::generator_result>(m.vm()));
  m.jump(target);
}

template <class M>
void run(On<Op::GET_AWAITABLE>, M& m, std::uint32_t where) {
  push_or_raise(m, m.template call<&get_awaitable>(m.vm(), m.pop(), std::int64_t{where}));
}

template <class M>
void run(On<Op::GET_AITER>, M& m, std::uint32_t) {
  push_or_raise(m, m.template call<&get_async_iterator>(m.vm(), m.pop()));
}

template <class M>
void run(On<Op::GET_ANEXT>, M& m, std::uint32_t) {
  push_or_raise(m, m.template call<&get_async_next>(m.vm(), m.top(1)));
}

template <class M>
void run(On<Op::END_ASYNC_FOR>, M& m, std::uint32_t) {
  const auto exception = m.pop();
  m.drop(1);
  raise_if_failed(m, m.template call<&end_async_for>(m.vm(), exception));
}

template <class M>
void run(On<Op::BEFORE_ASYNC_WITH>, M& m, std::uint32_t) {
  const auto manager = m.pop();
  const auto exit = m.template call<&load_async_exit>(m.vm(), manager);
  if (exit == null) return m.raise();
  m.push(exit);
  push_or_raise(m, m.template call<&call_async_enter>(m.vm(), manager));
}

template <class M>
void run(On<Op::ASYNC_GEN_WRAP>, M& m, std::uint32_t) {
  push_or_raise(m, m.template call<&wrap_async_value>(m.vm(), m.pop()));
}

template <class M>
void run(On<Op::FORMAT_VALUE>, M& m, std::uint32_t flags) {
  const DWord<M> specification = (flags & 4) != 0 ? m.pop() : DWord<M>(null);
  push_or_raise(m, m.template call<&format_converted>(m.vm(), m.pop(), std::int64_t{flags & 3},
                                                      specification));
}

template <class M>
void run(On<Op::IMPORT_NAME>, M& m, std::uint32_t name) {
  const auto names = m.pop();
  const auto level = m.pop();
  push_or_raise(m, m.template call<&import_name>(m.vm(), m.globals(), m.name(name), names, level));
}

template <class M>
void run(On<Op::IMPORT_FROM>, M& m, std::uint32_t name) {
  push_or_raise(m, m.template call<&import_from>(m.vm(), m.top(1), m.name(name)));
}

template <class M>
void run(On<Op::IMPORT_STAR>, M& m, std::uint32_t) {
  raise_if_failed(m, m.template call<&import_star>(m.vm(), m.pop(), m.locals_mapping()));
}

template <class M>
void run(On<Op::SETUP_ANNOTATIONS>, M& m, std::uint32_t) {
  raise_if_failed(m, m.template call<&setup_annotations>(m.vm(), m.locals_mapping()));
}

template <class M>
void run(On<Op::PRINT_EXPR>, M& m, std::uint32_t) {
  raise_if_failed(m, m.template call<&display>(m.vm(), m.pop()));
}

template <class M>
void run(On<Op::GET_LEN>, M& m, std::uint32_t) {
  const auto length = m.template call<&length_of>(m.vm(), m.top(1));
  if (length < 0) return m.raise();
  m.push(m.from_int(length));
}

template <class M>
void run(On<Op::MATCH_MAPPING>, M& m, std::uint32_t) {
  m.push(m.template call<&matches_mapping>(m.vm(), m.top(1)));
}

template <class M>
void run(On<Op::MATCH_SEQUENCE>, M& m, std::uint32_t) {
  m.push(m.template call<&matches_sequence>(m.vm(), m.top(1)));
}

template <class M>
void run(On<Op::MATCH_KEYS>, M& m, std::uint32_t) {
  push_or_raise(m, m.template call<&match_keys>(m.vm(), m.top(2), m.top(1)));
}

template <class M>
void run(On<Op::MATCH_CLASS>, M& m, std::uint32_t count) {
  const auto names = m.pop();
  const auto type = m.pop();
  const auto subject = m.pop();
  push_or_raise(m, m.template call<&match_class>(m.vm(), subject, type, std::int64_t{count}, names));
}

}  // namespace py
