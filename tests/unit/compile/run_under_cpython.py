"""Runs a Python program with CPython 3.11 executing this compiler's bytecode.

    python3.11 run_under_cpython.py COMPILE_TOOL [-m MODULE | FILE] ARGUMENTS...

The units are translated instruction by instruction into CPython's code objects, for the program and
for every module that it imports from source afterwards. What the compiler gets wrong shows without an
interpreter of ours: CPython's own tests can be run on it.
"""

import importlib.machinery
import json
import math
import opcode
import os
import runpy
import subprocess
import sys
import tempfile
import types

TOOL = None

BINARY = {
    "ADD": 0, "AND": 1, "FLOOR_DIVIDE": 2, "LSHIFT": 3, "MATRIX_MULTIPLY": 4, "MULTIPLY": 5,
    "MODULO": 6, "OR": 7, "POWER": 8, "RSHIFT": 9, "SUBTRACT": 10, "TRUE_DIVIDE": 11, "XOR": 12,
}
COMPARE = {"LT": 0, "LE": 1, "EQ": 2, "NE": 3, "GT": 4, "GE": 5}
CONDITIONAL = {
    "POP_JUMP_IF_FALSE": "POP_JUMP_FORWARD_IF_FALSE",
    "POP_JUMP_IF_TRUE": "POP_JUMP_FORWARD_IF_TRUE",
    "POP_JUMP_IF_NONE": "POP_JUMP_FORWARD_IF_NONE",
    "POP_JUMP_IF_NOT_NONE": "POP_JUMP_FORWARD_IF_NOT_NONE",
    "JUMP_IF_FALSE_OR_POP": "JUMP_IF_FALSE_OR_POP",
    "JUMP_IF_TRUE_OR_POP": "JUMP_IF_TRUE_OR_POP",
    "JUMP_FORWARD": "JUMP_FORWARD",
    "FOR_ITER": "FOR_ITER",
    "SEND": "SEND",
}


def translate_line(name, operand):
    """CPython's instructions for one of ours; a jump keeps its target as ("to", index)."""
    if name.startswith("BINARY_") and name[7:] in BINARY:
        return [("BINARY_OP", BINARY[name[7:]] + 13 * operand)]
    if name.startswith("COMPARE_"):
        return [("COMPARE_OP", COMPARE[name[8:]])]
    if name in CONDITIONAL:
        return [(CONDITIONAL[name], ("to", operand))]
    if name.startswith("JUMP_BACKWARD"):
        return [(name, ("to", operand))]
    if name == "PUSH_NULL":  # CPython has it under the callable.
        return [("PUSH_NULL", 0), ("SWAP", 2)]
    if name == "LOAD_FAST_CHECK":
        return [("LOAD_FAST", operand)]
    if name == "LOAD_GLOBAL":
        return [("LOAD_GLOBAL", operand * 2)]
    if name == "CALL":
        return [("PRECALL", operand), ("CALL", operand)]
    if name == "CALL_KW":  # The names were loaded by the instruction before.
        return [("POP_TOP", 0), ("KW_NAMES", ("names", 0)), ("PRECALL", operand), ("CALL", operand)]
    if name in ("LOAD_SUPER_ATTR", "LOAD_SUPER_METHOD"):
        return [("BUILD_TUPLE", 2), ("PUSH_NULL", 0), ("SWAP", 3), ("SWAP", 2),
                ("CALL_FUNCTION_EX", 0), (name.replace("_SUPER", ""), operand)]
    return [(name, operand)]


