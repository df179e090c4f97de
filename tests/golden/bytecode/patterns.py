# match.

# ==== values and names
match a:
    case 1 | -2 | "x": b
    case None: c
    case d.e: f
    case g: h
# ---- bytecode
# code <module>, line 1, stack 4
#             0 RESUME                 0
#     1       1 LOAD_NAME              0 (a)
#     2       2 COPY                   1
#             3 COPY                   1
#             4 LOAD_CONST             0 (1)
#             5 COMPARE_EQ
#             6 POP_JUMP_IF_TRUE       17 (to 17)
#             7 COPY                   1
#             8 LOAD_CONST             1 (-2)
#             9 COMPARE_EQ
#            10 POP_JUMP_IF_TRUE       17 (to 17)
#            11 COPY                   1
#            12 LOAD_CONST             2 ('x')
#            13 COMPARE_EQ
#            14 POP_JUMP_IF_TRUE       17 (to 17)
#            15 POP_TOP
#            16 JUMP_FORWARD           23 (to 23)
#       >>   17 POP_TOP
#            18 POP_TOP
#            19 LOAD_NAME              1 (b)
#            20 POP_TOP
#            21 LOAD_CONST             3 (None)
#            22 RETURN_VALUE
#     3      23 COPY                   1
#            24 POP_JUMP_IF_NOT_NONE   30 (to 30)
#            25 POP_TOP
#            26 LOAD_NAME              2 (c)
#            27 POP_TOP
#            28 LOAD_CONST             3 (None)
#            29 RETURN_VALUE
#     4      30 COPY                   1
#            31 LOAD_NAME              3 (d)
#            32 LOAD_ATTR              4 (e)
#            33 COMPARE_EQ
#            34 POP_JUMP_IF_FALSE      40 (to 40)
#            35 POP_TOP
#            36 LOAD_NAME              5 (f)
#            37 POP_TOP
#            38 LOAD_CONST             3 (None)
#            39 RETURN_VALUE
#     5      40 STORE_NAME             6 (g)
#            41 LOAD_NAME              7 (h)
#            42 POP_TOP
#            43 LOAD_CONST             3 (None)
#            44 RETURN_VALUE

# ==== sequences
match a:
    case [x, y]: b
    case [1, *_, z]: c
    case [x, *rest] if x: d
    case _: e
# ---- bytecode
# code <module>, line 1, stack 5
#             0 RESUME                 0
#     1       1 LOAD_NAME              0 (a)
#     2       2 COPY                   1
#             3 MATCH_SEQUENCE
#             4 POP_JUMP_IF_FALSE      17 (to 17)
#             5 GET_LEN
#             6 LOAD_CONST             0 (2)
#             7 COMPARE_EQ
#             8 POP_JUMP_IF_FALSE      17 (to 17)
#             9 UNPACK_SEQUENCE        2
#            10 STORE_NAME             1 (x)
#            11 STORE_NAME             2 (y)
#            12 POP_TOP
#            13 LOAD_NAME              3 (b)
#            14 POP_TOP
#            15 LOAD_CONST             3 (None)
#            16 RETURN_VALUE
#       >>   17 POP_TOP
#     3      18 COPY                   1
#            19 MATCH_SEQUENCE
#            20 POP_JUMP_IF_FALSE      44 (to 44)
#            21 GET_LEN
#            22 LOAD_CONST             0 (2)
#            23 COMPARE_GE
#            24 POP_JUMP_IF_FALSE      44 (to 44)
#            25 COPY                   1
#            26 LOAD_CONST             1 (0)
#            27 BINARY_SUBSCR
#            28 LOAD_CONST             2 (1)
#            29 COMPARE_EQ
#            30 POP_JUMP_IF_FALSE      44 (to 44)
#            31 COPY                   1
#            32 GET_LEN
#            33 LOAD_CONST             2 (1)
#            34 BINARY_SUBTRACT        0
#            35 BINARY_SUBSCR
#            36 SWAP                   2
#            37 POP_TOP
#            38 STORE_NAME             4 (z)
#            39 POP_TOP
#            40 LOAD_NAME              5 (c)
#            41 POP_TOP
#            42 LOAD_CONST             3 (None)
#            43 RETURN_VALUE
#       >>   44 POP_TOP
#     4      45 MATCH_SEQUENCE
#            46 POP_JUMP_IF_FALSE      60 (to 60)
#            47 GET_LEN
#            48 LOAD_CONST             2 (1)
#            49 COMPARE_GE
#            50 POP_JUMP_IF_FALSE      60 (to 60)
#            51 UNPACK_EX              1
#            52 STORE_NAME             1 (x)
#            53 STORE_NAME             6 (rest)
#            54 LOAD_NAME              1 (x)
#            55 POP_JUMP_IF_FALSE      61 (to 61)
#            56 LOAD_NAME              7 (d)
#            57 POP_TOP
#            58 LOAD_CONST             3 (None)
#            59 RETURN_VALUE
#       >>   60 POP_TOP
#     5 >>   61 LOAD_NAME              8 (e)
#            62 POP_TOP
#            63 LOAD_CONST             3 (None)
#            64 RETURN_VALUE

# ==== mappings
match a:
    case {}: b
    case {"k": v, **rest}: c
