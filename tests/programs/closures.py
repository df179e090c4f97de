"""Cells: shared, rebound with nonlocal, captured by loops, nested deeply."""


def counter(start=0):
    count = start

    def increase(by=1):
        nonlocal count
        count += by
        return count

    def current():
        return count

    return increase, current


increase, current = counter(10)
other, _ = counter()
print(increase(), increase(5), current(), other(), current())

late = [lambda: i for i in range(3)]
early = [lambda i=i: i for i in range(3)]
print([f() for f in late], [f() for f in early])


def outer():
    x = "outer"

    def middle():
        def inner():
            nonlocal x
            x = "changed by inner"
            return x
        return inner
    return middle()(), x


print(outer())


def unbound():
    def read():
        return value
    try:
        read()
    except NameError as error:
        print(type(error).__name__, error)
    value = 1
    print(read())
    del value
    try:
        read()
    except NameError as error:
        print(type(error).__name__, error)


unbound()


def compose(*functions):
    def composed(x):
        for function in functions:
            x = function(x)
        return x
    return composed


step = compose(lambda x: x + 1, lambda x: x * 2, lambda x: x % 1000)
value = 1
for _ in range(3000):
    value = step(value)
print(value, counter.__name__, step.__qualname__, increase.__closure__[0].cell_contents)

tick, total = counter()
for i in range(6000):
    tick(i % 3)
print(total())
