// The module math: functions of doubles. Those of integers are in math_integers.cpp.
//
// C's functions do the work; what CPython adds is that a result that is no number, or infinite, where the
// argument was neither, is an exception.
#include <cerrno>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "python_interp/interp/support/intrinsic_numbers.hpp"
#include "python_interp/modules/math_gamma.hpp"
#include "python_interp/modules/math_integers.hpp"
#include "python_interp/modules/modules.hpp"
#include "python_interp/objects/attributes.hpp"
#include "python_interp/objects/lists.hpp"
#include "python_interp/objects/native.hpp"
#include "python_interp/objects/numbers.hpp"

namespace py {
namespace {

Word domain_error(VM& vm) { return raise(vm, vm.exceptions.ValueError, "math domain error"); }
Word range_error(VM& vm) { return raise(vm, vm.exceptions.OverflowError, "math range error"); }

std::optional<double> number(VM& vm, Word word) {
  return gc::is_immediate_float(word) ? std::optional(gc::immediate_float_value(word)) : to_double(vm, word);
}

/// What an infinite result of a finite argument means.
enum class Infinite { too_large, outside };

template <double (*function)(double), Infinite infinite>
Word of_one(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto x = number(vm, a[0]);
  if (!x) return null;
  const double result = function(*x);
  if (std::isfinite(result)) [[likely]] return box_float(result, &vm);
  if (std::isnan(result) && !std::isnan(*x)) return domain_error(vm);
  if (std::isinf(result) && std::isfinite(*x))
    return infinite == Infinite::too_large ? range_error(vm) : domain_error(vm);
  return box_float(result, &vm);
}

/// Two arguments; nothing with the exception pending.
struct Pair {
  double x, y;
};
std::optional<Pair> pair(VM& vm, const Word* a) {
  const auto x = number(vm, a[0]);
  if (!x) return std::nullopt;
  const auto y = number(vm, a[1]);
  if (!y) return std::nullopt;
  return Pair{*x, *y};
}

template <double (*function)(double, double)>
Word of_two(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto p = pair(vm, a);
  if (!p) return null;
  const double result = function(p->x, p->y);
  if (std::isnan(result) && !std::isnan(p->x) && !std::isnan(p->y)) return domain_error(vm);
  return box_float(result, &vm);
}

double to_degrees(double x) { return x * (180.0 / std::numbers::pi); }
double to_radians(double x) { return x * (std::numbers::pi / 180.0); }
double ulp_of(double x) {
  if (std::isnan(x)) return x;
  x = std::fabs(x);
  if (std::isinf(x)) return x;
  const double above = std::nextafter(x, HUGE_VAL);
  return std::isinf(above) ? x - std::nextafter(x, -HUGE_VAL) : above - x;
}

Word fmod_function(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto p = pair(vm, a);
  if (!p) return null;
  if (std::isinf(p->y) && std::isfinite(p->x)) return box_float(p->x, &vm);
  const double result = std::fmod(p->x, p->y);
  if (std::isnan(result) && !std::isnan(p->x) && !std::isnan(p->y)) return domain_error(vm);
  return box_float(result, &vm);
}

Word pow_function(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto p = pair(vm, a);
  if (!p) return null;
  const double result = std::pow(p->x, p->y);
  if (std::isfinite(p->x) && std::isfinite(p->y)) {
    if (std::isnan(result)) return domain_error(vm);
    if (std::isinf(result)) return p->x == 0 ? domain_error(vm) : range_error(vm);
  }
  return box_float(result, &vm);
}

Word gamma(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto x = number(vm, a[0]);
  if (!x) return null;
  if (*x == 0 || (*x < 0 && (std::isinf(*x) || std::floor(*x) == *x))) return domain_error(vm);
  const double result = gamma_function(*x);
  if (std::isinf(result) && std::isfinite(*x)) return range_error(vm);
  return box_float(result, &vm);
}
Word lgamma_function(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto x = number(vm, a[0]);
  if (!x) return null;
  if (*x <= 0 && std::isfinite(*x) && std::floor(*x) == *x) return domain_error(vm);
  const double result = log_gamma_function(*x);
  return std::isinf(result) && std::isfinite(*x) ? range_error(vm) : box_float(result, &vm);
}

// --- Logarithms ---

/// A logarithm of any positive integer or float; nothing with the exception pending.
template <double (*function)(double)>
std::optional<double> logarithm(VM& vm, Word word) {
  const Word inside = unwrap(word);
  if (is<BigInt>(inside) && !int_is_negative(inside)) {
    if (const auto fits = int_to_double(inside)) return function(*fits);
    // mantissa * 2 ** exponent, the mantissa from 1/2 to 1; the logarithms of both added.
    const auto bits = static_cast<std::int64_t>(int_bit_length(inside));
    const Word top = int_rshift(vm, inside, gc::small_int(bits - 64));
    int carry;
    const double mantissa = std::frexp(*int_to_double(top), &carry);
    return function(mantissa) + function(2.0) * static_cast<double>(bits - 64 + carry);
  }
  const bool negative = is_integer_word(inside) && int_is_negative(inside);
  const auto x = negative ? std::optional(-1.0) : number(vm, word);
  if (!x) return std::nullopt;
  if (*x <= 0) {
    domain_error(vm);
    return std::nullopt;
  }
  return function(*x);
}

template <double (*function)(double)>
Word log_function(VM& vm, const Word* a, std::uint64_t count, Word) {
  const auto result = logarithm<function>(vm, a[0]);
  if (!result) return null;
  if (count < 2) return box_float(*result, &vm);
  const auto base = logarithm<function>(vm, a[1]);
  if (!base) return null;
  if (*base == 0) return raise(vm, vm.exceptions.ZeroDivisionError, "float division by zero");
  return box_float(*result / *base, &vm);
}

// --- To integers ---

template <double (*function)(double)>
Word rounded(VM& vm, Word value, Word (*to_integer)(VM&, double), const char* method) {
  if (is_float_word(value)) return to_integer(vm, function(float_value(value)));
  const Word result = call_special(vm, value, intern(vm, method), {});
  if (!gc::is_null(result) || !gc::is_null(vm.pending)) return result;
  const auto x = number(vm, value);
  return x ? to_integer(vm, function(*x)) : null;
}
Word floor_function(VM& vm, const Word* a, std::uint64_t, Word) {
  return rounded<std::floor>(vm, a[0], float_to_int, "__floor__");
}
Word ceil_function(VM& vm, const Word* a, std::uint64_t, Word) {
  return rounded<std::ceil>(vm, a[0], float_to_int, "__ceil__");
}
Word trunc_function(VM& vm, const Word* a, std::uint64_t, Word) {
  if (is_float_word(a[0])) return float_to_int(vm, float_value(a[0]));
  const Word result = call_special(vm, a[0], vm.names->trunc, {});
  if (!gc::is_null(result) || !gc::is_null(vm.pending)) return result;
  return raise(vm, vm.exceptions.TypeError, "type %T doesn't define __trunc__ method", a[0]);
}

// --- Parts of a double ---

Word make_pair(VM& vm, Word first, Word second) {
  const Word parts[] = {first, second};
  Tuple* const tuple = make_tuple(vm, parts);
  return tuple ? gc::reference(tuple) : null;
}
Word frexp_function(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto x = number(vm, a[0]);
  if (!x) return null;
  int exponent = 0;
  const double mantissa = std::isfinite(*x) ? std::frexp(*x, &exponent) : *x;
  return make_pair(vm, box_float(mantissa, &vm), gc::small_int(exponent));
}
Word modf_function(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto x = number(vm, a[0]);
  if (!x) return null;
  double whole;
  const double fraction = std::modf(*x, &whole);
  return make_pair(vm, box_float(fraction, &vm), box_float(whole, &vm));
}
Word ldexp_function(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto x = number(vm, a[0]);
  if (!x) return null;
  if (!is_integer_word(unwrap(a[1])))
    return raise(vm, vm.exceptions.TypeError, "Expected an int as second argument to ldexp.");
  const auto exponent = to_index_clipped(vm, a[1]);
  if (*x == 0 || !std::isfinite(*x)) return box_float(*x, &vm);
  if (*exponent > INT32_MAX) return range_error(vm);
  const double result = *exponent < INT32_MIN ? std::copysign(0.0, *x) : std::ldexp(*x, static_cast<int>(*exponent));
  return std::isinf(result) ? range_error(vm) : box_float(result, &vm);
}

template <bool (*ask)(double)>
Word asked(VM& vm, const Word* a, std::uint64_t, Word) {
  const auto x = number(vm, a[0]);
  return x ? gc::boolean(ask(*x)) : null;
}
bool is_nan(double x) { return std::isnan(x); }
bool is_infinite(double x) { return std::isinf(x); }
bool is_finite(double x) { return std::isfinite(x); }

// --- Sums ---

/// The length of a vector. The squares are added in extended precision after scaling by the largest, so that
/// nothing overflows and the result is off by less than an ulp.
double vector_length(const std::vector<double>& parts) {
  double largest = 0;
  bool nan = false;
  for (const double part : parts) {
    if (std::isinf(part)) return HUGE_VAL;
    nan |= std::isnan(part);
    largest = std::max(largest, std::fabs(part));
  }
  if (nan) return NAN;
  if (largest == 0) return 0;
  int exponent;
  std::frexp(largest, &exponent);
  long double sum = 0;
  for (const double part : parts) {
    const long double scaled = std::ldexp(static_cast<long double>(part), -exponent);
    sum += scaled * scaled;
  }
  return static_cast<double>(std::ldexp(std::sqrt(sum), exponent));
}

Word hypot_function(VM& vm, const Word* a, std::uint64_t count, Word) {
  std::vector<double> parts;
  for (std::uint64_t i = 0; i != count; ++i) {
    const auto x = number(vm, a[i]);
    if (!x) return null;
    parts.push_back(*x);
  }
  return box_float(vector_length(parts), &vm);
}

Word dist_function(VM& vm, const Word* a, std::uint64_t, Word) {
  const Word first = tuple_from(vm, unwrap(a[0]));
  if (gc::is_null(first)) return null;
  const Word second = tuple_from(vm, unwrap(a[1]));
  if (gc::is_null(second)) return null;
  const auto p = items_of(gc::as<Tuple>(first)), q = items_of(gc::as<Tuple>(second));
  if (p.size() != q.size())
    return raise(vm, vm.exceptions.ValueError, "both points must have the same number of dimensions");
  std::vector<double> parts;
  for (std::size_t i = 0; i != p.size(); ++i) {
    const Word both[] = {p[i], q[i]};
    const auto values = pair(vm, both);
    if (!values) return null;
    parts.push_back(values->x - values->y);
  }
  return box_float(vector_length(parts), &vm);
}

/// An exact sum, as doubles that do not overlap, the smallest first (Shewchuk 1997).
class ExactSum {
 public:
  void add(double x) {
    std::size_t kept = 0;
    for (double part : parts_) {
      if (std::fabs(x) < std::fabs(part)) std::swap(x, part);
      const double high = x + part;
      const double low = part - (high - x);
      if (low != 0) parts_[kept++] = low;
      x = high;
    }
    parts_.resize(kept);
    parts_.push_back(x);
  }
  /// Rounded once, half to even.
  double rounded() const {
    if (parts_.empty()) return 0;
    std::size_t i = parts_.size() - 1;
    double high = parts_[i], low = 0;
    while (i > 0) {
      const double x = high, y = parts_[--i];
      high = x + y;
      low = y - (high - x);
      if (low != 0) break;
    }
    // A half way case is decided by what lies below it.
    if (i > 0 && ((low < 0 && parts_[i - 1] < 0) || (low > 0 && parts_[i - 1] > 0))) {
      const double twice = low * 2, sum = high + twice;
      if (twice == sum - high) high = sum;
    }
    return high;
  }
  bool overflowed() const { return !parts_.empty() && !std::isfinite(parts_.back()); }

