# Comprehensions, generators, coroutines.

# ==== list comprehension
def f(a, b): return [x * b for x in a if x]
# ---- bytecode
# code <module>, line 1, stack 1
#             0 RESUME                 0
#     1       1 LOAD_CONST             0 (<code f>)
#             2 MAKE_FUNCTION          0
#             3 STORE_NAME             0 (f)
#             4 LOAD_CONST             1 (None)
#             5 RETURN_VALUE
#
# code f, line 1, stack 3, parameters 2 (0 positional-only, 0 keyword-only)
#   flags: optimized newlocals
#   variables: a b
#   cells: b
#     -       0 MAKE_CELL              1 (b)
#     1       1 RESUME                 0
#             2 LOAD_CLOSURE           1 (b)
#             3 BUILD_TUPLE            1
#             4 LOAD_CONST             1 (<code <listcomp>>)
#             5 MAKE_FUNCTION          8
#             6 PUSH_NULL
#             7 LOAD_FAST              0 (a)
#             8 GET_ITER
#             9 CALL                   1
#            10 RETURN_VALUE
#
# code f.<locals>.<listcomp>, line 1, stack 4, parameters 1 (0 positional-only, 0 keyword-only)
#   flags: optimized newlocals nested
#   variables: .0 x
#   free: b
#     -       0 COPY_FREE_VARS         1
#     1       1 RESUME                 0
#             2 BUILD_LIST             0
#             3 LOAD_FAST              0 (.0)
#       >>    4 FOR_ITER               13 (to 13)
#             5 STORE_FAST             1 (x)
#             6 LOAD_FAST              1 (x)
#             7 POP_JUMP_IF_FALSE      12 (to 12)
#             8 LOAD_FAST              1 (x)
#             9 LOAD_DEREF             2 (b)
#            10 BINARY_MULTIPLY        0
#            11 LIST_APPEND            2
#       >>   12 JUMP_BACKWARD          4 (to 4)
#            13 RETURN_VALUE

# ==== other comprehensions
{x: y for x, y in a}
{x for x in a for y in [x + 1] if y}
# ---- bytecode
# code <module>, line 1, stack 3
#             0 RESUME                 0
#     1       1 LOAD_CONST             0 (<code <dictcomp>>)
#             2 MAKE_FUNCTION          0
#             3 PUSH_NULL
#             4 LOAD_NAME              0 (a)
#             5 GET_ITER
#             6 CALL                   1
#             7 POP_TOP
#     2       8 LOAD_CONST             1 (<code <setcomp>>)
#             9 MAKE_FUNCTION          0
#            10 PUSH_NULL
#            11 LOAD_NAME              0 (a)
#            12 GET_ITER
#            13 CALL                   1
#            14 POP_TOP
#            15 LOAD_CONST             2 (None)
#            16 RETURN_VALUE
#
# code <dictcomp>, line 1, stack 4, parameters 1 (0 positional-only, 0 keyword-only)
#   flags: optimized newlocals
#   variables: .0 x y
#     1       0 RESUME                 0
#             1 BUILD_MAP              0
#             2 LOAD_FAST              0 (.0)
#       >>    3 FOR_ITER               11 (to 11)
#             4 UNPACK_SEQUENCE        2
#             5 STORE_FAST             1 (x)
#             6 STORE_FAST             2 (y)
#             7 LOAD_FAST              1 (x)
#             8 LOAD_FAST              2 (y)
#             9 MAP_ADD                2
#            10 JUMP_BACKWARD          3 (to 3)
#            11 RETURN_VALUE
#
# code <setcomp>, line 2, stack 4, parameters 1 (0 positional-only, 0 keyword-only)
#   flags: optimized newlocals
#   variables: .0 x y
#     2       0 RESUME                 0
#             1 BUILD_SET              0
#             2 LOAD_FAST              0 (.0)
#       >>    3 FOR_ITER               14 (to 14)
#             4 STORE_FAST             1 (x)
#             5 LOAD_FAST              1 (x)
#             6 LOAD_CONST             0 (1)
#             7 BINARY_ADD             0
#             8 STORE_FAST             2 (y)
#             9 LOAD_FAST              2 (y)
#            10 POP_JUMP_IF_FALSE      13 (to 13)
#            11 LOAD_FAST              1 (x)
#            12 SET_ADD                2
#       >>   13 JUMP_BACKWARD          3 (to 3)
#            14 RETURN_VALUE

