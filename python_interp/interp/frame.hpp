// Frames: one contiguous stack of them, Python calling Python without recursion in C++.
//
//     | record | slots: variables, cells | operand stack .... | record | slots ...
//
// A generator's slots lie in the generator, so its record on this stack has none behind it. Compiled code
// keeps the slots in registers and writes a frame only when it leaves.
#pragma once

#include <cstdint>

#include "python_interp/bytecode/opcodes.hpp"
#include "python_interp/objects/layouts.hpp"

namespace py {

/// What happens to the result of a frame in the frame that called it.
enum class Deliver : std::uint64_t {
  push,      ///< It is pushed.
  drop,      ///< It is ignored (a setter).
  init,      ///< __init__: it must be None; the new object is on the stack already.
  next,      ///< A for loop's generator: pushed; if it has returned, the loop ends.
  send,      ///< SEND's generator: pushed; if it has returned, its result is, and SEND jumps.
  binary,    ///< A special method: replaces its two operands, unless it is NotImplemented.
  compare,   ///< Likewise, of a comparison.
  stop,      ///< C++ called: it is the result of `run`.
};

struct FrameRecord {
  FrameRecord* back;                     ///< The caller's; null at the bottom.
  Code* code;
  const bytecode::Instruction* pc;       ///< Where to go on, once a callee returns.
  Word* slots;
  Word* top;                             ///< The operand stack's top, while a callee runs.
  const Word* constants;
  Word function;                         ///< The Function, or null in a module or class body.
  Dict* globals;
  Word locals;                           ///< The mapping of a module or class body; else null.
  Deliver deliver;
  Generator* generator;                  ///< Whose frame it is, or null.
  Word* end;                             ///< Where the next record may begin.
};

/// The operand stack's bottom.
inline Word* stack_base(const FrameRecord& frame) {
  return frame.slots + static_cast<std::uint64_t>(frame.code->slot_count);
}

}  // namespace py
