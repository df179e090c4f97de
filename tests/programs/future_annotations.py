from __future__ import annotations


class A:
    x: int = 1
    y: list[undefined | None] = []
    z: "quoted"
    (w): not_evaluated = 3


def f(a: undefined.x[1:2, ...], *b: (1, 2), c: lambda q=1, *r: -q ** 2 = 0, **d: {**k, 'a': [i for i in j if i]}) -> f"x{y!r:>{w}}": ...


print(A.__annotations__)
print(f.__annotations__)
v: a if b else c[3] = 1
u: not (a and b or c) in d is not e
t: -(1) ** ~2 @ x[a:b:c, ...] < y <= z != (yes)
s: 'a' "b" and b'c' or 1e400 + 2j
r: f(*a, b=1, **c)(x for x in y)
q: (1,)
p: [*a, (b, c)]
o: {a, b} | {} | {a: b}
n: lambda: (lambda x, /, y, *, z=(1, 2): x)
m: (a.b).c[d](e)
l: f'{x}{{}} {y!s} {z:%d}' f"{'q'}"
for k in sorted(__annotations__):
    print(k, __annotations__[k])


def g():
    x: undefined_and_unseen = 1
    return x


print(g())
exec("def inherited(a: b.c): pass\nprint(inherited.__annotations__)")
print(eval("(lambda: 1).__annotations__"))
