// Arithmetic that is not a machine instruction, and what operators do when a special method declines.
#pragma once

#include <limits>

#include "python_interp/interp/code.hpp"
#include "python_interp/interp/support/effects.hpp"
#include "python_interp/objects/layouts.hpp"

namespace py {

inline constexpr double largest_float = std::numeric_limits<double>::max();

/// a // b, a % b and a ** b as Python defines them for floats; b is not 0, of `positive_power` a > 0.
double floored_quotient(double a, double b);
double floored_remainder(double a, double b);
double positive_power(double a, double b);

/// The special method of `left` has answered NotImplemented: goes on with the reflected one. `op` is the
/// opcode of the operator.
Word reflected_operation(VM* vm, std::int64_t op, Word left, Word right);

/// Do `count` positional arguments fill the code's parameters exactly, with nothing to gather or to look up?
inline bool takes_exactly(const Code* code, std::uint64_t count) {
  return code->argcount == count && code->extra.value->plain_parameters;
}

}  // namespace py

template <> inline constexpr pe::Effects pe::effects_of<&py::floored_quotient> = py::computes("floored_quotient");
template <> inline constexpr pe::Effects pe::effects_of<&py::floored_remainder> = py::computes("floored_remainder");
template <> inline constexpr pe::Effects pe::effects_of<&py::positive_power> = py::computes("positive_power");
template <> inline constexpr pe::Effects pe::effects_of<&py::reflected_operation> = py::anything("reflected_operation");
