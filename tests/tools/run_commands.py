#!/usr/bin/python3.11
"""Tests the command tpy from outside: its options, bad input, signals and limits.

    run_commands.py --tpy build/tpy [--mode pe] [NAME ...]

A case runs a command and asks questions about how it ended. Where CPython's behaviour is the
measure, CPython is run beside it; --tpy /usr/bin/python3.11 --mode plain asks CPython itself.
"""

import argparse
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import programs
from programs import JUDGE, Mode

CASES = {}
INTERRUPT_LIMIT = 0.1
HOT_LOOP = "def spin():\n    i = 0\n    while True:\n        i = (i + 1) % 1000003\n"


def case(function):
    CASES[function.__name__] = function
    return function


class Wrong(Exception):
    """An answer that is not the one wanted."""


def expect(condition, what, outcome):
    if not condition:
        raise Wrong(f"{what}\n  status {outcome.returncode}\n  stdout {outcome.stdout[-300:]!r}\n"
                    f"  stderr {outcome.stderr[-600:]!r}")


class Command:
    """Runs the VM, and CPython as the judge, in a folder of its own."""

    def __init__(self, tpy, mode, folder):
        self.tpy = [str(tpy), *mode.options]
        self.environment = {**os.environ, **mode.environment(), "PYTHONDONTWRITEBYTECODE": "1"}
        self.folder = Path(folder)

    def file(self, name, content):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    def run(self, *arguments, stdin="", memory=None, interpreter=None):
        limit = None
        if memory:
            def limit():
                resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
        return subprocess.run([*(interpreter or self.tpy), *arguments], input=stdin, text=True,
                              capture_output=True, timeout=30, cwd=self.folder,
                              env=self.environment, preexec_fn=limit)

    def same_as_cpython(self, *arguments, stdin="", stderr=True):
        """Asks both, and wants the same status and output (stderr without the program's name)."""
        ours = self.run(*arguments, stdin=stdin)
        theirs = self.run(*arguments, stdin=stdin, interpreter=[JUDGE])
        expect(ours.returncode == theirs.returncode, f"status should be {theirs.returncode}", ours)
        expect(ours.stdout == theirs.stdout, f"stdout should be {theirs.stdout!r}", ours)
        if stderr:
            wanted = re.sub(r"^\S*python3\.11: ", "", theirs.stderr)
            got = re.sub(r"^\S*(tpy|python3\.11): ", "", ours.stderr)
            expect(got == wanted, f"stderr should be {wanted!r}", ours)
        return ours

    def interrupt(self, code, after=0.5):
        """Starts code with -c, sends SIGINT when it has been hot for a while.

        Returns the outcome and how many seconds passed from the signal to the end.
        """
        process = subprocess.Popen([*self.tpy, "-c", code], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True, env=self.environment)
        process.stdout.readline()
        time.sleep(after)
        start = time.perf_counter()
        process.send_signal(signal.SIGINT)
        try:
            stdout, stderr = process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            stdout, stderr = process.communicate()
        seconds = time.perf_counter() - start
        return subprocess.CompletedProcess([], process.returncode, stdout, stderr), seconds


# -- options


@case
def code_from_option(tpy):
    tpy.same_as_cpython("-c", "print(6 * 7)")
    tpy.same_as_cpython("-c", "import sys; print(sys.argv)", "a", "-b", "--jit")
    tpy.same_as_cpython("-c", "x = 5\nfor i in range(2):\n    print(i + x)")
    tpy.same_as_cpython("-c", "1 / 0")
    tpy.same_as_cpython("-c", "x = (1")


@case
def code_from_stdin(tpy):
    tpy.same_as_cpython("-", stdin="print('from stdin')\n")
    tpy.same_as_cpython("-", "one", "two", stdin="import sys\nprint(sys.argv)\n")
    tpy.same_as_cpython("-", stdin="def f():\n    raise ValueError('x')\n\nf()\n")