# ---- bytecode
# code <module>, line 1, stack 4
#             0 RESUME                 0
#     1       1 LOAD_NAME              0 (a)
#     2       2 COPY                   1
#             3 MATCH_MAPPING
#             4 POP_JUMP_IF_FALSE      11 (to 11)
#             5 POP_TOP
#             6 POP_TOP
#             7 LOAD_NAME              1 (b)
#             8 POP_TOP
#             9 LOAD_CONST             2 (None)
#            10 RETURN_VALUE
#            11 POP_TOP
#     3      12 MATCH_MAPPING
#            13 POP_JUMP_IF_FALSE      42 (to 42)
#            14 GET_LEN
#            15 LOAD_CONST             0 (1)
#            16 COMPARE_GE
#            17 POP_JUMP_IF_FALSE      42 (to 42)
#            18 LOAD_CONST             1 ('k')
#            19 BUILD_TUPLE            1
#            20 MATCH_KEYS
#            21 COPY                   1
#            22 POP_JUMP_IF_NONE       40 (to 40)
#            23 UNPACK_SEQUENCE        1
#            24 SWAP                   3
#            25 SWAP                   2
#            26 BUILD_MAP              0
#            27 SWAP                   3
#            28 DICT_UPDATE            2
#            29 UNPACK_SEQUENCE        1
#            30 COPY                   2
#            31 SWAP                   2
#            32 DELETE_SUBSCR
#            33 SWAP                   2
#            34 STORE_NAME             2 (v)
#            35 STORE_NAME             3 (rest)
#            36 LOAD_NAME              4 (c)
#            37 POP_TOP
#            38 LOAD_CONST             2 (None)
#            39 RETURN_VALUE
#            40 POP_TOP
#            41 POP_TOP
#       >>   42 POP_TOP
#            43 LOAD_CONST             2 (None)
#            44 RETURN_VALUE

# ==== classes
match a:
    case A(x, y=1) as z: b
    case B() | C(): c
# ---- bytecode
# code <module>, line 1, stack 5
#             0 RESUME                 0
#     1       1 LOAD_NAME              0 (a)
#     2       2 COPY                   1
#             3 COPY                   1
#             4 LOAD_NAME              1 (A)
#             5 LOAD_CONST             0 (('y',))
#             6 MATCH_CLASS            1
#             7 COPY                   1
#             8 POP_JUMP_IF_NONE       23 (to 23)
#             9 UNPACK_SEQUENCE        2
#            10 SWAP                   3
#            11 SWAP                   2
#            12 LOAD_CONST             1 (1)
#            13 COMPARE_EQ
#            14 POP_JUMP_IF_FALSE      23 (to 23)
#            15 SWAP                   2
#            16 STORE_NAME             2 (x)
#            17 STORE_NAME             3 (z)
#            18 POP_TOP
#            19 LOAD_NAME              4 (b)
#            20 POP_TOP
#            21 LOAD_CONST             3 (None)
#            22 RETURN_VALUE
#       >>   23 POP_TOP
#            24 POP_TOP
#     3      25 COPY                   1
#            26 LOAD_NAME              5 (B)
#            27 LOAD_CONST             2 (())
#            28 MATCH_CLASS            0
#            29 COPY                   1
#            30 POP_JUMP_IF_NONE       33 (to 33)
#            31 UNPACK_SEQUENCE        0
#            32 JUMP_FORWARD           46 (to 46)
#            33 POP_TOP
#            34 COPY                   1
#            35 LOAD_NAME              6 (C)
#            36 LOAD_CONST             2 (())
#            37 MATCH_CLASS            0
#            38 COPY                   1
#            39 POP_JUMP_IF_NONE       42 (to 42)
#            40 UNPACK_SEQUENCE        0
#            41 JUMP_FORWARD           46 (to 46)
#            42 POP_TOP
#            43 POP_TOP
#            44 LOAD_CONST             3 (None)
#            45 RETURN_VALUE
#       >>   46 POP_TOP
#            47 LOAD_NAME              7 (c)
#            48 POP_TOP
#            49 LOAD_CONST             3 (None)
#            50 RETURN_VALUE

# ==== alternatives
match a:
    case [x, y] | [y, x, _]: b
# ---- bytecode
# code <module>, line 1, stack 4
#             0 RESUME                 0
#     1       1 LOAD_NAME              0 (a)
#     2       2 COPY                   1
#             3 MATCH_SEQUENCE
#             4 POP_JUMP_IF_FALSE      11 (to 11)
#             5 GET_LEN
#             6 LOAD_CONST             0 (2)
#             7 COMPARE_EQ
#             8 POP_JUMP_IF_FALSE      11 (to 11)
#             9 UNPACK_SEQUENCE        2
#            10 JUMP_FORWARD           31 (to 31)
#       >>   11 POP_TOP
#            12 COPY                   1
#            13 MATCH_SEQUENCE
#            14 POP_JUMP_IF_FALSE      27 (to 27)
#            15 GET_LEN
#            16 LOAD_CONST             1 (3)
#            17 COMPARE_EQ
#            18 POP_JUMP_IF_FALSE      27 (to 27)
#            19 UNPACK_SEQUENCE        3
#            20 SWAP                   3
#            21 SWAP                   2
#            22 SWAP                   3
#            23 SWAP                   2
#            24 POP_TOP
#            25 SWAP                   2
#            26 JUMP_FORWARD           31 (to 31)
#       >>   27 POP_TOP
#            28 POP_TOP
#            29 LOAD_CONST             2 (None)
#            30 RETURN_VALUE
#       >>   31 SWAP                   3
#            32 SWAP                   2
#            33 SWAP                   3
#            34 SWAP                   2
#            35 POP_TOP
#            36 STORE_NAME             1 (x)
#            37 STORE_NAME             2 (y)
#            38 LOAD_NAME              3 (b)
#            39 POP_TOP
#            40 LOAD_CONST             2 (None)
#            41 RETURN_VALUE

