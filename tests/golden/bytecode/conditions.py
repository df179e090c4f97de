# Conditions jump; they make no booleans on the way.

# ==== and, or, not
def f(a, b, c):
    if a and (b or not c):
        return 1
    return 2
# ---- bytecode
# code <module>, line 1, stack 1
#             0 RESUME                 0
#     1       1 LOAD_CONST             0 (<code f>)
#             2 MAKE_FUNCTION          0
#             3 STORE_NAME             0 (f)
#             4 LOAD_CONST             1 (None)
#             5 RETURN_VALUE
#
# code f, line 1, stack 1, parameters 3 (0 positional-only, 0 keyword-only)
#   flags: optimized newlocals
#   variables: a b c
#     1       0 RESUME                 0
#     2       1 LOAD_FAST              0 (a)
#             2 POP_JUMP_IF_FALSE      9 (to 9)
#             3 LOAD_FAST              1 (b)
#             4 POP_JUMP_IF_TRUE       7 (to 7)
#             5 LOAD_FAST              2 (c)
#             6 POP_JUMP_IF_TRUE       9 (to 9)
#     3 >>    7 LOAD_CONST             1 (1)
#             8 RETURN_VALUE
#     4 >>    9 LOAD_CONST             2 (2)
#            10 RETURN_VALUE

# ==== values
def f(a, b, c):
    return a and b or c
# ---- bytecode
# code <module>, line 1, stack 1
#             0 RESUME                 0
#     1       1 LOAD_CONST             0 (<code f>)
#             2 MAKE_FUNCTION          0
#             3 STORE_NAME             0 (f)
#             4 LOAD_CONST             1 (None)
#             5 RETURN_VALUE
#
# code f, line 1, stack 1, parameters 3 (0 positional-only, 0 keyword-only)
#   flags: optimized newlocals
#   variables: a b c
#     1       0 RESUME                 0
#     2       1 LOAD_FAST              0 (a)
#             2 POP_JUMP_IF_FALSE      5 (to 5)
#             3 LOAD_FAST              1 (b)
#             4 JUMP_IF_TRUE_OR_POP    6 (to 6)
#       >>    5 LOAD_FAST              2 (c)
#       >>    6 RETURN_VALUE

# ==== None
def f(a):
    if a is None: return 1
    while a is not None: a = a.next
# ---- bytecode
# code <module>, line 1, stack 1
#             0 RESUME                 0
#     1       1 LOAD_CONST             0 (<code f>)
#             2 MAKE_FUNCTION          0
#             3 STORE_NAME             0 (f)
#             4 LOAD_CONST             1 (None)
#             5 RETURN_VALUE
#
# code f, line 1, stack 1, parameters 1 (0 positional-only, 0 keyword-only)
#   flags: optimized newlocals
#   variables: a
#     1       0 RESUME                 0
#     2       1 LOAD_FAST              0 (a)
#             2 POP_JUMP_IF_NOT_NONE   5 (to 5)
#             3 LOAD_CONST             1 (1)
#             4 RETURN_VALUE
#     3 >>    5 LOAD_FAST              0 (a)
#             6 POP_JUMP_IF_NONE       11 (to 11)
#             7 LOAD_FAST              0 (a)
#             8 LOAD_ATTR              0 (next)
#             9 STORE_FAST             0 (a)
#            10 JUMP_BACKWARD          5 (to 5)
#            11 LOAD_CONST             0 (None)
#            12 RETURN_VALUE

# ==== not in
def f(a, b): return not a in b
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
#             1 LOAD_FAST              0 (a)
#             2 LOAD_FAST              1 (b)
#             3 CONTAINS_OP            1
#             4 RETURN_VALUE

# ==== conditional in condition
def f(a, b, c):
    if (a if b else c): return 1
# ---- bytecode
# code <module>, line 1, stack 1
#             0 RESUME                 0
#     1       1 LOAD_CONST             0 (<code f>)
#             2 MAKE_FUNCTION          0
#             3 STORE_NAME             0 (f)
#             4 LOAD_CONST             1 (None)
#             5 RETURN_VALUE
#
# code f, line 1, stack 1, parameters 3 (0 positional-only, 0 keyword-only)
#   flags: optimized newlocals
#   variables: a b c
#     1       0 RESUME                 0
#     2       1 LOAD_FAST              1 (b)
#             2 POP_JUMP_IF_FALSE      6 (to 6)
#             3 LOAD_FAST              0 (a)
#             4 POP_JUMP_IF_FALSE      12 (to 12)
#             5 JUMP_FORWARD           8 (to 8)
#             6 LOAD_FAST              2 (c)
#             7 POP_JUMP_IF_FALSE      10 (to 10)
#       >>    8 LOAD_CONST             1 (1)
#             9 RETURN_VALUE
#            10 LOAD_CONST             0 (None)
#            11 RETURN_VALUE
#            12 LOAD_CONST             0 (None)
#            13 RETURN_VALUE

