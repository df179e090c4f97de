"""repr, str, hash and eq of plain objects; identity; printing of containers of objects."""


class Plain:
    pass


class Named:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Named({self.name!r})"


class Both(Named):
    def __str__(self):
        return self.name


a, b = Plain(), Plain()
print(a == a, a == b, a != b, a is a, hash(a) == hash(a), len({a, b, a}), a in [b, a],
      [a, b].index(b))
print(repr(a).startswith("<__main__.Plain object at 0x"), str(a) == repr(a),
      f"{Named('x')} {Both('y')!r} {Both('y')}")
print([Named("n"), Both("b")], (Both("t"),), {"k": Both("v")}, {Both("s")}, str([Both("q")]),
      "%s %r" % (Both("p"), Both("p")))
print(repr(Plain), str(Named),
      repr(Named("z").__init__).startswith("<bound method Named.__init__ of Named('z')>"),
      Plain.__module__)


def function():
    pass


print(repr(function).startswith("<function function at 0x"),
      repr(x for x in ()).startswith("<generator object <genexpr> at"), repr(a.__class__))


class BadRepr:
    def __repr__(self):
        return 5


try:
    repr(BadRepr())
except TypeError as error:
    print(error)


class Destroyed:
    def __init__(self, log):
        self.log = log


class Iterable:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return iter(range(self.n))


print(list(Iterable(3)), sum(Iterable(10)), 2 in Iterable(3), max(Iterable(5)), [*Iterable(2)],
      dict.fromkeys(Iterable(2)), "".join(map(str, Iterable(4))), tuple(Iterable(0)))
first, second = Iterable(2)
print(first, second, sorted(Iterable(3), reverse=True), list(zip(Iterable(2), Iterable(5))))


class Sneaky:
    def __eq__(self, other):
        return True

    def __hash__(self):
        return 5


print(Sneaky() in [1], Sneaky() == None, {Sneaky(): 1, Sneaky(): 2}.__len__(),
      [1, 2].count(Sneaky()), (1, 2) == (Sneaky(), 2))
equal = 0
objects = [Plain() for _ in range(50)] + [Sneaky() for _ in range(5)]
for i in range(5000):
    if objects[i % 55] == objects[i * 3 % 55]:
        equal += 1
print(equal)
