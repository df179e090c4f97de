// Arithmetic on floats and complex numbers where Python differs from C.
#include <cerrno>
#include <cmath>
#include <cstring>

#include "python_interp/objects/allocate.hpp"
#include "python_interp/objects/data/complex_arithmetic.hpp"
#include "python_interp/objects/data/float_digits.hpp"
#include "python_interp/objects/numbers.hpp"

namespace py {

Word box_float_slow(VM* vm, double value) {
  if (value == 0) return std::signbit(value) ? vm->minus_zero_float : vm->zero_float;
  auto* boxed = allocate<BoxedFloat>(*vm, vm->types.float_);
  if (!boxed) return null;
  boxed->value = {value};
  return gc::reference(boxed);
}

Word make_complex(VM& vm, double real, double imag) {
  auto* number = allocate<Complex>(vm, vm.types.complex);
  if (!number) return null;
  number->real = {real};
  number->imag = {imag};
  return gc::reference(number);
}

double float_modulo(double left, double right) {
  const double remainder = std::fmod(left, right);
  if (remainder == 0) return std::copysign(0.0, right);
  return (remainder < 0) != (right < 0) ? remainder + right : remainder;
}

double float_floor_divide(double left, double right) {
  const double remainder = std::fmod(left, right);
  double quotient = (left - remainder) / right;
  if (remainder != 0 && (remainder < 0) != (right < 0)) quotient -= 1.0;
  if (quotient == 0) return std::copysign(0.0, left / right);
  const double floor = std::floor(quotient);
  return quotient - floor > 0.5 ? floor + 1.0 : floor;
}

Word float_floor_divide_slow(VM* vm, double left, double right) {
  if (right == 0)
    return raise(*vm, vm->exceptions.ZeroDivisionError, "float floor division by zero");
  return box_float(float_floor_divide(left, right), vm);
}

Word float_modulo_slow(VM* vm, double left, double right) {
  if (right == 0) return raise(*vm, vm->exceptions.ZeroDivisionError, "float modulo");
  return box_float(float_modulo(left, right), vm);
}

Word float_power(VM& vm, double left, double right) {
  if (left == 0 && right < 0)
    return raise(vm, vm.exceptions.ZeroDivisionError, "0.0 cannot be raised to a negative power");
  if (left < 0 && std::isfinite(left) && std::isfinite(right) && right != std::floor(right))
    return complex_power(vm, {left, 0}, {right, 0});
  const double result = std::pow(left, right);
  if (std::isinf(result) && std::isfinite(left) && std::isfinite(right)) {
    const Word arguments[2] = {gc::small_int(ERANGE),
                               gc::reference(make_str(vm, std::strerror(ERANGE)))};
    const Word exception = call(vm, gc::reference(vm.exceptions.OverflowError), arguments);
    return gc::is_null(exception) ? null : raise_object(vm, exception);
  }
  return box_float(result, &vm);
}

Word float_power_slow(VM* vm, double left, double right) { return float_power(*vm, left, right); }

double float_round(double value, std::int64_t digits) {
  if (!std::isfinite(value) || digits > 323) return value;
  if (digits < -308) return std::copysign(0.0, value);
  if (digits >= 0) return std::strtod(fixed_text(value, static_cast<int>(digits)).c_str(), nullptr);
  // Rounding left of the point: as many significant digits as stay, of the exact value.
  const double magnitude = std::fabs(value);
  if (magnitude == 0) return value;
  const std::string whole = fixed_text(magnitude, 1074);
  const std::size_t point = whole.find('.');
  const auto cut = static_cast<std::size_t>(-digits);
  std::string kept = point > cut ? whole.substr(0, point - cut) : "0";
  const std::string padded = std::string(cut > point ? cut - point : 0, '0') + whole;
  const std::size_t from = padded.find('.') - cut;
  const char first = padded[from];
  const bool rest = padded.find_first_not_of("0.", from + 1) != std::string::npos;
  double result = std::strtod((kept + "e" + std::to_string(cut)).c_str(), nullptr);
  const bool odd = ((kept.back() - '0') & 1) != 0;
  if (first > '5' || (first == '5' && (rest || odd))) {
    std::size_t i = kept.size();
    while (i > 0 && kept[i - 1] == '9') kept[--i] = '0';
    if (i > 0) ++kept[i - 1];
    else kept.insert(kept.begin(), '1');
    result = std::strtod((kept + "e" + std::to_string(cut)).c_str(), nullptr);
  }
  return std::copysign(result, value);
}

std::int64_t float_hash(double value, Word word) {
  constexpr std::uint64_t modulus = (std::uint64_t{1} << 61) - 1;
  if (std::isnan(value)) return static_cast<std::int64_t>(word.bits >> 4);
  if (std::isinf(value)) return value > 0 ? 314159 : -314159;
  int exponent;
  const double fraction = std::frexp(std::fabs(value), &exponent);
  const auto mantissa = static_cast<std::uint64_t>(std::ldexp(fraction, 53));
  // mantissa * 2^(exponent - 53) modulo 2^61 - 1: multiplying by two rotates the 61 bits.
  const int turns = ((exponent - 53) % 61 + 61) % 61;
  const std::uint64_t turned =
      turns == 0 ? mantissa : ((mantissa << turns) | (mantissa >> (61 - turns))) & modulus;
  const auto hash = static_cast<std::int64_t>(turned == modulus ? 0 : turned);
  const std::int64_t with_sign = value < 0 ? -hash : hash;
  return with_sign == -1 ? -2 : with_sign;
}

}  // namespace py