class Assembler:
    def __init__(self, unit):
        self.unit = unit
        self.lines = []  # (our index, name, operand)
        previous = 0
        for index, (name, *_, operand) in enumerate(unit["lines"]):
            if name == "JUMP_BACKWARD" and unit["lines"][operand][0] == "SEND":
                name = "JUMP_BACKWARD_NO_INTERRUPT"
            for new_name, new_operand in translate_line(name, operand):
                if new_operand == ("names", 0):
                    new_operand = previous
                self.lines.append([index, new_name, new_operand])
            previous = operand
        self.sizes = [1] * len(self.lines)

    def caches(self, name):
        return opcode._inline_cache_entries[opcode.opmap[name]]

    def place(self):
        self.starts, self.ends, self.first = [], [], {}
        at = 0
        for (index, name, _), size in zip(self.lines, self.sizes):
            self.first.setdefault(index, at)
            self.starts.append(at)
            at += size + self.caches(name)
            self.ends.append(at)
        self.first[len(self.unit["lines"])] = at

    def operand(self, i):
        _, name, operand = self.lines[i]
        if isinstance(operand, tuple):
            target = self.first[operand[1]]
            return abs(target - self.ends[i])
        return operand

    def code(self):
        while True:
            self.place()
            grown = False
            for i in range(len(self.lines)):
                needed = 1
                while self.operand(i) >> 8 * needed:
                    needed += 1
                if needed > self.sizes[i]:
                    self.sizes[i], grown = needed, True
            if not grown:
                break
        out = bytearray()
        for i, (_, name, _) in enumerate(self.lines):
            operand = self.operand(i)
            for part in range(self.sizes[i] - 1, 0, -1):
                out += bytes((opcode.EXTENDED_ARG, operand >> 8 * part & 255))
            out += bytes((opcode.opmap[name], operand & 255))
            out += bytes(2 * self.caches(name))
        return bytes(out)

    def exception_table(self):
        def varint(value, first):
            parts = [value & 63]
            while value := value >> 6:
                parts.append(value & 63 | 64)
            parts.reverse()
            for i in range(len(parts) - 1):
                parts[i] |= 64
            parts[-1] &= 63
            if first:
                parts[0] |= 128
            return bytes(parts)
        table = b""
        for start, end, handler, depth, lasti in self.unit["exceptions"]:
            begin = self.first[start]
            table += (varint(begin, True) + varint(self.first[end] - begin, False)
                      + varint(self.first[handler], False) + varint(depth << 1 | lasti, False))
        return table

    def line_table(self):
        def varint(value):
            out = bytearray()
            while value > 63:
                out.append(value & 63 | 64)
                value >>= 6
            out.append(value)
            return bytes(out)

        def signed(value):
            return varint(-value << 1 | 1 if value < 0 else value << 1)
        table, current = b"", self.unit["firstlineno"]
        for i, (index, name, _) in enumerate(self.lines):
            _, line, end_line, column, end_column, _ = self.unit["lines"][index]
            left = self.ends[i] - self.starts[i]
            while left:
                length = min(left, 8)
                left -= length
                if line < 0:
                    table += bytes([0x80 | 15 << 3 | length - 1])
                else:
                    table += bytes([0x80 | 14 << 3 | length - 1]) + signed(line - current)
                    table += varint(end_line - line) + varint(column + 1) + varint(end_column + 1)
                    current = line
        return table


def constant(value):
    if isinstance(value, dict):
        return code_object(value)
    return eval(value, {"inf": math.inf, "nan": math.nan})


EMPTY = compile("", "", "exec")


def code_object(unit):
    assembler = Assembler(unit)
    code = assembler.code()
    return EMPTY.replace(
        co_argcount=unit["argcount"], co_posonlyargcount=unit["posonlyargcount"],
        co_kwonlyargcount=unit["kwonlyargcount"], co_stacksize=unit["stacksize"] + 4,
        co_flags=unit["flags"], co_firstlineno=unit["firstlineno"], co_code=code,
        co_consts=tuple(map(constant, unit["consts"])), co_names=tuple(unit["names"]),
        co_varnames=tuple(unit["varnames"]), co_freevars=tuple(unit["freevars"]),
        co_cellvars=tuple(unit["cellvars"]), co_filename=unit["filename"], co_name=unit["name"],
        co_qualname=unit["qualname"], co_linetable=assembler.line_table(),
        co_exceptiontable=assembler.exception_table(), co_nlocals=len(unit["varnames"]))


def decoded(value):
    """The tool writes each byte of a str as a character."""
    if isinstance(value, str):
        return value.encode("latin-1").decode("utf-8", "surrogatepass")
    if isinstance(value, list):
        return [decoded(item) for item in value]
    if isinstance(value, dict):
        return {name: decoded(item) for name, item in value.items()}
    return value


def compile_file(path):
    result = subprocess.run([TOOL, "--json", path], capture_output=True, text=True)
    if not result.stdout:
        raise SystemError(f"{path}: compiler failed: {result.stderr}")
    unit = decoded(json.loads(result.stdout.splitlines()[0]))
    if "error" in unit:
        raise SyntaxError(unit["error"], (path, unit["line"], unit["offset"], ""))
    return code_object(unit)


compiled = set()


def source_to_code(self, data, path, *, _optimize=-1):
    if isinstance(data, (bytes, str)) and os.path.isfile(path):
        compiled.add(path)
        return compile_file(path)
    return compile(data, path, "exec", dont_inherit=True, optimize=_optimize)


def main():
    global TOOL
    TOOL = os.path.abspath(sys.argv[1])
    sys.dont_write_bytecode = True
    importlib.machinery.SourceFileLoader.source_to_code = source_to_code
    # Nothing from caches: they hold CPython's own bytecode.
    importlib._bootstrap_external.SourceLoader.get_code = \
        lambda self, name: source_to_code(self, self.get_data(self.get_filename(name)),
                                          self.get_filename(name))
    sys.argv = sys.argv[2:]
    if sys.argv[0] == "-m":
        module = sys.argv[1]
        sys.argv = sys.argv[1:]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    else:
        sys.path.insert(0, os.path.dirname(os.path.abspath(sys.argv[0])))
        namespace = {"__name__": "__main__", "__file__": sys.argv[0], "__builtins__": __builtins__}
        sys.modules["__main__"].__dict__.update(namespace)
        exec(compile_file(sys.argv[0]), sys.modules["__main__"].__dict__)


if __name__ == "__main__":
    main()
