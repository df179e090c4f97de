"""Causes and contexts of exceptions, as attributes."""


def show(error):
    cause, context = error.__cause__, error.__context__
    print(repr(error), "| cause", repr(cause), "| context", repr(context), "|",
          error.__suppress_context__)


try:
    try:
        {}["x"]
    except KeyError as error:
        raise ValueError("while handling")
except ValueError as error:
    show(error)
try:
    try:
        {}["x"]
    except KeyError as error:
        raise ValueError("because of") from error
except ValueError as error:
    show(error)
try:
    try:
        {}["x"]
    except KeyError as error:
        raise ValueError("alone") from None
except ValueError as error:
    show(error)
try:
    try:
        1 / 0
    finally:
        [][0]
except IndexError as error:
    show(error)
try:
    raise TypeError("direct") from OSError
except TypeError as error:
    show(error)
try:
    raise TypeError("bad cause") from "text"
except TypeError as error:
    show(error)


def deep(n):
    try:
        if n == 0:
            raise ValueError(0)
        deep(n - 1)
    except ValueError as error:
        raise ValueError(n + 1) from error


try:
    deep(5)
except ValueError as error:
    chain = []
    while error is not None:
        chain.append(error.args[0])
        error = error.__cause__
    print(chain)

total = 0
for i in range(3000):
    try:
        try:
            raise KeyError(i)
        except KeyError as error:
            raise IndexError(i) from error
    except IndexError as error:
        total += error.args[0] - error.__cause__.args[0] + 1
print(total)
