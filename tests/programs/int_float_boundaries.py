"""Values around the edges of small integers and of floats, in and out of hot loops."""

edges = [2 ** k + d for k in (15, 30, 31, 32, 52, 53, 60, 61, 62, 63, 64) for d in (-1, 0, 1)]
edges += [-e for e in edges]
print(sum(edges), max(edges), min(edges))
for e in edges:
    assert e + 1 - 1 == e and e * 2 // 2 == e and -(-e) == e and (e << 3) >> 3 == e and e ^ e == 0 and int(str(e)) == e
    assert e // 7 * 7 + e % 7 == e and (e > 0) == (-e < 0) and hash(e) == hash(e + 0) and e == +e
print([e for e in edges if float(e) == e].__len__(), [int(float(e)) - e for e in edges][:20])


def products(values):
    total = 0
    for a in values:
        for b in values:
            total ^= a * b
            total ^= a + b
            total ^= a - b
    return total


print(products(edges))


def compare(values):
    less = equal = 0
    for a in values:
        for b in values:
            if a < b:
                less += 1
            if a == b or float(a) == b:
                equal += 1
    return less, equal


print(compare(edges))


def divide(values):
    total = 0
    fractions = 0.0
    for a in values:
        for b in values:
            total += a // b + a % b
            fractions += a / b
    return total, fractions


print(divide(edges))


def shift(n):
    x = 1
    seen = 0
    for i in range(n):
        x <<= 1
        seen ^= x
        if i % 70 == 69:
            x = 1
    return seen


print(shift(5000))
x = -2 ** 63
print(x // -1, x % -1, -x, abs(x), x * -1, divmod(x, -1), x - 1, ~x)
x = -2 ** 62
print(x // -1, x * -1, -x, abs(x), x - 1, x + x)
print(4611686018427387903 + 1, 4611686018427387904 - 1, -4611686018427387904 - 1,
      9223372036854775807 + 1, 3037000500 * 3037000500, 2147483648 * 2147483648)
