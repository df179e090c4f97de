// Runs residual programs without LLVM, on real memory and with real function calls.
//
// This is what the operations mean: tests compare machine code with it. It is exact, not fast, and
// it aborts where a program breaks an operation's conditions (ops.hpp), which machine code may do
// anything about. Values live on the C++ stack, so a conservative collector finds the references
// among them.
//
// How programs and machine code meet: an entry cell with `evaluated` set is run by the evaluator
// when the evaluator invokes it; else the machine code at `code` is called by the C ABI with the
// typed arguments (native_call.hpp). Machine code sees only `code`, so a cell that it may invoke
// needs code there as well. An invocation raises `context->depth` by the call's depth and lowers it
// again; whether that is too deep the program asks itself.
//
// Leaving works as in machine code: the saved values go to `context->exit_buffer`, then the program
// ends with what `leave(context, exit point)` answers. `context->forced_exit` makes guards leave
// that would not (forced_exit.hpp).
#pragma once

#include <cstdint>
#include <span>

#include "pe/residual/program.hpp"

namespace pe::residual {

/// Runs `program`, which verifies. `raw_arguments` are the entry block's parameters in order: i64
/// and ref as they are, f64 as its bits, boolean as 0 or 1.
Returned evaluate(const Program& program, std::span<const std::uint64_t> raw_arguments);

/// Invokes what is behind `entry` as the evaluator does, with arguments of `types`.
Returned invoke(const EntryCell& entry, std::span<const Type> types,
                std::span<const std::uint64_t> raw_arguments);

/// The result of a function that answers `bits` of `type`, in the one normal form that a payload
/// and kind have (ResultKind); i64 is small. `boxed_float` is the layout of boxed floats.
Returned normal_result(Type type, std::uint64_t bits, gc::LayoutId boxed_float);

}  // namespace pe::residual
