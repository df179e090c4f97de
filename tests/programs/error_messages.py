# What is raised by code that the language forbids: one piece of code a paragraph, exactly as CPython words it.

PIECES = r"""
a, b = 1, 2, 3

a, b = [1]

a, b = ()

a, b, c = iter([1, 2])

a, b = 5

a, b = None

a, *b, c = [1]

*a, b, c, d = 'x'

a, *b = 5

[*5]

{*5}

{**5}

print(nothing)

del nothing

def f(): return x; x = 1
f()

def f():
  def g(): return x
  g(); x = 1
f()

def f():
  del x
f()

class C: nothing

class C: del nothing

raise

raise 5

raise ValueError from 5

raise int

raise ValueError('x') from KeyError

try: 1/0
except 5: pass

try: 1/0
except (int, KeyError): pass

try: 1/0
except* ExceptionGroup: pass

try: 1/0
except* 5: pass

with 5: pass

class M:
  def __enter__(self): pass
with M(): pass

class M:
  def __exit__(self): pass
with M(): pass

class C:
  def __init__(self): return 1
C()

from sys import nothing

from builtins import nothing

f = None
f()

f = 5
f(1, x=2)

len()

len(1, 2)

len(x=1)

[].append()

[].append(1, 2)

list.append()

list.append(5, 1)

f'{1:s}'

f'{1!r:5d}'

def g():
  yield from 5
list(g())

async def c(): pass
k = c()
def g():
  yield from k
try: list(g())
finally: k.close()

async def c():
  await 5
c().send(None)

async def c():
  async with 5: pass
c().send(None)

class M:
  def __aenter__(self): pass
async def c():
  async with M(): pass
c().send(None)

class M:
  def __aenter__(self): pass
  def __aexit__(self): pass
async def c():
  async with M(): pass
c().send(None)

async def c():
  async for x in 5: pass
c().send(None)

class I:
  def __aiter__(self): return 5
async def c():
  async for x in I(): pass
c().send(None)

class I:
  def __aiter__(self): return self
  def __anext__(self): return 5
async def c():
  async for x in I(): pass
c().send(None)

class I:
  def __await__(self): return 5
async def c():
  await I()
c().send(None)

class A:
  def __add__(self, o): return NotImplemented
A() + 1

class A:
  def __add__(self, o): return NotImplemented
A() + A()

class A:
  def __pow__(self, o): return NotImplemented
A() ** 'x'

class A:
  def __lt__(self, o): return NotImplemented
A() < A()

class A:
  def __ge__(self, o): return NotImplemented
A() >= 5

class A:
  __match_args__ = 5
match A():
  case A(x): pass

class A:
  __match_args__ = ('x', 5)
  x = 1
match A():
  case A(1, y): pass

class A:
  __match_args__ = ('x',)
  x = 1
match A():
  case A(1, 2): pass

class A:
  __match_args__ = ('x', 'x')
  x = 1
match A():
  case A(1, 1): pass

class A:
  __match_args__ = ('x',)
  x = 1
match A():
  case A(1, x=1): pass

class A: pass
match A():
  case A(1): pass

match 5:
  case int(1, 2): pass

x = 5
match 5:
  case x(): pass

class A:
  def f(self): super().nothing
A().f()

super(5, 5)

class A: pass
super(A, 5)

class K: k = 'a'
match {'a': 1, 'b': 2}:
  case {'a': 1, K.k: 1}: pass
"""

for piece in PIECES.strip().split("\n\n"):
    print(piece)
    try:
        exec(piece, {"__name__": "m"})
    except BaseException as error:
        print("#", type(error).__name__ + ":", error)
        if error.__cause__ is not None:
            print("# because of", repr(error.__cause__))
    print()
