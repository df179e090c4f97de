"""Every kind of parameter, and every way to pass it."""


def plain(a, b, c):
    return a, b, c


def with_defaults(a, b=2, c=3):
    return a, b, c


def variadic(*args, **kwargs):
    return args, sorted(kwargs.items())


def everything(a, b, /, c, d=4, *args, e, f=6, **kwargs):
    return a, b, c, d, args, e, f, sorted(kwargs.items())


def keyword_only(*, first, second=2):
    return first, second


print(plain(1, 2, 3), plain(c=3, a=1, b=2), plain(1, *[2, 3]), plain(**{"a": 1, "b": 2, "c": 3}))
print(with_defaults(1), with_defaults(1, 5), with_defaults(1, c=9),
      with_defaults(*(7, 8), **{"c": 0}))
print(variadic(), variadic(1, 2, x=3), variadic(*range(3), *"ab", **{"k": 1}, **{"j": 2}, z=0))
print(everything(1, 2, 3, e=5), everything(1, 2, 3, 4, 5, 6, e=7, f=8, g=9),
      everything(1, 2, c=3, e=5, a=0))
print(keyword_only(first=1), keyword_only(second=5, first=4))

mistakes = [
    lambda: plain(1, 2),
    lambda: plain(1, 2, 3, 4),
    lambda: plain(1, 2, 3, a=1),
    lambda: plain(1, 2, d=3),
    lambda: plain(),
    lambda: with_defaults(),
    lambda: with_defaults(1, 2, 3, 4),
    lambda: keyword_only(1),
    lambda: keyword_only(),
    lambda: everything(1, 2, 3),
    lambda: everything(1, b=2, c=3, e=5),
    lambda: variadic(**{1: 2}),
    lambda: variadic(**[1]),
    lambda: variadic(*5),
    lambda: variadic(x=1, **{'x': 2}),
    lambda: keyword_only(first=1, third=3),
]
for number, mistake in enumerate(mistakes):
    try:
        print(number, mistake())
    except TypeError as error:
        print(number, error)


def remembers(item, seen=[]):
    seen.append(item)
    return len(seen)


print([remembers(i) for i in range(4)], remembers.__defaults__)

total = 0
for i in range(5000):
    a, b, c = with_defaults(i, c=i + 1)
    total += a + b - c + len(variadic(i, i, k=i)[0]) + sum(everything(i, 1, 2, e=3)[:4])
print(total)
