"""Compares code units with CPython 3.11's code objects.

    python3.11 compare_with_cpython.py COMPILE_TOOL FILE...

Names, counts and flags must agree; so must, for the instructions that both have, the source positions
at which they occur. Differences that are meant are listed in `SAME`.
"""

import collections
import json
import subprocess
import sys
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
    import dis
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


def constant_repr(value):
    return repr(value)


class Comparison:
    def __init__(self, path, with_positions):
        self.path = path
        self.with_positions = with_positions
        self.differences = 0

    def differ(self, unit, what, ours, theirs):
        self.differences += 1
        print(f"{self.path}: {unit['qualname']} (line {unit['firstlineno']}): {what}\n"
              f"    ours    {ours}\n    CPython {theirs}")

    def same(self, unit, what, ours, theirs):
        if ours != theirs:
            self.differ(unit, what, ours, theirs)

    def units(self, unit, code):
        for name in ("name", "qualname", "firstlineno", "argcount", "posonlyargcount",
                     "kwonlyargcount", "flags"):
            self.same(unit, name, unit[name], getattr(code, "co_" + name))
        for name in ("cellvars", "freevars", "varnames"):
            ours, theirs = unit[name], list(getattr(code, "co_" + name))
            if name == "varnames":  # Those after the parameters come in any order.
                count = code.co_argcount + code.co_kwonlyargcount
                self.same(unit, name, ours[:count], theirs[:count])
                ours, theirs = sorted(ours), sorted(theirs)
            self.same(unit, name, ours, theirs)
        if self.with_positions:
            self.positions(unit, code)
        nested = [c for c in code.co_consts if isinstance(c, types.CodeType)]
        ours = sorted((c for c in unit["consts"] if isinstance(c, dict)), key=lambda u: (u["firstlineno"], u["qualname"]))
        nested.sort(key=lambda c: (c.co_firstlineno, c.co_qualname))
        self.same(unit, "nested units", [u["qualname"] for u in ours],
                  [c.co_qualname for c in nested])
        for inner, inner_code in zip(ours, nested):
            self.units(inner, inner_code)

    def positions(self, unit, code):
        ours, theirs = positions_of_ours(unit), positions_of_cpython(code)
        for key in sorted(ours.keys() ^ theirs.keys(), key=str):
            self.differ(unit, f"instructions {key}", ours[key], theirs[key])


def main():
    arguments = sys.argv[1:]
    with_positions = "--no-positions" not in arguments
    tool, *paths = [a for a in arguments if not a.startswith("--")]
    total = files = 0
    for path in paths:
        with open(path, "rb") as file:
            source = file.read()
        result = subprocess.run([tool, "--json", path], capture_output=True, text=True)
        try:
            ours = json.loads(result.stdout.splitlines()[0])
        except (IndexError, ValueError):
            print(f"{path}: no output, status {result.returncode} {result.stdout[:200]} {result.stderr[:200]}")
            total += 1
            continue
        try:
            code = compile(source, path, "exec", dont_inherit=True)
        except SyntaxError as error:
            theirs = {"error": error.msg, "line": error.lineno, "offset": error.offset,
                      "end_line": error.end_lineno, "end_offset": error.end_offset}
            if ours != theirs:
                total += 1
                print(f"{path}\n    ours    {ours if 'error' in ours else 'no error'}\n    CPython {theirs}")
            continue
        if "error" in ours:
            print(f"{path}: refused: {ours}")
            total += 1
            continue
        comparison = Comparison(path, with_positions)
        comparison.units(ours, code)
        total += comparison.differences
        files += 1
    print(f"{files} files compared, {total} differences")
    return total != 0


if __name__ == "__main__":
    sys.exit(main())
