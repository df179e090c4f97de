# compare: traceback
"""Dies three calls deep; the traceback names files, lines, functions and places."""


def first(x):
    return second(x) + 1


def second(x):
    value = third(x,
                  0)
    return value


def third(a, b):
    return (a + 1) / b


print("before")
first(5)
print("never")
