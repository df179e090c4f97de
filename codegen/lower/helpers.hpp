// The functions of our own that compiled code calls where something is rare: they are compiled
// here, once, instead of in every program.
//
// Their calling convention preserves all registers. A call on a cold path then costs the hot path
// nothing: under the usual convention every float that lives across it would have to be kept in
// memory, and register allocation is what large programs spend their compile time on.
#pragma once

#include <cstdint>

#include "gc/layout/word.hpp"
#include "pe/runtime/context.hpp"

namespace codegen::lower {

/// A float found in a word, or not.
struct MaybeFloat {
  double value;
  std::uint64_t is_float;
};

/// The float in a word that is no immediate one. Boxed floats are objects of the layout
/// `boxed_float`.
[[clang::preserve_all]] MaybeFloat find_float(std::uint64_t word, std::uint64_t boxed_float);

/// Calls `box`, the program's boxing function.
[[clang::preserve_all]] std::uint64_t box_rare_float(double number, gc::Word (*box)(double));

/// Calls `allocate`, the program's allocation function.
[[clang::preserve_all]] std::uint64_t allocate_cell(std::int64_t bytes,
                                                    gc::Word (*allocate)(std::int64_t));

/// The result of a residual function in its normal form (`pe::residual::ResultKind`): what the word
/// is, boxed floats included. Called in tail position, under the C convention.
pe::Returned normalise_result(std::uint64_t bits, std::uint64_t boxed_float);

}  // namespace codegen::lower
