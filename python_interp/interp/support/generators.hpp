// What generators are made of, for staged code.
#pragma once

#include "python_interp/interp/support/effects.hpp"

namespace py {

/// Where a generator's body goes on: at instruction `pc` of `code`, with `depth` slots in use.
struct Suspension {
  Code* code;
  std::uint32_t pc;
  std::uint32_t depth;
};

/// The header of a new generator, coroutine or asynchronous generator, as the code's flags say.
gc::Header generator_header(const VM& vm, const Code* code);
/// Slots for its variables and its operand stack.
std::uint64_t generator_room(const Code* code);

/// ValueError: it runs already.
Word raise_already_executing(VM* vm, Word generator);

}  // namespace py

template <> inline constexpr pe::Effects pe::effects_of<&py::raise_already_executing> = {
    .name = "raise_already_executing", .writes = true, .allocates = true, .may_raise = true};
