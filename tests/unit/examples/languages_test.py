#!/usr/bin/python3.11
"""Every program of one example language, at every stage, against one expected output.

    languages_test.py EXAMPLE FOLDER [SAMPLE]

FOLDER/NAME.SUFFIX is a program and FOLDER/NAME.out what it prints. Each runs as the interpreter alone, traced,
specialised by coverage and whole, by machine code and by the evaluator; then with exits forced at SAMPLE guards
(16 unless told), and with a collection at every other allocation.
"""

import subprocess
import sys
from pathlib import Path

MODES = [
    ["--jit", "off"],
    ["--jit", "trace", "--synchronous", "--verify"],
    ["--jit", "pe", "--synchronous", "--verify"],
    ["--jit", "all", "--verify"],
    ["--jit", "pe"],
    ["--jit", "pe", "--stress", "2"],
]
INPUT = "abc xyz"


def run(example, program, options):
    result = subprocess.run([example, "run", program.name, *options], input=INPUT, capture_output=True, text=True,
                            timeout=120, errors="replace", cwd=program.parent)
    return result.stdout + result.stderr + (f"status {result.returncode}\n" if result.returncode else "")


def guards_of(example, program):
    """How many guards the largest region has: those that can be forced."""
    text = subprocess.run([example, "explain", program, "--synchronous", "--jit", "pe"], capture_output=True, text=True,
                          timeout=120, errors="replace").stdout
    return max((part.count(" -> exit ") for part in text.split("-- residual program")[1:]), default=0)


def main():
    example, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    sample = int(sys.argv[3]) if len(sys.argv) > 3 else 16
    failures = count = 0
    for expected in sorted(folder.glob("*.out")):
        program = next(it for it in folder.glob(expected.stem + ".*") if it.suffix != ".out")
        wanted = expected.read_text(errors="replace")
        runs = list(MODES)
        if program.stat().st_size < 1200:
            guards = guards_of(example, program)
            step = max(1, guards // sample)
            runs += [["--jit", "pe", "--synchronous", "--force-exit", str(k)] for k in range(0, guards, step)]
        for options in runs:
            count += 1
            answer = run(example, program, options)
            if answer != wanted:
                failures += 1
                print(f"{program.name} {' '.join(options)}:\n  expected {wanted[:300]!r}\n  not      {answer[:300]!r}")
    print(f"{count} runs, {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
