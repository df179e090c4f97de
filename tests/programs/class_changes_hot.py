"""Class attributes and methods that change while the loop that uses them is hot."""


class Counter:
    step = 1

    def __init__(self):
        self.value = 0

    def advance(self):
        self.value += self.step
        return self.value


def run(counter, n, at=None, change=None):
    total = 0
    for i in range(n):
        if i == at:
            change()
        total += counter.advance()
    return total


counter = Counter()
print(run(counter, 3000))


def larger_step():
    Counter.step = 10


def other_method():
    Counter.advance = lambda self: 5


def own_method():
    counter.advance = lambda: 7


def own_step():
    counter.step = 0.5


def other_class():
    class Other:
        def advance(self):
            return 100
    counter.__class__ = Other


print(run(counter, 4000, 2000, larger_step), counter.value)
print(run(counter, 4000, 2000, own_step), counter.value)
print(run(counter, 4000, 2000, other_method), counter.value)
print(run(counter, 4000, 2000, other_class))
print(run(counter, 4000, 2000, own_method))
del counter.advance
print(run(counter, 4000))


class Base:
    def value(self):
        return 1


class Derived(Base):
    pass


def sum_values(item, n):
    total = 0
    for i in range(n):
        total += item.value()
        if i == n // 3:
            Base.value = lambda self: 2
        if i == 2 * n // 3:
            Derived.value = lambda self: 3
    return total


print(sum_values(Derived(), 6000))
del Derived.value
print(sum_values(Derived(), 6000))


class Later:
    pass


later = Later()
found = 0
for i in range(5000):
    if i == 2000:
        Later.flag = 1
    if i == 4000:
        later.flag = 2
    if hasattr(later, "flag"):
        found += later.flag
print(found)
Later.__len__ = lambda self: 0
print(bool(later), len(later))
Later.__add__ = lambda self, other: other * 2
print(later + 21)
