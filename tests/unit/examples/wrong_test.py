#!/usr/bin/python3.11
"""Wrong interpreters do not compile, and the compiler says what to do.  wrong_test.py"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
FOLDER = Path(__file__).resolve().parent / "wrong"
SENTENCES = {
    "right": None,
    "dynamic_pc": "where to go on is static",
    "dynamic_switch": "A switch is decided by a static value: promote() makes one",
    "undeclared_effect": "undeclared effects: specialise pe::effects_of for this function",
    "dynamic_key": "memo: what something is looked up by is static",
    "no_step": "an interpreter is its step",
    "missing_twin": "this function has no constexpr twin",
}


def main():
    clang = shutil.which("clang++-22") or shutil.which("clang++-19") or "clang++"
    failures = 0
    for name, sentence in SENTENCES.items():
        result = subprocess.run([clang, "-std=c++23", "-fsyntax-only", f"-I{ROOT}", FOLDER / f"{name}.cpp"],
                                capture_output=True, text=True)
        right = result.returncode == 0 if sentence is None else result.returncode != 0 and sentence in result.stderr
        if not right:
            failures += 1
            print(f"{name}: expected {sentence!r}, not\n{result.stderr[:2000]}")
    print(f"{len(SENTENCES)} interpreters, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
