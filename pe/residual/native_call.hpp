// Calls machine code whose signature is known only now, by the C ABI of x86-64 (System V) or
// AArch64.
//
// Both ABIs hand out integer registers and floating-point registers separately, each class in the
// order of the parameters, and put what is left over on the stack in order, 8 bytes each. A
// function sees no difference between its own parameter list and one that fills all registers of
// both classes, then the stack. So one C++ function type serves every signature:
//
//     R (*)(u64 x integer registers, double x 8, u64 x stack words)
//
// A callee with fewer parameters ignores the rest; the caller takes the stack words down again.
// Results are an integer register, a double register, or for `Returned` two integer registers.
#pragma once

#include <cstdint>
#include <span>

#include "pe/residual/ops.hpp"
#include "pe/runtime/context.hpp"

namespace pe::residual {

/// How many arguments may be left over for the stack; with more, calls abort.
inline constexpr std::size_t max_stack_arguments = 32;

/// Calls a function with `arguments` of `types` (f64 as bits, boolean 0 or 1); the result likewise,
/// 0 for `none`.
std::uint64_t call_native(const void* code, Type result, std::span<const Type> types,
                          std::span<const std::uint64_t> arguments);

/// Calls the machine code of a residual function.
Returned call_residual(const void* code, std::span<const Type> types,
                       std::span<const std::uint64_t> arguments);

}  // namespace pe::residual