# ==== generator expression
sum(x for x in a)
# ---- bytecode
# code <module>, line 1, stack 5
#             0 RESUME                 0
#     1       1 LOAD_NAME              0 (sum)
#             2 PUSH_NULL
#             3 LOAD_CONST             0 (<code <genexpr>>)
#             4 MAKE_FUNCTION          0
#             5 PUSH_NULL
#             6 LOAD_NAME              1 (a)
#             7 GET_ITER
#             8 CALL                   1
#             9 CALL                   1
#            10 POP_TOP
#            11 LOAD_CONST             1 (None)
#            12 RETURN_VALUE
#
# code <genexpr>, line 1, stack 2, parameters 1 (0 positional-only, 0 keyword-only)
#   flags: optimized newlocals generator
#   variables: .0 x
#     1       0 RETURN_GENERATOR
#             1 POP_TOP
#             2 RESUME                 0
#             3 LOAD_FAST              0 (.0)
#       >>    4 FOR_ITER               11 (to 11)
#             5 STORE_FAST             1 (x)
#             6 LOAD_FAST              1 (x)
#             7 YIELD_VALUE
#             8 RESUME                 1
#             9 POP_TOP
#            10 JUMP_BACKWARD          4 (to 4)
#            11 LOAD_CONST             0 (None)
#            12 RETURN_VALUE

# ==== generator
def f():
    x = yield 1
    y = yield from g(x)
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
# code f, line 1, stack 3
#   flags: optimized newlocals generator
#   variables: x y
#     1       0 RETURN_GENERATOR
#             1 POP_TOP
#             2 RESUME                 0
#     2       3 LOAD_CONST             1 (1)
#             4 YIELD_VALUE
#             5 RESUME                 1
#             6 STORE_FAST             0 (x)
#     3       7 LOAD_GLOBAL            0 (g)
#             8 PUSH_NULL
#             9 LOAD_FAST              0 (x)
#            10 CALL                   1
#            11 GET_YIELD_FROM_ITER
#            12 LOAD_CONST             0 (None)
#       >>   13 SEND                   17 (to 17)
#            14 YIELD_VALUE
#            15 RESUME                 2
#            16 JUMP_BACKWARD          13 (to 13)
#            17 STORE_FAST             1 (y)
#     4      18 LOAD_FAST              1 (y)
#            19 RETURN_VALUE

# ==== coroutine
async def f():
    await a
    async with b as c:
        async for d in e: g(d)
    return [x async for x in y]
