// What only residual code calls: calls that the interpreter makes by entering frames.
#pragma once

#include "python_interp/interp/support/calls.hpp"

namespace py {

/// Calls a Function with exactly its parameters' slots, `count` words at the address `slots`.
Word call_slots(VM* vm, Word function, std::int64_t slots, std::int64_t count);
/// Resumes a generator: as InterpreterHooks::resume.
Word resume_generator_opaquely(VM* vm, Generator* generator, Word sent);

}  // namespace py

template <> inline constexpr pe::Effects pe::effects_of<&py::call_slots> = py::anything("call_slots");
template <> inline constexpr pe::Effects pe::effects_of<&py::resume_generator_opaquely> = py::anything("resume_generator");
