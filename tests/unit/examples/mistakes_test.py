#!/usr/bin/python3.11
"""Programs with mistakes in them do the same at every stage, whatever it is.

    mistakes_test.py FOLDER_OF_EXAMPLES [COUNT [SEED]]

Takes the examples' programs, loses, doubles and exchanges parts of them, and runs COUNT of each language (8 unless told)
by the interpreter alone. Those that end are run traced and specialised: output, message and status are the same.
A program that differs is kept beside the others, as mistake-SEED-NUMBER.SUFFIX in the current folder.
"""

import random
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SUFFIXES = {"tiny": "tiny", "lambda": "lambda", "brainfuck": "bf", "regex": "regex"}
MODES = [["--jit", "pe", "--synchronous", "--verify"], ["--jit", "trace", "--synchronous", "--verify"],
         ["--jit", "all", "--verify"], ["--jit", "pe"]]
NUMBERS = [b"0", b"1", b"2.5", b"x", b"7", b"(0 - 3)", b"4611686018427387903", b"true"]
SIGNS = [b"+", b"-", b"*", b"/", b"%", b"<", b"==", b" and ", b" or "]


def mistaken(text, chance):
    for _ in range(chance.randint(1, 3)):
        lines, at = text.split(b"\n"), chance.randrange(len(text) + 1)
        digits = [i for i in range(len(text)) if text[i:i + 1].isdigit()]
        match chance.randrange(6):
            case 0:
                text = text[:at] + text[at + chance.randint(1, 6):]
            case 1:
                lines.insert(chance.randrange(len(lines)), chance.choice(lines))
                text = b"\n".join(lines)
            case 2:
                lines.pop(chance.randrange(len(lines)))
                text = b"\n".join(lines)
            case 3 if digits:
                digit = chance.choice(digits)
                text = text[:digit] + chance.choice(NUMBERS) + text[digit + 1:]
            case 4:
                text = text.replace(chance.choice(SIGNS), chance.choice(SIGNS), 1)
            case _:
                start = chance.randrange(len(text) + 1)
                text = text[:at] + text[start:start + chance.randint(1, 10)] + text[at:]
    return text


def answer(example, program, options, seconds):
    try:
        run = subprocess.run([example, "run", program.name, *options], cwd=program.parent, capture_output=True, timeout=seconds,
                             stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return None
    return run.returncode, run.stdout, run.stderr


def main():
    built, count = Path(sys.argv[1]).resolve(), int(sys.argv[2]) if len(sys.argv) > 2 else 8
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    chance, ended, failures = random.Random(seed), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for language, suffix in SUFFIXES.items():
            texts = [it.read_bytes() for it in sorted((ROOT / "examples" / language / "programs").glob(f"*.{suffix}"))
                     if it.stat().st_size < 2500]
            for number in range(count):
                program = Path(folder) / f"mistake.{suffix}"
                program.write_bytes(mistaken(chance.choice(texts), chance))
                expected = answer(built / language, program, ["--jit", "off"], 2)
                if expected is None:
                    continue
                ended += 1
                for options in MODES:
                    given = answer(built / language, program, options, 40)
                    if given == expected:
                        continue
                    failures += 1
                    kept = Path(f"mistake-{seed}-{number}.{suffix}")
                    kept.write_bytes(program.read_bytes())
                    print(f"{kept} {' '.join(options)}:\n  expected {str(expected)[:300]}\n  not      {str(given)[:300]}")
                    break
    print(f"{ended} programs ended, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
