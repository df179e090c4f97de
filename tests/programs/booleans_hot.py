"""Truth values of everything, and boolean expressions in hot loops."""


class Falsy:
    def __bool__(self):
        return False


class Sized:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


values = [0, 1, -1, 0.0, -0.0, 0.5, float("nan"), "", " ", [], [0], (), (0,), {}, {0: 0}, set(),
          {0}, None, True, False, 2 ** 70, b"", b"0", range(0), range(1), Falsy(), Sized(0),
          Sized(2), len, int, object()]
print([bool(v) for v in values])
print([not v for v in values].count(True), sum(1 for v in values if v),
      [i for i, v in enumerate(values) if not v])
counts = [0] * 6
for i in range(6000):
    v = values[i * 7 % len(values)]
    if v:
        counts[0] += 1
    if not v and i % 2:
        counts[1] += 1
    counts[2] += bool(v) + (i % 3 == 0)
    x = v or i
    y = v and i
    if x is v:
        counts[3] += 1
    if y is i or y == i:
        counts[4] += 1
    counts[5] += (i > 100) & (i < 5000) | (i == 7)
print(counts)


class Bad:
    def __bool__(self):
        return "yes"


try:
    if Bad():
        pass
except TypeError as error:
    print(error)
print(True & False, True | 1, True ^ True, True and "x", int(True), True == 1, {True: "t"}[1],
      [10, 20][True], "ab"[False], str(True), f"{True}", sum([True, True]))
