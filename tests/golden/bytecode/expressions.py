# Operators, displays, strings, calls.

# ==== operators
x = a + b * -c ** d // ~e
x @= y
# ---- bytecode
# code <module>, line 1, stack 4
#             0 RESUME                 0
#     1       1 LOAD_NAME              0 (a)
#             2 LOAD_NAME              1 (b)
#             3 LOAD_NAME              2 (c)
#             4 LOAD_NAME              3 (d)
#             5 BINARY_POWER           0
#             6 UNARY_NEGATIVE
#             7 BINARY_MULTIPLY        0
#             8 LOAD_NAME              4 (e)
#             9 UNARY_INVERT
#            10 BINARY_FLOOR_DIVIDE    0
#            11 BINARY_ADD             0
#            12 STORE_NAME             5 (x)
#     2      13 LOAD_NAME              5 (x)
#            14 LOAD_NAME              6 (y)
#            15 BINARY_MATRIX_MULTIPLY 1
#            16 STORE_NAME             5 (x)
#            17 LOAD_CONST             0 (None)
#            18 RETURN_VALUE

# ==== subscripts and slices
a[1] = b[1:2] + c[::3]
del a[i, j]
# ---- bytecode
# code <module>, line 1, stack 5
#             0 RESUME                 0
#     1       1 LOAD_NAME              0 (b)
#             2 LOAD_CONST             0 (1)
#             3 LOAD_CONST             1 (2)
#             4 BUILD_SLICE            2
#             5 BINARY_SUBSCR
#             6 LOAD_NAME              1 (c)
#             7 LOAD_CONST             2 (None)
#             8 LOAD_CONST             2 (None)
#             9 LOAD_CONST             3 (3)
#            10 BUILD_SLICE            3
#            11 BINARY_SUBSCR
#            12 BINARY_ADD             0
#            13 LOAD_NAME              2 (a)
#            14 LOAD_CONST             0 (1)
#            15 STORE_SUBSCR
#     2      16 LOAD_NAME              2 (a)
#            17 LOAD_NAME              3 (i)
#            18 LOAD_NAME              4 (j)
#            19 BUILD_TUPLE            2
#            20 DELETE_SUBSCR
#            21 LOAD_CONST             2 (None)
#            22 RETURN_VALUE

# ==== displays
[a, *b]
[1, 2, 3]
{1, 2, 3}
{a, b}
{}
{"k": v, **more, "l": w}
(a, *b, c)
# ---- bytecode
# code <module>, line 1, stack 3
#             0 RESUME                 0
#     1       1 LOAD_NAME              0 (a)
#             2 BUILD_LIST             1
#             3 LOAD_NAME              1 (b)
#             4 LIST_EXTEND            1
#             5 POP_TOP
#     2       6 BUILD_LIST             0
#             7 LOAD_CONST             0 ((1, 2, 3))
#             8 LIST_EXTEND            1
#             9 POP_TOP
#     3      10 BUILD_SET              0
#            11 LOAD_CONST             1 (frozenset({1, 2, 3}))
#            12 SET_UPDATE             1
#            13 POP_TOP
#     4      14 LOAD_NAME              0 (a)
#            15 LOAD_NAME              1 (b)
#            16 BUILD_SET              2
#            17 POP_TOP
#     5      18 BUILD_MAP              0
#            19 POP_TOP
#     6      20 LOAD_CONST             2 ('k')
#            21 LOAD_NAME              2 (v)
#            22 BUILD_MAP              1
#            23 LOAD_NAME              3 (more)
#            24 DICT_UPDATE            1
#            25 LOAD_CONST             3 ('l')
#            26 LOAD_NAME              4 (w)
#            27 BUILD_MAP              1
#            28 DICT_UPDATE            1
#            29 POP_TOP
#     7      30 LOAD_NAME              0 (a)
#            31 BUILD_LIST             1
#            32 LOAD_NAME              1 (b)
#            33 LIST_EXTEND            1
#            34 LOAD_NAME              5 (c)
#            35 LIST_APPEND            1
#            36 LIST_TO_TUPLE
#            37 POP_TOP
#            38 LOAD_CONST             4 (None)
#            39 RETURN_VALUE

# ==== f-string
f"a{b!r:>{width}}c{d}"
# ---- bytecode
# code <module>, line 1, stack 4
#             0 RESUME                 0
#     1       1 LOAD_CONST             0 ('a')
#             2 LOAD_NAME              0 (b)
#             3 LOAD_CONST             1 ('>')
#             4 LOAD_NAME              1 (width)
#             5 FORMAT_VALUE           0
#             6 BUILD_STRING           2
#             7 FORMAT_VALUE           6
#             8 LOAD_CONST             2 ('c')
#             9 LOAD_NAME              2 (d)
#            10 FORMAT_VALUE           0
#            11 BUILD_STRING           4
#            12 POP_TOP
#            13 LOAD_CONST             3 (None)
#            14 RETURN_VALUE

