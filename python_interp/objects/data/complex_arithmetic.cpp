#include "python_interp/objects/data/complex_arithmetic.hpp"

#include <cerrno>
#include <cmath>
#include <cstring>

namespace py {
namespace {

ComplexValue multiply(ComplexValue a, ComplexValue b) {
  return {a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real};
}

/// Smith's method: divides by the larger part of `b` first, so that nothing overflows on the way.
ComplexValue divide(ComplexValue a, ComplexValue b) {
  const double real = std::fabs(b.real), imag = std::fabs(b.imag);
  if (real >= imag) {
    const double ratio = b.imag / b.real, denominator = b.real + b.imag * ratio;
    return {(a.real + a.imag * ratio) / denominator, (a.imag - a.real * ratio) / denominator};
  }
  if (imag >= real) {
    const double ratio = b.real / b.imag, denominator = b.real * ratio + b.imag;
    return {(a.real * ratio + a.imag) / denominator, (a.imag * ratio - a.real) / denominator};
  }
  return {NAN, NAN};
}

ComplexValue general_power(ComplexValue a, ComplexValue b) {
  const double magnitude = std::hypot(a.real, a.imag);
  double length = std::pow(magnitude, b.real);
  const double angle = std::atan2(a.imag, a.real);
  double phase = angle * b.real;
  if (b.imag != 0) {
    length *= std::exp(-angle * b.imag);
    phase += b.imag * std::log(magnitude);
  }
  return {length * std::cos(phase), length * std::sin(phase)};
}

ComplexValue whole_power(ComplexValue base, long exponent) {
  ComplexValue result{1, 0};
  for (unsigned long rest = static_cast<unsigned long>(exponent < 0 ? -exponent : exponent); rest;
       rest >>= 1) {
    if ((rest & 1) != 0) result = multiply(result, base);
    base = multiply(base, base);
  }
  return exponent < 0 ? divide({1, 0}, result) : result;
}

}  // namespace

std::optional<ComplexValue> complex_value(VM& vm, Word word) {
  if (is_complex_word(word)) return ComplexValue{gc::as<Complex>(word)->real, gc::as<Complex>(word)->imag};
  if (is_float_word(word)) return ComplexValue{float_value(word), 0};
  const auto real = int_to_double(word);
  if (real) return ComplexValue{*real, 0};
  raise(vm, vm.exceptions.OverflowError, "int too large to convert to float");
  return std::nullopt;
}

Word complex_power(VM& vm, ComplexValue a, ComplexValue b) {
  if (b.real == 0 && b.imag == 0) return make_complex(vm, 1, 0);
  if (a.real == 0 && a.imag == 0) {
    if (b.imag != 0 || b.real < 0)
      return raise(vm, vm.exceptions.ZeroDivisionError, "0.0 to a negative or complex power");
    return make_complex(vm, 0, 0);
  }
  const bool whole = b.imag == 0 && b.real == std::floor(b.real) && std::fabs(b.real) <= 100;
  const ComplexValue result = whole ? whole_power(a, static_cast<long>(b.real)) : general_power(a, b);
  if (std::isinf(result.real) || std::isinf(result.imag))
    return raise(vm, vm.exceptions.OverflowError, "complex exponentiation");
  return make_complex(vm, result.real, result.imag);
}

Word complex_binary(VM& vm, BinaryOperation operation, ComplexValue a, ComplexValue b) {
  switch (operation) {
    case BinaryOperation::add: return make_complex(vm, a.real + b.real, a.imag + b.imag);
    case BinaryOperation::subtract: return make_complex(vm, a.real - b.real, a.imag - b.imag);
    case BinaryOperation::multiply: {
      const ComplexValue product = multiply(a, b);
      return make_complex(vm, product.real, product.imag);
    }
    case BinaryOperation::true_divide: {
      if (b.real == 0 && b.imag == 0)
        return raise(vm, vm.exceptions.ZeroDivisionError, "complex division by zero");
      const ComplexValue quotient = divide(a, b);
      return make_complex(vm, quotient.real, quotient.imag);
    }
    case BinaryOperation::power: return complex_power(vm, a, b);
    default: return not_implemented;
  }
}

std::int64_t complex_hash(ComplexValue value) {
  const auto real = static_cast<std::uint64_t>(float_hash(value.real, {}));
  const auto imag = static_cast<std::uint64_t>(float_hash(value.imag, {}));
  const auto hash = static_cast<std::int64_t>(real + 1000003 * imag);
  return hash == -1 ? -2 : hash;
}

}  // namespace py
