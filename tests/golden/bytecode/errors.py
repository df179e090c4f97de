# Programs that the parser takes and the compiler does not, with the failures that CPython 3.11
# reports; and some that it takes.

# ==== return 1
return 1
# ---- bytecode
#   File "case.py", line 1
#     return 1
#     ^^^^^^^^
# SyntaxError: 'return' outside function

# ==== class A: / return
class A:
    return
# ---- bytecode
#   File "case.py", line 2
#     return
#     ^^^^^^
# SyntaxError: 'return' outside function

# ==== yield 1
yield 1
# ---- bytecode
#   File "case.py", line 1
#     yield 1
#     ^^^^^^^
# SyntaxError: 'yield' outside function

# ==== class A: / x = yield 1
class A:
    x = yield 1
# ---- bytecode
#   File "case.py", line 2
#     x = yield 1
#         ^^^^^^^
# SyntaxError: 'yield' outside function

# ==== await x
await x
# ---- bytecode
#   File "case.py", line 1
#     await x
#     ^^^^^^^
# SyntaxError: 'await' outside function

# ==== def f(): / await x
def f():
    await x
# ---- bytecode
#   File "case.py", line 2
#     await x
#     ^^^^^^^
# SyntaxError: 'await' outside async function

# ==== async def f(): / yield from x
async def f():
    yield from x
# ---- bytecode
#   File "case.py", line 2
#     yield from x
#     ^^^^^^^^^^^^
# SyntaxError: 'yield from' inside async function

# ==== async def f(): / yield 1 / return 2
async def f():
    yield 1
    return 2
# ---- bytecode
#   File "case.py", line 3
#     return 2
#     ^^^^^^^^
# SyntaxError: 'return' with value in async generator

# ==== break
break
# ---- bytecode
#   File "case.py", line 1
#     break
#     ^^^^^
# SyntaxError: 'break' outside loop

# ==== while 1: / def f(): / break
while 1:
    def f():
        break
# ---- bytecode
#   File "case.py", line 3
#     break
#     ^^^^^
# SyntaxError: 'break' outside loop

# ==== if x: / continue
if x:
    continue
# ---- bytecode
#   File "case.py", line 2
#     continue
#     ^^^^^^^^
# SyntaxError: 'continue' not properly in loop

# ==== for x in y: / class A: / continue
for x in y:
    class A:
        continue
# ---- bytecode
#   File "case.py", line 3
#     continue
#     ^^^^^^^^
# SyntaxError: 'continue' not properly in loop

# ==== def f(): / async with a: pass
def f():
    async with a: pass
# ---- bytecode
#   File "case.py", line 2
#     async with a: pass
#     ^^^^^^^^^^^^^^^^^^
# SyntaxError: 'async with' outside async function

# ==== def f(): / async for a in b: pass
def f():
    async for a in b: pass
# ---- bytecode
#   File "case.py", line 2
#     async for a in b: pass
#     ^^^^^^^^^^^^^^^^^^^^^^
# SyntaxError: 'async for' outside async function

# ==== async with a: pass
async with a: pass
# ---- bytecode
#   File "case.py", line 1
#     async with a: pass
#     ^^^^^^^^^^^^^^^^^^
# SyntaxError: 'async with' outside async function

# ==== def f(): / return [x async for x in y]
def f():
    return [x async for x in y]
# ---- bytecode
#   File "case.py", line 2
#     return [x async for x in y]
#            ^^^^^^^^^^^^^^^^^^^^
# SyntaxError: asynchronous comprehension outside of an asynchronous function

# ==== def f(): / return [await x for x in y]
def f():
    return [await x for x in y]
# ---- bytecode
#   File "case.py", line 2
#     return [await x for x in y]
#            ^^^^^^^^^^^^^^^^^^^^
# SyntaxError: asynchronous comprehension outside of an asynchronous function

# ==== [x async for x in y]
[x async for x in y]
# ---- bytecode
#   File "case.py", line 1
#     [x async for x in y]
#     ^^^^^^^^^^^^^^^^^^^^
# SyntaxError: asynchronous comprehension outside of an asynchronous function

# ==== def f(a, a): pass
def f(a, a): pass
# ---- bytecode
#   File "case.py", line 1
#     def f(a, a): pass
#              ^
# SyntaxError: duplicate argument 'a' in function definition

# ==== def f(a, *, b, a): pass
def f(a, *, b, a): pass
# ---- bytecode
#   File "case.py", line 1
#     def f(a, *, b, a): pass
#                    ^
# SyntaxError: duplicate argument 'a' in function definition

# ==== lambda a, b, a: 1
lambda a, b, a: 1
# ---- bytecode
#   File "case.py", line 1
#     lambda a, b, a: 1
#                  ^
# SyntaxError: duplicate argument 'a' in function definition

# ==== def f(a, *a): pass
def f(a, *a): pass
# ---- bytecode
#   File "case.py", line 1
#     def f(a, *a): pass
#               ^
# SyntaxError: duplicate argument 'a' in function definition

