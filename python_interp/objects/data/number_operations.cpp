// The arithmetic tower: two numbers of any builtin kinds meet in the wider of the two.
#include <cmath>

#include "python_interp/objects/allocate.hpp"
#include "python_interp/objects/data/complex_arithmetic.hpp"
#include "python_interp/objects/names.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/numbers.hpp"

namespace py {
namespace {

/// Ordered by what contains what.
enum class NumberKind { integer, real, complex, none };

NumberKind kind_of_number(Word word) {
  if (is_integer_word(word)) return NumberKind::integer;
  if (is_float_word(word)) return NumberKind::real;
  if (is_complex_word(word)) return NumberKind::complex;
  return NumberKind::none;
}

Word int_binary(VM& vm, BinaryOperation operation, Word left, Word right) {
  switch (operation) {
    case BinaryOperation::add: return int_add(vm, left, right);
    case BinaryOperation::subtract: return int_subtract(vm, left, right);
    case BinaryOperation::multiply: return int_multiply(vm, left, right);
    case BinaryOperation::true_divide: return int_true_divide_slow(&vm, left, right);
    case BinaryOperation::floor_divide: return int_floor_divide(vm, left, right);
    case BinaryOperation::modulo: return int_modulo(vm, left, right);
    case BinaryOperation::power: return int_power(vm, left, right);
    case BinaryOperation::lshift: return int_lshift(vm, left, right);
    case BinaryOperation::rshift: return int_rshift(vm, left, right);
    case BinaryOperation::and_: return int_and(vm, left, right);
    case BinaryOperation::or_: return int_or(vm, left, right);
    case BinaryOperation::xor_: return int_xor(vm, left, right);
    case BinaryOperation::matrix_multiply: return not_implemented;
  }
  return not_implemented;
}

Word float_binary(VM& vm, BinaryOperation operation, double left, double right) {
  switch (operation) {
    case BinaryOperation::add: return box_float(left + right, &vm);
    case BinaryOperation::subtract: return box_float(left - right, &vm);
    case BinaryOperation::multiply: return box_float(left * right, &vm);
    case BinaryOperation::true_divide:
      if (right == 0) return raise(vm, vm.exceptions.ZeroDivisionError, "float division by zero");
      return box_float(left / right, &vm);
    case BinaryOperation::floor_divide: return float_floor_divide_slow(&vm, left, right);
    case BinaryOperation::modulo: return float_modulo_slow(&vm, left, right);
    case BinaryOperation::power: return float_power(vm, left, right);
    default: return not_implemented;
  }
}

bool needs_integers(BinaryOperation operation) {
  switch (operation) {
    case BinaryOperation::lshift: case BinaryOperation::rshift: case BinaryOperation::and_:
    case BinaryOperation::or_: case BinaryOperation::xor_: case BinaryOperation::matrix_multiply:
      return true;
    default: return false;
  }
}

/// A real number as a double; nothing with OverflowError pending.
std::optional<double> real_value(VM& vm, Word word) {
  if (is_float_word(word)) return float_value(word);
  const auto value = int_to_double(word);
  if (!value) raise(vm, vm.exceptions.OverflowError, "int too large to convert to float");
  return value;
}

Word compare_doubles(Comparison comparison, double left, double right) {
  switch (comparison) {
    case Comparison::lt: return gc::boolean(left < right);
    case Comparison::le: return gc::boolean(left <= right);
    case Comparison::eq: return gc::boolean(left == right);
    case Comparison::ne: return gc::boolean(left != right);
    case Comparison::gt: return gc::boolean(left > right);
    case Comparison::ge: return gc::boolean(left >= right);
  }
  return not_implemented;
}

Word compare_mixed(Comparison comparison, int order) {
  if (order == 2) return gc::boolean(comparison == Comparison::ne);
  return compared(comparison, order);
}

bool complex_equals(Word complex, Word other) {
  const double real = gc::as<Complex>(complex)->real, imag = gc::as<Complex>(complex)->imag;
  if (is_complex_word(other))
    return real == gc::as<Complex>(other)->real && imag == gc::as<Complex>(other)->imag;
  if (imag != 0) return false;
  return is_float_word(other) ? real == float_value(other)
                              : compare_int_with_double(other, real) == 0;
}

/// Calls `value.<name>()`, checking that the answer is what `accepts` wants.
Word call_conversion(VM& vm, Word value, Str* name) { return call_special(vm, value, name, {}); }

}  // namespace

Word number_binary(VM& vm, BinaryOperation operation, Word left, Word right) {
  const NumberKind a = kind_of_number(left), b = kind_of_number(right);
  if (a == NumberKind::none || b == NumberKind::none) return not_implemented;
  const NumberKind wider = std::max(a, b);
  if (wider == NumberKind::integer) return int_binary(vm, operation, left, right);
  if (needs_integers(operation)) return not_implemented;
  if (wider == NumberKind::real) {
    const auto x = real_value(vm, left);
    if (!x) return null;
    const auto y = real_value(vm, right);
    return y ? float_binary(vm, operation, *x, *y) : null;
  }
  if (operation == BinaryOperation::floor_divide || operation == BinaryOperation::modulo)
    return not_implemented;
  const auto x = complex_value(vm, left);
  if (!x) return null;
  const auto y = complex_value(vm, right);
  return y ? complex_binary(vm, operation, *x, *y) : null;
}

Word number_unary(VM& vm, UnaryOperation operation, Word operand) {
  const NumberKind kind = kind_of_number(operand);
  if (kind == NumberKind::integer) {
    if (operation == UnaryOperation::negative) return int_negative(vm, operand);
    if (operation == UnaryOperation::invert) return int_invert(vm, operand);
    return gc::is_boolean(operand) ? gc::small_int(small_value(operand)) : operand;
  }
  if (kind == NumberKind::none || operation == UnaryOperation::invert) return not_implemented;
  if (operation == UnaryOperation::positive) return operand;
  if (kind == NumberKind::real) return box_float(-float_value(operand), &vm);
  const auto* number = gc::as<Complex>(operand);
  return make_complex(vm, -number->real, -number->imag);
}

Word number_compare(VM&, Comparison comparison, Word left, Word right) {
  const NumberKind a = kind_of_number(left), b = kind_of_number(right);
  if (a == NumberKind::none || b == NumberKind::none) return not_implemented;
  if (a == NumberKind::complex || b == NumberKind::complex) {
    if (comparison != Comparison::eq && comparison != Comparison::ne) return not_implemented;
    const bool equal = a == NumberKind::complex ? complex_equals(left, right) : complex_equals(right, left);
    return gc::boolean(equal == (comparison == Comparison::eq));
  }
  if (a == NumberKind::integer && b == NumberKind::integer)
    return compared(comparison, int_compare(left, right));
  if (a == NumberKind::real && b == NumberKind::real)
    return compare_doubles(comparison, float_value(left), float_value(right));
  if (a == NumberKind::integer)
    return compare_mixed(comparison, compare_int_with_double(left, float_value(right)));
  const int order = compare_int_with_double(right, float_value(left));
  return compare_mixed(comparison, order == 2 ? 2 : -order);
}

Word number_divmod(VM& vm, Word left, Word right) {
  const NumberKind a = kind_of_number(left), b = kind_of_number(right);
  if (std::max(a, b) >= NumberKind::complex) return not_implemented;
  Word parts[2];
  if (std::max(a, b) == NumberKind::integer) {
    if (!int_divide(vm, left, right, &parts[0], &parts[1])) return null;
  } else {
    const auto x = real_value(vm, left);
    if (!x) return null;
    const auto y = real_value(vm, right);
    if (!y) return null;
    if (*y == 0) return raise(vm, vm.exceptions.ZeroDivisionError, "float divmod()");
    parts[0] = box_float(float_floor_divide(*x, *y), &vm);
    parts[1] = box_float(float_modulo(*x, *y), &vm);
  }
  Tuple* const tuple = make_tuple(vm, parts);
  return tuple ? gc::reference(tuple) : null;
}

Word to_index(VM& vm, Word value) {
  if (is_integer_word(value)) return value;
  const Word inside = unwrap(value);
  if (is_integer_word(inside)) return inside;
  const Word result = call_conversion(vm, value, vm.names->index);
  if (gc::is_null(result)) {
    if (gc::is_null(vm.pending))
      raise(vm, vm.exceptions.TypeError, "'%T' object cannot be interpreted as an integer", value);
    return null;
  }
  const Word index = unwrap(result);
  if (is_integer_word(index)) return index;
  return raise(vm, vm.exceptions.TypeError, "__index__ returned non-int (type %T)", result);
}

std::optional<std::int64_t> to_index_clipped(VM& vm, Word value) {
  if (gc::is_small_int(value)) return gc::small_int_value(value);
  const Word index = to_index(vm, value);
  if (gc::is_null(index)) return std::nullopt;
  if (const auto small = int_to_i64(index)) return small;
  return int_is_negative(index) ? INT64_MIN : INT64_MAX;
}

std::optional<std::int64_t> to_i64(VM& vm, Word value, Type* overflow) {
  if (gc::is_small_int(value)) return gc::small_int_value(value);
  const Word index = to_index(vm, value);
  if (gc::is_null(index)) return std::nullopt;
  if (const auto small = int_to_i64(index)) return small;
  raise(vm, overflow ? overflow : vm.exceptions.IndexError,
        "cannot fit '%T' into an index-sized integer", value);
  return std::nullopt;
}

std::optional<int> to_int(VM& vm, Word value) {
  const Word index = to_index(vm, value);
  if (gc::is_null(index)) return std::nullopt;
  const auto small = int_to_i64(index);
  if (small && *small >= INT32_MIN && *small <= INT32_MAX) return static_cast<int>(*small);
  raise(vm, vm.exceptions.OverflowError, "Python int too large to convert to C int");
  return std::nullopt;
}

std::optional<double> to_double(VM& vm, Word value) {
  const Word number = unwrap(value);
  if (is_float_word(number)) return float_value(number);
  if (is_integer_word(number)) return real_value(vm, number);
  const Word result = call_conversion(vm, value, vm.names->float_);
  if (!gc::is_null(result)) {
    if (is_float_word(unwrap(result))) return float_value(unwrap(result));
    raise(vm, vm.exceptions.TypeError, "%T.__float__ returned non-float (type %T)", value, result);
    return std::nullopt;
  }
  if (!gc::is_null(vm.pending)) return std::nullopt;
  const Word index = call_conversion(vm, value, vm.names->index);
  if (!gc::is_null(index) && is_integer_word(unwrap(index))) return real_value(vm, unwrap(index));
  if (gc::is_null(vm.pending))
    raise(vm, vm.exceptions.TypeError, "must be real number, not %T", value);
  return std::nullopt;
}

}  // namespace py
