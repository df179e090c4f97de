// Complex arithmetic, by CPython's formulas.
#pragma once

#include "python_interp/objects/numbers.hpp"

namespace py {

struct ComplexValue {
  double real = 0, imag = 0;
};

/// int, bool, float or complex as complex; nothing (with OverflowError pending) if an int is too large.
std::optional<ComplexValue> complex_value(VM& vm, Word word);

/// The operation; not_implemented for //, % and bits; null with the exception pending.
Word complex_binary(VM& vm, BinaryOperation operation, ComplexValue left, ComplexValue right);
Word complex_power(VM& vm, ComplexValue left, ComplexValue right);
std::int64_t complex_hash(ComplexValue value);

}  // namespace py