# ==== def f(a): / global a
def f(a):
    global a
# ---- bytecode
#   File "case.py", line 2
#     global a
#     ^^^^^^^^
# SyntaxError: name 'a' is parameter and global

# ==== def f(a): / nonlocal a
def f(a):
    nonlocal a
# ---- bytecode
#   File "case.py", line 2
#     nonlocal a
#     ^^^^^^^^^^
# SyntaxError: name 'a' is parameter and nonlocal

# ==== def f(): / print(x) / global x
def f():
    print(x)
    global x
# ---- bytecode
#   File "case.py", line 3
#     global x
#     ^^^^^^^^
# SyntaxError: name 'x' is used prior to global declaration

# ==== def f(): / x = 1 / global x
def f():
    x = 1
    global x
# ---- bytecode
#   File "case.py", line 3
#     global x
#     ^^^^^^^^
# SyntaxError: name 'x' is assigned to before global declaration

# ==== def f(): / x: int = 1 / global x
def f():
    x: int = 1
    global x
# ---- bytecode
#   File "case.py", line 3
#     global x
#     ^^^^^^^^
# SyntaxError: annotated name 'x' can't be global

# ==== def f(): / global x / x: int = 1
def f():
    global x
    x: int = 1
# ---- bytecode
#   File "case.py", line 3
#     x: int = 1
#     ^^^^^^^^^^
# SyntaxError: annotated name 'x' can't be global

# ==== def f(): / x = 1 / nonlocal x
def f():
    x = 1
    nonlocal x
# ---- bytecode
#   File "case.py", line 3
#     nonlocal x
#     ^^^^^^^^^^
# SyntaxError: name 'x' is assigned to before nonlocal declaration

# ==== nonlocal x
nonlocal x
# ---- bytecode
#   File "case.py", line 1
#     nonlocal x
#     ^^^^^^^^^^
# SyntaxError: nonlocal declaration not allowed at module level

# ==== def f(): / nonlocal x
def f():
    nonlocal x
# ---- bytecode
#   File "case.py", line 2
#     nonlocal x
#     ^^^^^^^^^^
# SyntaxError: no binding for nonlocal 'x' found

# ==== def f(): / def g(): / global x / nonlocal x
def f():
    def g():
        global x
        nonlocal x
# ---- bytecode
#   File "case.py", line 3
#     global x
#     ^^^^^^^^
# SyntaxError: name 'x' is nonlocal and global

# ==== def f(): / x = 1 / def g(): / global x / nonlocal x
def f():
    x = 1
    def g():
        global x
        nonlocal x
# ---- bytecode
#   File "case.py", line 4
#     global x
#     ^^^^^^^^
# SyntaxError: name 'x' is nonlocal and global

# ==== def f(): / from a import *
def f():
    from a import *
# ---- bytecode
#   File "case.py", line 2
#     from a import *
#                   ^
# SyntaxError: import * only allowed at module level

# ==== class A: / from a import *
class A:
    from a import *
# ---- bytecode
#   File "case.py", line 2
#     from a import *
#                   ^
# SyntaxError: import * only allowed at module level

# ==== [(x := 1) for x in y]
[(x := 1) for x in y]
# ---- bytecode
#   File "case.py", line 1
#     [(x := 1) for x in y]
#       ^
# SyntaxError: assignment expression cannot rebind comprehension iteration variable 'x'

# ==== [[(x := 1) for z in y] for x in y]
[[(x := 1) for z in y] for x in y]
# ---- bytecode
#   File "case.py", line 1
#     [[(x := 1) for z in y] for x in y]
#        ^
# SyntaxError: assignment expression cannot rebind comprehension iteration variable 'x'

# ==== [x for x in (y := z)]
[x for x in (y := z)]
# ---- bytecode
#   File "case.py", line 1
#     [x for x in (y := z)]
#                  ^^^^^^
# SyntaxError: assignment expression cannot be used in a comprehension iterable expression

# ==== class A: / [(y := x) for x in z]
class A:
    [(y := x) for x in z]
# ---- bytecode
#   File "case.py", line 2
#     [(y := x) for x in z]
#       ^
# SyntaxError: assignment expression within a comprehension cannot be used in a class body

# ==== [i := 0 for j in range(5) for i in k]
[i := 0 for j in range(5) for i in k]
# ---- bytecode
#   File "case.py", line 1
#     [i := 0 for j in range(5) for i in k]
#      ^
# SyntaxError: assignment expression cannot rebind comprehension iteration variable 'i'

# ==== [x for y in z if (x:=1) for x in q]
[x for y in z if (x:=1) for x in q]
# ---- bytecode
#   File "case.py", line 1
#     [x for y in z if (x:=1) for x in q]
#                                 ^
# SyntaxError: comprehension inner loop cannot rebind assignment expression target 'x'

