#!/usr/bin/python3.11
"""Jones optimality: what is left of an interpreter and its program is the program.

    jones_test.py FOLDER_OF_EXAMPLES [NAMES]

For each program of jones/ its residual program, as an executable, and the same program in C, compiled by clang -O2, run
under callgrind, which counts instructions. Brainfuck is specialised whole, and may take 1.1 times the instructions of
C; tiny is specialised for what a profile has seen, and may take 1.3 times.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
JONES = Path(__file__).resolve().parent / "jones"
BOUND = {"bf": 1.1, "tiny": 1.3}
CLANG = shutil.which("clang-22") or shutil.which("clang-19") or "clang"


def instructions(executable, folder):
    # Meson has malloc fill what it gives, which would be counted.
    environment = {name: value for name, value in os.environ.items() if name != "MALLOC_PERTURB_"}
    run = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/callgrind", executable],
                         capture_output=True, timeout=170, env=environment)
    return int(re.search(r"refs:\s*([\d,]+)", run.stderr.decode()).group(1).replace(",", "")), run.stdout


def compiled(sources, to):
    subprocess.run([CLANG, "-O2", "-static", f"-I{ROOT}", "-o", to, *sources, "-lm"], check=True)
    return to


def executable(built, program, folder):
    language = "brainfuck" if program.suffix == ".bf" else "tiny"
    options = ["--profiled"] if language == "tiny" else []
    subprocess.run([built / language, "emit", program, "--as", "obj", "--target", "x86_64-linux-gnu", *options,
                    "--output", folder / "residual.o"], check=True)
    return compiled([folder / "residual.o", ROOT / "pe/driver/standalone.c",
                     ROOT / "examples" / language / "standalone.c"], folder / "residual")


def main():
    built, wanted = Path(sys.argv[1]).resolve(), sys.argv[2:]
    if not shutil.which("valgrind"):
        print("valgrind is not installed")
        return 77
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        (folder / "nothing.c").write_text("int main(void) { return 0; }\n")
        (folder / "nothing.bf").write_text("\n")
        (folder / "nothing.tiny").write_text("fn main() { return 0 }\n")
        begin = {kind: instructions(executable(built, folder / f"nothing.{kind}", folder), folder)[0] for kind in BOUND}
        begin["c"], _ = instructions(compiled([folder / "nothing.c"], folder / "c"), folder)
        for program in sorted(JONES.glob("*.*")):
            name, kind = program.stem, program.suffix[1:]
            if kind not in BOUND or (wanted and name not in wanted):
                continue
            ours, answer = instructions(executable(built, program, folder), folder)
            theirs, expected = instructions(compiled([program.with_suffix(".c")], folder / "c"), folder)
            ours, theirs = ours - begin[kind], theirs - begin["c"]
            ratio = ours / theirs
            bound = BOUND[kind]
            verdict = "ok"
            if answer != expected:
                verdict = f"prints {answer!r}, not {expected!r}"
            elif ratio > bound:
                verdict = f"more than {bound}"
            failures += verdict != "ok"
            print(f"{program.name:15} {ours:12} / {theirs:12} = {ratio:5.2f}  {verdict}", flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
