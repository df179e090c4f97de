"""Compares our code objects, as JSON, with CPython 3.11's: `differences(ours, theirs)`.

CPython keeps code objects of code that it drops, and two of what a `finally` holds; of ours, one at a
place is compared with one. Names, counts and flags must agree; so must, for the instructions that both have, the source positions
at which they occur. Differences that are meant are listed in `SAME`.
"""

import collections
import dis
import types

OPERATORS = {
    0: "ADD", 1: "AND", 2: "FLOOR_DIVIDE", 3: "LSHIFT", 4: "MATRIX_MULTIPLY", 5: "MULTIPLY",
    6: "MODULO", 7: "OR", 8: "POWER", 9: "RSHIFT", 10: "SUBTRACT", 11: "TRUE_DIVIDE", 12: "XOR",
}
COMPARISONS = {"<": "LT", "<=": "LE", "==": "EQ", "!=": "NE", ">": "GT", ">=": "GE"}

# Present on both sides with the same meaning, so their positions are compared.
COMPARED = {
    "LOAD_GLOBAL", "STORE_GLOBAL", "DELETE_GLOBAL", "LOAD_NAME", "STORE_NAME", "DELETE_NAME",
    "LOAD_DEREF", "STORE_DEREF", "DELETE_DEREF", "LOAD_CLASSDEREF", "LOAD_CLOSURE", "STORE_FAST",
    "DELETE_FAST", "LOAD_ATTR", "STORE_ATTR", "DELETE_ATTR", "LOAD_METHOD", "CALL",
    "CALL_FUNCTION_EX", "BINARY_SUBSCR", "STORE_SUBSCR", "DELETE_SUBSCR", "UNPACK_SEQUENCE",
    "UNPACK_EX", "GET_ITER", "FOR_ITER", "GET_YIELD_FROM_ITER", "SEND", "YIELD_VALUE",
    "GET_AWAITABLE", "GET_AITER", "GET_ANEXT", "END_ASYNC_FOR", "BEFORE_WITH",
    "BEFORE_ASYNC_WITH", "RAISE_VARARGS", "CHECK_EXC_MATCH", "CHECK_EG_MATCH", "IMPORT_NAME",
    "IMPORT_FROM", "IMPORT_STAR", "FORMAT_VALUE", "MAKE_FUNCTION", "BUILD_SLICE", "MATCH_CLASS",
    "MATCH_KEYS", "IS_OP", "CONTAINS_OP", "UNARY_NOT", "UNARY_NEGATIVE", "UNARY_INVERT",
    "BUILD_STRING", "LIST_APPEND", "SET_ADD", "MAP_ADD", "LIST_EXTEND", "DICT_MERGE",
    "PRINT_EXPR", "LOAD_ASSERTION_ERROR", "LOAD_BUILD_CLASS", "RETURN_GENERATOR", "POP_EXCEPT",
    "WITH_EXCEPT_START", "RERAISE", "PUSH_EXC_INFO", "RESUME", "RETURN_VALUE",
} | {"COMPARE_" + name for name in COMPARISONS.values()} | {"BINARY_" + name for name in OPERATORS.values()}


# Where this compiler chooses by other rules than CPython.
SAME = {"CALL_KW": "CALL", "LOAD_METHOD": "LOAD_ATTR"}


def cpython_instructions(code):
    for instruction in dis.get_instructions(code):
        name = instruction.opname
        if name == "BINARY_OP":
            name = "BINARY_" + OPERATORS[instruction.arg % 13]
        elif name == "COMPARE_OP":
            name = "COMPARE_" + COMPARISONS[instruction.argrepr]
        yield name, instruction.positions


def positions_of_cpython(code):
    found = collections.Counter()
    for name, position in cpython_instructions(code):
        name = SAME.get(name, name)
        if name in COMPARED:
            found[name, position.lineno, position.end_lineno, position.col_offset,
                  position.end_col_offset] += 1
    return found


def positions_of_ours(unit):
    found = collections.Counter()
    lines = [list(line) for line in unit["lines"]]
    for before, between, line in zip(lines, lines[1:], lines[2:]):
        if line[0].startswith("LOAD_SUPER"):  # `__class__` stands where CPython calls super.
            before[0], between[0], line[0] = "CALL", "", "LOAD_ATTR"
    for name, line, end_line, column, end_column, operand in lines:
        name = SAME.get(name, name)
        if name in COMPARED:
            found[(name,) + tuple(None if n < 0 else n
                                  for n in (line, end_line, column, end_column))] += 1
    return found


def differences(unit, code, with_positions=True):
    """What differs between a code object of ours and one of CPython's, nested ones included: texts."""
    found = []
    for name in ("name", "qualname", "firstlineno", "argcount", "posonlyargcount", "kwonlyargcount",
                 "flags"):
        note(found, unit, name, unit[name], getattr(code, "co_" + name))
    for name in ("cellvars", "freevars", "varnames"):
        ours, theirs = unit[name], list(getattr(code, "co_" + name))
        if name == "varnames":  # Those after the parameters come in any order.
            count = code.co_argcount + code.co_kwonlyargcount
            note(found, unit, name, ours[:count], theirs[:count])
            ours, theirs = sorted(ours), sorted(theirs)
        note(found, unit, name, ours, theirs)
    if with_positions:
        positions(found, unit, code)
    mine = {(c["firstlineno"], c["qualname"]): c for c in unit["consts"] if isinstance(c, dict)}
    theirs = {(c.co_firstlineno, c.co_qualname): c for c in code.co_consts if isinstance(c, types.CodeType)}
    note(found, unit, "nested, but not in CPython", sorted(mine.keys() - theirs.keys()), [])
    for place in mine.keys() & theirs.keys():
        found += differences(mine[place], theirs[place], with_positions)
    return found


def note(found, unit, what, ours, theirs):
    if ours != theirs:
        found.append(f"{unit['qualname']} (line {unit['firstlineno']}): {what}: ours {ours}, "
                     f"CPython {theirs}")


def positions(found, unit, code):
    ours, theirs = positions_of_ours(unit), positions_of_cpython(code)
    for key in sorted(ours.keys() ^ theirs.keys(), key=str):
        note(found, unit, f"instructions {key}", ours[key], theirs[key])