# ==== def f(): / [(yield x) for x in y]
def f():
    [(yield x) for x in y]
# ---- bytecode
#   File "case.py", line 2
#     [(yield x) for x in y]
#       ^^^^^^^
# SyntaxError: 'yield' inside list comprehension

# ==== def f(): / {(yield x) for x in y}
def f():
    {(yield x) for x in y}
# ---- bytecode
#   File "case.py", line 2
#     {(yield x) for x in y}
#       ^^^^^^^
# SyntaxError: 'yield' inside set comprehension

# ==== def f(): / {1:(yield x) for x in y}
def f():
    {1:(yield x) for x in y}
# ---- bytecode
#   File "case.py", line 2
#     {1:(yield x) for x in y}
#         ^^^^^^^
# SyntaxError: 'yield' inside dict comprehension

# ==== def f(): / ((yield from x) for x in y)
def f():
    ((yield from x) for x in y)
# ---- bytecode
#   File "case.py", line 2
#     ((yield from x) for x in y)
#       ^^^^^^^^^^^^
# SyntaxError: 'yield' inside generator expression

# ==== try: / pass / except: / pass / except ValueError: / pass
try:
    pass
except:
    pass
except ValueError:
    pass
# ---- bytecode
#   File "case.py", line 3
#     except:
#     ^^^^^^^^
# SyntaxError: default 'except:' must be last

# ==== a, *b, *c = d
a, *b, *c = d
# ---- bytecode
#   File "case.py", line 1
#     a, *b, *c = d
#     ^^^^^^^^^
# SyntaxError: multiple starred expressions in assignment

# ==== *a = b
*a = b
# ---- bytecode
#   File "case.py", line 1
#     *a = b
#     ^^
# SyntaxError: starred assignment target must be in a list or tuple

# ==== x = *a
x = *a
# ---- bytecode
#   File "case.py", line 1
#     x = *a
#         ^^
# SyntaxError: can't use starred expression here

# ==== *a
*a
# ---- bytecode
#   File "case.py", line 1
#     *a
#     ^^
# SyntaxError: can't use starred expression here

# ==== del *a
del *a
# ---- bytecode
#   File "case.py", line 1
#     del *a
#         ^^
# SyntaxError: cannot delete starred

# ==== __debug__ = 1
__debug__ = 1
# ---- bytecode
#   File "case.py", line 1
#     __debug__ = 1
#     ^^^^^^^^^
# SyntaxError: cannot assign to __debug__

# ==== del __debug__
del __debug__
# ---- bytecode
#   File "case.py", line 1
#     del __debug__
#         ^^^^^^^^^
# SyntaxError: cannot delete __debug__

# ==== def __debug__(): pass
def __debug__(): pass
# ---- bytecode
#   File "case.py", line 1
#     def __debug__(): pass
#     ^^^^^^^^^^^^^^^^^^^^^
# SyntaxError: cannot assign to __debug__

# ==== def f(__debug__): pass
def f(__debug__): pass
# ---- bytecode
#   File "case.py", line 1
#     def f(__debug__): pass
#     ^^^^^^^^^^^^^^^^^^^^^^
# SyntaxError: cannot assign to __debug__

# ==== f(__debug__=1)
f(__debug__=1)
# ---- bytecode
#   File "case.py", line 1
#     f(__debug__=1)
#     ^^^^^^^^^^^^^^
# SyntaxError: cannot assign to __debug__

# ==== import __debug__
import __debug__
# ---- bytecode
#   File "case.py", line 1
#     import __debug__
#     ^^^^^^^^^^^^^^^^
# SyntaxError: cannot assign to __debug__

# ==== x.__debug__ = 1
x.__debug__ = 1
# ---- bytecode
#   File "case.py", line 1
#     x.__debug__ = 1
#     ^^^^^^^^^^^
# SyntaxError: cannot assign to __debug__

# ==== class __debug__: pass
class __debug__: pass
# ---- bytecode
#   File "case.py", line 1
#     class __debug__: pass
#     ^^^^^^^^^^^^^^^^^^^^^
# SyntaxError: cannot assign to __debug__

# ==== for __debug__ in x: pass
for __debug__ in x: pass
# ---- bytecode
#   File "case.py", line 1
#     for __debug__ in x: pass
#         ^^^^^^^^^
# SyntaxError: cannot assign to __debug__

# ==== with a as __debug__: pass
with a as __debug__: pass
# ---- bytecode
#   File "case.py", line 1
#     with a as __debug__: pass
#               ^^^^^^^^^
# SyntaxError: cannot assign to __debug__

# ==== try: pass / except E as __debug__: pass
try: pass
except E as __debug__: pass
# ---- bytecode
#   File "case.py", line 2
#     except E as __debug__: pass
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^
# SyntaxError: cannot assign to __debug__

# ==== lambda __debug__: 1
lambda __debug__: 1
# ---- bytecode
#   File "case.py", line 1
#     lambda __debug__: 1
#     ^^^^^^^^^^^^^^^^^^^
# SyntaxError: cannot assign to __debug__

