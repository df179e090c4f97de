"""The functions of math, at ordinary and at special places."""

import math

inf, nan = math.inf, math.nan
print(math.pi, math.e, math.tau, inf, nan)
for x in (0.0, 0.5, 1.0, 2.25, 10.0, -0.75):
    print(math.floor(x), math.ceil(x), math.trunc(x), math.fabs(x), math.exp(x),
          "%.12g" % math.sin(x), "%.12g" % math.cos(x), "%.12g" % math.tan(x),
          "%.12g" % math.atan(x))
print(math.sqrt(2), math.sqrt(16), math.pow(2, 0.5), math.hypot(3, 4), math.atan2(1, -1),
      math.log(10), math.log2(8), math.log10(1000), math.log(8, 2), math.log1p(1e-10),
      math.expm1(1e-10))
print(math.gcd(12, 18), math.gcd(2 ** 70, 2 ** 65 * 3), math.lcm(4, 6), math.factorial(20),
      math.factorial(30), math.isqrt(10 ** 30), math.comb(10, 3), math.perm(5, 2))
print(math.fmod(-7, 3), math.modf(2.75), math.frexp(10.0), math.ldexp(0.5, 4),
      math.copysign(3, -0.0), math.degrees(math.pi), math.radians(180), math.fsum([0.1] * 10),
      math.prod([2, 3, 4]))
print(math.isnan(nan), math.isinf(-inf), math.isfinite(1e308), math.isclose(0.1 + 0.2, 0.3),
      math.isclose(1, 2), math.remainder(7, 4), math.dist((0, 0), (3, 4)))
print(math.asin(1), math.acos(1), math.sinh(1), math.cosh(1), math.tanh(0.5), math.asinh(1),
      math.cbrt(27),
      "%.12g %.12g %.12g" % (math.erf(0.5), math.gamma(5), math.lgamma(10)))
print(math.floor(1e20), math.ceil(-1e20), math.floor(2 ** 70), math.log(2 ** 2000),
      math.sqrt(10 ** 40), math.trunc(-2.5), round(math.exp(1), 3))
for wrong in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.log(-1),
              lambda: math.factorial(-1), lambda: math.floor(inf), lambda: math.floor(nan),
              lambda: math.exp(1000),
              lambda: math.sqrt("a"), lambda: math.gcd(1.5), lambda: math.acos(2),
              lambda: math.isqrt(-1), lambda: math.pow(0,
                      
                      
                      -1), lambda: math.fmod(1, 0), lambda: math.factorial(1.5),
              lambda: math.sqrt(), lambda: math.sin(None), lambda: math.sqrt(10 ** 400),
              lambda: math.nothing):
    try:
        print(wrong())
    except (ValueError, TypeError, OverflowError, AttributeError) as error:
        print(type(error).__name__, error)
total = 0.0
for i in range(5000):
    total += math.sqrt(i) + math.floor(i / 3) - math.fabs(-i) + math.hypot(i, 1)
print("%.6f" % total)
sines = 0.0
for i in range(3000):
    sines += math.sin(i) * math.cos(i / 2) + math.atan2(i, 5)
print("%.6f" % sines)
