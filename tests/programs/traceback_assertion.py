# compare: traceback
"""Dies of an assertion with a message that is not a string."""


def check(x):
    assert x < 3, ("too large", x)
    return x


print([check(x) for x in range(10)])
