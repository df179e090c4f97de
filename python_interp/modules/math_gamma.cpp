// Lanczos' approximation with g = 6.0246... and 13 terms (the coefficients are Boost's lanczos13m53, found by
// Paul Godfrey's method): relative error below 1e-16 before rounding, and the same digits as CPython's, which
// uses it, too.
#include "python_interp/modules/math_gamma.hpp"

#include <cmath>
#include <iterator>
#include <numbers>

namespace py {
namespace {

constexpr double pi = std::numbers::pi;
constexpr double g = 6.024680040776729583740234375;
constexpr double g_minus_half = 5.524680040776729583740234375;

constexpr double numerator[] = {
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408};
/// x (x+1) ... (x+11), multiplied out.
constexpr double denominator[] = {0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535,
                                  2637558, 357423, 32670, 1925, 66, 1};
constexpr int terms = std::size(numerator);

/// The rational function; for large x in powers of 1/x, so that nothing overflows.
double lanczos_sum(double x) {
  double above = 0, below = 0;
  for (int i = 0; i != terms; ++i) {
    if (x < 5) {
      above = above * x + numerator[terms - 1 - i];
      below = below * x + denominator[terms - 1 - i];
    } else {
      above = above / x + numerator[i];
      below = below / x + denominator[i];
    }
  }
  return above / below;
}

/// sin(pi x), exact where x is a multiple of one half.
double sine_of_pi_times(double x) {
  const double y = std::fmod(std::fabs(x), 2.0);
  double result = 0;
  switch (static_cast<int>(std::round(2.0 * y))) {
    case 0: result = std::sin(pi * y); break;
    case 1: result = std::cos(pi * (y - 0.5)); break;
    case 2: result = std::sin(pi * (1.0 - y)); break;
    case 3: result = -std::cos(pi * (y - 1.5)); break;
    default: result = std::sin(pi * (y - 2.0));
  }
  return std::copysign(1.0, x) * result;
}

/// Gamma of a whole number up to 23, all of whose factors are exact.
double small_factorial(int n) {
  double product = 1;
  for (int factor = 2; factor < n; ++factor) product *= factor;
  return product;
}

}  // namespace

double gamma_function(double x) {
  if (!std::isfinite(x)) return x;
  if (x == std::floor(x) && x <= 23.0) return small_factorial(static_cast<int>(x));
  const double size = std::fabs(x);
  if (size < 1e-20) return 1.0 / x;
  if (size > 200.0) return x < 0 ? 0.0 / sine_of_pi_times(x) : HUGE_VAL;
  const double y = size + g_minus_half;
  // What y lost in rounding.
  const double lost = size > g_minus_half ? (y - size) - g_minus_half : (y - g_minus_half) - size;
  const double correction = lost * g / y;
  // Raised to the power in two halves where the whole would overflow.
  const bool halved = size >= 140.0;
  const double power = std::pow(y, halved ? size / 2.0 - 0.25 : size - 0.5);
  if (x < 0) {
    double result = -pi / sine_of_pi_times(size) / size * std::exp(y) / lanczos_sum(size);
    result -= correction * result;
    return halved ? result / power / power : result / power;
  }
  double result = lanczos_sum(size) / std::exp(y);
  result += correction * result;
  return halved ? result * power * power : result * power;
}

double log_gamma_function(double x) {
  if (std::isnan(x)) return x;
  if (std::isinf(x)) return HUGE_VAL;
  if (x == 1.0 || x == 2.0) return 0.0;
  const double size = std::fabs(x);
  if (size < 1e-20) return -std::log(size);
  double result = std::log(lanczos_sum(size)) - g;
  result += (size - 0.5) * (std::log(size + g - 0.5) - 1);
  if (x < 0) result = std::log(pi) - std::log(std::fabs(sine_of_pi_times(size))) - std::log(size) - result;
  return result;
}

}  // namespace py