# ==== (__debug__ := 1)
(__debug__ := 1)
# ---- bytecode
#   File "case.py", line 1
#     (__debug__ := 1)
#      ^^^^^^^^^
# SyntaxError: cannot assign to __debug__

# ==== __debug__ += 1
__debug__ += 1
# ---- bytecode
#   File "case.py", line 1
#     __debug__ += 1
#     ^^^^^^^^^
# SyntaxError: cannot assign to __debug__

# ==== __debug__: int
__debug__: int
# ---- bytecode
#   File "case.py", line 1
#     __debug__: int
#     ^^^^^^^^^^^^^^
# SyntaxError: cannot assign to __debug__

# ==== from a import b as __debug__
from a import b as __debug__
# ---- bytecode
#   File "case.py", line 1
#     from a import b as __debug__
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# SyntaxError: cannot assign to __debug__

# ==== match x: / case __debug__: pass
match x:
    case __debug__: pass
# ---- bytecode
#   File "case.py", line 2
#     case __debug__: pass
#          ^^^^^^^^^
# SyntaxError: cannot assign to __debug__

# ==== from __future__ import braces
from __future__ import braces
# ---- bytecode
#   File "case.py", line 1
#     from __future__ import braces
#     ^
# SyntaxError: not a chance

# ==== from __future__ import nothing
from __future__ import nothing
# ---- bytecode
#   File "case.py", line 1
#     from __future__ import nothing
#     ^
# SyntaxError: future feature nothing is not defined

# ==== x = 1 / from __future__ import annotations
x = 1
from __future__ import annotations
# ---- bytecode
#   File "case.py", line 2
#     from __future__ import annotations
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# SyntaxError: from __future__ imports must occur at the beginning of the file

# ==== def f(): / from __future__ import annotations
def f():
    from __future__ import annotations
# ---- bytecode
#   File "case.py", line 2
#     from __future__ import annotations
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# SyntaxError: from __future__ imports must occur at the beginning of the file

# ==== "doc" / "doc2" / from __future__ import annotations
"doc"
"doc2"
from __future__ import annotations
# ---- bytecode
#   File "case.py", line 3
#     from __future__ import annotations
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# SyntaxError: from __future__ imports must occur at the beginning of the file

# ==== from __future__ import annotations; x = 1; from __future__ i
from __future__ import annotations; x = 1; from __future__ import division
# ---- bytecode
#   File "case.py", line 1
#     from __future__ import annotations; x = 1; from __future__ import division
#                                               ^
# SyntaxError: from __future__ imports must occur at the beginning of the file

# ==== from __future__ import annotations / def f(x: (y := 1)): pas
from __future__ import annotations
def f(x: (y := 1)): pass
# ---- bytecode
#   File "case.py", line 2
#     def f(x: (y := 1)): pass
#               ^^^^^^
# SyntaxError: 'named expression' can not be used within an annotation

# ==== from __future__ import annotations / def f(x: (yield)): pass
from __future__ import annotations
def f(x: (yield)): pass
# ---- bytecode
#   File "case.py", line 2
#     def f(x: (yield)): pass
#               ^^^^^
# SyntaxError: 'yield expression' can not be used within an annotation

# ==== from __future__ import annotations / async def f(): / x: awa
from __future__ import annotations
async def f():
    x: await y
# ---- bytecode
#   File "case.py", line 3
#     x: await y
#        ^^^^^^^
# SyntaxError: 'await expression' can not be used within an annotation

# ==== from __future__ import annotations / def f() -> [(yield) for
from __future__ import annotations
def f() -> [(yield) for x in y]: pass
# ---- bytecode
#   File "case.py", line 2
#     def f() -> [(yield) for x in y]: pass
#                  ^^^^^
# SyntaxError: 'yield' inside list comprehension

# ==== f(a=1, b=2, a=3)
f(a=1, b=2, a=3)
# ---- bytecode
#   File "case.py", line 1
#     f(a=1, b=2, a=3)
#                 ^^^
# SyntaxError: keyword argument repeated: a

# ==== class A(metaclass=x, metaclass=y): pass
class A(metaclass=x, metaclass=y): pass
# ---- bytecode
#   File "case.py", line 1
#     class A(metaclass=x, metaclass=y): pass
#                          ^^^^^^^^^^^
# SyntaxError: keyword argument repeated: metaclass

# ==== try: pass / except* E: / return
try: pass
except* E:
    return
# ---- bytecode
#   File "case.py", line 3
#     return
#     ^^^^^^
# SyntaxError: 'return' outside function

# ==== def f(): / try: pass / except* E: / return
def f():
    try: pass
    except* E:
        return
# ---- bytecode
#   File "case.py", line 4
#     return
#     ^^^^^^
# SyntaxError: 'break', 'continue' and 'return' cannot appear in an except* block

