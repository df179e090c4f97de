// A residual program of any size, shaped as the specialiser's are: one loop over unboxed integers
// and floats and a list, each step guarded, each exit saving all of the interpreter's slots.
#pragma once

#include <string>

namespace codegen::bench {

/// The text of a program `@large(i64 n, ref list)` that loops n times over `steps` steps of about
/// seven operations each.
std::string large_program(int steps);

}  // namespace codegen::bench
