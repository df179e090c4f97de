// The stack, constants and variables.
#pragma once

#include "python_interp/interp/handlers/operation.hpp"
#include "python_interp/interp/support/variables.hpp"

namespace py {

template <class M>
void run(On<Op::NOP>, M&, std::uint32_t) {}

template <class M>
void run(On<Op::RESUME>, M& m, std::uint32_t kind) {
  if (kind == 0) m.function_entry();
}

template <class M>
void run(On<Op::POP_TOP>, M& m, std::uint32_t) {
  m.drop(1);
}

template <class M>
void run(On<Op::PUSH_NULL>, M& m, std::uint32_t) {
  m.push(null);
}

template <class M>
void run(On<Op::COPY>, M& m, std::uint32_t depth) {
  m.push(m.top(depth));
}

template <class M>
void run(On<Op::SWAP>, M& m, std::uint32_t depth) {
  const auto top = m.top(1);
  m.set_top(1, m.top(depth));
  m.set_top(depth, top);
}

template <class M>
void run(On<Op::LOAD_CONST>, M& m, std::uint32_t index) {
  m.push(m.constant(index));
}

template <class M>
void run(On<Op::LOAD_FAST>, M& m, std::uint32_t slot) {
  m.push(m.local(slot));
}

template <class M>
void run(On<Op::LOAD_FAST_CHECK>, M& m, std::uint32_t slot) {
  const auto value = m.local(slot);
  if (value == null) return m.template raise_from<&raise_unbound>(m.vm(), m.code(), slot);
  m.push(value);
}

template <class M>
void run(On<Op::STORE_FAST>, M& m, std::uint32_t slot) {
  m.set_local(slot, m.pop());
}

template <class M>
void run(On<Op::DELETE_FAST>, M& m, std::uint32_t slot) {
  if (m.local(slot) == null) return m.template raise_from<&raise_unbound>(m.vm(), m.code(), slot);
  m.set_local(slot, null);
}

/// A name in the module's globals, else in the builtins. The cells are found once for each program
/// point; reading one is reading a value that hardly ever changes.
template <class M>
void run(On<Op::LOAD_GLOBAL>, M& m, std::uint32_t name) {
  const GlobalCells* cells = m.global_cells(name);
  auto value = m.template assume<&GlobalCell::value, &constant_cell>(cells->global);
  if (value == null) {
    value = m.template assume<&GlobalCell::value, &constant_cell>(cells->builtin);
    if (value == null) return m.template raise_from<&raise_name_error>(m.vm(), m.name(name));
  }
  m.push(value);
}

template <class M>
void run(On<Op::STORE_GLOBAL>, M& m, std::uint32_t name) {
  m.template set_variable<&store_global_cell>(m.global_cells(name)->global, m.pop());
}

template <class M>
void run(On<Op::DELETE_GLOBAL>, M& m, std::uint32_t name) {
  raise_if_failed(m, m.template call<&delete_global>(m.vm(), m.global_cells(name)->global,
                                                     m.name(name)));
}

/// Names of a module's or class's body. In a module the mapping is the globals.
template <class M>
void run(On<Op::LOAD_NAME>, M& m, std::uint32_t name) {
  if (m.locals_are_globals()) return run(On<Op::LOAD_GLOBAL>{}, m, name);
  push_or_raise(m, m.template call<&load_name>(m.vm(), m.locals_mapping(), m.globals(),
                                               m.name(name)));
}

template <class M>
void run(On<Op::STORE_NAME>, M& m, std::uint32_t name) {
  if (m.locals_are_globals()) return run(On<Op::STORE_GLOBAL>{}, m, name);
  raise_if_failed(m, m.template call<&store_name>(m.vm(), m.locals_mapping(), m.name(name),
                                                  m.pop()));
}

template <class M>
void run(On<Op::DELETE_NAME>, M& m, std::uint32_t name) {
  if (m.locals_are_globals()) return run(On<Op::DELETE_GLOBAL>{}, m, name);
  raise_if_failed(m, m.template call<&delete_name>(m.vm(), m.locals_mapping(), m.name(name)));
}

template <class M>
void run(On<Op::MAKE_CELL>, M& m, std::uint32_t slot) {
  const auto cell = m.template create<Cell>(m.vm()->exact.cell);
  m.template store<&Cell::value>(cell, m.local(slot));
  m.set_local(slot, m.word(cell));
}

template <class M>
void run(On<Op::COPY_FREE_VARS>, M& m, std::uint32_t count) {
  const auto closure =
      m.template load<&Function::closure>(m.template as<Function>(m.function()));
  const std::uint32_t first = m.slot_count() - count;
  for (std::uint32_t i = 0; i < count; ++i)
    m.set_local(first + i, m.template element<&Tuple::items>(closure, i));
}

template <class M>
void run(On<Op::LOAD_CLOSURE>, M& m, std::uint32_t slot) {
  m.push(m.local(slot));
}

template <class M>
void run(On<Op::LOAD_DEREF>, M& m, std::uint32_t slot) {
  const auto value = m.template load<&Cell::value>(m.template as<Cell>(m.local(slot)));
  if (value == null) return m.template raise_from<&raise_unbound>(m.vm(), m.code(), slot);
  m.push(value);
}

template <class M>
void run(On<Op::STORE_DEREF>, M& m, std::uint32_t slot) {
  m.template store<&Cell::value>(m.template as<Cell>(m.local(slot)), m.pop());
}

template <class M>
void run(On<Op::DELETE_DEREF>, M& m, std::uint32_t slot) {
  const auto cell = m.template as<Cell>(m.local(slot));
  if (m.template load<&Cell::value>(cell) == null)
    return m.template raise_from<&raise_unbound>(m.vm(), m.code(), slot);
  m.template store<&Cell::value>(cell, null);
}

template <class M>
void run(On<Op::LOAD_CLASSDEREF>, M& m, std::uint32_t slot) {
  push_or_raise(m, m.template call<&load_class_variable>(m.vm(), m.locals_mapping(), m.code(), slot,
                                                         m.local(slot)));
}

}  // namespace py
