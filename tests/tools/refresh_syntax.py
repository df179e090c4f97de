#!/usr/bin/python3.11
"""Asks CPython 3.11 again what tests/golden/syntax/*.txt expects.

    refresh_syntax.py [FILE ...]

A golden is a list of cases of two lines: `< source`, with \\n, \\t, \\f, \\r and \\\\ for what a line cannot
hold, and `> expectation`: `ast.dump` of the tree without positions, or the failure as
`Kind line:column-line:column message`. Lines that start with # are comments. Add a case by its `<` line
alone and run this.
"""

import ast
import pathlib
import re
import sys
import warnings

ESCAPES = {"n": "\n", "t": "\t", "f": "\f", "r": "\r", "\\": "\\"}


def unescape(text):
    return re.sub(r"\\(.)", lambda match: ESCAPES[match[1]], text)


def expectation(source):
    try:
        return ast.dump(ast.parse(source))
    except SyntaxError as error:
        place = f"{error.lineno}:{error.offset}-{error.end_lineno}:{error.end_offset}"
        return f"{type(error).__name__} {place} {error.msg}"
    except MemoryError:
        return "MemoryError 0:0-0:0 "


def refreshed(lines):
    for line in lines:
        if line.startswith(">"):
            continue
        yield line
        if line.startswith("<"):
            yield "> " + expectation(unescape(line[2:]))


def main():
    warnings.simplefilter("ignore")
    goldens = pathlib.Path(__file__).parent.parent / "golden" / "syntax"
    for path in map(pathlib.Path, sys.argv[1:] or sorted(goldens.glob("*.txt"))):
        text = "\n".join(refreshed(path.read_text().splitlines())) + "\n"
        path.write_text(text)


if __name__ == "__main__":
    main()
