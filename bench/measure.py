"""Runs the contenders and collects what each run cost; README.md tells what the figures mean."""

import json
import os
import re
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = ROOT / "bench/programs"
CPYTHON = "/usr/bin/python3.11"
PYPY = "/usr/bin/pypy3"
TPY_MODES = ("off", "trace", "pe")
PEERS = ("cpython", "pypy", "cpp")


class Failed(Exception):
    """A run that ended badly or late, or a program that was not there; the text says which."""


@dataclass(frozen=True)
class Contender:
    """One way of running a program: a Python command, or the C++ counterpart if it is empty."""
    name: str
    command: tuple = ()
    bare: tuple = ()

    @property
    def is_python(self):
        return bool(self.command)

    def whole_command(self, program, size, build):
        if self.is_python:
            return [*self.command, str(PROGRAMS / f"{program}.py"), str(size)]
        return [str(build / "bench" / program), str(size)]

    def steady_command(self, program, size, build, seconds, iterations):
        if self.is_python:
            return [*self.command, str(ROOT / "bench/steady.py"), str(PROGRAMS), program, str(size),
                    str(seconds), str(iterations)]
        return [str(build / "bench" / program), str(size), "--steady", str(seconds),
                str(iterations)]


def contenders(tpy, modes, peers):
    """CPython always comes first: the others' figures are told in its terms."""
    known = {"cpython": Contender("cpython", (CPYTHON,), (CPYTHON, "-I", "-S")),
             "pypy": Contender("pypy", (PYPY,), (PYPY, "-I", "-S")),
             "cpp": Contender("cpp")}
    own = [Contender(mode, (str(tpy), "--jit", mode), (str(tpy), "--jit", mode)) for mode in modes]
    return [known[peer] for peer in PEERS if peer in peers] + own


@dataclass
class Figures:
    """What is known of one contender on one program. Times in seconds, memory in KiB."""
    whole: list = field(default_factory=list)
    peak_kib: list = field(default_factory=list)
    mapped_kib: int = 0
    specialising: float = 0.0
    compiling: float = 0.0
    iterations: list = field(default_factory=list)
    first_second: float | None = None
    failure: str | None = None

    def best_whole(self):
        return min(self.whole) if self.whole else None

    def peak(self):
        return max(self.peak_kib) if self.peak_kib else None

    def own_peak(self):
        """Without what is resident of LLVM's library."""
        return self.peak() and self.peak() - self.mapped_kib

    def steady(self):
        """(fastest, median) of the iterations in the later half of the time."""
        if not self.iterations:
            return None, None
        later = sorted(after(self.iterations, sum(self.iterations) / 2))
        return later[0], later[len(later) // 2]


def reported(text, pattern):
    """The sum, in seconds, of the milliseconds that TPY_JIT_REPORT tells in lines of this form."""
    return sum(map(float, re.findall(pattern, text, re.MULTILINE))) / 1e3


def after(times, seconds):
    """The times whose start lies at least so many seconds after the first's; never none."""
    elapsed = 0.0
    for position, time in enumerate(times):
        if elapsed >= seconds:
            return times[position:]
        elapsed += time
    return times[-1:]


def count_within(times, seconds):
    """How many of the times fit one after another into so many seconds, at least one."""
    elapsed = 0.0
    for position, time in enumerate(times):
        elapsed += time
        if elapsed > seconds:
            return max(position, 1)
    return len(times)


class Bench:
    """Runs commands through build/bench/launch, at most `timeout` seconds each."""

    def __init__(self, build, timeout):
        self.build = build
        self.launcher = build / "bench/launch"
        self.timeout = timeout
        self.environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}

    def launch(self, command, mapped=None):
        """(stdout, report) of one run; Failed if it did not end well."""
        with tempfile.NamedTemporaryFile("r", prefix="bench-") as report:
            watched = ["--mapped", mapped] if mapped else []
            process = subprocess.Popen([str(self.launcher), *watched, report.name, *command],
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                       env=self.environment, start_new_session=True)
            try:
                stdout, stderr = process.communicate(timeout=self.timeout)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, 9)
                process.communicate()
                raise Failed(f"took over {self.timeout} s") from None
            costs = json.load(report)
        if costs["status"] != 0:
            last_line = (stderr.strip().splitlines() or ["no message"])[-1]
            raise Failed(f"status {costs['status']}: {last_line[:70]}")
        return stdout.strip(), costs | {"stderr": stderr}

    def whole(self, contender, program, size, expected, figures):
        """One run from start to end. Returns its checksum."""
        checksum, costs = self.launch(contender.whole_command(program, size, self.build))
        if expected is not None and checksum != expected:
            raise Failed(f"wrong answer: {checksum[:60]}")
        figures.whole.append(costs["seconds"])
        figures.peak_kib.append(costs["peak_kib"])
        return checksum

    def mapped(self, contender, program, size, figures):
        """How much of LLVM's library was resident at most, and how long specialiser and LLVM worked, in a run
        that is not timed."""
        self.environment["TPY_JIT_REPORT"] = "1"
        try:
            _, costs = self.launch(contender.whole_command(program, size, self.build), "libLLVM")
        finally:
            del self.environment["TPY_JIT_REPORT"]
        figures.mapped_kib = costs["mapped_kib"]
        figures.specialising = reported(costs["stderr"], r"jit: made .*, ([0-9.]+) ms$")
        figures.compiling = reported(costs["stderr"], r"jit: compiled .*: ([0-9.]+) ms, \d+ bytes$")

    def steady(self, contender, program, size, seconds, iterations, expected, figures):
        """Repeats the work inside one process. Returns its checksum."""
        command = contender.steady_command(program, size, self.build, seconds, iterations)
        output = json.loads(self.launch(command)[0])
        if expected is not None and output["checksum"] != expected:
            raise Failed(f"wrong answer: {output['checksum'][:60]}")
        figures.iterations = output["seconds"]
        if iterations:
            figures.first_second = sum(figures.iterations[:iterations])
        return output["checksum"]

    def start_up(self, contender):
        return self.launch([*contender.bare, "-c", "pass"])[1]["seconds"]