 private:
  std::vector<double> parts_;
};

Word fsum(VM& vm, const Word* a, std::uint64_t, Word) {
  const Word iterator = get_iterator(&vm, a[0]);
  if (gc::is_null(iterator)) return null;
  ExactSum sum;
  double special = 0, infinities = 0;
  for (;;) {
    const Word item = iterator_next(&vm, iterator);
    if (gc::is_null(item)) break;
    const auto x = number(vm, item);
    if (!x) return null;
    if (!std::isfinite(*x)) {
      if (std::isinf(*x)) infinities += *x;
      special += *x;
      continue;
    }
    sum.add(*x);
    if (sum.overflowed()) return raise(vm, vm.exceptions.OverflowError, "intermediate overflow in fsum");
  }
  if (!gc::is_null(vm.pending)) return null;
  if (special == 0) return box_float(sum.rounded(), &vm);
  if (std::isnan(infinities)) return raise(vm, vm.exceptions.ValueError, "-inf + inf in fsum");
  return box_float(special, &vm);
}

Word prod(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  static constexpr Signature signature{"prod", {"", "start"}, 1, 1};
  Word values[2];
  if (!bind(vm, signature, a, count, keywords, values)) return null;
  Word product = gc::is_null(values[1]) ? gc::small_int(1) : values[1];
  const Word iterator = get_iterator(&vm, values[0]);
  if (gc::is_null(iterator)) return null;
  for (;;) {
    const Word item = iterator_next(&vm, iterator);
    if (gc::is_null(item)) return gc::is_null(vm.pending) ? product : null;
    product = binary_operation(&vm, static_cast<std::int64_t>(BinaryOperation::multiply), product, item);
    if (gc::is_null(product)) return null;
  }
}

Word is_close(VM& vm, const Word* a, std::uint64_t count, Word keywords) {
  static constexpr Signature signature{"isclose", {"a", "b", "rel_tol", "abs_tol"}, 2, 2};
  Word values[4];
  if (!bind(vm, signature, a, count, keywords, values)) return null;
  double numbers[4] = {0, 0, 1e-09, 0};
  for (int i = 0; i != 4; ++i) {
    if (gc::is_null(values[i])) continue;
    const auto x = number(vm, values[i]);
    if (!x) return null;
    numbers[i] = *x;
  }
  const auto [x, y, relative, absolute] = numbers;
  if (relative < 0 || absolute < 0)
    return raise(vm, vm.exceptions.ValueError, "tolerances must be non-negative");
  if (x == y) return gc::true_word;
  if (std::isinf(x) || std::isinf(y)) return gc::false_word;
  const double difference = std::fabs(x - y);
  return gc::boolean(difference <= std::fabs(relative * y) || difference <= std::fabs(relative * x) ||
                     difference <= absolute);
}

constexpr auto too_large = Infinite::too_large;
constexpr auto outside = Infinite::outside;

constexpr NativeMethod functions[] = {
    {"acos", of_one<std::acos, outside>, 1, 1, "The arc cosine of x in radians."},
    {"acosh", of_one<std::acosh, outside>, 1, 1, "The inverse hyperbolic cosine of x."},
    {"asin", of_one<std::asin, outside>, 1, 1, "The arc sine of x in radians."},
    {"asinh", of_one<std::asinh, outside>, 1, 1, "The inverse hyperbolic sine of x."},
    {"atan", of_one<std::atan, outside>, 1, 1, "The arc tangent of x in radians."},
    {"atan2", of_two<std::atan2>, 2, 2, "The arc tangent of y/x in radians."},
    {"atanh", of_one<std::atanh, outside>, 1, 1, "The inverse hyperbolic tangent of x."},
    {"cbrt", of_one<std::cbrt, outside>, 1, 1, "The cube root of x."},
    {"ceil", ceil_function, 1, 1, "The smallest integer >= x."},
    {"copysign", of_two<std::copysign>, 2, 2, "The absolute value of x with the sign of y."},
    {"cos", of_one<std::cos, outside>, 1, 1, "The cosine of x radians."},
    {"cosh", of_one<std::cosh, too_large>, 1, 1, "The hyperbolic cosine of x."},
    {"degrees", of_one<to_degrees, too_large>, 1, 1, "Angle x from radians to degrees."},
    {"dist", dist_function, 2, 2, "The Euclidean distance between two points."},
    {"erf", of_one<std::erf, outside>, 1, 1, "The error function at x."},
    {"erfc", of_one<std::erfc, outside>, 1, 1, "The complementary error function at x."},
    {"exp", of_one<std::exp, too_large>, 1, 1, "e raised to the power of x."},
    {"exp2", of_one<std::exp2, too_large>, 1, 1, "2 raised to the power of x."},
    {"expm1", of_one<std::expm1, too_large>, 1, 1, "exp(x) - 1 without loss of precision."},
    {"fabs", of_one<std::fabs, outside>, 1, 1, "The absolute value of the float x."},
    {"floor", floor_function, 1, 1, "The largest integer <= x."},
    {"fmod", fmod_function, 2, 2, "fmod(x, y), according to platform C."},
    {"frexp", frexp_function, 1, 1, "Mantissa and exponent of x."},
    {"fsum", fsum, 1, 1, "An accurate floating point sum of values."},
    {"gamma", gamma, 1, 1, "The gamma function at x."},
    {"hypot", hypot_function, 0, 0x7fff, "The Euclidean norm of the coordinates."},
    {"isclose", is_close, 0, -1, "Are two floats close in value?"},
    {"isfinite", asked<is_finite>, 1, 1, "Is x neither infinite nor a NaN?"},
    {"isinf", asked<is_infinite>, 1, 1, "Is x infinite?"},
    {"isnan", asked<is_nan>, 1, 1, "Is x a NaN?"},
    {"ldexp", ldexp_function, 2, 2, "x * (2**i)."},
    {"lgamma", lgamma_function, 1, 1, "The logarithm of the absolute value of the gamma function."},
    {"log", log_function<std::log>, 1, 2, "The logarithm of x to the given base, or to e."},
    {"log10", log_function<std::log10>, 1, 1, "The base 10 logarithm of x."},
    {"log1p", of_one<std::log1p, outside>, 1, 1, "The natural logarithm of 1+x."},
    {"log2", log_function<std::log2>, 1, 1, "The base 2 logarithm of x."},
    {"modf", modf_function, 1, 1, "The fractional and integer parts of x."},
    {"nextafter", of_two<std::nextafter>, 2, 2, "The next float after x towards y."},
    {"pow", pow_function, 2, 2, "x**y as floats."},
    {"prod", prod, 0, -1, "The product of all the elements."},
    {"radians", of_one<to_radians, outside>, 1, 1, "Angle x from degrees to radians."},
    {"remainder", of_two<std::remainder>, 2, 2, "The difference between x and the closest multiple of y."},
    {"sin", of_one<std::sin, outside>, 1, 1, "The sine of x radians."},
    {"sinh", of_one<std::sinh, too_large>, 1, 1, "The hyperbolic sine of x."},
    {"sqrt", of_one<std::sqrt, outside>, 1, 1, "The square root of x.", NativeMethod::method,
     static_cast<std::int64_t>(Intrinsic::sqrt)},
    {"tan", of_one<std::tan, outside>, 1, 1, "The tangent of x radians."},
    {"tanh", of_one<std::tanh, outside>, 1, 1, "The hyperbolic tangent of x."},
    {"trunc", trunc_function, 1, 1, "x truncated to an integer."},
    {"ulp", of_one<ulp_of, outside>, 1, 1, "The value of the least significant bit of x."},
};

}  // namespace

Module* make_math(VM& vm) {
  Module* const module = make_module(vm, "math");
  if (!module) return nullptr;
  add_functions(vm, module, functions);
  add_math_integers(vm, module);
  const auto constant = [&](const char* name, double value) {
    set_global(vm, module->dict, name, box_float(value, &vm));
  };
  constant("pi", std::numbers::pi);
  constant("e", std::numbers::e);
  constant("tau", 2 * std::numbers::pi);
  constant("inf", HUGE_VAL);
  constant("nan", std::numeric_limits<double>::quiet_NaN());
  return module;
}

}  // namespace py
