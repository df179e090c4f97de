# The exception table.

# ==== except
def f():
    try:
        a()
    except E as e:
        b(e)
    except (F, G):
        c()
    else:
        d()
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
#   variables: e
#     1       0 RESUME                 0
#     2       1 NOP
#     3       2 LOAD_GLOBAL            0 (a)
#             3 PUSH_NULL
#             4 CALL                   0
#             5 POP_TOP
#     9       6 LOAD_GLOBAL            1 (d)
#             7 PUSH_NULL
#             8 CALL                   0
#             9 POP_TOP
#            10 LOAD_CONST             0 (None)
#            11 RETURN_VALUE
#     - >>   12 PUSH_EXC_INFO
#     4      13 LOAD_GLOBAL            2 (E)
#            14 CHECK_EXC_MATCH
#            15 POP_JUMP_IF_FALSE      32 (to 32)
#            16 STORE_FAST             0 (e)
#     5      17 LOAD_GLOBAL            3 (b)
#            18 PUSH_NULL
#            19 LOAD_FAST              0 (e)
#            20 CALL                   1
#            21 POP_TOP
#            22 POP_EXCEPT
#            23 LOAD_CONST             0 (None)
#            24 STORE_FAST             0 (e)
#            25 DELETE_FAST            0 (e)
#            26 LOAD_CONST             0 (None)
#            27 RETURN_VALUE
#     - >>   28 LOAD_CONST             0 (None)
#            29 STORE_FAST             0 (e)
#            30 DELETE_FAST            0 (e)
#            31 RERAISE                1
#     6      32 LOAD_GLOBAL            4 (F)
#            33 LOAD_GLOBAL            5 (G)
#            34 BUILD_TUPLE            2
#            35 CHECK_EXC_MATCH
#            36 POP_JUMP_IF_FALSE      44 (to 44)
#            37 POP_TOP
#     7      38 LOAD_GLOBAL            6 (c)
#            39 PUSH_NULL
#            40 CALL                   0
#            41 POP_TOP
#            42 POP_EXCEPT
#            43 JUMP_FORWARD           48 (to 48)
#     6      44 RERAISE                0
#     - >>   45 COPY                   3
#            46 POP_EXCEPT
#            47 RERAISE                1
#     7      48 LOAD_CONST             0 (None)
#            49 RETURN_VALUE
#   exceptions 2..5 to 12, depth 0
#   exceptions 12..16 to 45, depth 1, index
#   exceptions 17..21 to 28, depth 1, index
#   exceptions 28..41 to 45, depth 1, index
#   exceptions 44..44 to 45, depth 1, index

# ==== finally
def f():
    try:
        return a()
    finally:
        b()
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
#     1       0 RESUME                 0
#     2       1 NOP
#     3       2 LOAD_GLOBAL            0 (a)
#             3 PUSH_NULL
#             4 CALL                   0
#     5       5 LOAD_GLOBAL            1 (b)
#             6 PUSH_NULL
#             7 CALL                   0
#             8 POP_TOP
#             9 RETURN_VALUE
#     - >>   10 PUSH_EXC_INFO
#     5      11 LOAD_GLOBAL            1 (b)
#            12 PUSH_NULL
#            13 CALL                   0
#            14 POP_TOP
#            15 RERAISE                0
#     - >>   16 COPY                   3
#            17 POP_EXCEPT
#            18 RERAISE                1
#   exceptions 2..4 to 10, depth 0
#   exceptions 10..15 to 16, depth 1, index

# ==== leaving a loop
def f():
    for x in y:
        try:
            if x: break
            continue
        finally:
            g()
