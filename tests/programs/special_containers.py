"""Container special methods: len, getitem with slices, setitem, delitem, iter, contains, call."""


class Ring:
    def __init__(self, items):
        self.items = list(items)

    def __len__(self):
        return len(self.items)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return Ring(self.items[index])
        if isinstance(index, tuple):
            return [self[i] for i in index]
        return self.items[index % len(self.items)]

    def __setitem__(self, index, value):
        self.items[index % len(self.items)] = value

    def __delitem__(self, index):
        del self.items[index % len(self.items)]

    def __contains__(self, item):
        return item in self.items

    def __reversed__(self):
        return iter(self.items[::-1])

    def __repr__(self):
        return f"Ring({self.items})"


ring = Ring("abcd")
print(len(ring), ring[0], ring[5], ring[-1], ring[1:3], ring[::2], ring[0, 6, -1])
ring[4] = "z"
del ring[1]
print(ring, "z" in ring, "b" in ring, list(reversed(ring)), bool(Ring([])), bool(ring))


class Squares:
    def __getitem__(self, i):
        if i >= 5:
            raise IndexError(i)
        return i * i


print(list(Squares()), 9 in Squares(), [x for x in Squares()], sum(Squares()), tuple(Squares()))


class Countdown:
    def __init__(self, start):
        self.current = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.current <= 0:
            raise StopIteration
        self.current -= 1
        return self.current


print(list(Countdown(4)), sum(Countdown(100)), max(Countdown(3)), 2 in Countdown(5))


class Adder:
    def __init__(self, n):
        self.n = n

    def __call__(self, x, *more, scale=1):
        return (self.n + x + sum(more)) * scale


add = Adder(10)
print(add(1), add(1, 2, 3, scale=2), callable(add), callable(ring))
class Bad:
    def __len__(self):
        return -1


mistakes = [
    lambda: len(5),
    lambda: add[0],
    lambda: iter(add),
    lambda: next(ring),
    lambda: Squares()['x'],
    lambda: 5 in add,
    lambda: len(Bad()),
    lambda: bool(Bad()),
    lambda: add(),
    lambda: list(5),
]
for number, mistake in enumerate(mistakes):
    try:
        print(number, mistake())
    except (TypeError, ValueError) as error:
        print(number, type(error).__name__, error)

total = 0
for i in range(5000):
    ring[i] = i
    total += ring[i + 1] if isinstance(ring[i + 1], int) else 1
    total += add(i, scale=2)
for i in Countdown(3000):
    total += i
print(total)
