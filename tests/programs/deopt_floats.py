"""Unboxed numbers that turn into something else: ints, None, big ints, infinities."""


def newton(value, rounds):
    x = value
    for _ in range(rounds):
        x = (x + value / x) / 2
    return x


print(newton(2.0, 3000), newton(10 ** 6, 3000), newton(2, 5))


def maybe_none(n):
    best = None
    for i in range(n):
        value = (i * 7919 % 1009) / 8
        if best is None or value > best:
            best = value
    return best


print(maybe_none(6000))


def to_infinity(n):
    x = 1.0
    count = 0
    for i in range(n):
        x *= 1.5
        if x > 1e308:
            count += 1
            x = 1.0 if i % 2 else x * 10
    return x, count


print(to_infinity(6000))


def mixed(n):
    x = 0
    for i in range(n):
        x = x + (i if i % 5 else i / 2)
        if i % 1000 == 0:
            x = int(x)
    return x


print(mixed(6000))


def denormal(n):
    x = 1.0
    smallest = x
    for _ in range(n):
        x /= 2
        if x == 0.0:
            x = 1.0
        elif x < smallest:
            smallest = x
    return smallest, x


print(denormal(6000))


def not_a_number(n):
    nan = float("nan")
    equal = less = 0
    for i in range(n):
        x = nan if i % 700 == 0 else float(i)
        if x == x:
            equal += 1
        if x < i + 1:
            less += 1
    return equal, less


print(not_a_number(5000))


def signs(n):
    positive = 0
    for i in range(n):
        zero = -0.0 if i % 2 else 0.0
        if str(zero)[0] != "-":
            positive += 1
    return positive


print(signs(5000))


def integral(n):
    total = 0.0
    step = 1 / n
    for i in range(n):
        x = (i + 0.5) * step
        total += 4 / (1 + x * x) * step
    return "%.9f" % total


print(integral(5000), integral(7))