CONSOLE = """1 + 1
def f(a):
    return a * 2

f(21)
if f(0):
    print("no")
else:
    print("yes")

1 +
(1,
 2)
None; "text"
1 / 0
class A:
    def m(self): raise ValueError("m")

A().m()
\"\"\"triple
quoted\"\"\"
_
@property
def g(): pass

    indented
input("asks ")
answer
import sys; sys.ps1 = "> "
x is 5
async def co(): pass

for i in range(2): i

exit(3)
"""


@case
def console(tpy):
    tpy.same_as_cpython("-q", "-i", stdin=CONSOLE)
    tpy.same_as_cpython("-q", "-i", stdin="if 1:\n  print(1)")
    tpy.same_as_cpython("-q", "-i", "-c", "x = 6", stdin="x * 7\n")
    tpy.file("before.py", "print('before')\ny = 1 / 0\n")
    tpy.same_as_cpython("-q", "-i", "before.py", stdin="'after'\n")


@case
def files_and_arguments(tpy):
    tpy.file("args.py", "import sys\nprint(sys.argv, __name__, __file__)\n")
    tpy.same_as_cpython("args.py", "1", "-c", "--help")
    (tpy.folder / "inner").mkdir(exist_ok=True)
    tpy.file("inner/main.py", "import beside\nprint(beside.value)\n")
    tpy.file("inner/beside.py", "value = 42\n")
    tpy.same_as_cpython("inner/main.py")


@case
def version_and_help(tpy):
    version = tpy.run("-V")
    expect(version.returncode == 0 and "3.11" in version.stdout, "-V should name 3.11", version)
    help_text = tpy.run("--help")
    expect(help_text.returncode == 0 and "usage" in help_text.stdout.lower(), "--help", help_text)


@case
def bad_options(tpy):
    for arguments in (("--no-such-option",), ("-Z",), ("-c",)):
        outcome = tpy.run(*arguments)
        expect(outcome.returncode == 2 and outcome.stderr, f"{arguments} is a mistake", outcome)


# -- bad input


@case
def missing_files(tpy):
    tpy.same_as_cpython("missing.py")
    tpy.same_as_cpython("no/such/folder.py")
    (tpy.folder / "folder").mkdir(exist_ok=True)
    outcome = tpy.run("folder")
    expect(outcome.returncode == 1 and outcome.stderr, "a folder is no program", outcome)


@case
def bad_sources(tpy):
    for name, content in (("empty.py", ""), ("comment.py", "# nothing"),
                          ("no_newline.py", "print(1)"), ("crlf.py", "x = 1\r\nprint(x)\r\n"), ("bom.py", "\ufeffprint('bom')\n"),
                          ("form_feed.py", "\fprint(1)\n"), ("tabs.py", "if 1:\n\tprint(1)\n")):
        tpy.file(name, content)
        tpy.same_as_cpython(name)
    for name, content in (("not_utf8.py", b"x = '\xff'\n"),
                          ("mixed_tabs.py", b"if 1:\n        x = 1\n\ty = 2\n"),
                          ("deep.py", b"(" * 5000 + b")" * 5000), ("noise.py", bytes(range(256)))):
        tpy.file(name, content)
        outcome = tpy.run(name)
        expect(outcome.returncode == 1 and "Error" in outcome.stderr, f"{name} is wrong", outcome)


@case
def closed_output(tpy):
    process = subprocess.Popen([*tpy.tpy, "-c", "while True: print('y' * 100)"],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=tpy.environment)
    process.stdout.read(1000)
    process.stdout.close()
    stderr = process.stderr.read().decode()
    status = process.wait(timeout=20)
    expect(status in (1, 120, -signal.SIGPIPE), "ends when nobody reads",
           subprocess.CompletedProcess([], status, "", stderr))


# -- limits


