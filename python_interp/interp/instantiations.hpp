// The interpreter at each stage that is not Direct, as functions: what the runtime calls.
#pragma once

#include <span>

#include "pe/stage/coverage.hpp"
#include "python_interp/interp/interpreter.hpp"

namespace pe::specializer {
class Subject;
}

namespace py {

/// Goes on in the dispatch from `at` until the innermost `run_frame` stops; its result.
Word run_from(VM& vm, Registers at);

/// How far `run_profiled` goes.
struct ProfileBounds {
  const Code* code;         ///< Stops when a loop of this code at `header` has been closed `loops` times ...
  std::uint32_t header;
  std::uint32_t loops;
  std::uint32_t steps;      ///< ... or after so many instructions, or when the frame it began in is left.
};
struct Profiled {
  Registers at;         ///< Where to go on.
  std::uint32_t loops;  ///< How often the loop was closed, in whichever activation of the code.
  bool whole;           ///< It ended at the header, in the activation it began in.
};
/// Runs at the stage Profile.
Profiled run_profiled(VM& vm, Registers at, pe::Coverage& coverage, pe::Trace* trace,
                      const ProfileBounds& bounds);

/// Runs the step at `at` again at the stage Replay: its first reads and effects answer `log`.
Registers replay_step(VM& vm, Registers at, std::span<const std::uint64_t> log);
/// Likewise for the delivery of a call's result.
Registers replay_delivery(VM& vm, Registers at, Deliver deliver, Word value,
                          std::span<const std::uint64_t> log);
/// Returns `value` from the running frame.
Registers return_value(VM& vm, Registers at, Word value);

/// The interpreter as the specialiser's subject.
pe::specializer::Subject& specialised_interpreter();

}  // namespace py
