#!/usr/bin/python3.11
"""Makes a failing program small: leaves out and simplifies parts while it still fails.

    reduce.py --tpy build/tpy --mode pe failures/seed_17_pe.py > small.py

Works on the syntax tree, from large to small: whole statements, then a compound statement replaced
by its body, then expressions replaced by one of their operands. A candidate counts as failing if
CPython ends well with it in two seconds and the VM, in the given mode, answers differently.
"""

import argparse
import ast
import copy
import sys
import tempfile
from pathlib import Path

from compare import JUDGE, Mode, Program, programs


class Reducer:
    def __init__(self, tpy, mode, folder):
        self.tpy, self.mode = tpy, mode
        self.path = Path(folder) / "candidate.py"
        self.tried = 0

    def fails(self, tree):
        self.tried += 1
        try:
            self.path.write_text(ast.unparse(tree) + "\n")
        except (ValueError, AttributeError, TypeError):
            return False
        program = Program.read(self.path)
        expected = programs.run([JUDGE], program, 2)
        if expected.status != 0 or "0x" in expected.stdout:  # addresses differ by themselves
            return False
        actual = programs.run_in_mode(self.tpy, self.mode, program, 10)
        return actual.essence(False) != expected.essence(False)

    def reduce(self, tree):
        """Repeats all steps until none of them makes the program smaller."""
        while True:
            before = ast.dump(tree)
            for step in (self.drop_statements, self.unwrap_statements, self.simplify_expressions):
                tree = step(tree)
                lines = len(ast.unparse(tree).splitlines())
                sys.stderr.write(f"{lines} lines, {self.tried} tried\n")
            if ast.dump(tree) == before:
                return tree

    def drop_statements(self, tree):
        """Leaves out runs of statements, long runs first, in every block."""
        block = 0
        while block < len(blocks(tree)):
            length = len(blocks(tree)[block])
            while length:
                start = 0
                while start < len(blocks(tree)[block]):
                    candidate = copy.deepcopy(tree)
                    statements = blocks(candidate)[block]
                    del statements[start:start + length]
                    if not statements and block:
                        statements.append(ast.Pass())
                    if ast.dump(candidate) != ast.dump(tree) and self.fails(candidate):
                        tree = candidate
                    else:
                        start += length
                length //= 2
            block += 1
        return tree

    def unwrap_statements(self, tree):
        """Puts the body of an if, loop, try or with in the place of the whole."""
        block = 0
        while block < len(blocks(tree)):
            place = 0
            while place < len(blocks(tree)[block]):
                candidate = copy.deepcopy(tree)
                statements = blocks(candidate)[block]
                statement = statements[place]
                if isinstance(statement, (ast.If, ast.For, ast.While, ast.Try, ast.With)):
                    statements[place:place + 1] = statement.body
                    if self.fails(candidate):
                        tree = candidate
                        continue
                place += 1
            block += 1
        return tree

    def simplify_expressions(self, tree):
        """Replaces an expression by one of the expressions inside it, or by a small constant."""
        number = 0
        while number < len(expressions(tree)):
            owner, name, index = expressions(tree)[number]
            old = child(owner, name, index)
            choices = [node for node in ast.iter_child_nodes(old) if isinstance(node, ast.expr)]
            if not isinstance(old, (ast.Constant, ast.Name)):
                choices.append(ast.Constant(1))
            for choice in choices:
                candidate = copy.deepcopy(tree)
                set_child(*expressions(candidate)[number], copy.deepcopy(choice))
                if self.fails(candidate):
                    tree = candidate
                    break
            else:
                number += 1
        return tree


def blocks(tree):
    """Every list of statements in the tree, the module's first."""
    return [value for node in ast.walk(tree) for _, value in ast.iter_fields(node)
            if isinstance(value, list) and value and isinstance(value[0], ast.stmt)]


def expressions(tree):
    """Where expressions that are read stand: (owner, field, index or None)."""
    places = []
    for node in ast.walk(tree):
        for name, value in ast.iter_fields(node):
            if isinstance(value, list):
                places += [(node, name, i) for i, item in enumerate(value) if is_read(item)]
            elif is_read(value):
                places.append((node, name, None))
    return places


def is_read(node):
    return isinstance(node, ast.expr) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load)


def child(owner, name, index):
    value = getattr(owner, name)
    return value if index is None else value[index]


def set_child(owner, name, index, node):
    if index is None:
        setattr(owner, name, node)
    else:
        getattr(owner, name)[index] = node


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--tpy", type=Path, required=True, help="the VM that fails")
    parser.add_argument("--mode", default="pe", help="the mode in which it fails")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="reduce-") as folder:
        reducer = Reducer(options.tpy.absolute(), Mode.parse(options.mode)[0], folder)
        tree = ast.parse(options.file.read_text())
        if not reducer.fails(tree):
            sys.exit(f"{options.file} does not fail in mode {options.mode}")
        print(ast.unparse(reducer.reduce(tree)))


if __name__ == "__main__":
    sys.exit(main())
