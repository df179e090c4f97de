# Functions and classes.

# ==== parameters
def f(a, b=1, /, c=x, *d, e, g=2, **h) -> r:
    "doc"
    return a
# ---- bytecode
# code <module>, line 1, stack 4
#             0 RESUME                 0
#     1       1 LOAD_CONST             0 (1)
#             2 LOAD_NAME              0 (x)
#             3 BUILD_TUPLE            2
#             4 LOAD_CONST             1 ('g')
#             5 LOAD_CONST             2 (2)
#             6 BUILD_MAP              1
#             7 LOAD_CONST             3 ('return')
#             8 LOAD_NAME              1 (r)
#             9 BUILD_TUPLE            2
#            10 LOAD_CONST             4 (<code f>)
#            11 MAKE_FUNCTION          7
#            12 STORE_NAME             2 (f)
#            13 LOAD_CONST             5 (None)
#            14 RETURN_VALUE
#
# code f, line 1, stack 1, parameters 3 (2 positional-only, 2 keyword-only)
#   flags: optimized newlocals varargs varkeywords
#   variables: a b c e g d h
#     1       0 RESUME                 0
#     2       1 NOP
#     3       2 LOAD_FAST              0 (a)
#             3 RETURN_VALUE

# ==== closure
def f(a):
    b = 1
    def g():
        nonlocal b
        b += a
        return b
    return g
# ---- bytecode
# code <module>, line 1, stack 1
#             0 RESUME                 0
#     1       1 LOAD_CONST             0 (<code f>)
#             2 MAKE_FUNCTION          0
#             3 STORE_NAME             0 (f)
#             4 LOAD_CONST             1 (None)
#             5 RETURN_VALUE
#
# code f, line 1, stack 2, parameters 1 (0 positional-only, 0 keyword-only)
#   flags: optimized newlocals
#   variables: a g
#   cells: a b
#     -       0 MAKE_CELL              0 (a)
#             1 MAKE_CELL              2 (b)
#     1       2 RESUME                 0
#     2       3 LOAD_CONST             1 (1)
#             4 STORE_DEREF            2 (b)
#     3       5 LOAD_CLOSURE           0 (a)
#             6 LOAD_CLOSURE           2 (b)
#             7 BUILD_TUPLE            2
#             8 LOAD_CONST             2 (<code g>)
#             9 MAKE_FUNCTION          8
#            10 STORE_FAST             1 (g)
#     7      11 LOAD_FAST              1 (g)
#            12 RETURN_VALUE
#
# code f.<locals>.g, line 3, stack 2
#   flags: optimized newlocals nested
#   free: a b
#     -       0 COPY_FREE_VARS         2
#     3       1 RESUME                 0
#     5       2 LOAD_DEREF             1 (b)
#             3 LOAD_DEREF             0 (a)
#             4 BINARY_ADD             1
#             5 STORE_DEREF            1 (b)
#     6       6 LOAD_DEREF             1 (b)
#             7 RETURN_VALUE

# ==== decorators
@a
@b(c)
def f(): pass
# ---- bytecode
# code <module>, line 1, stack 5
#             0 RESUME                 0
#     1       1 LOAD_NAME              0 (a)
#             2 PUSH_NULL
#     2       3 LOAD_NAME              1 (b)
#             4 PUSH_NULL
#             5 LOAD_NAME              2 (c)
#             6 CALL                   1
#             7 PUSH_NULL
#     3       8 LOAD_CONST             0 (<code f>)
#             9 MAKE_FUNCTION          0
#     2      10 CALL                   1
#     1      11 CALL                   1
#     3      12 STORE_NAME             3 (f)
#            13 LOAD_CONST             1 (None)
#            14 RETURN_VALUE
#
# code f, line 1, stack 1
#   flags: optimized newlocals
#     1       0 RESUME                 0
#     3       1 LOAD_CONST             0 (None)
#             2 RETURN_VALUE

# ==== class
@d
class A(B, metaclass=M):
    "doc"
    x: int = 1
    def __init__(self, __p): self.__q = __p