@case
def runaway_recursion(tpy):
    for code in ("def f(n): return f(n + 1)\nf(0)",
                 "class A:\n def __repr__(self): return repr(self)\nrepr(A())",
                 "def g(): return max(map(lambda i: g(), [1]))\ng()",
                 "def h(n): return sorted([2, 1], key=h)\nh(0)"):
        outcome = tpy.run("-c", code)
        expect(outcome.returncode == 1, "runaway recursion has status 1", outcome)
        expect("RecursionError: maximum recursion depth exceeded" in outcome.stderr,
               "runaway recursion is a RecursionError", outcome)


@case
def exhausted_memory(tpy):
    for code in ("x = []\nwhile True: x.append('a' * 1000000)",
                 "x = []\nwhile True: x.append([0] * 1000)",
                 "d = {}\ni = 0\nwhile True:\n    d[i] = str(i)\n    i += 1", "'x' * 10 ** 18",
                 "[0] * 10 ** 15"):
        outcome = tpy.run("-c", code, memory=400 << 20)
        expect(outcome.returncode not in (0, -signal.SIGSEGV, -signal.SIGBUS, -signal.SIGKILL),
               "memory that runs out ends cleanly", outcome)
        expect("memory" in outcome.stderr.lower(), "memory that runs out is named", outcome)


# -- Ctrl-C


@case
def interrupted_loop(tpy):
    outcome, seconds = tpy.interrupt(HOT_LOOP + "print('ready', flush=True)\nspin()")
    expect("KeyboardInterrupt" in outcome.stderr, "a KeyboardInterrupt is shown", outcome)
    expect(outcome.returncode in (130, -signal.SIGINT), "the status tells of the signal", outcome)
    expect(seconds < INTERRUPT_LIMIT, f"ended after {seconds * 1000:.0f} ms", outcome)


@case
def interrupt_is_caught(tpy):
    code = HOT_LOOP + ("print('ready', flush=True)\ntry:\n    spin()\nexcept KeyboardInterrupt:\n"
                       "    print('caught')\nfinally:\n    print('done')\n")
    outcome, seconds = tpy.interrupt(code)
    expect(outcome.stdout == "caught\ndone\n" and outcome.returncode == 0, "caught", outcome)
    expect(seconds < INTERRUPT_LIMIT, f"ended after {seconds * 1000:.0f} ms", outcome)


@case
def interrupted_recursion(tpy):
    code = "def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\n"
    outcome, seconds = tpy.interrupt(code + "print('ready', flush=True)\nfib(80)")
    expect("KeyboardInterrupt" in outcome.stderr, "recursion is interrupted", outcome)
    expect(seconds < INTERRUPT_LIMIT, f"ended after {seconds * 1000:.0f} ms", outcome)


@case
def interrupted_sleep(tpy):
    outcome, seconds = tpy.interrupt("import time\nprint('ready', flush=True)\ntime.sleep(20)")
    expect("KeyboardInterrupt" in outcome.stderr, "sleeping is interrupted", outcome)
    expect(seconds < INTERRUPT_LIMIT, f"ended after {seconds * 1000:.0f} ms", outcome)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="cases; all if none is given")
    parser.add_argument("--tpy", type=Path, required=True, help="the VM to be tested")
    parser.add_argument("--mode", default="off", help="as for run_programs.py")
    options = parser.parse_args()
    mode, = Mode.parse(options.mode)
    progress = programs.Progress(len(options.names or CASES), sys.stdout)
    failed = 0
    with tempfile.TemporaryDirectory(prefix="commands-") as folder:
        for name in options.names or CASES:
            try:
                CASES[name](Command(options.tpy.absolute(), mode, folder))
                wrong = None
            except Wrong as error:
                wrong = str(error)
            except subprocess.TimeoutExpired as late:
                wrong = f"took over {late.timeout:g} s: {late.cmd}"
            progress.step(name, wrong is not None)
            failed += wrong is not None
            if wrong:
                progress.clear()
                print(f"failed: {name}: {wrong}")
    progress.clear()
    print(f"{progress.done - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
