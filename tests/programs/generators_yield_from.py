"""yield from: values, results, and what is sent or thrown passes through."""


def inner(n):
    received = []
    for i in range(n):
        got = yield i
        if got is not None:
            received.append(got)
    return received


def outer():
    first = yield from inner(3)
    second = yield from inner(2)
    yield from "ab"
    yield from [10, 20]
    return first + second


generator = outer()
print(next(generator), generator.send("x"), next(generator), generator.send("y"), next(generator))
rest = []
try:
    while True:
        rest.append(next(generator))
except StopIteration as stop:
    print(rest, stop.value)


def catching():
    try:
        yield from inner(5)
    except KeyError as error:
        yield f"caught {error}"


generator = catching()
next(generator)
print(generator.throw(KeyError("k")))


def closing():
    try:
        yield 1
    finally:
        print("inner closed")


def delegating():
    try:
        yield from closing()
    finally:
        print("outer closed")


generator = delegating()
next(generator)
generator.close()


class Tree:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right


def build(low, high):
    if low >= high:
        return None
    middle = (low + high) // 2
    return Tree(middle, build(low, middle), build(middle + 1, high))


print(list(build(0, 20)), sum(build(0, 3000)))


def flatten(items):
    for item in items:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item


print(list(flatten([1, [2, [3, [4]], 5], [[[6]]]])))
