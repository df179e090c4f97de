# compare: traceback
"""The marks below a line show which part of it failed; some lines need none."""


def attempt(x):
    table = {"a": {"b": None}}
    return 1 + len(table["a"]["b"]["c"]) * x


def through(values):
    return [attempt(value) for value in values if value > 1]


print(through([1, 2, 3]))
