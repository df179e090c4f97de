"""Something unexpected happens inside a call that was inlined, at several depths."""


def inner(x, table):
    if x % 1234 == 1233:
        table.append(x)
        return x / 2
    return x + 1


def middle(x, table):
    value = inner(x, table)
    return value * 2


def outer(n):
    table = []
    total = 0
    for i in range(n):
        total += middle(i, table) - 1
    return total, table


print(outer(6000))


def may_raise(x):
    if x == 4321:
        raise ValueError(x)
    return x


def around(x):
    try:
        return may_raise(x) + 1
    except ValueError as error:
        return -error.args[0]


print(sum(around(i) for i in range(5000)))


class Accumulator:
    def __init__(self):
        self.sum = 0
        self.last = None

    def add(self, x):
        self.last = x
        self.sum = self.combine(self.sum, x)
        return self

    def combine(self, a, b):
        return a + b


class Shouting(Accumulator):
    def combine(self, a, b):
        return a + b * 2


def feed(accumulator, items):
    for item in items:
        accumulator.add(item)
    return accumulator.sum, accumulator.last


print(feed(Accumulator(), range(5000)), feed(Accumulator(), [i / 2 for i in range(3000)]))
print(feed(Shouting(), range(3000)), feed(Accumulator(), list(range(2000)) + [0.5, 2 ** 80, True]))


def recursive(n, table):
    if n == 0:
        return len(table)
    if n == 77:
        table.append(n)
    return recursive(n - 1, table) + (1 if n % 2 else 0.5)


table = []
print(sum(recursive(i % 100, table) for i in range(500)), len(table))


def defaulting(a, b=None):
    if b is None:
        return a
    return a + b


total = 0
for i in range(5000):
    total += defaulting(i) if i % 999 else defaulting(i, b=0.5)
print(total)
