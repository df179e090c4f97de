"""Comparison special methods, reflection, hash and eq together, sorting by them."""


class Version:
    def __init__(self, text):
        self.parts = tuple(int(part) for part in text.split("."))

    def __eq__(self, other):
        return isinstance(other, Version) and self.parts == other.parts

    def __lt__(self, other):
        return self.parts < other.parts

    def __le__(self, other):
        return self.parts <= other.parts

    def __hash__(self):
        return hash(self.parts)

    def __repr__(self):
        return "v" + ".".join(str(part) for part in self.parts)


a, b, c = Version("1.2"), Version("1.10"), Version("1.2")
print(a == c, a != c, a == b, a < b, a > b, a <= c, b >= a, a == "1.2", a != 5)
print(sorted([b, a, Version("0.9"), Version("1.2.1")]), max(a, b), min(b, a))
print({a: "x", b: "y"}[c], len({a, b, c}), c in [a], c in {b}, [a, b].index(c), [a, c, b].count(a))


class OnlyEq:
    def __eq__(self, other):
        return True


print(OnlyEq() == 1, 1 == OnlyEq(), OnlyEq() != 1, OnlyEq() in [1, 2])
try:
    hash(OnlyEq())
except TypeError as error:
    print(error)
try:
    OnlyEq() < OnlyEq()
except TypeError as error:
    print(error)


class Odd:
    def __lt__(self, other):
        return "less"

    def __gt__(self, other):
        return []

    def __contains__(self, item):
        return item


print(Odd() < 1, 1 < Odd(), Odd() > 1, "x" in Odd(), 0 in Odd())

versions = [Version(f"{i * 7 % 13}.{i * 5 % 7}") for i in range(400)]
versions.sort()
print(versions[0], versions[200], versions[-1], all(x <= y for x, y in zip(versions, versions[1:])))
least = versions[-1]
smaller = 0
for i in range(4000):
    version = versions[i * 31 % 400]
    if version < least:
        least = version
    if version == versions[i % 400]:
        smaller += 1
print(least, smaller)