# ==== while 1: / try: pass / except* E: / break
while 1:
    try: pass
    except* E:
        break
# ---- bytecode
#   File "case.py", line 4
#     break
#     ^^^^^
# SyntaxError: 'break', 'continue' and 'return' cannot appear in an except* block

# ==== while 1: / try: pass / except* E: / continue
while 1:
    try: pass
    except* E:
        continue
# ---- bytecode
#   File "case.py", line 4
#     continue
#     ^^^^^^^^
# SyntaxError: 'break', 'continue' and 'return' cannot appear in an except* block

# ==== match x: / case _: pass / case 1: pass
match x:
    case _: pass
    case 1: pass
# ---- bytecode
#   File "case.py", line 2
#     case _: pass
#          ^
# SyntaxError: wildcard makes remaining patterns unreachable

# ==== match x: / case y: pass / case 1: pass
match x:
    case y: pass
    case 1: pass
# ---- bytecode
#   File "case.py", line 2
#     case y: pass
#          ^
# SyntaxError: name capture 'y' makes remaining patterns unreachable

# ==== match x: / case (y | 1): pass
match x:
    case (y | 1): pass
# ---- bytecode
#   File "case.py", line 2
#     case (y | 1): pass
#           ^
# SyntaxError: name capture 'y' makes remaining patterns unreachable

# ==== match x: / case [a, a]: pass
match x:
    case [a, a]: pass
# ---- bytecode
#   File "case.py", line 2
#     case [a, a]: pass
#              ^
# SyntaxError: multiple assignments to name 'a' in pattern

# ==== match x: / case [a] | [b]: pass
match x:
    case [a] | [b]: pass
# ---- bytecode
#   File "case.py", line 2
#     case [a] | [b]: pass
#                 ^
# SyntaxError: alternative patterns bind different names

# ==== match x: / case [a] | []: pass
match x:
    case [a] | []: pass
# ---- bytecode
#   File "case.py", line 2
#     case [a] | []: pass
#                ^^
# SyntaxError: alternative patterns bind different names

# ==== match x: / case {1: a, 1: b}: pass
match x:
    case {1: a, 1: b}: pass
# ---- bytecode
#   File "case.py", line 2
#     case {1: a, 1: b}: pass
#          ^^^^^^^^^^^^
# SyntaxError: mapping pattern checks duplicate key (1)

# ==== match x: / case {1: a, 1.0: b}: pass
match x:
    case {1: a, 1.0: b}: pass
# ---- bytecode
#   File "case.py", line 2
#     case {1: a, 1.0: b}: pass
#          ^^^^^^^^^^^^^^
# SyntaxError: mapping pattern checks duplicate key (1.0)

# ==== match x: / case {"a": a, "a": b}: pass
match x:
    case {"a": a, "a": b}: pass
# ---- bytecode
#   File "case.py", line 2
#     case {"a": a, "a": b}: pass
#          ^^^^^^^^^^^^^^^^
# SyntaxError: mapping pattern checks duplicate key ('a')

# ==== match x: / case {-1: a, -1: b}: pass
match x:
    case {-1: a, -1: b}: pass
# ---- bytecode
#   File "case.py", line 2
#     case {-1: a, -1: b}: pass
#          ^^^^^^^^^^^^^^
# SyntaxError: mapping pattern checks duplicate key (-1)

# ==== match x: / case A(x=1, x=2): pass
match x:
    case A(x=1, x=2): pass
# ---- bytecode
#   File "case.py", line 2
#     case A(x=1, x=2): pass
#                   ^
# SyntaxError: attribute name repeated in class pattern: x

# ==== match x: / case [*a, *b]: pass
match x:
    case [*a, *b]: pass
# ---- bytecode
#   File "case.py", line 2
#     case [*a, *b]: pass
#          ^^^^^^^^
# SyntaxError: multiple starred names in sequence pattern

# ==== match x: / case [a, [b, a]]: pass
match x:
    case [a, [b, a]]: pass
# ---- bytecode
#   File "case.py", line 2
#     case [a, [b, a]]: pass
#                  ^
# SyntaxError: multiple assignments to name 'a' in pattern

# ==== match x: / case (a as a): pass
match x:
    case (a as a): pass
# ---- bytecode
#   File "case.py", line 2
#     case (a as a): pass
#           ^
# SyntaxError: multiple assignments to name 'a' in pattern

# ==== match x: / case [a, *a]: pass
match x:
    case [a, *a]: pass
# ---- bytecode
#   File "case.py", line 2
#     case [a, *a]: pass
#              ^^
# SyntaxError: multiple assignments to name 'a' in pattern

# ==== match x: / case {**a, "x": 1}: pass
match x:
    case {**a, "x": 1}: pass
# ---- bytecode
#   File "case.py", line 2
#     case {**a, "x": 1}: pass
#                ^^^
# SyntaxError: invalid syntax

# ==== match x: / case A(a, b=a): pass
match x:
    case A(a, b=a): pass
