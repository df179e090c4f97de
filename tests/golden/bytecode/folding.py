# What is known when compiling.

# ==== arithmetic
x = 2 ** 10 - 1 << 3
y = 10 // 3 + -7 % 3
z = 1 / 0
w = 1 << 1000
v = 2 ** 100
# ---- bytecode
# code <module>, line 1, stack 2
#             0 RESUME                 0
#     1       1 LOAD_CONST             0 (8184)
#             2 STORE_NAME             0 (x)
#     2       3 LOAD_CONST             1 (5)
#             4 STORE_NAME             1 (y)
#     3       5 LOAD_CONST             2 (1)
#             6 LOAD_CONST             3 (0)
#             7 BINARY_TRUE_DIVIDE     0
#             8 STORE_NAME             2 (z)
#     4       9 LOAD_CONST             2 (1)
#            10 LOAD_CONST             4 (1000)
#            11 BINARY_LSHIFT          0
#            12 STORE_NAME             3 (w)
#     5      13 LOAD_CONST             5 (2)
#            14 LOAD_CONST             6 (100)
#            15 BINARY_POWER           0
#            16 STORE_NAME             4 (v)
#            17 LOAD_CONST             7 (None)
#            18 RETURN_VALUE

# ==== tuples and text
x = (1, 2, (3, None))
y = "a" * 3 + "b"
z = ("a", "b")[1]
u = "abc"[5]
# ---- bytecode
# code <module>, line 1, stack 2
#             0 RESUME                 0
#     1       1 LOAD_CONST             0 ((1, 2, (3, None)))
#             2 STORE_NAME             0 (x)
#     2       3 LOAD_CONST             1 ('aaab')
#             4 STORE_NAME             1 (y)
#     3       5 LOAD_CONST             2 ('b')
#             6 STORE_NAME             2 (z)
#     4       7 LOAD_CONST             3 ('abc')
#             8 LOAD_CONST             4 (5)
#             9 BINARY_SUBSCR
#            10 STORE_NAME             3 (u)
#            11 LOAD_CONST             5 (None)
#            12 RETURN_VALUE

# ==== iterated displays
for x in [1, 2]: pass
for x in [a, b]: pass
a in {1, 2}
a not in [b]
# ---- bytecode
# code <module>, line 1, stack 2
#             0 RESUME                 0
#     1       1 LOAD_CONST             0 ((1, 2))
#             2 GET_ITER
#       >>    3 FOR_ITER               6 (to 6)
#             4 STORE_NAME             0 (x)
#             5 JUMP_BACKWARD          3 (to 3)
#     2       6 LOAD_NAME              1 (a)
#             7 LOAD_NAME              2 (b)
#             8 BUILD_TUPLE            2
#             9 GET_ITER
#       >>   10 FOR_ITER               13 (to 13)
#            11 STORE_NAME             0 (x)
#            12 JUMP_BACKWARD          10 (to 10)
#     3      13 LOAD_NAME              1 (a)
#            14 LOAD_CONST             1 (frozenset({1, 2}))
#            15 CONTAINS_OP            0
#            16 POP_TOP
#     4      17 LOAD_NAME              1 (a)
#            18 LOAD_NAME              2 (b)
#            19 BUILD_TUPLE            1
#            20 CONTAINS_OP            1
#            21 POP_TOP
#            22 LOAD_CONST             2 (None)
#            23 RETURN_VALUE

# ==== conditions
if 0: a
if 1: b
while 1: c
x = 1 and a or b
# ---- bytecode
# code <module>, line 1, stack 1
#             0 RESUME                 0
#     1       1 NOP
#     2       2 LOAD_NAME              1 (b)
#             3 POP_TOP
#     3 >>    4 LOAD_NAME              2 (c)
#             5 POP_TOP
#             6 JUMP_BACKWARD          4 (to 4)

# ==== debug
if __debug__: a
# ---- bytecode
# code <module>, line 1, stack 1
#             0 RESUME                 0
#     1       1 LOAD_NAME              0 (a)
#             2 POP_TOP
#             3 LOAD_CONST             0 (None)
#             4 RETURN_VALUE

# ==== kinds of equal constants
x = (0, 0.0, -0.0, False, 1, True, 1.0)
# ---- bytecode
# code <module>, line 1, stack 1
#             0 RESUME                 0
#     1       1 LOAD_CONST             0 ((0, 0.0, -0.0, False, 1, True, 1.0))
#             2 STORE_NAME             0 (x)
#             3 LOAD_CONST             1 (None)
#             4 RETURN_VALUE