# ---- bytecode
# code <module>, line 1, stack 1
#             0 RESUME                 0
#     1       1 LOAD_CONST             0 (<code f>)
#             2 MAKE_FUNCTION          0
#             3 STORE_NAME             0 (f)
#             4 LOAD_CONST             1 (None)
#             5 RETURN_VALUE
#
# code f, line 1, stack 5
#   flags: optimized newlocals
#   variables: x
#     1       0 RESUME                 0
#     2       1 LOAD_GLOBAL            0 (y)
#             2 GET_ITER
#       >>    3 FOR_ITER               31 (to 31)
#             4 STORE_FAST             0 (x)
#     3       5 NOP
#     4       6 LOAD_FAST              0 (x)
#             7 POP_JUMP_IF_FALSE      14 (to 14)
#     7       8 LOAD_GLOBAL            1 (g)
#             9 PUSH_NULL
#            10 CALL                   0
#            11 POP_TOP
#            12 POP_TOP
#            13 JUMP_FORWARD           29 (to 29)
#     5      14 NOP
#     7      15 LOAD_GLOBAL            1 (g)
#            16 PUSH_NULL
#            17 CALL                   0
#            18 POP_TOP
#            19 JUMP_BACKWARD          3 (to 3)
#     - >>   20 PUSH_EXC_INFO
#     7      21 LOAD_GLOBAL            1 (g)
#            22 PUSH_NULL
#            23 CALL                   0
#            24 POP_TOP
#            25 RERAISE                0
#     - >>   26 COPY                   3
#            27 POP_EXCEPT
#            28 RERAISE                1
#     7      29 LOAD_CONST             0 (None)
#            30 RETURN_VALUE
#     2      31 LOAD_CONST             0 (None)
#            32 RETURN_VALUE
#   exceptions 6..7 to 20, depth 1
#   exceptions 14..14 to 20, depth 1
#   exceptions 20..25 to 26, depth 2, index

# ==== with
def f():
    with a() as b, c():
        return b
# ---- bytecode
# code <module>, line 1, stack 1
#             0 RESUME                 0
#     1       1 LOAD_CONST             0 (<code f>)
#             2 MAKE_FUNCTION          0
#             3 STORE_NAME             0 (f)
#             4 LOAD_CONST             1 (None)
#             5 RETURN_VALUE
#
# code f, line 1, stack 7
#   flags: optimized newlocals
#   variables: b
#     1       0 RESUME                 0
#     2       1 LOAD_GLOBAL            0 (a)
#             2 PUSH_NULL
#             3 CALL                   0
#             4 BEFORE_WITH
#             5 STORE_FAST             0 (b)
#             6 LOAD_GLOBAL            1 (c)
#             7 PUSH_NULL
#             8 CALL                   0
#             9 BEFORE_WITH
#            10 POP_TOP
#     3      11 LOAD_FAST              0 (b)
#     2      12 SWAP                   2
#            13 PUSH_NULL
#            14 LOAD_CONST             0 (None)
#            15 LOAD_CONST             0 (None)
#            16 LOAD_CONST             0 (None)
#            17 CALL                   3
#            18 POP_TOP
#            19 SWAP                   2
#            20 PUSH_NULL
#            21 LOAD_CONST             0 (None)
#            22 LOAD_CONST             0 (None)
#            23 LOAD_CONST             0 (None)
#            24 CALL                   3
#            25 POP_TOP
#            26 RETURN_VALUE
#       >>   27 PUSH_EXC_INFO
#            28 WITH_EXCEPT_START
#            29 POP_JUMP_IF_TRUE       31 (to 31)
#            30 RERAISE                2
#            31 POP_TOP
#            32 POP_EXCEPT
#            33 POP_TOP
#            34 POP_TOP
#            35 JUMP_FORWARD           39 (to 39)
#     - >>   36 COPY                   3
#            37 POP_EXCEPT
#            38 RERAISE                1
#     2      39 PUSH_NULL
#            40 LOAD_CONST             0 (None)
#            41 LOAD_CONST             0 (None)
#            42 LOAD_CONST             0 (None)
#            43 CALL                   3
#            44 POP_TOP
#            45 LOAD_CONST             0 (None)
#            46 RETURN_VALUE
#       >>   47 PUSH_EXC_INFO
#            48 WITH_EXCEPT_START
#            49 POP_JUMP_IF_TRUE       51 (to 51)
#            50 RERAISE                2
#            51 POP_TOP
#            52 POP_EXCEPT
#            53 POP_TOP
#            54 POP_TOP
#            55 JUMP_FORWARD           59 (to 59)
#     - >>   56 COPY                   3
#            57 POP_EXCEPT
#            58 RERAISE                1
#     2      59 LOAD_CONST             0 (None)
#            60 RETURN_VALUE
#   exceptions 5..9 to 47, depth 1, index
#   exceptions 10..11 to 27, depth 2, index
#   exceptions 12..18 to 47, depth 1, index
#   exceptions 27..31 to 36, depth 4, index
#   exceptions 32..38 to 47, depth 1, index
#   exceptions 47..51 to 56, depth 3, index

