#!/usr/bin/python3.11
"""The tower of interpreters collapses: what is left of a program under two interpreters is the program.

    tower_test.py LAMBDA FOLDER

FOLDER holds self.lambda and tower.lambda. The program, the self-interpreter that runs it, and the self-interpreter that
runs itself running it give the same answer at each stage, exits forced anywhere; specialised whole and unfolded along
static data, the code of the upper levels is as large as that of the first.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

UNFOLDED = ["--jit", "all", "--unfold", "400"]


def run(example, program, options):
    return subprocess.run([example, "run", program, *options], capture_output=True, text=True, timeout=170)


def code_bytes(result):
    return sum(int(number) for number in re.findall(r"^jit: compiled .*, (\d+) bytes$", result.stderr, re.MULTILINE))


def main():
    example, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    interpreter = (folder / "self.lambda").read_text()
    text = (folder / "tower.lambda").read_text()
    failures = 0

    def check(holds, what):
        nonlocal failures
        if not holds:
            failures += 1
            print(what)

    with tempfile.TemporaryDirectory() as scratch:
        levels = []
        for level in range(3):
            levels.append(Path(scratch) / f"level{level}.lambda")
            levels[-1].write_text(text)
            text = f"{interpreter}\n(run '({text}))\n"
        expected = run(example, levels[0], ["--jit", "off"]).stdout
        runs = [["--jit", "off"], ["--jit", "pe", "--synchronous"], [*UNFOLDED, "--verify"], [*UNFOLDED, "--evaluator"],
                [*UNFOLDED, "--stress", "3"]]
        runs += [[*UNFOLDED, "--force-exit", str(k)] for k in range(7)]
        for options in runs:
            result = run(example, levels[1], options)
            check(result.stdout == expected and result.returncode == 0,
                  f"level 1 {' '.join(options)}: {result.stdout!r} {result.stderr!r}, not {expected!r}")
        sizes = []
        for level in range(3):
            result = run(example, levels[level], [*UNFOLDED, "--synchronous", "--report"])
            check(result.stdout == expected, f"level {level}: {result.stdout!r}, not {expected!r}")
            sizes.append(code_bytes(result))
        print(f"bytes of code by level: {sizes}")
        check(0 < max(sizes[1:]) <= sizes[0] * 1.2, "the upper levels are left in the code")
    print(f"{len(runs) + 3} runs, {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