# ---- bytecode
#   File "case.py", line 2
#     case A(a, b=a): pass
#                 ^
# SyntaxError: multiple assignments to name 'a' in pattern

# ==== match x: / case a | 1: pass
match x:
    case a | 1: pass
# ---- bytecode
#   File "case.py", line 2
#     case a | 1: pass
#          ^
# SyntaxError: name capture 'a' makes remaining patterns unreachable

# ==== match x: / case f"x": pass
match x:
    case f"x": pass
# ---- bytecode
#   File "case.py", line 2
#     case f"x": pass
#          ^^^^
# SyntaxError: patterns may only match literals and attribute lookups

# ==== def f(): / x = 1 / def g(): / x = 2 / def h(): / nonlocal x 
def f():
    x = 1
    def g():
        x = 2
        def h():
            nonlocal x
            global x
# ---- bytecode
#   File "case.py", line 6
#     nonlocal x
#     ^^^^^^^^^^
# SyntaxError: name 'x' is nonlocal and global

# ==== class A: / nonlocal x
class A:
    nonlocal x
# ---- bytecode
#   File "case.py", line 2
#     nonlocal x
#     ^^^^^^^^^^
# SyntaxError: no binding for nonlocal 'x' found

# ==== def f(): / class A: / nonlocal x
def f():
    class A:
        nonlocal x
# ---- bytecode
#   File "case.py", line 3
#     nonlocal x
#     ^^^^^^^^^^
# SyntaxError: no binding for nonlocal 'x' found

# ==== def f(): / x = 1 / class A: / nonlocal x / x = 2
def f():
    x = 1
    class A:
        nonlocal x
        x = 2
# ---- bytecode
# code <module>, line 1, stack 1
#             0 RESUME                 0
#     1       1 LOAD_CONST             0 (<code f>)
#             2 MAKE_FUNCTION          0
#             3 STORE_NAME             0 (f)
#             4 LOAD_CONST             1 (None)
#             5 RETURN_VALUE
#
# code f, line 1, stack 4
#   flags: optimized newlocals
#   variables: A
#   cells: x
#     -       0 MAKE_CELL              1 (x)
#     1       1 RESUME                 0
#     2       2 LOAD_CONST             1 (1)
#             3 STORE_DEREF            1 (x)
#     3       4 LOAD_BUILD_CLASS
#             5 PUSH_NULL
#             6 LOAD_CLOSURE           1 (x)
#             7 BUILD_TUPLE            1
#             8 LOAD_CONST             2 (<code A>)
#             9 MAKE_FUNCTION          8
#            10 LOAD_CONST             3 ('A')
#            11 CALL                   2
#            12 STORE_FAST             0 (A)
#            13 LOAD_CONST             0 (None)
#            14 RETURN_VALUE
#
# code f.<locals>.A, line 3, stack 1
#   free: x
#     -       0 COPY_FREE_VARS         1
#     3       1 RESUME                 0
#             2 LOAD_NAME              0 (__name__)
#             3 STORE_NAME             1 (__module__)
#             4 LOAD_CONST             0 ('f.<locals>.A')
#             5 STORE_NAME             2 (__qualname__)
#     5       6 LOAD_CONST             1 (2)
#             7 STORE_DEREF            0 (x)
#             8 LOAD_CONST             2 (None)
#             9 RETURN_VALUE

# ==== class A: / def f(self, __x, _A__x): pass
class A:
    def f(self, __x, _A__x): pass
# ---- bytecode
#   File "case.py", line 2
#     def f(self, __x, _A__x): pass
#                      ^^^^^
# SyntaxError: duplicate argument '_A__x' in function definition

# ==== class A: / def f(self, __x): / global __x
class A:
    def f(self, __x):
        global __x
# ---- bytecode
#   File "case.py", line 3
#     global __x
#     ^^^^^^^^^^
# SyntaxError: name '__x' is parameter and global

# ==== a: int / global a
a: int
global a
# ---- bytecode
#   File "case.py", line 2
#     global a
#     ^^^^^^^^
# SyntaxError: annotated name 'a' can't be global

# ==== x = 1 / global x
x = 1
global x
# ---- bytecode
#   File "case.py", line 2
#     global x
#     ^^^^^^^^
# SyntaxError: name 'x' is assigned to before global declaration

# ==== global x / x: int = 1
global x
x: int = 1
# ---- bytecode
# code <module>, line 1, stack 3
#             0 RESUME                 0
#     1       1 SETUP_ANNOTATIONS
#     2       2 LOAD_CONST             0 (1)
#             3 STORE_GLOBAL           0 (x)
#             4 LOAD_NAME              1 (int)
#             5 LOAD_NAME              2 (__annotations__)
#             6 LOAD_CONST             1 ('x')
#             7 STORE_SUBSCR
#             8 LOAD_CONST             2 (None)
#             9 RETURN_VALUE