# ---- bytecode
# code <module>, line 1, stack 9
#             0 RESUME                 0
#     1       1 LOAD_NAME              0 (d)
#             2 PUSH_NULL
#     2       3 LOAD_BUILD_CLASS
#             4 PUSH_NULL
#             5 LOAD_CONST             0 (<code A>)
#             6 MAKE_FUNCTION          0
#             7 LOAD_CONST             1 ('A')
#             8 LOAD_NAME              1 (B)
#             9 LOAD_NAME              2 (M)
#            10 LOAD_CONST             2 (('metaclass',))
#            11 CALL_KW                4
#     1      12 CALL                   1
#     2      13 STORE_NAME             3 (A)
#            14 LOAD_CONST             3 (None)
#            15 RETURN_VALUE
#
# code A, line 1, stack 3
#     1       0 RESUME                 0
#             1 LOAD_NAME              0 (__name__)
#             2 STORE_NAME             1 (__module__)
#             3 LOAD_CONST             0 ('A')
#             4 STORE_NAME             2 (__qualname__)
#             5 SETUP_ANNOTATIONS
#     3       6 LOAD_CONST             1 ('doc')
#             7 STORE_NAME             3 (__doc__)
#     4       8 LOAD_CONST             2 (1)
#             9 STORE_NAME             4 (x)
#            10 LOAD_NAME              5 (int)
#            11 LOAD_NAME              6 (__annotations__)
#            12 LOAD_CONST             3 ('x')
#            13 STORE_SUBSCR
#     5      14 LOAD_CONST             4 (<code __init__>)
#            15 MAKE_FUNCTION          0
#            16 STORE_NAME             7 (__init__)
#            17 LOAD_CONST             5 (None)
#            18 RETURN_VALUE
#
# code A.__init__, line 5, stack 2, parameters 2 (0 positional-only, 0 keyword-only)
#   flags: optimized newlocals
#   variables: self _A__p
#     5       0 RESUME                 0
#             1 LOAD_FAST              1 (_A__p)
#             2 LOAD_FAST              0 (self)
#             3 STORE_ATTR             0 (_A__q)
#             4 LOAD_CONST             0 (None)
#             5 RETURN_VALUE

# ==== super
class A(B):
    def f(self, a):
        super().f(a)
        return super().x
    def g(self):
        return super
# ---- bytecode
# code <module>, line 1, stack 5
#             0 RESUME                 0
#     1       1 LOAD_BUILD_CLASS
#             2 PUSH_NULL
#             3 LOAD_CONST             0 (<code A>)
#             4 MAKE_FUNCTION          0
#             5 LOAD_CONST             1 ('A')
#             6 LOAD_NAME              0 (B)
#             7 CALL                   3
#             8 STORE_NAME             1 (A)
#             9 LOAD_CONST             2 (None)
#            10 RETURN_VALUE
#
# code A, line 1, stack 2
#   cells: __class__
#     -       0 MAKE_CELL              0 (__class__)
#     1       1 RESUME                 0
#             2 LOAD_NAME              0 (__name__)
#             3 STORE_NAME             1 (__module__)
#             4 LOAD_CONST             0 ('A')
#             5 STORE_NAME             2 (__qualname__)
#     2       6 LOAD_CLOSURE           0 (__class__)
#             7 BUILD_TUPLE            1
#             8 LOAD_CONST             1 (<code f>)
#             9 MAKE_FUNCTION          8
#            10 STORE_NAME             3 (f)
#     5      11 LOAD_CLOSURE           0 (__class__)
#            12 BUILD_TUPLE            1
#            13 LOAD_CONST             2 (<code g>)
#            14 MAKE_FUNCTION          8
#            15 STORE_NAME             4 (g)
#            16 LOAD_CLOSURE           0 (__class__)
#            17 COPY                   1
#            18 STORE_NAME             5 (__classcell__)
#            19 RETURN_VALUE
#
# code A.f, line 2, stack 3, parameters 2 (0 positional-only, 0 keyword-only)
#   flags: optimized newlocals
#   variables: self a
#   free: __class__
#     -       0 COPY_FREE_VARS         1
#     2       1 RESUME                 0
#     3       2 LOAD_GLOBAL            0 (super)
#             3 LOAD_DEREF             2 (__class__)
#             4 LOAD_FAST              0 (self)
#             5 LOAD_SUPER_METHOD      1 (f)
#             6 LOAD_FAST              1 (a)
#             7 CALL                   1
#             8 POP_TOP
#     4       9 LOAD_GLOBAL            0 (super)
#            10 LOAD_DEREF             2 (__class__)
#            11 LOAD_FAST              0 (self)
#            12 LOAD_SUPER_ATTR        2 (x)
#            13 RETURN_VALUE
#
# code A.g, line 5, stack 1, parameters 1 (0 positional-only, 0 keyword-only)
#   flags: optimized newlocals
#   variables: self
#   free: __class__
#     -       0 COPY_FREE_VARS         1
#     5       1 RESUME                 0
#     6       2 LOAD_GLOBAL            0 (super)
#             3 RETURN_VALUE

# ==== class variables
def f(x):
    class A:
        y = x
        x = 1
        def g(self): return x
