"""Tuples and ranges: methods, comparison, hashing, membership, huge ranges."""

t = (1, 2, 3, 2)
print(t, (), (1,), t + (4,), t * 2, t.count(2), t.index(3), 2 in t, len(t), t[1:], t[-1],
      t == (1, 2, 3, 2), t < (1, 3), tuple("ab"))
print(hash((1, 2)) == hash((1, 2)), {(1, (2, 3)): "x"}[1, (2, 3)], ((1, 2), [3]),
      tuple(x * x for x in range(4)), (1, "a", None, 2.5, True))
r = range(2, 20, 3)
print(r, list(r), len(r), r[2], r[-1], r[1:4], r[::-1], 8 in r, 9 in r, r.index(11), r.count(5),
      r == range(2, 19, 3), r.start, r.stop, r.step)
print(range(5), range(0), list(range(5, 0, -2)), list(range(3, 3)), len(range(10 ** 18)),
      range(10 ** 18)[-1], 10 ** 17 in range(0, 10 ** 18, 10), list(reversed(range(4))))
print(range(2 ** 70, 2 ** 70 + 3)[1] == 2 ** 70 + 1, list(range(2 ** 64, 2 ** 64 + 2)),
      len(range(-10, 10, 3)), range(0) == range(2, 1), hash(range(0)) == hash(range(1, 0)),
      bool(range(0)))
for wrong in (lambda: range(1, 2, 0), lambda: range("a"), lambda: range(1.5), lambda: range(),
              lambda: t.index(9), lambda: t[9], lambda: hash(([],)),
              lambda: (1,) + [2], lambda: range(3)[5], lambda: range(5).index(9),
              lambda: len(range(2 ** 70))):
    try:
        print(wrong())
    except (ValueError, TypeError, IndexError, OverflowError) as error:
        print(type(error).__name__, error)


def nested(n):
    total = 0
    for i in range(n):
        for j in range(i, 0, -2):
            total += j
        for k in range(-i, i, 7):
            total -= k
    return total


print(nested(120))
total = 0
for i in range(5000, -1000, -1):
    total += i
for i in range(2 ** 62 - 2500, 2 ** 62 + 2500):
    total ^= i
print(total)
point = (0, 0)
best = (0, 0, "")
for i in range(5000):
    point = (point[0] + 1, point[1] - i % 3)
    best = max(best, (i * 7 % 100, -i, "x"))
print(point, best)
