"""Float arithmetic, division by zero, and mixing with integers."""

for a in (-7.5, -0.0, 0.0, 2.5, 1e308):
    for b in (-2.0, 0.5, 3.0):
        print(a, b, a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b))
print(1 + 2.5, 2.5 + 1, 3 * 0.5, 7 // 2.0, -7 // 2.0, -7 % 2.0, 7 % -2.0, 2 ** 0.5, 2.0 ** 3,
      4 ** -1)
for operation in (lambda a, b: a / b, lambda a, b: a // b, lambda a, b: a % b, divmod, lambda a,
                  b: b ** (a - 5)):
    for a, b in ((1, 0), (1.0, 0), (1, 0.0), (1.0, 0.0), (2 ** 70, 0)):
        try:
            print(operation(a, b))
        except ZeroDivisionError as error:
            print(a, b, error)
print(1e308 * 10, -1e308 * 10, 1e308 * 10 - 1e308 * 10)
print(0.1 + 0.2, 1 / 3, 2 / 3, 1e16 + 1, 1e-5 * 3)
print(float(2 ** 53), float(2 ** 53 + 1), 2 ** 53 + 1 == float(2 ** 53), 2 ** 53 == float(2 ** 53))
print((-8) ** (1 / 3) if False else (8) ** (1 / 3), round(2.5), round(3.5), round(-2.5),
      round(2.675, 2), round(1234.5, -2))
print(int(2.9), int(-2.9), (2.5).is_integer(), (4.0).is_integer(), (0.75).as_integer_ratio())

x = 0.0
for i in range(6000):
    x = x * 0.5 + i / 3.0 - i // 2 + (i % 7) * 0.25
print(x)