# ==== except*
try:
    a()
except* E as e:
    b()
except* F:
    c()
else:
    d()
# ---- bytecode
# code <module>, line 1, stack 7
#             0 RESUME                 0
#     1       1 NOP
#     2       2 LOAD_NAME              0 (a)
#             3 PUSH_NULL
#             4 CALL                   0
#             5 POP_TOP
#             6 JUMP_FORWARD           58 (to 58)
#     - >>    7 PUSH_EXC_INFO
#     3       8 BUILD_LIST             0
#             9 COPY                   2
#            10 LOAD_NAME              1 (E)
#            11 CHECK_EG_MATCH
#            12 COPY                   1
#            13 POP_JUMP_IF_NONE       29 (to 29)
#            14 STORE_NAME             2 (e)
#     4      15 LOAD_NAME              3 (b)
#            16 PUSH_NULL
#            17 CALL                   0
#            18 POP_TOP
#            19 LOAD_CONST             0 (None)
#            20 STORE_NAME             2 (e)
#            21 DELETE_NAME            2 (e)
#            22 JUMP_FORWARD           30 (to 30)
#     - >>   23 LOAD_CONST             0 (None)
#            24 STORE_NAME             2 (e)
#            25 DELETE_NAME            2 (e)
#            26 LIST_APPEND            3
#            27 POP_TOP
#            28 JUMP_FORWARD           30 (to 30)
#     3      29 POP_TOP
#     5 >>   30 LOAD_NAME              4 (F)
#            31 CHECK_EG_MATCH
#            32 COPY                   1
#            33 POP_JUMP_IF_NONE       43 (to 43)
#            34 POP_TOP
#     6      35 LOAD_NAME              5 (c)
#            36 PUSH_NULL
#            37 CALL                   0
#            38 POP_TOP
#            39 JUMP_FORWARD           44 (to 44)
#     - >>   40 LIST_APPEND            3
#            41 POP_TOP
#            42 JUMP_FORWARD           44 (to 44)
#     5      43 POP_TOP
#     - >>   44 LIST_APPEND            1
#            45 PREP_RERAISE_STAR
#            46 COPY                   1
#            47 POP_JUMP_IF_NOT_NONE   52 (to 52)
#            48 POP_TOP
#            49 POP_EXCEPT
#            50 LOAD_CONST             0 (None)
#            51 RETURN_VALUE
#            52 SWAP                   2
#            53 POP_EXCEPT
#            54 RERAISE                0
#       >>   55 COPY                   3
#            56 POP_EXCEPT
#            57 RERAISE                1
#     8      58 LOAD_NAME              6 (d)
#            59 PUSH_NULL
#            60 CALL                   0
#            61 POP_TOP
#            62 LOAD_CONST             0 (None)
#            63 RETURN_VALUE
#   exceptions 2..5 to 7, depth 0
#   exceptions 7..14 to 55, depth 1, index
#   exceptions 15..18 to 23, depth 4, index
#   exceptions 19..34 to 55, depth 1, index
#   exceptions 35..38 to 40, depth 4, index
#   exceptions 39..48 to 55, depth 1, index

# ==== raise
def f(a):
    assert a, "message"
    raise a from b
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
#   variables: a
#     1       0 RESUME                 0
#     2       1 LOAD_FAST              0 (a)
#             2 POP_JUMP_IF_TRUE       8 (to 8)
#             3 LOAD_ASSERTION_ERROR
#             4 PUSH_NULL
#             5 LOAD_CONST             1 ('message')
#             6 CALL                   1
#             7 RAISE_VARARGS          1
#     3       8 LOAD_FAST              0 (a)
#             9 LOAD_GLOBAL            0 (b)
#            10 RAISE_VARARGS          2

