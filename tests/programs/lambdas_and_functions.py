"""Functions as values: attributes, names, doc strings, defaults, storing, sorting by."""


def documented(a, b=2, *args, c, **kwargs):
    """Says what it does."""
    inner = a
    return inner


print(documented.__name__, documented.__doc__, documented.__defaults__, documented.__kwdefaults__,
      documented.__module__)
print(documented.__code__.co_name, documented.__code__.co_argcount, documented.__qualname__)
documented.extra = 5
print(documented.extra, documented.__dict__)
documented.__defaults__ = (20,)
print((lambda: 1).__name__, (lambda x, y=2, *z, k=3: (x, y, z, k))(1), (lambda *a: a)(1, 2),
      (lambda: (yield))().__class__.__name__)
table = {"add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b,
         "max": max, "pow": pow}
print([(name, function(7, 3)) for name, function in table.items()])
pipeline = [str, len, lambda n: n * 1.5, int]
value = 123456
for stage in pipeline:
    value = stage(value)
print(value)


def apply(function, *args, **kwargs):
    return function(*args, **kwargs)


print(apply(apply, apply, max, 3, 9), apply(sorted, [3, 1], reverse=True), apply("a-b".split, "-"),
      apply(dict, x=1))
methods = ["abc".upper, [3, 1].index, {"k": "v"}.get]
print(methods[0](), methods[1](1), methods[2]("k"))


def curry(function, n, got=()):
    if n == 0:
        return function(*got)
    return lambda x: curry(function, n - 1, got + (x,))


print(curry(lambda a, b, c: (a, b, c), 3)(1)(2)(3))
total = 0
names = list(table)[:3]
for i in range(6000):
    total += table[names[i % 3]](i, 2)
print(total)
Y = lambda f: (lambda x: f(lambda v: x(x)(v)))(lambda x: f(lambda v: x(x)(v)))
factorial = Y(lambda self: lambda n: 1 if n == 0 else n * self(n - 1))
print(factorial(30), sum(factorial(5) for _ in range(300)))
