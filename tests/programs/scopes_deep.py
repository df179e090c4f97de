# Scopes: class bodies, cells, nonlocal, global, comprehensions, __class__, annotations, del.

x = "global"


class A:
    x = "class"
    y = [x for _ in range(1)]
    z = (lambda: x)()
    w = [a + x for a in x]

    def method(self):
        return x

    class Inner:
        seen = x


print(A.x, A.y, A.z, A.w, A().method(), A.Inner.seen)


def outer():
    x = "outer"

    class B:
        print("in B", x)
        x = "class B"
        print("then", x)

        def method(self):
            return x, __class__

    class C:
        nonlocal x
        x = "changed by C"

    class D:
        global x
        x = "global by D"

    return B().method(), x


print(outer(), x)


def counter():
    n = 0

    def step(by=1):
        nonlocal n
        n += by
        return n

    def delete():
        nonlocal n
        del n

    return step, delete


step, delete = counter()
print(step(), step(5), step())
delete()
try:
    step()
except NameError as error:
    print(type(error).__name__, error)


def use_before():
    try:
        print(later)
    except UnboundLocalError as error:
        print(error)
    later = 1
    del later
    try:
        later
    except UnboundLocalError as error:
        print(error)


use_before()


class Base:
    def hello(self):
        return "base"

    @classmethod
    def make(cls):
        return cls.__name__

    @staticmethod
    def plain():
        return "static"


class Derived(Base):
    def hello(self):
        return "derived " + super().hello()

    @classmethod
    def make(cls):
        return "derived " + super().make()

    def late(self):
        return [super(Derived, self).hello() for _ in range(1)], __class__.__name__


print(Derived().hello(), Derived.make(), Derived().late())


class Meta(type):
    def __new__(mcls, name, bases, namespace, **kwargs):
        print("new", name, sorted(k for k in namespace if not k.startswith("__")), kwargs)
        return super().__new__(mcls, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **kwargs):
        super().__init__(name, bases, namespace)

    @classmethod
    def __prepare__(mcls, name, bases, **kwargs):
        return {"prepared": True}


class WithMeta(metaclass=Meta, option=1):
    a: int = 1
    b: "str"
    (c): float = 2.0
    A.q: int = 3

    def f(self, p: int, *a: str, k: bool = True, **kw: dict) -> None: ...


print(WithMeta.prepared, WithMeta.__annotations__, WithMeta.f.__annotations__, A.q)

n: int = 5
m: list[int]
print(__annotations__)


def local_annotations():
    a: undefined_name = 1
    b: also_undefined
    return a


print(local_annotations())
print([y := 1, y**2, (z := y + 1)], y, z)


def walrus():
    total = 0
    partial = [total := total + v for v in range(5)]
    found = any((hit := v) > 2 for v in range(5))
    return partial, total, found, hit


print(walrus())
print([(i, j) for i in range(3) if i for j in range(i)], {i: j for i, j in zip("ab", "cd")})
fs = [lambda i=i: i for i in range(3)] + [lambda: i for i in range(3)]
print([f() for f in fs])


def star(*args, sep=",", **kwargs):
    return args, sep, kwargs


a, *b, c = range(6)
(d, [e, *f]), g = (1, "xyz"), 2
[*h] = "hi"
print(a, b, c, d, e, f, g, h)
print(star(*b, 7, *h, sep="-", **{"k": 1}, **dict(l=2)))
print([*b, *h], {*b}, (*h,), {**{"a": 1}, "b": 2, **{"a": 3}})
for i, *rest in [(1, 2, 3), "ab"]:
    print(i, rest)
t = 1, *b
print(t, *t, sep="|")


def gives():
    yield 1, *[2, 3]
    return 4, *[5]


it = gives()
print(next(it))
try:
    next(it)
except StopIteration as stop:
    print(stop.value)
data = {}
data["k"], data["l"] = data, 1
data["l"] += 5
i = 0
i, data[i] = 1, "one"
print(sorted(map(str, data)), data[1])
lst = list(range(10))
lst[2:5] = "abc"
del lst[0], lst[-1]
lst[::3] = ["*"] * len(lst[::3])
print(lst)
print(1 < 2 < 3 != 4 > 0 is not None, 1 < 3 > 5 < print("not reached"))
print(f"{'nested ' + f'{1 + 1}'!r:>12}|{x=}|{3.14159:.{2}f}|{{}}|{'a' if x else 'b'}|{(lambda q: q)(5)}")


def decorated(*marks):
    def deco(f):
        f.marks = marks + getattr(f, "marks", ())
        return f
    return deco


@decorated(1)
@(lambda f: decorated(2)(f))
@[decorated][0](3)
def marked(): pass


print(marked.marks)
assert 1, "never"
try:
    assert not 1, ("message", 2)
except AssertionError as error:
    print(error)
while True:
    try:
        break
    finally:
        print("finally after break")
for i in []:
    pass
else:
    print("empty for")


def in_order():
    def say(v):
        print("say", v)
        return v
    say([0])[say(0)] = say(5)
    x = {say("k"): say("v")}
    return say(1) if say(0) else say(2)


print(in_order())
