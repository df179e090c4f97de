#!/usr/bin/python3.11
"""Two ways to the first projection end in the same code: the stage Constant, in the C++ compiler, and the run-time one.

    constant_jones_test.py FOLDER_OF_EXAMPLES [NAMES]

Each program of jones/ is made an executable twice: as a C++ file in which it is `Fixed<...>`, by clang++ -O2; and as
jones_test.py makes it, by `emit`. Both run under callgrind, which counts instructions, and those of a program that does
nothing are taken off. Neither may take more than 1.1 times the instructions of the other. Those that do are listed
with the bounds that they keep and why; the test fails if one takes more than that. The last column is how long the C++
file takes to compile, in seconds.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from jones_test import CLANG, JONES, ROOT, executable, instructions

BOUNDS = (1 / 1.1, 1.1)
KNOWN = {
    # In the loop of the run-time projection integers travel doubled, so that the machine's own flag says that a sum does
    # not fit 63 bits. Here it is compared, which takes one instruction more for the count and two for 3 * n + 1. With all
    # integers doubled the other programs would take up to twice as many.
    "collatz": (1 / 1.1, 1.18),
}
NOTHING = {"bf": "\n", "tiny": "fn main() { return 0 }\n"}
SOURCE = """#include "examples/{language}/constant.hpp"

using Program = {language}::Fixed<R"program({text})program">;

int main() {{
  {language}::ConstantWorld world;
  world.file = stdout;
  pe::project<{language}::Language, Program>(world{arguments});
}}
"""


def constant(program, folder):
    """An executable, and how long it took to compile."""
    language, arguments = ("brainfuck", ", &world.make()") if program.suffix == ".bf" else ("tiny", "")
    source = folder / "constant.cpp"
    source.write_text(SOURCE.format(language=language, text=program.read_text(), arguments=arguments))
    begin = time.monotonic()
    subprocess.run([CLANG.replace("clang", "clang++"), "-std=c++23", "-O2", "-static", f"-I{ROOT}", "-o", folder / "constant",
                    source], check=True)
    return folder / "constant", time.monotonic() - begin


def main():
    built, wanted = Path(sys.argv[1]).resolve(), sys.argv[2:]
    if not shutil.which("valgrind"):
        print("valgrind is not installed")
        return 77
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        begin = {}
        for kind, text in NOTHING.items():
            program = folder / f"nothing.{kind}"
            program.write_text(text)
            begin[kind] = (instructions(constant(program, folder)[0], folder)[0],
                           instructions(executable(built, program, folder), folder)[0])
        for program in sorted(JONES.glob("*.*")):
            name, kind = program.stem, program.suffix[1:]
            if kind not in begin or (wanted and name not in wanted):
                continue
            compiled, seconds = constant(program, folder)
            ours, answer = instructions(compiled, folder)
            theirs, expected = instructions(executable(built, program, folder), folder)
            ours, theirs = ours - begin[kind][0], theirs - begin[kind][1]
            ratio = ours / theirs
            least, most = KNOWN.get(name, BOUNDS)
            verdict = "ok"
            if answer != expected:
                verdict = f"prints {answer!r}, not {expected!r}"
            elif not least <= ratio <= most:
                verdict = f"not within {least:.2f} and {most:.2f}"
            failures += verdict != "ok"
            print(f"{program.name:15} {ours:12} / {theirs:12} = {ratio:5.2f}  {verdict}  {seconds:.1f} s", flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