# ---- bytecode
# code <module>, line 1, stack 1
#             0 RESUME                 0
#     1       1 LOAD_CONST             0 (<code f>)
#             2 MAKE_FUNCTION          0
#             3 STORE_NAME             0 (f)
#             4 LOAD_CONST             1 (None)
#             5 RETURN_VALUE
#
# code f, line 1, stack 6
#   flags: optimized newlocals coroutine
#   variables: c d
#     1       0 RETURN_GENERATOR
#             1 POP_TOP
#             2 RESUME                 0
#     2       3 LOAD_GLOBAL            0 (a)
#             4 GET_AWAITABLE          0
#             5 LOAD_CONST             0 (None)
#       >>    6 SEND                   10 (to 10)
#             7 YIELD_VALUE
#             8 RESUME                 3
#             9 JUMP_BACKWARD          6 (to 6)
#            10 POP_TOP
#     3      11 LOAD_GLOBAL            1 (b)
#            12 BEFORE_ASYNC_WITH
#            13 GET_AWAITABLE          1
#            14 LOAD_CONST             0 (None)
#       >>   15 SEND                   19 (to 19)
#            16 YIELD_VALUE
#            17 RESUME                 3
#            18 JUMP_BACKWARD          15 (to 15)
#            19 STORE_FAST             0 (c)
#     4      20 LOAD_GLOBAL            2 (e)
#            21 GET_AITER
#       >>   22 GET_ANEXT
#            23 LOAD_CONST             0 (None)
#       >>   24 SEND                   28 (to 28)
#            25 YIELD_VALUE
#            26 RESUME                 3
#            27 JUMP_BACKWARD          24 (to 24)
#            28 STORE_FAST             1 (d)
#            29 LOAD_GLOBAL            3 (g)
#            30 PUSH_NULL
#            31 LOAD_FAST              1 (d)
#            32 CALL                   1
#            33 POP_TOP
#            34 JUMP_BACKWARD          22 (to 22)
#       >>   35 END_ASYNC_FOR
#     3      36 PUSH_NULL
#            37 LOAD_CONST             0 (None)
#            38 LOAD_CONST             0 (None)
#            39 LOAD_CONST             0 (None)
#            40 CALL                   3
#            41 GET_AWAITABLE          2
#            42 LOAD_CONST             0 (None)
#       >>   43 SEND                   47 (to 47)
#            44 YIELD_VALUE
#            45 RESUME                 3
#            46 JUMP_BACKWARD          43 (to 43)
#            47 POP_TOP
#            48 JUMP_FORWARD           67 (to 67)
#       >>   49 PUSH_EXC_INFO
#            50 WITH_EXCEPT_START
#            51 GET_AWAITABLE          2
#            52 LOAD_CONST             0 (None)
#       >>   53 SEND                   57 (to 57)
#            54 YIELD_VALUE
#            55 RESUME                 3
#            56 JUMP_BACKWARD          53 (to 53)
#            57 POP_JUMP_IF_TRUE       59 (to 59)
#            58 RERAISE                2
#            59 POP_TOP
#            60 POP_EXCEPT
#            61 POP_TOP
#            62 POP_TOP
#            63 JUMP_FORWARD           67 (to 67)
#     - >>   64 COPY                   3
#            65 POP_EXCEPT
#            66 RERAISE                1
#     5 >>   67 LOAD_CONST             1 (<code <listcomp>>)
#            68 MAKE_FUNCTION          0
#            69 PUSH_NULL
#            70 LOAD_GLOBAL            4 (y)
#            71 GET_AITER
#            72 CALL                   1
#            73 GET_AWAITABLE          0
#            74 LOAD_CONST             0 (None)
#       >>   75 SEND                   79 (to 79)
#            76 YIELD_VALUE
#            77 RESUME                 3
#            78 JUMP_BACKWARD          75 (to 75)
#            79 RETURN_VALUE
#   exceptions 19..21 to 49, depth 1, index
#   exceptions 22..27 to 35, depth 2
#   exceptions 28..35 to 49, depth 1, index
#   exceptions 49..59 to 64, depth 3, index
#
# code f.<locals>.<listcomp>, line 5, stack 4, parameters 1 (0 positional-only, 0 keyword-only)
#   flags: optimized newlocals nested coroutine
#   variables: .0 x
#     5       0 RETURN_GENERATOR
#             1 POP_TOP
#             2 RESUME                 0
#             3 BUILD_LIST             0
#             4 LOAD_FAST              0 (.0)
#       >>    5 GET_ANEXT
#             6 LOAD_CONST             0 (None)
#       >>    7 SEND                   11 (to 11)
#             8 YIELD_VALUE
#             9 RESUME                 3
#            10 JUMP_BACKWARD          7 (to 7)
#            11 STORE_FAST             1 (x)
#            12 LOAD_FAST              1 (x)
#            13 LIST_APPEND            2
#            14 JUMP_BACKWARD          5 (to 5)
#       >>   15 END_ASYNC_FOR
#            16 RETURN_VALUE
#   exceptions 5..10 to 15, depth 2

# ==== async generator
async def f():
    yield 1
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
#   flags: optimized newlocals async_generator
#     1       0 RETURN_GENERATOR
#             1 POP_TOP
#             2 RESUME                 0
#     2       3 LOAD_CONST             1 (1)
#             4 ASYNC_GEN_WRAP
#             5 YIELD_VALUE
#             6 RESUME                 1
#             7 POP_TOP
#             8 LOAD_CONST             0 (None)
#             9 RETURN_VALUE

