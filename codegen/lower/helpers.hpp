// The functions of our own that compiled code calls where something is rare: they are compiled
// here, once, instead of in every program.
//
// Optimised code calls them under a convention that preserves all registers. A call on a cold path
// then costs the hot path nothing: under the usual convention every float that lives across it
// would have to be kept in memory, and register allocation is what large programs spend their
// compile time on. The quick gear keeps everything in memory anyway, and knows only the usual
// convention.
#pragma once

#include <cstdint>

#include "gc/layout/word.hpp"
#include "pe/runtime/context.hpp"

namespace codegen::lower {

/// A function for cold paths, compiled under both conventions.
struct Helper {
  const char* name;
  const void* usual;
  const void* preserving;
};

/// (word, layout of boxed floats) -> {double, is it a float?} The float in a word that is no
/// immediate one.
extern const Helper find_float;

/// (double, the program's boxing function) -> word
extern const Helper box_rare_float;

/// (bytes, the program's allocation function) -> word
extern const Helper allocate_cell;

/// The result of a residual function in its normal form (`pe::residual::ResultKind`): what the word
/// is, boxed floats included. Called in tail position, under the usual convention.
pe::Returned normalise_result(std::uint64_t bits, std::uint64_t boxed_float);

}  // namespace codegen::lower