# ==== import a / global a
import a
global a
# ---- bytecode
# code <module>, line 1, stack 2
#             0 RESUME                 0
#     1       1 LOAD_CONST             0 (0)
#             2 LOAD_CONST             1 (None)
#             3 IMPORT_NAME            0 (a)
#             4 STORE_GLOBAL           0 (a)
#             5 LOAD_CONST             1 (None)
#             6 RETURN_VALUE

# ==== def f(): / import a / global a
def f():
    import a
    global a
# ---- bytecode
# code <module>, line 1, stack 1
#             0 RESUME                 0
#     1       1 LOAD_CONST             0 (<code f>)
#             2 MAKE_FUNCTION          0
#             3 STORE_NAME             0 (f)
#             4 LOAD_CONST             1 (None)
#             5 RETURN_VALUE
#
# code f, line 1, stack 2
#   flags: optimized newlocals
#     1       0 RESUME                 0
#     2       1 LOAD_CONST             1 (0)
#             2 LOAD_CONST             0 (None)
#             3 IMPORT_NAME            0 (a)
#             4 STORE_GLOBAL           0 (a)
#             5 LOAD_CONST             0 (None)
#             6 RETURN_VALUE

# ==== def f(): / for a in b: pass / global a
def f():
    for a in b: pass
    global a
# ---- bytecode
#   File "case.py", line 3
#     global a
#     ^^^^^^^^
# SyntaxError: name 'a' is assigned to before global declaration

# ==== def f(): / def a(): pass / nonlocal a
def f():
    def a(): pass
    nonlocal a
# ---- bytecode
#   File "case.py", line 3
#     nonlocal a
#     ^^^^^^^^^^
# SyntaxError: name 'a' is assigned to before nonlocal declaration

# ==== def f(é, a): / "é"; é = 1; global é
def f(é, a):
    "é"; é = 1; global é
# ---- bytecode
#   File "case.py", line 2
#     "é"; é = 1; global é
#                   ^^^^^^^^^
# SyntaxError: name 'é' is parameter and global

# ==== x = ["é", lambda a, a: 1]
x = ["é", lambda a, a: 1]
# ---- bytecode
#   File "case.py", line 1
#     x = ["é", lambda a, a: 1]
#                          ^
# SyntaxError: duplicate argument 'a' in function definition

# ==== é = 1; return é
é = 1; return é
# ---- bytecode
#   File "case.py", line 1
#     é = 1; return é
#             ^^^^^^^^^
# SyntaxError: 'return' outside function

# ==== async def f(): / def g(): / await x
async def f():
    def g():
        await x
# ---- bytecode
#   File "case.py", line 3
#     await x
#     ^^^^^^^
# SyntaxError: 'await' outside async function

# ==== async def f(): / lambda: await x
async def f():
    lambda: await x
# ---- bytecode
#   File "case.py", line 2
#     lambda: await x
#             ^^^^^^^
# SyntaxError: 'await' outside async function

# ==== async def f(): / class A: / await x
async def f():
    class A:
        await x
# ---- bytecode
#   File "case.py", line 3
#     await x
#     ^^^^^^^
# SyntaxError: 'await' outside function

# ==== (x for x in await y)
(x for x in await y)
# ---- bytecode
#   File "case.py", line 1
#     (x for x in await y)
#                 ^^^^^^^
# SyntaxError: 'await' outside function

# ==== def f(): / (x async for x in y) / [await z for z in y]
def f():
    (x async for x in y)
    [await z for z in y]
# ---- bytecode
#   File "case.py", line 3
#     [await z for z in y]
#     ^^^^^^^^^^^^^^^^^^^^
# SyntaxError: asynchronous comprehension outside of an asynchronous function

# ==== async def f(): / [x for x in [y async for y in z]] / def g()
async def f():
    [x for x in [y async for y in z]]
    def g(): [x async for x in y]
# ---- bytecode
#   File "case.py", line 3
#     def g(): [x async for x in y]
#              ^^^^^^^^^^^^^^^^^^^^
# SyntaxError: asynchronous comprehension outside of an asynchronous function

# ==== def f(): / with a: / return / try: / continue / finally: / p
def f():
    with a:
        return
    try:
        continue
    finally:
        pass
# ---- bytecode
#   File "case.py", line 5
#     continue
#     ^^^^^^^^
# SyntaxError: 'continue' not properly in loop

# ==== if 0: / return 1
if 0:
    return 1
# ---- bytecode
#   File "case.py", line 2
#     return 1
#     ^^^^^^^^
# SyntaxError: 'return' outside function

# ==== if 0: / break
if 0:
    break
# ---- bytecode
#   File "case.py", line 2
#     break
#     ^^^^^
# SyntaxError: 'break' outside loop

# ==== while 0: / def f(): yield / yield
while 0:
    def f(): yield
    yield
# ---- bytecode
#   File "case.py", line 3
#     yield
#     ^^^^^
# SyntaxError: 'yield' outside function

