"""Comprehensions of all kinds, nested, with conditions, with their own scope."""

x = "outside"
print([x * 2 for x in range(5)], x)
print([(a, b) for a in range(4) if a % 2 for b in "xy" if b != "z"])
print([[i * j for j in range(4)] for i in range(3)])
print({n: n * n for n in range(5)}, {v: k for k, v in {"a": 1, "b": 2}.items()})
print(sorted({len(word) for word in "the quick brown fox jumps".split()}))
print([y for x in [[1, 2], [3], []] for y in x])
print([a + b for a, b in [(1, 2), (3, 4)]], [a for a, *_ in ("abc", "de")])
print([(lambda: i)() for i in range(3)], [f() for f in [lambda: i for i in range(3)]])
print([last := i for i in range(3)], last)
print([y := 1, y ** 2], any((witness := n) > 3 for n in range(10)), witness)


def scoped(limit):
    base = 10
    return [base + i for i in range(limit) if i < limit - 1], sum(base * i for i in range(limit))


print(scoped(5))


class Body:
    values = [1, 2, 3]
    doubled = [v * 2 for v in values]
    count = len(doubled)


print(Body.doubled, Body.count)
try:
    [i for i in 5]
except TypeError as error:
    print(error)
try:
    [1 // (i - 3) for i in range(5)]
except ZeroDivisionError as error:
    print(error)

matrix = [[i + j for j in range(50)] for i in range(50)]
transposed = [[row[j] for row in matrix] for j in range(50)]
print(sum([sum(row) for row in transposed]), len([1 for row in matrix for v in row if v % 3 == 0]))
big = [i * 1.5 if i % 2 else i for i in range(6000) if i % 5]
print(sum(big), len({i % 97: i for i in range(6000)}), len({str(i % 50) for i in range(5000)}))
