"""What the runners share: programs, the ways to run them, and what comes out.

A Program is a file with arguments. A Mode is one way for the VM to run it, written as one word:

    plain                     no options: for an interpreter that is not tpy
    off, trace, pe            --jit off|trace|pe
    pe+backend=evaluator      residual programs are evaluated, not compiled     (TPY_BACKEND)
    pe+exit=3                 every residual program is left at its guard 3     (TPY_FORCE_EXIT)
    pe+exit=0-9, pe+exit=all  one run for each of these guards, or for each guard there is
    pe+loops=60+calls=10      how soon loops and functions are hot  (TPY_JIT_LOOPS, TPY_JIT_CALLS)
    pe+synchronous=1          nothing runs before it is compiled          (TPY_JIT_SYNCHRONOUS)
    off+stress=50             a collection at every 50th allocation             (TPY_GC_STRESS)

An Outcome is what a run left behind: stdout, stderr without the folder's name, exit status.
"""

import os
import re
import resource
import signal
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

JUDGE = "/usr/bin/python3.11"
MEMORY_LIMIT = 3 << 30

VARIABLES = {"backend": "TPY_BACKEND", "exit": "TPY_FORCE_EXIT", "stress": "TPY_GC_STRESS",
             "loops": "TPY_JIT_LOOPS", "calls": "TPY_JIT_CALLS",
             "synchronous": "TPY_JIT_SYNCHRONOUS"}


@dataclass(frozen=True)
class Mode:
    name: str
    options: tuple
    variables: tuple

    @staticmethod
    def parse(text):
        """The modes that a word stands for: several when it names a range, as in pe+exit=1-4."""
        jit, *settings = text.split("+")
        if jit not in ("plain", "off", "trace", "pe"):
            raise ValueError(f"no such mode: {text}")
        modes = [Mode(jit, () if jit == "plain" else ("--jit", jit), ())]
        for setting in settings:
            key, _, value = setting.partition("=")
            if key not in VARIABLES or not value:
                raise ValueError(f"no such setting: {setting} (known: {', '.join(VARIABLES)})")
            span = re.fullmatch(r"(\d+)-(\d+)", value)
            values = range(int(span[1]), int(span[2]) + 1) if span else [value]
            modes = [mode.with_setting(key, str(one)) for mode in modes for one in values]
        return modes

    def with_setting(self, key, value):
        return Mode(f"{self.name}+{key}={value}", self.options,
                    self.variables + ((VARIABLES[key], value),))

    def for_program(self, tpy, program, timeout):
        """The mode itself, or, if it is to leave at all exits, one for each that the program has."""
        setting = (VARIABLES["exit"], "all")
        if setting not in self.variables:
            return [self]
        rest = Mode(self.name.replace("+exit=all", ""), self.options,
                    tuple(one for one in self.variables if one != setting))
        return [rest.with_setting("exit", str(k)) for k in range(exits(tpy, rest, program, timeout))]

    def environment(self):
        return dict(self.variables)


@dataclass(frozen=True)
class Program:
    """A file's first comments may say "# args: 1 2", "# stdin: text" or "# compare: traceback"."""
    name: str
    path: Path
    expectation: Path
    arguments: tuple = ()
    stdin: str = ""
    whole_traceback: bool = False

    @staticmethod
    def read(path):
        headers = dict(re.findall(r"^# (args|stdin|compare): (.*)$", path.read_text()[:400], re.M))
        return Program(path.stem, path, path.with_suffix(".out"),
                       arguments=tuple(headers.get("args", "").split()),
                       stdin=headers.get("stdin", "").replace("\\n", "\n"),
                       whole_traceback=headers.get("compare") == "traceback")


@dataclass(frozen=True)
class Outcome:
    stdout: str
    stderr: str
    status: int

    def text(self):
        """As kept in .out files: stdout, and what is unusual about the end, if anything."""
        if self.status == 0 and not self.stderr:
            return self.stdout
        return f"{self.stdout}[exit status {self.status}]\n{self.stderr}"

    @staticmethod
    def read(text):
        stdout, mark, rest = text.rpartition("[exit status ")
        if not mark:
            return Outcome(text, "", 0)
        status, _, stderr = rest.partition("]\n")
        return Outcome(stdout, stderr, int(status))

    def essence(self, whole_traceback):
        """What has to agree: of stderr the last line only, unless the traceback is the subject."""
        if whole_traceback:
            return self
        return Outcome(self.stdout, self.stderr.rstrip("\n").rpartition("\n")[2], self.status)


def run(command, program, timeout, environment=None):
    """Runs `command FILE ARGS` in the file's folder; a time-out and a signal are outcomes, too."""
    variables = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1",
                 **(environment or {})}
    try:
        done = subprocess.run([*command, program.path.name, *program.arguments],
                              cwd=program.path.parent, env=variables, input=program.stdin.encode(),
                              capture_output=True, timeout=timeout)
    except subprocess.TimeoutExpired as late:
        so_far = (late.stdout or b"").decode(errors="replace")
        return Outcome(so_far, f"took over {timeout:g} s\n", -1)
    stderr = done.stderr.decode(errors="replace").replace(f"{program.path.parent.resolve()}/", "")
    if done.returncode < 0:
        stderr += f"killed by {signal.Signals(-done.returncode).name}\n"
    return Outcome(done.stdout.decode(errors="replace"), stderr, done.returncode)


def run_in_mode(tpy, mode, program, timeout):
    return run([tpy, *mode.options], program, timeout, mode.environment())


def exits(tpy, mode, program, timeout):
    """How many exits the largest of the program's residual programs has."""
    report = run([tpy, *mode.options], program, timeout,
                 {**mode.environment(), "TPY_JIT_REPORT": "1"}).stderr
    return max(map(int, re.findall(r"^jit: made .* (\d+) exits", report, re.M)), default=0)


def shown_command(tpy, mode, program):
    """The shell line that repeats a run."""
    words = [f"{name}={value}" for name, value in mode.variables]
    return " ".join([*words, str(tpy), *mode.options, os.path.relpath(program.path),
                     *program.arguments])


def limit_memory():
    """So that a runaway program ends before the machine does; children inherit it."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_LIMIT, hard))


class Progress:
    """One line that is rewritten on a terminal; elsewhere a line for each tenth of the way."""

    def __init__(self, total, stream):
        self.total, self.stream = total, stream
        self.done = self.failed = 0

    def step(self, label, failed):
        self.done += 1
        self.failed += failed
        line = f"[{self.done}/{self.total}] {self.failed} failed  {label}"
        if self.stream.isatty():
            self.stream.write(f"\r\x1b[K{line[:100]}")
        elif self.done * 10 // self.total != (self.done - 1) * 10 // self.total:
            self.stream.write(line + "\n")
        self.stream.flush()

    def clear(self):
        if self.stream.isatty():
            self.stream.write("\r\x1b[K")


def each_in_parallel(work, items, jobs):
    """Yields (item, work(item)) in the items' order, `jobs` at a time."""
    with ThreadPoolExecutor(jobs) as pool:
        yield from zip(items, pool.map(work, items))
