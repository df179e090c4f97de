// From labelled lines to a code unit's instructions, in the order of `assemble`'s steps.
#pragma once

#include "python_interp/bytecode/code.hpp"
#include "python_interp/compile/emitter.hpp"

namespace py::compile {

/// Fills in instructions, positions and exception ranges of a unit whose tables are complete.
void assemble(DraftCode draft, bytecode::CodeUnit& code);

// ---- The steps, each from and to valid lines ------------------------------------------------

/// Lets jumps to unconditional jumps go to the end of the chain.
void thread_jumps(DraftCode& draft);

/// A conditional jump around a jump becomes the opposite jump; a SWAP undoes the same before it.
void simplify_pairs(DraftCode& draft);

/// Gives every way to a short exit that no source spells, such as the implicit `return None`, a copy
/// of its own, which then has the line that control came from. Says whether there were any.
bool copy_implicit_exits(DraftCode& draft);

/// Drops lines that control does not reach, jumps to the next line, and NOPs whose line another
/// instruction shows as well.
void drop_useless_lines(DraftCode& draft);

/// Lines of no source take the position of the only one from which control gets there.
void spread_positions(DraftCode& draft);

/// Reads of variables that may be unassigned become LOAD_FAST_CHECK.
void check_uncertain_reads(DraftCode& draft, std::uint32_t variables, std::uint32_t parameters);

}  // namespace py::compile
