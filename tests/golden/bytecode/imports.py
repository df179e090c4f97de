# Imports.

# ==== import
import a
import b.c
import d.e.f as g
# ---- bytecode
# code <module>, line 1, stack 2
#             0 RESUME                 0
#     1       1 LOAD_CONST             0 (0)
#             2 LOAD_CONST             1 (None)
#             3 IMPORT_NAME            0 (a)
#             4 STORE_NAME             0 (a)
#     2       5 LOAD_CONST             0 (0)
#             6 LOAD_CONST             1 (None)
#             7 IMPORT_NAME            1 (b.c)
#             8 STORE_NAME             2 (b)
#     3       9 LOAD_CONST             0 (0)
#            10 LOAD_CONST             1 (None)
#            11 IMPORT_NAME            3 (d.e.f)
#            12 IMPORT_FROM            4 (e)
#            13 SWAP                   2
#            14 POP_TOP
#            15 IMPORT_FROM            5 (f)
#            16 STORE_NAME             6 (g)
#            17 POP_TOP
#            18 LOAD_CONST             1 (None)
#            19 RETURN_VALUE

# ==== from
from a import b, c as d
from . import e
from .f import g
from h import *
# ---- bytecode
# code <module>, line 1, stack 2
#             0 RESUME                 0
#     1       1 LOAD_CONST             0 (0)
#             2 LOAD_CONST             1 (('b', 'c'))
#             3 IMPORT_NAME            0 (a)
#             4 IMPORT_FROM            1 (b)
#             5 STORE_NAME             1 (b)
#             6 IMPORT_FROM            2 (c)
#             7 STORE_NAME             3 (d)
#             8 POP_TOP
#     2       9 LOAD_CONST             2 (1)
#            10 LOAD_CONST             3 (('e',))
#            11 IMPORT_NAME            4
#            12 IMPORT_FROM            5 (e)
#            13 STORE_NAME             5 (e)
#            14 POP_TOP
#     3      15 LOAD_CONST             2 (1)
#            16 LOAD_CONST             4 (('g',))
#            17 IMPORT_NAME            6 (f)
#            18 IMPORT_FROM            7 (g)
#            19 STORE_NAME             7 (g)
#            20 POP_TOP
#     4      21 LOAD_CONST             0 (0)
#            22 LOAD_CONST             5 (('*',))
#            23 IMPORT_NAME            8 (h)
#            24 IMPORT_STAR
#            25 LOAD_CONST             6 (None)
#            26 RETURN_VALUE

