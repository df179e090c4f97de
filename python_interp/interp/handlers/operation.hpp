// How handlers are written and found.
//
// A handler is a function template over the machine M: a stage together with the running activation's
// slots and stack (machine.hpp). It says what its opcode means and nothing else:
//
//     template <class M> void run(On<Op::POP_TOP>, M& m, std::uint32_t) { m.pop(); }
//
// The folds over the opcode table call `run(On<op>{}, m, operand)`; an opcode without a handler does not
// compile.
#pragma once

#include "pe/stage/stage.hpp"
#include "python_interp/bytecode/opcodes.hpp"
#include "python_interp/interp/frame.hpp"
#include "python_interp/objects/attributes.hpp"
#include "python_interp/objects/effects.hpp"
#include "python_interp/objects/names.hpp"

namespace py {

using bytecode::Op;

template <Op op>
struct On {};

template <class M, class T>
using D = pe::dyn<M, T>;
template <class M>
using DWord = pe::dyn<M, Word>;

/// Is it an object laid out as T, whatever its type?
template <class T, class M>
D<M, bool> is_a(M& m, DWord<M> word) {
  if (!m.is_object(word)) return false;
  return m.layout_of(m.template as<Object>(word)) == T::layout;
}

/// Is it an object whose type is exactly the builtin one of `header`?
template <class M>
D<M, bool> is_exact(M& m, DWord<M> word, gc::Header header) {
  if (!m.is_object(word)) return false;
  return m.header_of(m.template as<Object>(word)) == static_cast<std::int64_t>(header.bits);
}

/// The header of an object, static: look-ups are made once for each.
template <class M>
gc::Header promoted_header(M& m, DWord<M> word) {
  return {static_cast<std::uint64_t>(m.promote(m.header_of(m.template as<Object>(word))))};
}

/// The answer of an operation that may have failed: pushes it, or raises.
template <class M>
void push_or_raise(M& m, DWord<M> result) {
  if (result == null) return m.raise();
  m.push(result);
}

/// Likewise where the answer does not matter.
template <class M>
void raise_if_failed(M& m, DWord<M> result) {
  if (result == null) m.raise();
}

}  // namespace py
