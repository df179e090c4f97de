"""Arithmetic special methods, reflected and in place, and NotImplemented."""


class Vector:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    __rmul__ = __mul__

    def __truediv__(self, divisor):
        return Vector(self.x / divisor, self.y / divisor)

    def __floordiv__(self, divisor):
        return Vector(self.x // divisor, self.y // divisor)

    def __mod__(self, divisor):
        return Vector(self.x % divisor, self.y % divisor)

    def __pow__(self, power):
        return Vector(self.x ** power, self.y ** power)

    def __matmul__(self, other):
        return self.x * other.x + self.y * other.y

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __pos__(self):
        return self

    def __invert__(self):
        return Vector(self.y, self.x)

    def __abs__(self):
        return abs(self.x) + abs(self.y)

    def __iadd__(self, other):
        self.x += other.x
        self.y += other.y
        return self

    def __radd__(self, other):
        return Vector(self.x + other, self.y + other)

    def __rsub__(self, other):
        return Vector(other - self.x, other - self.y)

    def __lshift__(self, by):
        return Vector(self.x << by, self.y << by)

    def __and__(self, mask):
        return Vector(self.x & mask, self.y & mask)

    def __ror__(self, bits):
        return Vector(self.x | bits, self.y | bits)

    def __bool__(self):
        return bool(self.x or self.y)

    def __repr__(self):
        return f"<{self.x} {self.y}>"


a, b = Vector(1, 2), Vector(3, 5)
print(a + b, b - a, a * 3, 3 * a, b / 2, b // 2, b % 2, b ** 2, a @ b, -a, +a, ~a, abs(-b))
print(a << 3, b & 1, 8 | a, 10 + a, 10 - a, bool(a), bool(Vector(0, 0)), not Vector(0, 0))
c = a
c += b
print(a, c is a)
d = a
d -= b
print(a, d, d is a)
mistakes = [
    lambda: a + 1,
    lambda: a * b * b,
    lambda: 1 / a,
    lambda: a | 1,
    lambda: a < b,
    lambda: a(),
    lambda: a[0],
    lambda: len(a),
    lambda: a ** b,
    lambda: -'x',
    lambda: ~1.5,
]
for number, mistake in enumerate(mistakes):
    try:
        print(number, mistake())
    except TypeError as error:
        print(number, type(error).__name__, error)

position, speed = Vector(0, 0), Vector(1, 0.5)
for i in range(4000):
    position += speed * 2 - Vector(1, 0)
    if i % 1000 == 0:
        speed = -speed
print(position, position @ speed)
