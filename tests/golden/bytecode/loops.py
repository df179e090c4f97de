# Loops.

# ==== for
def f(n):
    for i in range(n):
        if i: continue
        g(i)
    else:
        h()
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
#   variables: n i
#     1       0 RESUME                 0
#     2       1 LOAD_GLOBAL            0 (range)
#             2 PUSH_NULL
#             3 LOAD_FAST              0 (n)
#             4 CALL                   1
#             5 GET_ITER
#       >>    6 FOR_ITER               17 (to 17)
#             7 STORE_FAST             1 (i)
#     3       8 LOAD_FAST              1 (i)
#             9 POP_JUMP_IF_FALSE      11 (to 11)
#            10 JUMP_BACKWARD          6 (to 6)
#     4      11 LOAD_GLOBAL            1 (g)
#            12 PUSH_NULL
#            13 LOAD_FAST              1 (i)
#            14 CALL                   1
#            15 POP_TOP
#            16 JUMP_BACKWARD          6 (to 6)
#     6      17 LOAD_GLOBAL            2 (h)
#            18 PUSH_NULL
#            19 CALL                   0
#            20 POP_TOP
#            21 LOAD_CONST             0 (None)
#            22 RETURN_VALUE

# ==== while
def f(n):
    while n > 0:
        n -= 1
        if n == 5: break
    return n
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
#   variables: n
#     1       0 RESUME                 0
#     2 >>    1 LOAD_FAST              0 (n)
#             2 LOAD_CONST             1 (0)
#             3 COMPARE_GT
#             4 POP_JUMP_IF_FALSE      15 (to 15)
#     3       5 LOAD_FAST              0 (n)
#             6 LOAD_CONST             2 (1)
#             7 BINARY_SUBTRACT        1
#             8 STORE_FAST             0 (n)
#     4       9 LOAD_FAST              0 (n)
#            10 LOAD_CONST             3 (5)
#            11 COMPARE_EQ
#            12 POP_JUMP_IF_FALSE      14 (to 14)
#            13 JUMP_FORWARD           15 (to 15)
#            14 JUMP_BACKWARD          1 (to 1)
#     5 >>   15 LOAD_FAST              0 (n)
#            16 RETURN_VALUE

# ==== endless
def f():
    while True:
        if g(): break
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
#     2       1 NOP
#     3 >>    2 LOAD_GLOBAL            0 (g)
#             3 PUSH_NULL
#             4 CALL                   0
#             5 POP_JUMP_IF_FALSE      7 (to 7)
#             6 JUMP_FORWARD           8 (to 8)
#     2       7 JUMP_BACKWARD          2 (to 2)
#     3       8 LOAD_CONST             0 (None)
#             9 RETURN_VALUE

# ==== nested
def f(a):
    for x in a:
        for y in x:
            if y: break
        else:
            continue
        return y
# ---- bytecode
# code <module>, line 1, stack 1
#             0 RESUME                 0
#     1       1 LOAD_CONST             0 (<code f>)
#             2 MAKE_FUNCTION          0
#             3 STORE_NAME             0 (f)
#             4 LOAD_CONST             1 (None)
#             5 RETURN_VALUE
#
# code f, line 1, stack 3, parameters 1 (0 positional-only, 0 keyword-only)
#   flags: optimized newlocals
#   variables: a x y
#     1       0 RESUME                 0
#     2       1 LOAD_FAST              0 (a)
#             2 GET_ITER
#       >>    3 FOR_ITER               19 (to 19)
#             4 STORE_FAST             1 (x)
#     3       5 LOAD_FAST              1 (x)
#             6 GET_ITER
#       >>    7 FOR_ITER               14 (to 14)
#             8 STORE_FAST             2 (y)
#     4       9 LOAD_FAST              2 (y)
#            10 POP_JUMP_IF_FALSE      13 (to 13)
#            11 POP_TOP
#            12 JUMP_FORWARD           15 (to 15)
#            13 JUMP_BACKWARD          7 (to 7)
#     6      14 JUMP_BACKWARD          3 (to 3)
#     7      15 LOAD_FAST              2 (y)
#            16 SWAP                   2
#            17 POP_TOP
#            18 RETURN_VALUE
#     2      19 LOAD_CONST             0 (None)
#            20 RETURN_VALUE

# ==== unpacking
for a, (b, *c) in d: pass
# ---- bytecode
# code <module>, line 1, stack 3
#             0 RESUME                 0
#     1       1 LOAD_NAME              0 (d)
#             2 GET_ITER
#       >>    3 FOR_ITER               10 (to 10)
#             4 UNPACK_SEQUENCE        2
#             5 STORE_NAME             1 (a)
#             6 UNPACK_EX              1
#             7 STORE_NAME             2 (b)
#             8 STORE_NAME             3 (c)
#             9 JUMP_BACKWARD          3 (to 3)
#            10 LOAD_CONST             0 (None)
#            11 RETURN_VALUE

