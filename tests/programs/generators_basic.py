"""Generators: laziness, arguments, return values, expressions, being used up."""


def count(start, stop):
    print("started")
    while start < stop:
        yield start
        start += 1
    print("finished")


numbers = count(1, 4)
print(next(numbers), next(numbers))
print(list(numbers), list(numbers))
print(next(numbers, "nothing left"))
try:
    next(numbers)
except StopIteration as stop:
    print("StopIteration", stop.value)


def with_result():
    yield 1
    return "the result"


generator = with_result()
next(generator)
try:
    next(generator)
except StopIteration as stop:
    print(stop.value, stop.args)


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def take(n, source):
    for _, item in zip(range(n), source):
        yield item


print(list(take(15, fibonacci())))
squares = (x * x for x in range(10) if x % 2)
print(squares.__class__.__name__, sum(squares), sum(squares))
print(max(x % 7 for x in range(20)), sorted(-x for x in range(3)),
      dict((x, x * x) for x in range(3)))
nested = ((a, b) for a in range(3) for b in range(a))
print(list(nested))
print([*take(3, count(10, 20))], set(take(2, fibonacci())))
a, b, *rest = take(5, fibonacci())
print(a, b, rest)


def empty():
    return
    yield


print(list(empty()), iter(squares) is squares, count.__name__)
total = 0
for x in take(5000, fibonacci()):
    total = (total + x) % 1000000007
print(total)
