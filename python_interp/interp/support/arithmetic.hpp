// Arithmetic that is not a machine instruction, and what operators do when a special method declines.
#pragma once

#include <limits>

#include "python_interp/interp/support/effects.hpp"
#include "python_interp/objects/layouts.hpp"

namespace py {

inline constexpr double largest_float = std::numeric_limits<double>::max();

/// a // b, a % b and a ** b as Python defines them for floats; b is not 0, of `float_power` a > 0.
double float_floor_divide(double a, double b);
double float_modulo(double a, double b);
double float_power(double a, double b);

/// The special method of `left` has answered NotImplemented: goes on with the reflected one. `op` is the
/// opcode of the operator.
Word reflected_operation(VM* vm, std::int64_t op, Word left, Word right);

/// Does calling this code with `count` positional arguments fill its parameters exactly, and run it at once?
bool takes_exactly(const Code* code, std::uint64_t count);

}  // namespace py

template <> inline constexpr pe::Effects pe::effects_of<&py::float_floor_divide> = py::computes("float_floor_divide");
template <> inline constexpr pe::Effects pe::effects_of<&py::float_modulo> = py::computes("float_modulo");
template <> inline constexpr pe::Effects pe::effects_of<&py::float_power> = py::computes("float_power");
template <> inline constexpr pe::Effects pe::effects_of<&py::reflected_operation> = py::anything("reflected_operation");
