"""The C3 order of bases, and co-operative super() along it."""


class Root:
    def names(self):
        return ["Root"]


class Left(Root):
    def names(self):
        return ["Left"] + super().names()


class Right(Root):
    def names(self):
        return ["Right"] + super().names()


class Bottom(Left, Right):
    def names(self):
        return ["Bottom"] + super().names()


print(Bottom().names(), [c.__name__ for c in Bottom.__mro__])


class Comparable:
    def __le__(self, other):
        return self < other or self == other


class Size(Comparable):
    def __init__(self, size):
        self.size = size

    def __lt__(self, other):
        return self.size < other.size

    def __eq__(self, other):
        return self.size == other.size


print(Size(1) <= Size(2), Size(2) <= Size(2), Size(3) <= Size(2))
try:
    class Broken(Root, Left):
        pass
except TypeError as error:
    print(type(error).__name__)

total = 0
bottom = Bottom()
for _ in range(2000):
    total += len(bottom.names())
print(total)
