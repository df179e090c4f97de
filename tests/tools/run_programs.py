#!/usr/bin/python3.11
"""Compares tests/programs and, at small sizes, bench/programs with the answers of CPython 3.11.

    run_programs.py --tpy build/tpy --mode off --mode pe+backend=evaluator [NAME ...]
    run_programs.py --counterparts build/bench          the C++ counterparts of bench/programs
    run_programs.py --refresh [NAME ...]                asks CPython 3.11 what is expected

What is expected lies beside each program, in NAME.out; that of bench/programs lies in
tests/programs/bench. A file module_*.py is there to be imported. programs.py explains the modes.
"""

import argparse
import difflib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import programs
from programs import JUDGE, Mode, Outcome, Program

ROOT = Path(__file__).resolve().parents[2]
SHOWN_FAILURES = 10
SHOWN_LINES = 40


def bench_programs():
    folder = ROOT / "bench/programs"
    for name, sizes in json.loads((folder / "sizes.json").read_text()).items():
        yield Program(f"bench/{name}", folder / f"{name}.py",
                      ROOT / "tests/programs/bench" / f"{name}.out", (str(sizes["test"]),))


def all_programs():
    paths = sorted((ROOT / "tests/programs").glob("*.py"))
    return [*(Program.read(path) for path in paths if not path.name.startswith("module_")),
            *bench_programs()]


def chosen(candidates, patterns):
    if not patterns:
        return candidates
    names = [Path(pattern).stem for pattern in patterns]
    for pattern, name in zip(patterns, names):
        if not any(name in program.name for program in candidates):
            sys.exit(f"no program is called {pattern}")
    return [program for program in candidates if any(name in program.name for name in names)]


@dataclass(frozen=True)
class Case:
    program: Program
    label: str
    command: str
    run: object


def cases_in_modes(selection, tpy, modes, timeout):
    for general in modes:
        for program in selection:
            for mode in general.for_program(tpy, program, timeout):
                yield Case(program, f"{mode.name} {program.name}",
                           programs.shown_command(tpy, mode, program),
                           lambda m=mode, p=program: programs.run_in_mode(tpy, m, p, timeout))


def cases_of_counterparts(selection, folder, timeout):
    for program in selection:
        if program.name.startswith("bench/"):
            binary = folder / program.path.stem
            yield Case(program, f"C++ {program.name}", f"{binary} {program.arguments[0]}",
                       lambda b=binary, p=program: run_counterpart(b, p, timeout))


def run_counterpart(binary, program, timeout):
    done = subprocess.run([binary, *program.arguments], capture_output=True, timeout=timeout)
    return Outcome(done.stdout.decode(), done.stderr.decode(), done.returncode)


def judge(case):
    """None if the run is as expected, else the difference as lines of text."""
    program = case.program
    if not program.expectation.exists():
        return [f"{program.expectation.name} is missing"]
    expected = Outcome.read(program.expectation.read_text()).essence(program.whole_traceback)
    actual = case.run()
    if actual.essence(program.whole_traceback) == expected:
        return None
    return list(difflib.unified_diff(expected.text().splitlines(), actual.text().splitlines(),
                                     "CPython 3.11", case.label, lineterm=""))


def report(case, difference):
    print(f"\nfailed: {case.label}\n  {case.command}")
    for line in difference[:SHOWN_LINES]:
        print("  " + line)
    if len(difference) > SHOWN_LINES:
        print(f"  ... {len(difference) - SHOWN_LINES} more lines")
    print("If CPython has changed its mind, refresh what is expected with\n"
          f"  tests/tools/run_programs.py --refresh {case.program.name}")


def run_cases(cases, jobs):
    progress = programs.Progress(len(cases), sys.stdout)
    failures = []
    for case, difference in programs.each_in_parallel(judge, cases, jobs):
        progress.step(case.label, difference is not None)
        if difference is not None:
            failures.append(case.label)
            if len(failures) <= SHOWN_FAILURES:
                progress.clear()
                report(case, difference)
    progress.clear()
    for label in failures[SHOWN_FAILURES:]:
        print(f"failed: {label}")
    print(f"{len(cases) - len(failures)} passed, {len(failures)} failed")
    return 1 if failures or not cases else 0


def refresh(selection, timeout):
    changed = 0
    for program in selection:
        text = programs.run([JUDGE], program, timeout).text()
        if not program.expectation.exists() or program.expectation.read_text() != text:
            program.expectation.parent.mkdir(parents=True, exist_ok=True)
            program.expectation.write_text(text)
            changed += 1
            print(f"refreshed {program.expectation.relative_to(ROOT)}")
    print(f"{len(selection)} asked, {changed} changed")
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="parts of program names; all if none is given")
    parser.add_argument("--tpy", type=Path, default=ROOT / "build/tpy", help="the VM to be tested")
    parser.add_argument("--mode", action="append", help="a way of running; may be repeated")
    parser.add_argument("--counterparts", type=Path, help="folder of the compiled C++ counterparts")
    parser.add_argument("--refresh", action="store_true", help="rewrite what is expected")
    parser.add_argument("--timeout", type=float, default=20, help="seconds for one program")
    parser.add_argument("--jobs", type=int, default=2, help="programs run at the same time")
    options = parser.parse_args()

    programs.limit_memory()
    selection = chosen(all_programs(), options.names)
    if options.refresh:
        return refresh(selection, options.timeout)
    if options.counterparts:
        cases = cases_of_counterparts(selection, options.counterparts.resolve(), options.timeout)
    else:
        try:
            words = options.mode or ["off", "trace", "pe"]
            modes = [mode for word in words for mode in Mode.parse(word)]
        except ValueError as error:
            parser.error(str(error))
        tpy = options.tpy.absolute()
        if not tpy.exists():
            parser.error(f"{tpy} is not there")
        cases = cases_in_modes(selection, tpy, modes, options.timeout)
    return run_cases(list(cases), options.jobs)


if __name__ == "__main__":
    sys.exit(main())
