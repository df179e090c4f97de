#!/usr/bin/python3.11
"""Programs specialised ahead of time, linked with the small runtime, for x86-64 and ARM64, print what they should.

    standalone_test.py FOLDER_OF_EXAMPLES TARGET

TARGET is x86_64 or aarch64; the latter runs under qemu-user, and is skipped where that or the cross libraries are not
installed (packages.txt names them). A program that needs its interpreter is refused with a sentence that says why.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PROGRAMS = ["tiny/fib.tiny", "tiny/sum.tiny", "tiny/sieve.tiny", "tiny/outside.tiny", "tiny/overflow.tiny",
            "tiny/values.tiny", "tiny/nofunction.tiny", "tiny/collatz.tiny", "tiny/deep.tiny", "tiny/deepest.tiny", "tiny/kinds.tiny",
            "brainfuck/hello.bf", "brainfuck/scan.bf", "brainfuck/echo.bf", "brainfuck/cube.bf", "brainfuck/digits.bf",
            "regex/comment.regex", "regex/identifier.regex", "regex/numbers.regex", "regex/worst.regex"]
INPUT = "abc xyz"
REFUSED = {
    "lambda/fib.lambda": "cannot stand alone: its constants are addresses of this process",
    "lambda/lists.lambda": "cannot stand alone: the interpreter promotes a value here",
}


def without_call(text):
    """An executable knows in which function calls were too deep, but not in which call."""
    return re.sub(r":\d+: stack overflow", ": stack overflow", text)


def standalone(example, program, target, to):
    """The executable; its path."""
    language, made = program.parent.parent.name, to / program.stem
    subprocess.run([example, program.name, "--emit", "obj", "--target", f"{target}-linux-gnu",
                    "--output", f"{made}.o"], cwd=program.parent, check=True)
    clang = shutil.which("clang-22") or shutil.which("clang-19") or "clang"
    subprocess.run([clang, f"--target={target}-linux-gnu", "-O2", "-fuse-ld=lld", "-static", "-Wall", f"-I{ROOT}", "-o", made,
                    f"{made}.o", ROOT / "pe/driver/standalone.c", ROOT / "examples" / language / "standalone.c", "-lm"],
                   check=True)
    return made


def main():
    built, target = Path(sys.argv[1]).resolve(), sys.argv[2]
    host = subprocess.run(["uname", "-m"], capture_output=True, text=True).stdout.strip()
    runner = [] if target == host else [f"qemu-{target}"]
    if runner and not (shutil.which(runner[0]) and Path(f"/usr/{target}-linux-gnu/lib/libc.a").exists()):
        print(f"{runner[0]} or the libraries for {target} are not installed")
        return 77
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in PROGRAMS:
            language, file = name.split("/")
            program = ROOT / "examples" / language / "programs" / file
            made = standalone(built / language, program, target, Path(folder))
            # A pattern is matched with the lines behind it; other programs have an input of their own.
            text = program.read_text().split("\n", 1)[1] if language == "regex" else INPUT
            result = subprocess.run([*runner, made], input=text, capture_output=True, text=True, errors="replace", timeout=60)
            answer = result.stdout + result.stderr + (f"status {result.returncode}\n" if result.returncode else "")
            expected = program.with_suffix(".out").read_text(errors="replace")
            if without_call(answer) != without_call(expected):
                failures += 1
                print(f"{name} prints {answer!r}")
    for name, sentence in REFUSED.items():
        language, file = name.split("/")
        program = ROOT / "examples" / language / "programs" / file
        refused = subprocess.run([built / language, "emit", program, "--as", "obj", "--output", "/dev/null"],
                                 capture_output=True, text=True)
        if refused.returncode != 1 or not refused.stderr.startswith(f"{program}:") or sentence not in refused.stderr:
            failures += 1
            print(f"{name} was not refused: {refused.stderr!r}")
    print(f"{len(PROGRAMS)} programs, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
