"""One loop, one variable, several types after one another."""


def accumulate(items):
    total = items[0]
    for item in items[1:]:
        total = total + item
    return total


print(accumulate(list(range(3000))))
print(accumulate([i / 4 for i in range(3000)]))
print(accumulate([1] * 2000 + [0.5] * 2000 + [2] * 2000))
print(len(accumulate(["ab"] * 3000)), accumulate(["x", "y"]))
print(len(accumulate([[1], [2]] * 300)), accumulate([(1,), (2, 3)]))
print(accumulate([2 ** 61] * 3000))
print(accumulate([True] * 3000))


def flip(n):
    value = 0
    for i in range(n):
        if i == n // 3:
            value = float(value)
        elif i == 2 * n // 3:
            value = str(value)
        value = value + (i if i < n // 3 else 0.5 if i < 2 * n // 3 else "!")
    return value


print(flip(6000)[:20], len(flip(6000)))


def mixed(values):
    counts = {}
    for value in values:
        kind = type(value).__name__
        counts[kind] = counts.get(kind, 0) + (1 if value else 0)
    return counts


print(mixed([0, 1, 2.0, 0.0, "", "a", None, [], [1], (), (1,), {}, {1: 1}, True, 2 ** 80] * 400))


def add(a, b):
    return a + b


for _ in range(4000):
    add(1, 2)
print(add(1.5, 2), add("a", "b"), add([1], [2]))
for bad in ((1, "a"), ("a", 1), ([1], (2,)), (None, 1), (1.0, None)):
    try:
        add(*bad)
    except TypeError as error:
        print(error)
