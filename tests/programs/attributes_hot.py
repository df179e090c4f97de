"""Objects of one class with different attributes, in different order, growing while hot."""


class Record:
    pass


def make(names, values):
    record = Record()
    for name, value in zip(names, values):
        setattr(record, name, value)
    return record


records = [make("abc", (1, 2, 3)), make("cba", (1, 2, 3)), make("bac", (1.5, "x", 3)),
           make("abcd", range(4)), make("a", [7])]
total = 0
for i in range(5000):
    record = records[i % 5]
    total += record.a if not isinstance(record.a, str) else 1
    if hasattr(record, "c"):
        total += record.c
    record.a = record.a
print(total)

growing = Record()
for i in range(300):
    setattr(growing, f"field{i}", i)
print(sum(getattr(growing, f"field{i}") for i in range(300)), len(growing.__dict__))
for i in range(0, 300, 2):
    delattr(growing, f"field{i}")
print(len(vars(growing)), growing.field299, hasattr(growing, "field298"))
growing.__dict__["added"] = "through the dict"
print(growing.added)
growing.__dict__ = {"only": 1}
print(growing.only, hasattr(growing, "added"))


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


def wander(n):
    point = Point(0, 0)
    for i in range(n):
        point = Point(point.x + 1, point.y - 1)
        if i == n // 2:
            point.x = 0.5
        if i == 3 * n // 4:
            point.z = i
            point.y = 2 ** 64
    return point.x, point.y, hasattr(point, "z")


print(wander(6000))


def swap_fields(n):
    p = Point(1, 2.5)
    for i in range(n):
        p.x, p.y = p.y, p.x
        if i % 1000 == 999:
            p.x = None if p.x is not None else i
    return p.x, p.y


print(swap_fields(5001))
