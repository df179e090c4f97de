"""Dictionaries in hot loops: integers, strings, tuples and floats as keys, growth and removal."""


def histogram(items):
    counts = {}
    for item in items:
        if item in counts:
            counts[item] += 1
        else:
            counts[item] = 1
    return counts


print(histogram([i * i % 17 for i in range(5000)]))
print(histogram([str(i % 4) for i in range(3000)] + [i % 4 for i in range(2000)] + [i % 4 / 2 for i in range(2000)]))
grid = {}
for i in range(70):
    for j in range(70):
        grid[i, j] = i * j
print(len(grid), sum(grid.get((i, i + 1), -1) for i in range(80)))
cache = {}


def collatz(n):
    if n == 1:
        return 1
    if n not in cache:
        cache[n] = 1 + collatz(n // 2 if n % 2 == 0 else 3 * n + 1)
    return cache[n]


print(max((collatz(i), i) for i in range(1, 2000)), len(cache))
queue = {}
total = 0
for i in range(6000):
    queue[i] = i * 2
    if len(queue) > 30:
        oldest = next(iter(queue))
        total += queue.pop(oldest)
print(total, list(queue)[:3])
big = {}
for i in range(3000):
    big[2 ** 60 * i] = i
    big[-i] = i
print(len(big), big[2 ** 60 * 1234], sum(key for key in big if key < 0))
total = 0
for key, value in big.items():
    total += value if key > 0 else -value
for key in big:
    total += key % 7
for value in big.values():
    total += value
print(total)
inverted = {}
for key, value in {"a": 1, "b": 2, "c": 1}.items():
    inverted.setdefault(value, []).append(key)
print(inverted, {key: len(value) for key, value in inverted.items()})
record = {"x": 0, "y": 0.0, "name": "r"}
for i in range(5000):
    record["x"] += 1
    record["y"] += 0.5
    if i % 1000 == 0:
        record["name"] += str(i)
print(record)
