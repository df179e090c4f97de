"""Decorators of functions and classes, with arguments, stacked; wrappers that keep state."""


def traced(function):
    def wrapper(*args, **kwargs):
        calls.append((function.__name__, args, sorted(kwargs.items())))
        return function(*args, **kwargs)
    return wrapper


def repeated(times):
    def decorate(function):
        def wrapper(x):
            for _ in range(times):
                x = function(x)
            return x
        return wrapper
    return decorate


def remembered(function):
    cache = {}

    def wrapper(*args):
        if args not in cache:
            cache[args] = function(*args)
        return cache[args]
    wrapper.cache = cache
    return wrapper


calls = []


@traced
def add(a, b=1):
    return a + b


@repeated(3)
@repeated(2)
def double(x):
    return x * 2


@remembered
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(add(1), add(1, b=5), calls, double(1), fib(80), len(fib.cache))


def registered(cls):
    registry[cls.__name__] = cls
    cls.tag = cls.__name__.lower()
    return cls


registry = {}


@registered
class Widget:
    pass


@registered
class Gadget(Widget):
    pass


print(sorted(registry), Gadget.tag, Widget().tag)


class Countdown:
    def __init__(self, function):
        self.function = function
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)


@Countdown
def triple(x):
    return x * 3


total = 0
for i in range(5000):
    total += triple(i) + fib(i % 50) % 10
    if i % 50 == 0:
        total += add(i, b=2)
print(total, triple.calls, len(calls))
