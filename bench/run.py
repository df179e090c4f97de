#!/usr/bin/python3.11
"""Measures tpy against CPython 3.11, PyPy and C++, interleaved, program by program.

    ./triptych bench                            everything
    ./triptych bench --quick nbody tak          two programs, one repetition, short steady runs
    ./triptych bench --modes off --peers cpython --json off.json

What the figures mean, and how to get each of them again, is told in bench/README.md.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path

import measure
from aims import rows as aims_of
from measure import Bench, Failed, Figures
from report import Report, table


def parse():
    parser = argparse.ArgumentParser(description=__doc__, prog="./triptych bench",
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("programs", nargs="*", help="names of programs, or numeric|recursive|other")
    parser.add_argument("--modes", default="off,trace,pe", help="modes of tpy (default: all)")
    parser.add_argument("--peers", default="cpython,pypy,cpp", help="whom to compare with")
    parser.add_argument("--repeats", type=int, default=3, help="runs of the whole process")
    parser.add_argument("--seconds", type=float, default=3, help="length of a steady run")
    parser.add_argument("--quick", action="store_true", help="one repetition, steady runs of 1 s")
    parser.add_argument("--timeout", type=float, default=120, help="seconds for one run")
    parser.add_argument("--json", type=Path, help="also write everything into this file")
    parser.add_argument("--build", type=Path, default=measure.ROOT / "build", help="build folder")
    parser.add_argument("--tpy", type=Path, help="another VM than BUILD/tpy")
    options = parser.parse_args()
    if options.quick:
        options.repeats, options.seconds = 1, 1.0
    for given, known in ((options.modes, measure.TPY_MODES), (options.peers, measure.PEERS)):
        unknown = set(filter(None, given.split(","))) - set(known)
        if unknown:
            parser.error(f"unknown: {', '.join(sorted(unknown))} (known: {', '.join(known)})")
    return options


def choose(sizes, wanted):
    """Programs by name or family, in the order of sizes.json."""
    for name in wanted:
        if name not in sizes and name not in {entry["family"] for entry in sizes.values()}:
            sys.exit(f"no program or family is called {name}")
    return [program for program, entry in sizes.items()
            if not wanted or program in wanted or entry["family"] in wanted]


def say(text):
    """Progress, on stderr: one line that is rewritten on a terminal."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{text}")
    else:
        sys.stderr.write(text + "\n")
    sys.stderr.flush()


def measure_program(bench, field, program, sizes, options):
    """Figures by contender. Each round runs every contender once, so noise falls on all alike."""
    figures = {contender.name: Figures() for contender in field}

    def each(what, step):
        for contender in field:
            if figures[contender.name].failure is None:
                say(f"{program}: {what}, {contender.name}")
                try:
                    step(contender, figures[contender.name])
                except Failed as failure:
                    figures[contender.name].failure = f"{what}: {failure}"

    expected = {"whole": None, "steady": None}
    iterations = 0

    def whole(contender, own):
        checksum = bench.whole(contender, program, sizes["second"], expected["whole"], own)
        expected["whole"] = expected["whole"] or checksum

    def steady(contender, own):
        nonlocal iterations
        seconds = options.seconds
        checksum = bench.steady(contender, program, sizes["steady"], seconds, iterations,
                                expected["steady"], own)
        expected["steady"] = expected["steady"] or checksum
        if contender.name == "cpython":
            iterations = measure.count_within(own.iterations, 1.0)
            own.first_second = sum(own.iterations[:iterations])

    def mapped(contender, own):
        if contender.name in measure.TPY_MODES and contender.name != "off":
            bench.mapped(contender, program, sizes["second"], own)

    for repetition in range(options.repeats):
        each(f"whole process {repetition + 1}/{options.repeats}", whole)
    each("steady state", steady)
    each("memory", mapped)
    return figures


def measure_start_up(bench, field, repeats):
    times = {contender.name: [] for contender in field if contender.is_python}
    for repetition in range(repeats):
        say(f"start-up {repetition + 1}/{repeats}")
        for contender in field:
            if contender.is_python:
                try:
                    times[contender.name].append(bench.start_up(contender))
                except Failed as failure:
                    say(f"start-up of {contender.name}: {failure}\n")
    return {name: found for name, found in times.items() if found}


def circumstances(options):
    """Where and when: a figure without these cannot be got again."""
    commit = subprocess.run(["git", "-C", measure.ROOT, "rev-parse", "--short", "HEAD"],
                            capture_output=True, text=True).stdout.strip()
    with open("/proc/cpuinfo") as cpus:
        models = [line.partition(": ")[2].strip() for line in cpus if line.startswith("model name")]
    return {"date": time.strftime("%Y-%m-%d %H:%M"), "commit": commit,
            "system": platform.platform(),
            "processor": f"{len(models)} x {models[0]}" if models else platform.machine(),
            "load": os.getloadavg()[0], "repeats": options.repeats, "seconds": options.seconds}


def main():
    options = parse()
    sizes = json.loads((measure.PROGRAMS / "sizes.json").read_text())
    programs = choose(sizes, options.programs)
    tpy = (options.tpy or options.build / "tpy").absolute()
    modes = [mode for mode in options.modes.split(",") if mode]
    if modes and not tpy.exists():
        sys.exit(f"{tpy} is not there; ./triptych build makes it (or choose --modes '')")
    field = measure.contenders(tpy, modes, options.peers.split(","))
    bench = Bench(options.build.absolute(), options.timeout)
    conditions = circumstances(options)

    results = {}
    for program in programs:
        results[program] = measure_program(bench, field, program, sizes[program], options)
    start_up = measure_start_up(bench, field, 5 if options.quick else 20)
    say("")

    report = Report([contender.name for contender in field], sizes, results)
    print(", ".join(f"{name}: {value}" for name, value in conditions.items()))
    print(report.text(start_up))
    aims = aims_of(report, start_up)
    if aims:
        print("\n".join(table("Aims", ["aim", "ratio", "limit", "", "worst program"], aims)))
    if options.json:
        document = report.document(start_up, conditions)
        options.json.write_text(json.dumps(document, indent=1) + "\n")
    return 1 if report.failures() else 0


if __name__ == "__main__":
    sys.exit(main())