# ---- bytecode
# code <module>, line 1, stack 1
#             0 RESUME                 0
#     1       1 LOAD_CONST             0 (<code f>)
#             2 MAKE_FUNCTION          0
#             3 STORE_NAME             0 (f)
#             4 LOAD_CONST             1 (None)
#             5 RETURN_VALUE
#
# code f, line 1, stack 4, parameters 1 (0 positional-only, 0 keyword-only)
#   flags: optimized newlocals
#   variables: x A
#   cells: x
#     -       0 MAKE_CELL              0 (x)
#     1       1 RESUME                 0
#     2       2 LOAD_BUILD_CLASS
#             3 PUSH_NULL
#             4 LOAD_CLOSURE           0 (x)
#             5 BUILD_TUPLE            1
#             6 LOAD_CONST             1 (<code A>)
#             7 MAKE_FUNCTION          8
#             8 LOAD_CONST             2 ('A')
#             9 CALL                   2
#            10 STORE_FAST             1 (A)
#            11 LOAD_CONST             0 (None)
#            12 RETURN_VALUE
#
# code f.<locals>.A, line 2, stack 2
#   free: x
#     -       0 COPY_FREE_VARS         1
#     2       1 RESUME                 0
#             2 LOAD_NAME              0 (__name__)
#             3 STORE_NAME             1 (__module__)
#             4 LOAD_CONST             0 ('f.<locals>.A')
#             5 STORE_NAME             2 (__qualname__)
#     3       6 LOAD_NAME              3 (x)
#             7 STORE_NAME             4 (y)
#     4       8 LOAD_CONST             1 (1)
#             9 STORE_NAME             3 (x)
#     5      10 LOAD_CLOSURE           0 (x)
#            11 BUILD_TUPLE            1
#            12 LOAD_CONST             2 (<code g>)
#            13 MAKE_FUNCTION          8
#            14 STORE_NAME             5 (g)
#            15 LOAD_CONST             3 (None)
#            16 RETURN_VALUE
#
# code f.<locals>.A.g, line 5, stack 1, parameters 1 (0 positional-only, 0 keyword-only)
#   flags: optimized newlocals nested
#   variables: self
#   free: x
#     -       0 COPY_FREE_VARS         1
#     5       1 RESUME                 0
#             2 LOAD_DEREF             1 (x)
#             3 RETURN_VALUE

# ==== annotations as text
from __future__ import annotations
def f(a: dict[str, "x"], b: (1 + 2) * -c) -> lambda *a, k=1: f"{x!r:>3}": pass
# ---- bytecode
# code <module>, line 1, stack 6
#   flags: future_annotations
#             0 RESUME                 0
#     1       1 LOAD_CONST             0 (0)
#             2 LOAD_CONST             1 (('annotations',))
#             3 IMPORT_NAME            0 (__future__)
#             4 IMPORT_FROM            1 (annotations)
#             5 STORE_NAME             1 (annotations)
#             6 POP_TOP
#     2       7 LOAD_CONST             2 ('a')
#             8 LOAD_CONST             3 ("dict[str, 'x']")
#             9 LOAD_CONST             4 ('b')
#            10 LOAD_CONST             5 ('(1 + 2) * -c')
#            11 LOAD_CONST             6 ('return')
#            12 LOAD_CONST             7 ("lambda *a, k=1: f'{x!r:>3}'")
#            13 BUILD_TUPLE            6
#            14 LOAD_CONST             8 (<code f>)
#            15 MAKE_FUNCTION          4
#            16 STORE_NAME             2 (f)
#            17 LOAD_CONST             9 (None)
#            18 RETURN_VALUE
#
# code f, line 2, stack 1, parameters 2 (0 positional-only, 0 keyword-only)
#   flags: optimized newlocals future_annotations
#   variables: a b
#     2       0 RESUME                 0
#             1 LOAD_CONST             0 (None)
#             2 RETURN_VALUE

# ==== globals
def f():
    global g
    g = 1
    return h
# ---- bytecode
# code <module>, line 1, stack 1
#             0 RESUME                 0
#     1       1 LOAD_CONST             0 (<code f>)
#             2 MAKE_FUNCTION          0
#             3 STORE_NAME             0 (f)
#             4 LOAD_CONST             1 (None)
#             5 RETURN_VALUE
#
# code f, line 1, stack 1
#   flags: optimized newlocals
#     1       0 RESUME                 0
#     3       1 LOAD_CONST             1 (1)
#             2 STORE_GLOBAL           0 (g)
#     4       3 LOAD_GLOBAL            1 (h)
#             4 RETURN_VALUE