# ==== def f(): / return / break
def f():
    return
    break
# ---- bytecode
#   File "case.py", line 3
#     break
#     ^^^^^
# SyntaxError: 'break' outside loop

# ==== a, b: int
a, b: int
# ---- bytecode
#   File "case.py", line 1
#     a, b: int
#     ^
# SyntaxError: only single target (not tuple) can be annotated

# ==== (a, b) += 1
(a, b) += 1
# ---- bytecode
#   File "case.py", line 1
#     (a, b) += 1
#     ^^^^^^
# SyntaxError: 'tuple' is an illegal expression for augmented assignment

# ==== x, *y, *z = 1 / for x, *y, *z in a: pass
x, *y, *z = 1
for x, *y, *z in a: pass
# ---- bytecode
#   File "case.py", line 1
#     x, *y, *z = 1
#     ^^^^^^^^^
# SyntaxError: multiple starred expressions in assignment

# ==== [*a, *b] = c
[*a, *b] = c
# ---- bytecode
#   File "case.py", line 1
#     [*a, *b] = c
#     ^^^^^^^^
# SyntaxError: multiple starred expressions in assignment

# ==== for *a in b: pass
for *a in b: pass
# ---- bytecode
#   File "case.py", line 1
#     for *a in b: pass
#         ^^
# SyntaxError: starred assignment target must be in a list or tuple

# ==== with a as *b: pass
with a as *b: pass
# ---- bytecode
#   File "case.py", line 1
#     with a as *b: pass
#               ^^
# SyntaxError: starred assignment target must be in a list or tuple

# ==== {**a for a in b}
{**a for a in b}
# ---- bytecode
#   File "case.py", line 1
#     {**a for a in b}
#      ^^
# SyntaxError: dict unpacking cannot be used in dict comprehension

# ==== def f(*, a, **a): pass
def f(*, a, **a): pass
# ---- bytecode
#   File "case.py", line 1
#     def f(*, a, **a): pass
#                   ^
# SyntaxError: duplicate argument 'a' in function definition

# ==== def f(x, /, x): pass
def f(x, /, x): pass
# ---- bytecode
#   File "case.py", line 1
#     def f(x, /, x): pass
#                 ^
# SyntaxError: duplicate argument 'x' in function definition

# ==== def f(**__debug__): pass
def f(**__debug__): pass
# ---- bytecode
#   File "case.py", line 1
#     def f(**__debug__): pass
#     ^^^^^^^^^^^^^^^^^^^^^^^^
# SyntaxError: cannot assign to __debug__

# ==== print(a.b(__debug__=2))
print(a.b(__debug__=2))
# ---- bytecode
#   File "case.py", line 1
#     print(a.b(__debug__=2))
#           ^^^^^^^^^^^^^^^^
# SyntaxError: cannot assign to __debug__

# ==== @f(__debug__=1) / def g(): pass
@f(__debug__=1)
def g(): pass
# ---- bytecode
#   File "case.py", line 1
#     @f(__debug__=1)
#      ^^^^^^^^^^^^^^
# SyntaxError: cannot assign to __debug__

# ==== match x: / case {**__debug__}: pass
match x:
    case {**__debug__}: pass
# ---- bytecode
#   File "case.py", line 2
#     case {**__debug__}: pass
#          ^^^^^^^^^^^^^
# SyntaxError: cannot assign to __debug__

# ==== match x: / case A(__debug__=1): pass
match x:
    case A(__debug__=1): pass
# ---- bytecode
#   File "case.py", line 2
#     case A(__debug__=1): pass
#                      ^
# SyntaxError: cannot assign to __debug__

# ==== match x: / case [*__debug__]: pass
match x:
    case [*__debug__]: pass
# ---- bytecode
#   File "case.py", line 2
#     case [*__debug__]: pass
#           ^^^^^^^^^^
# SyntaxError: cannot assign to __debug__

# ==== match x: / case {"a": 1, **rest}: pass / case {y.z: 1, y.z: 
match x:
    case {"a": 1, **rest}: pass
    case {y.z: 1, y.z: 2}: pass
    case {True: 1, 1: 2}: pass
# ---- bytecode
#   File "case.py", line 4
#     case {True: 1, 1: 2}: pass
#          ^^^^^^^^^^^^^^^
# SyntaxError: mapping pattern checks duplicate key (1)

# ==== def f(): / while 1: / while 1: / while 1: / while 1: / while
def f():
    while 1:
     while 1:
      while 1:
       while 1:
        while 1:
         while 1:
          while 1:
           while 1:
            while 1:
             while 1:
              while 1:
               while 1:
                while 1:
                 while 1:
                  while 1:
                   while 1:
                    while 1:
                     while 1:
                      while 1:
                       while 1:
                        while 1:
                         break
# ---- bytecode
#   File "case.py", line 22
#     while 1:
#     ^^^^^^
# SyntaxError: too many statically nested blocks

