#!/usr/bin/python3.11
"""Measures the parser against CPython 3.11's, on whole libraries.

    bench/parsing.py FRONT_END [--repeat N] [PATH ...]

FRONT_END is tests/tools/front_end.cpp, built (tests/unit/compile/front_end in the build folder). Both read
the bytes of each file in one process each, with the clock inside. "To a tree" is `ast.parse`, which makes
Python objects of CPython's C tree; "to bytecode" is `compile`, which does not. The two take turns file by
file, so that they see the same machine; a file counts with its fastest time.
"""

import argparse
import ast
import gc
import pathlib
import sys
import time
import warnings

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests" / "tools"))
import front_end


def python_files(paths):
    for path in map(pathlib.Path, paths):
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]


def seconds(call, source):
    start = time.perf_counter()
    call(source)
    return time.perf_counter() - start


def compile_to_code(source):
    compile(source, "<string>", "exec", dont_inherit=True)


def measure(ours, source, repeat):
    """The fastest times of ours and CPython's parsing, and ours and CPython's compiling."""
    best = [float("inf")] * 4
    for _ in range(repeat):
        times = (int(ours.ask("time", source)) / 1e9, seconds(ast.parse, source),
                 int(ours.ask("time_code", source)) / 1e9, seconds(compile_to_code, source))
        best = list(map(min, best, times))
    return best


def main():
    front_end.require_cpython()
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("front_end")
    parser.add_argument("paths", nargs="*", default=[front_end.STDLIB])
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    gc.disable()
    ours = front_end.FrontEnd(options.front_end)
    total, size, files = [0.0] * 4, 0, 0
    for path in python_files(options.paths):
        source = path.read_bytes()
        try:
            compile_to_code(source)
        except (SyntaxError, ValueError):
            continue
        total = [a + b for a, b in zip(total, measure(ours, source, options.repeat))]
        size += len(source)
        files += 1
    parse, their_parse, code, their_code = total
    print(f"{files} files, {size / 1e6:.1f} MB; seconds in all, fastest of {options.repeat}")
    print(f"to a tree   {parse:6.2f}  CPython {their_parse:6.2f}  ratio {their_parse / parse:.1f}"
          f"  ({size / parse / 1e6:.1f} MB/s)")
    print(f"to bytecode {code:6.2f}  CPython {their_code:6.2f}  ratio {their_code / code:.1f}")


if __name__ == "__main__":
    main()