# ==== calls
f(a, b)
f(a, k=b)
f(*a)
f(a, *b, k=c, **d)
o.m(a)
o.m(a, k=b)
o.m(*a)
# ---- bytecode
# code <module>, line 1, stack 5
#             0 RESUME                 0
#     1       1 LOAD_NAME              0 (f)
#             2 PUSH_NULL
#             3 LOAD_NAME              1 (a)
#             4 LOAD_NAME              2 (b)
#             5 CALL                   2
#             6 POP_TOP
#     2       7 LOAD_NAME              0 (f)
#             8 PUSH_NULL
#             9 LOAD_NAME              1 (a)
#            10 LOAD_NAME              2 (b)
#            11 LOAD_CONST             0 (('k',))
#            12 CALL_KW                2
#            13 POP_TOP
#     3      14 LOAD_NAME              0 (f)
#            15 PUSH_NULL
#            16 LOAD_NAME              1 (a)
#            17 CALL_FUNCTION_EX       0
#            18 POP_TOP
#     4      19 LOAD_NAME              0 (f)
#            20 PUSH_NULL
#            21 LOAD_NAME              1 (a)
#            22 BUILD_LIST             1
#            23 LOAD_NAME              2 (b)
#            24 LIST_EXTEND            1
#            25 LIST_TO_TUPLE
#            26 LOAD_CONST             1 ('k')
#            27 LOAD_NAME              3 (c)
#            28 BUILD_MAP              1
#            29 LOAD_NAME              4 (d)
#            30 DICT_MERGE             1
#            31 CALL_FUNCTION_EX       1
#            32 POP_TOP
#     5      33 LOAD_NAME              5 (o)
#            34 LOAD_METHOD            6 (m)
#            35 LOAD_NAME              1 (a)
#            36 CALL                   1
#            37 POP_TOP
#     6      38 LOAD_NAME              5 (o)
#            39 LOAD_METHOD            6 (m)
#            40 LOAD_NAME              1 (a)
#            41 LOAD_NAME              2 (b)
#            42 LOAD_CONST             0 (('k',))
#            43 CALL_KW                2
#            44 POP_TOP
#     7      45 LOAD_NAME              5 (o)
#            46 LOAD_ATTR              6 (m)
#            47 PUSH_NULL
#            48 LOAD_NAME              1 (a)
#            49 CALL_FUNCTION_EX       0
#            50 POP_TOP
#            51 LOAD_CONST             2 (None)
#            52 RETURN_VALUE

# ==== walrus
(y := f(x))
# ---- bytecode
# code <module>, line 1, stack 3
#             0 RESUME                 0
#     1       1 LOAD_NAME              0 (f)
#             2 PUSH_NULL
#             3 LOAD_NAME              1 (x)
#             4 CALL                   1
#             5 COPY                   1
#             6 STORE_NAME             2 (y)
#             7 POP_TOP
#             8 LOAD_CONST             0 (None)
#             9 RETURN_VALUE

# ==== chained comparison
x = a < b < c
if a < b < c: d
# ---- bytecode
# code <module>, line 1, stack 3
#             0 RESUME                 0
#     1       1 LOAD_NAME              0 (a)
#             2 LOAD_NAME              1 (b)
#             3 SWAP                   2
#             4 COPY                   2
#             5 COMPARE_LT
#             6 JUMP_IF_FALSE_OR_POP   10 (to 10)
#             7 LOAD_NAME              2 (c)
#             8 COMPARE_LT
#             9 JUMP_FORWARD           12 (to 12)
#            10 SWAP                   2
#            11 POP_TOP
#       >>   12 STORE_NAME             3 (x)
#     2      13 LOAD_NAME              0 (a)
#            14 LOAD_NAME              1 (b)
#            15 SWAP                   2
#            16 COPY                   2
#            17 COMPARE_LT
#            18 POP_JUMP_IF_FALSE      23 (to 23)
#            19 LOAD_NAME              2 (c)
#            20 COMPARE_LT
#            21 POP_JUMP_IF_FALSE      30 (to 30)
#            22 JUMP_FORWARD           26 (to 26)
#            23 POP_TOP
#            24 LOAD_CONST             0 (None)
#            25 RETURN_VALUE
#            26 LOAD_NAME              4 (d)
#            27 POP_TOP
#            28 LOAD_CONST             0 (None)
#            29 RETURN_VALUE
#            30 LOAD_CONST             0 (None)
#            31 RETURN_VALUE

# ==== lambda
g = lambda a, *b, c=1: a + c
# ---- bytecode
# code <module>, line 1, stack 2
#             0 RESUME                 0
#     1       1 LOAD_CONST             0 ('c')
#             2 LOAD_CONST             1 (1)
#             3 BUILD_MAP              1
#             4 LOAD_CONST             2 (<code <lambda>>)
#             5 MAKE_FUNCTION          2
#             6 STORE_NAME             0 (g)
#             7 LOAD_CONST             3 (None)
#             8 RETURN_VALUE
#
# code <lambda>, line 1, stack 2, parameters 1 (0 positional-only, 1 keyword-only)
#   flags: optimized newlocals varargs
#   variables: a c b
#     1       0 RESUME                 0
#             1 LOAD_FAST              0 (a)
#             2 LOAD_FAST              1 (c)
#             3 BINARY_ADD             0
#             4 RETURN_VALUE

# ==== conditional value
x = a if b else c
# ---- bytecode
# code <module>, line 1, stack 1
#             0 RESUME                 0
#     1       1 LOAD_NAME              0 (b)
#             2 POP_JUMP_IF_FALSE      5 (to 5)
#             3 LOAD_NAME              1 (a)
#             4 JUMP_FORWARD           6 (to 6)
#             5 LOAD_NAME              2 (c)
#       >>    6 STORE_NAME             3 (x)
#             7 LOAD_CONST             0 (None)
#             8 RETURN_VALUE

