# Assignment and del.

# ==== exchange
def f(a, b, c):
    a, b = b, a
    a.x, b[0], c = c, a, b
# ---- bytecode
# code <module>, line 1, stack 1
#             0 RESUME                 0
#     1       1 LOAD_CONST             0 (<code f>)
#             2 MAKE_FUNCTION          0
#             3 STORE_NAME             0 (f)
#             4 LOAD_CONST             1 (None)
#             5 RETURN_VALUE
#
# code f, line 1, stack 4, parameters 3 (0 positional-only, 0 keyword-only)
#   flags: optimized newlocals
#   variables: a b c
#     1       0 RESUME                 0
#     2       1 LOAD_FAST              1 (b)
#             2 LOAD_FAST              0 (a)
#             3 STORE_FAST             1 (b)
#             4 STORE_FAST             0 (a)
#     3       5 LOAD_FAST              2 (c)
#             6 LOAD_FAST              0 (a)
#             7 LOAD_FAST              1 (b)
#             8 SWAP                   3
#             9 LOAD_FAST              0 (a)
#            10 STORE_ATTR             0 (x)
#            11 LOAD_FAST              1 (b)
#            12 LOAD_CONST             1 (0)
#            13 STORE_SUBSCR
#            14 STORE_FAST             2 (c)
#            15 LOAD_CONST             0 (None)
#            16 RETURN_VALUE

# ==== many targets
a = b.c = d[e] = f
# ---- bytecode
# code <module>, line 1, stack 3
#             0 RESUME                 0
#     1       1 LOAD_NAME              0 (f)
#             2 COPY                   1
#             3 STORE_NAME             1 (a)
#             4 COPY                   1
#             5 LOAD_NAME              2 (b)
#             6 STORE_ATTR             3 (c)
#             7 LOAD_NAME              4 (d)
#             8 LOAD_NAME              5 (e)
#             9 STORE_SUBSCR
#            10 LOAD_CONST             0 (None)
#            11 RETURN_VALUE

# ==== augmented
a += 1
b.c -= 2
d[e] *= 3
# ---- bytecode
# code <module>, line 1, stack 4
#             0 RESUME                 0
#     1       1 LOAD_NAME              0 (a)
#             2 LOAD_CONST             0 (1)
#             3 BINARY_ADD             1
#             4 STORE_NAME             0 (a)
#     2       5 LOAD_NAME              1 (b)
#             6 COPY                   1
#             7 LOAD_ATTR              2 (c)
#             8 LOAD_CONST             1 (2)
#             9 BINARY_SUBTRACT        1
#            10 SWAP                   2
#            11 STORE_ATTR             2 (c)
#     3      12 LOAD_NAME              3 (d)
#            13 LOAD_NAME              4 (e)
#            14 COPY                   2
#            15 COPY                   2
#            16 BINARY_SUBSCR
#            17 LOAD_CONST             2 (3)
#            18 BINARY_MULTIPLY        1
#            19 SWAP                   3
#            20 SWAP                   2
#            21 STORE_SUBSCR
#            22 LOAD_CONST             3 (None)
#            23 RETURN_VALUE

# ==== annotated
x: int = 1
y: str
(z): int = 2
a.b: int
# ---- bytecode
# code <module>, line 1, stack 3
#             0 RESUME                 0
#     1       1 SETUP_ANNOTATIONS
#             2 LOAD_CONST             0 (1)
#             3 STORE_NAME             0 (x)
#             4 LOAD_NAME              1 (int)
#             5 LOAD_NAME              2 (__annotations__)
#             6 LOAD_CONST             1 ('x')
#             7 STORE_SUBSCR
#     2       8 LOAD_NAME              3 (str)
#             9 LOAD_NAME              2 (__annotations__)
#            10 LOAD_CONST             2 ('y')
#            11 STORE_SUBSCR
#     3      12 LOAD_CONST             3 (2)
#            13 STORE_NAME             4 (z)
#            14 LOAD_NAME              1 (int)
#            15 POP_TOP
#     4      16 LOAD_NAME              5 (a)
#            17 POP_TOP
#            18 LOAD_NAME              1 (int)
#            19 POP_TOP
#            20 LOAD_CONST             4 (None)
#            21 RETURN_VALUE

# ==== unassigned variables
def f(a):
    if a: x = 1
    print(x, x)
    del a
    a
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
#   variables: a x
#     1       0 RESUME                 0
#     2       1 LOAD_FAST              0 (a)
#             2 POP_JUMP_IF_FALSE      5 (to 5)
#             3 LOAD_CONST             1 (1)
#             4 STORE_FAST             1 (x)
#     3 >>    5 LOAD_GLOBAL            0 (print)
#             6 PUSH_NULL
#             7 LOAD_FAST_CHECK        1 (x)
#             8 LOAD_FAST              1 (x)
#             9 CALL                   2
#            10 POP_TOP
#     4      11 DELETE_FAST            0 (a)
#     5      12 LOAD_FAST_CHECK        0 (a)
#            13 POP_TOP
#            14 LOAD_CONST             0 (None)
#            15 RETURN_VALUE

# ==== del
def f(a, b):
    del a, b.c, b[0]
# ---- bytecode
# code <module>, line 1, stack 1
#             0 RESUME                 0
#     1       1 LOAD_CONST             0 (<code f>)
#             2 MAKE_FUNCTION          0
#             3 STORE_NAME             0 (f)
#             4 LOAD_CONST             1 (None)
#             5 RETURN_VALUE
#
# code f, line 1, stack 2, parameters 2 (0 positional-only, 0 keyword-only)
#   flags: optimized newlocals
#   variables: a b
#     1       0 RESUME                 0
#     2       1 DELETE_FAST            0 (a)
#             2 LOAD_FAST              1 (b)
#             3 DELETE_ATTR            0 (c)
#             4 LOAD_FAST              1 (b)
#             5 LOAD_CONST             1 (0)
#             6 DELETE_SUBSCR
#             7 LOAD_CONST             0 (None)
#             8 RETURN_VALUE

