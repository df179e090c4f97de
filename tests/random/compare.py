#!/usr/bin/python3.11
"""Runs random programs in every mode and compares with CPython 3.11.

    compare.py --tpy build/tpy --seeds 1-200 --mode pe --mode pe+backend=evaluator
    compare.py --tpy build/tpy --file failures/seed_17_pe.py       just these files, in every mode

A program that fails is kept in failures/, in a file that says in which mode and how; all files
there are run again first, each time. reduce.py makes such a file small.
"""

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tools"))

import programs  # noqa: E402
from generate import generate  # noqa: E402
from programs import JUDGE, Mode, Outcome, Program  # noqa: E402

FAILURES = HERE / "failures"


@dataclass(frozen=True)
class Difference:
    mode: Mode
    expected: Outcome
    actual: Outcome

    def first_line(self):
        """Where the outputs part, as one line of text."""
        expected, actual = (outcome.text().splitlines() for outcome in (self.expected, self.actual))
        for left, right in zip(expected, actual):
            if left != right:
                return f"expected {left!r}, got {right!r}"
        return f"expected {len(expected)} lines, got {len(actual)}: {actual[-1:]}"


def differences(path, tpy, modes, timeout):
    """How the program's outcome differs from CPython's, mode by mode."""
    program = Program.read(path)
    expected = programs.run([JUDGE], program, timeout)
    if expected.status < 0:
        raise RuntimeError(f"{path.name} does not end on CPython: {expected.stderr}")
    found = []
    for mode in (one for mode in modes for one in mode.for_program(tpy, program, timeout)):
        actual = programs.run_in_mode(tpy, mode, program, timeout)
        if actual.essence(False) != expected.essence(False):
            found.append(Difference(mode, expected, actual))
    return found


def keep(path, seed, difference):
    """Copies the program to failures/, with a comment that says what is wrong."""
    FAILURES.mkdir(exist_ok=True)
    kept = FAILURES / f"seed_{seed}_{difference.mode.name.replace('=', '')}.py"
    kept.write_text(f"# {difference.mode.name}: {difference.first_line()[:90]}\n{path.read_text()}")
    return kept


def seed_range(text):
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tpy", type=Path, required=True, help="the VM to be tested")
    parser.add_argument("--seeds", type=seed_range, default=range(0), help="FIRST-LAST")
    parser.add_argument("--mode", action="append", help="as for run_programs.py; may be repeated")
    parser.add_argument("--file", type=Path, action="append", help="run this file instead of seeds")
    parser.add_argument("--timeout", type=float, default=20, help="seconds for one run")
    parser.add_argument("--jobs", type=int, default=2, help="programs run at the same time")
    options = parser.parse_args()
    modes = [mode for word in options.mode or ["off", "trace", "pe"] for mode in Mode.parse(word)]
    tpy = options.tpy.absolute()
    programs.limit_memory()

    with tempfile.TemporaryDirectory(prefix="random-") as folder:
        kept = options.file or sorted(FAILURES.glob("*.py"))
        seeds = [] if options.file else list(options.seeds)
        paths = [path.absolute() for path in kept]
        for seed in seeds:
            paths.append(Path(folder) / f"seed_{seed}.py")
            paths[-1].write_text(generate(seed))

        progress = programs.Progress(len(paths), sys.stdout)
        failed = 0
        results = programs.each_in_parallel(
            lambda path: differences(path, tpy, modes, options.timeout), paths, options.jobs)
        for number, (path, found) in enumerate(results):
            progress.step(path.stem, bool(found))
            failed += bool(found)
            for difference in found:
                is_new = number >= len(kept)
                shown = keep(path, seeds[number - len(kept)], difference) if is_new else path
                progress.clear()
                print(f"failed: {difference.mode.name} {path.stem}: {difference.first_line()}\n"
                      f"  {programs.shown_command(tpy, difference.mode, Program.read(shown))}")
        progress.clear()
    print(f"{len(paths) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
