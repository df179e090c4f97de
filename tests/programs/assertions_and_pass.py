"""assert, pass, ..., del, chained and conditional expressions, statements on one line."""

assert True
assert 1 < 2, "never shown"
for test in (lambda: False, lambda: 0, lambda: [], lambda: ""):
    try:
        assert test(), "message " + repr(test())
    except AssertionError as error:
        print(error)
try:
    assert None
except AssertionError as error:
    print(repr(error))


def nothing():
    pass


def dots():
    ...


class Empty: pass


print(nothing(), dots(), Empty().__class__.__name__, ... is Ellipsis)
if True: print("one line"); print("another")
x = 5 if not True else 6 if True else 7
print(x, "yes" if x > 5 and not x > 6 else "no", (1 if x else 2) + 1)
a = [1, 2, 3, 4]
del a[0], a[-1]
b = {"x": 1}
del b["x"]
print(a, b)
print((n := 10) + n, [m := 1, m + 1], n)
while (chunk := a[:1]):
    print(chunk)
    a = a[1:]
if (length := len("hello")) > 3: print(length)
value = (
    1
    + 2
    * 3
)
text = "continued \
line"
print(value, text, 1 if
      True else 0)
passed = 0
for i in range(5000):
    assert i >= 0, i
    try:
        assert i % 1000, i
        passed += 1
    except AssertionError as error:
        passed -= error.args[0]
print(passed)
