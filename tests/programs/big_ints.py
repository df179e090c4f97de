"""Integers past the machine word: arithmetic, comparison, text."""

a = 123456789012345678901234567890
b = 987654321098765432109876543210987
print(a + b, a - b, a * b, b // a, b % a, -b // a, -b % a, divmod(b, -a))
print(a ** 3, pow(a, b, 1000007), a == a + 0, a < b, -a < b, a != b, hash(a) == hash(a + 1 - 1))
print(2 ** 64 - 1, 2 ** 63, -2 ** 63, 2 ** 62, -2 ** 62 - 1, 2 ** 62 - 1 + 1)
print(hex(a), oct(a), bin(2 ** 65), int("123456789" * 5), int("-0xffffffffffffffffffff", 16),
      int("zz" * 10, 36))
print(a & b, a | b, a ^ b, ~a, a >> 33, a << 33, -a >> 3)
print(float(a), a / b, a / 3, int(1e30), int(-1e20), a.bit_length())
print(f"{a:,} {a:x} {a:>40} {-a:+d} {a:e}", "%d %x" % (a, b), str(a)[:5])

factorial = 1
for i in range(1, 200):
    factorial *= i
print(factorial)
digits = 0
while factorial:
    digits += factorial % 10
    factorial //= 10
print(digits)

first, second = 0, 1
for _ in range(1000):
    first, second = second, first + second
print(first)
print(first.bit_length(), len(str(first)), first % 1000000007)
