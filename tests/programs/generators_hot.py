"""Generator loops hot enough to be compiled, with changing types and early exits."""


def numbers(n, step):
    value = 0
    for _ in range(n):
        yield value
        value += step


def evens(source):
    for x in source:
        if x % 2 == 0:
            yield x


def pairs(source):
    previous = None
    for x in source:
        if previous is not None:
            yield previous, x
        previous = x


print(sum(numbers(6000, 1)), sum(numbers(6000, 0.25)), sum(evens(numbers(6000, 3))))
print(sum(b - a for a, b in pairs(evens(numbers(5000, 7)))))


def find(source, wanted):
    for position, x in enumerate(source):
        if x == wanted:
            return position
    return -1


print(find(numbers(5000, 2), 8000), find(numbers(5000, 2), 8001))


def changing(n):
    for i in range(n):
        if i < n // 3:
            yield i
        elif i < 2 * n // 3:
            yield i / 2
        else:
            yield str(i)


counts = {}
for item in changing(6000):
    kind = type(item).__name__
    counts[kind] = counts.get(kind, 0) + 1
print(counts)


def alternating(n):
    first, second = numbers(n, 1), numbers(n, -1)
    for _ in range(n):
        yield next(first)
        yield next(second)


print(sum(alternating(3000)), list(alternating(3)))


def cleanup(n, log):
    for i in range(n):
        try:
            yield i
        finally:
            log[0] += 1


log = [0]
total = 0
for i in range(600):
    for x in cleanup(10, log):
        total += x
        if x == i % 10:
            break
print(total, log[0] > 0)
