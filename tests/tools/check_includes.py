#!/usr/bin/python3.11
"""Includes point one way: each folder may include only from those below it in this table.

What a folder may see, those may see that may see the folder (docs/decisions/include-directions.md). The files named in ENGINE_FILES join the
interpreter to the engines that run it; no other file of the interpreter may name one.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

MAY_INCLUDE = {
    "gc/layout": [],
    "gc/roots": ["gc/layout"],
    "gc/heap": ["gc/layout", "gc/roots"],
    "pe/runtime": ["gc/layout", "gc/heap"],
    "pe/residual": ["gc/layout", "pe/runtime"],
    "pe/stage": ["gc/heap", "pe/residual"],
    "pe/constant": ["pe/stage"],
    "pe/specializer": ["pe/stage", "pe/residual"],
    "codegen": ["pe/residual", "pe/runtime"],
    "pe/driver": ["pe/specializer", "codegen"],
    "python_interp/syntax": [],
    "python_interp/bytecode": [],
    "python_interp/compile": ["python_interp/syntax", "python_interp/bytecode"],
    "python_interp/objects": ["gc/heap", "gc/roots", "pe/stage"],
    "python_interp/interp": ["python_interp/bytecode", "python_interp/objects", "pe/stage"],
    "python_interp/modules": ["python_interp/objects", "python_interp/interp"],
    "python_interp/main": ["python_interp/modules", "python_interp/compile", "pe/specializer", "codegen"],
}
ENGINE_FILES = re.compile(r"python_interp/interp/(direct|profile|specialise|specialised|replay|jit)\.")
ENGINES = ["pe/specializer"]
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)


def folder_of(path):
    """The entry of the table that a path belongs to, or None."""
    return next((folder for folder in MAY_INCLUDE if path.startswith(folder + "/")), None)


def seen_from(folder):
    """Everything that may be included from a folder, itself and indirect ones counted in."""
    seen, waiting = set(), [folder]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting += MAY_INCLUDE[one]
    return seen


def wrong_includes(path):
    folder = folder_of(path)
    allowed = seen_from(folder)
    if ENGINE_FILES.match(path):
        allowed |= {one for engine in ENGINES for one in seen_from(engine)}
    for included in INCLUDE.findall((ROOT / path).read_text()):
        target = folder_of(included)
        if target and target not in allowed:
            yield included


def main():
    paths = [str(path.relative_to(ROOT)) for top in sorted({f.split("/")[0] for f in MAY_INCLUDE})
             for path in sorted((ROOT / top).rglob("*.[ch]pp"))]
    checked = [path for path in paths if folder_of(path)]
    failed = 0
    for path in checked:
        for included in wrong_includes(path):
            failed += 1
            print(f"{path} includes {included}, but {folder_of(path)} may not see "
                  f"{folder_of(included)}")
    print(f"{len(checked)} files, {failed} includes against the direction")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
