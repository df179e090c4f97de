"""Calls with keywords, defaults and stars in hot loops; bound methods kept in variables."""


def line(a, b=1, *, slope=2, offset=0):
    return a * slope + b + offset


def forward(*args, **kwargs):
    return line(*args, **kwargs)


class Tool:
    def __init__(self, unit):
        self.unit = unit

    def measure(self, length, *extra, scale=1):
        return self.unit * length * scale + len(extra)

    @classmethod
    def make(cls, unit=1):
        return cls(unit)

    @staticmethod
    def convert(value, /, factor=10):
        return value * factor


total = 0
for i in range(4000):
    total += line(i)
    total += line(i, i)
    total += line(i, offset=i, slope=3)
    total += line(b=2, a=i)
    total += forward(i, slope=1)
    total += forward(*(i, 5), **{"offset": 1})
print(total)
tool = Tool.make(unit=3)
measure = tool.measure
convert = Tool.convert
append = [].append
total = 0
for i in range(4000):
    total += measure(i) + tool.measure(i, 1, 2, scale=2) + convert(i) + tool.convert(i,
            factor=2) + Tool.make(i).unit
    append(i)
print(total, append.__self__[-1], measure.__name__, measure.__func__ is Tool.measure)
settings = {"slope": 5}
results = []
for i in range(3000):
    if i == 1500:
        settings["offset"] = 100
    if i == 2500:
        settings = {"b": 0.5}
    results.append(line(i, **settings))
print(sum(results), results[1499], results[1500], results[-1])
try:
    for i in range(3000):
        if i == 2999:
            settings["colour"] = "red"
        line(i, **settings)
except TypeError as error:
    print(i, error)
