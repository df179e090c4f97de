"""The shortest text that reads back as the same float."""

import math

values = [
    0.0, -0.0, 1.0, -1.0, 0.1, 0.2, 0.3, 1 / 3, 2 / 3, 123456789.123, 1e15, 1e16, 1e17, 123456789012345680.0,
    1e22, 1e23, 1.5e300, 1e-4, 1e-5, 0.00012345, 0.000012345, 5e-324, 2.2250738585072014e-308,
    1.7976931348623157e308, math.pi, math.e, 4.35, 9007199254740993.0, 100.0, 1234567.0, 0.1 + 0.2, 1e100,
]
for value in values:
    text = repr(value)
    assert float(text) == value and str(value) == text
    print(text, f"{value}", "%r" % value, "%s" % value)
infinite = float("inf")
print(infinite, -infinite, float("nan"), infinite - infinite, float("-Infinity"),
      float(" 1_000.5e-1 "))
print(infinite > 1e308, infinite == infinite, float("nan") == float("nan"), -0.0 == 0.0)
print(math.copysign(1, -0.0), str(-0.0), [0.5, -0.0], (1e400,))
for bad in ("", "1.2.3", "one", "1e", "--1", "1_"):
    try:
        float(bad)
    except ValueError as error:
        print(error)

value = 1.0
texts = 0
for i in range(5000):
    value = value * 1.37 % 1000.0 + 0.001
    texts += len(repr(value))
print(value, texts)
