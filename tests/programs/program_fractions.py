"""Exact fractions and complex numbers as classes with all their operators."""


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


class Fraction:
    def __init__(self, top, bottom=1):
        if bottom == 0:
            raise ZeroDivisionError(f"Fraction({top}, 0)")
        common = gcd(top, bottom)
        self.top, self.bottom = top // common, bottom // common

    @staticmethod
    def of(value):
        return value if isinstance(value, Fraction) else Fraction(value)

    def __add__(self, other):
        other = Fraction.of(other)
        return Fraction(self.top * other.bottom + other.top * self.bottom,
                        self.bottom * other.bottom)

    __radd__ = __add__

    def __neg__(self):
        return Fraction(-self.top, self.bottom)

    def __sub__(self, other):
        return self + -Fraction.of(other)

    def __mul__(self, other):
        other = Fraction.of(other)
        return Fraction(self.top * other.top, self.bottom * other.bottom)

    def __truediv__(self, other):
        other = Fraction.of(other)
        return Fraction(self.top * other.bottom, self.bottom * other.top)

    def __eq__(self, other):
        other = Fraction.of(other)
        return self.top == other.top and self.bottom == other.bottom

    def __lt__(self, other):
        other = Fraction.of(other)
        return self.top * other.bottom < other.top * self.bottom

    def __float__(self):
        return self.top / self.bottom

    def __hash__(self):
        return hash((self.top, self.bottom))

    def __str__(self):
        return f"{self.top}/{self.bottom}" if self.bottom != 1 else str(self.top)


half, third = Fraction(1, 2), Fraction(1, 3)
print(half + third, half - third, half * third, half / third, half + 1, 1 + half, -half,
      float(third), half < third, half == Fraction(2, 4))
print(sorted([str(f) for f in {half, Fraction(3, 6), third}]), sum([half, third, Fraction(1, 6)]),
      max(third, half), Fraction(-4, -6), Fraction(3, -9))
harmonic = Fraction(0)
for i in range(1, 120):
    harmonic = harmonic + Fraction(1, i)
print(harmonic, float(harmonic))
try:
    half / (third - third)
except ZeroDivisionError as error:
    print(error)


class Complex:
    def __init__(self, real, imaginary=0.0):
        self.real, self.imaginary = real, imaginary

    def __add__(self, other):
        return Complex(self.real + other.real, self.imaginary + other.imaginary)

    def __mul__(self, other):
        return Complex(self.real * other.real - self.imaginary * other.imaginary,
                       self.real * other.imaginary + self.imaginary * other.real)

    def __abs__(self):
        return (self.real ** 2 + self.imaginary ** 2) ** 0.5


def escapes(c, limit):
    z = Complex(0.0)
    for i in range(limit):
        if abs(z) > 2:
            return i
        z = z * z + c
    return limit


for y in range(-6, 7, 2):
    print("".join(" .:-=+*#%@"[min(9, escapes(Complex(x / 14, y / 5), 20) // 2)] for x in range(-30,
            10, 2)))
