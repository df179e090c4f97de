#!/usr/bin/python3.11
"""A stranger's walk: wrong words, wrong files, programs that go wrong, at the command of each example.

    walk_test.py FOLDER_OF_EXAMPLES

Wrong usage is status 2 and says how it is meant; a wrong program or file is status 1 and one line that begins with the
file's name and, where there is one, the place. Nothing crashes, whatever the file is.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

NAMES = ["tiny", "lambda", "brainfuck", "regex"]

# What is given, and what is said.
USAGE = {
    "": "what shall be done",
    "frob": "no such command: frob",
    "run": "which file",
    "run empty empty": "one file at a time",
    "run empty --frob": "no such option: --frob",
    "run empty --jit": "--jit takes a value",
    "run empty --jit fast": "--jit takes off, trace, pe or all, not fast",
    "run empty --times many": "a number from 1 on is wanted, not many",
    "run empty --times 0": "a number from 1 on is wanted",
    "run empty --stress -1": "a number from 0 on is wanted",
    "run empty --heap 99999999999999999999": "a number from 1 on is wanted",
    "run empty --output x": "--output is for emit, not for run",
    "run empty --html x": "--html is for explain, not for run",
    "emit empty --as pdf": "--as takes residual, llvm, asm or obj, not pdf",
    "emit empty --as obj": "--as obj needs --output FILE",
}
FILES = {
    "run missing": "missing: No such file or directory",
    "explain missing": "missing: No such file or directory",
    "emit missing": "missing: No such file or directory",
    "run folder": "folder: this is a folder, not a program",
}
DEEP = 300000
# By language: a program, and what is said of it.
PROGRAMS = {
    "tiny": [
        ("", r"1:1: there is no function main"),
        ("\xff\xfe", r"1:1: this character has no meaning: '\\xc3'"),
        ("fn main() {\n  print 1\n  let x = \n", r"4:1: expected an expression, not the end"),
        ("fn main() {\n  print y\n}", r"2:9: nothing is called 'y' here"),
        ("fn main() { print " + "(" * DEEP + "1" + ")" * DEEP + " }", r"1:10018: this is nested too deeply"),
        ("fn main() { print " + "-" * DEEP + "1 }", r"1:\d+: this is nested too deeply"),
        ("fn main() { " + "if true { " * DEEP + "}" * DEEP + " }", r"1:\d+: this is nested too deeply"),
        ("fn main() { " + "".join(f"let v{i} = {i}\n" for i in range(3000)) + "}", r"\d+:\d+: a function has at most 2000 variables"),
        ("fn main() { print 4611686018427387904 }", r"1:19: an integer has at most 63 bits"),
        ("fn main() {\n  print 4611686018427387903 + 1\n}", r"2:29: integer overflow"),
        ("fn main() {\n  print [0; 4000000000]\n}", r" out of memory"),
        ("fn f(x) { return f(x) + 1 }\nfn main() { print f(1) }", r"1:18: stack overflow: calls are nested too deeply"),
        ("fn " + "x" * 100000, r"1:\d+: "),
    ],
    "lambda": [
        ("(display\n  (car 5", r"2:3: this '\(' has no '\)'"),
        ("(display 1))", r"1:12: this '\)' has no '\('"),
        ("(display '" + "(" * DEEP + ")" * DEEP + ")", r"1:10010: this is nested too deeply"),
        ("'" * DEEP + "a", r"1:\d+: this is nested too deeply"),
        ("(display " + "(+ 1 " * DEEP + "1" + ")" * DEEP + ")", r"1:\d+: this is nested too deeply"),
        ("(display 1)\n" * DEEP, r"\d+:\d+: this function is too long, or nested too deeply"),
        ("(define (f x) x)\n(display " + "(f " * 3000 + "1" + ")" * 3000 + ")", r"2:\d+: this needs too many intermediate results"),
        ("(display 99999999999999999999)", r"1:10: a number has at most 63 bits"),
        ("(define (f x) (+ 1 (f x)))\n(display (f 1))", r"1:23: stack overflow"),
        ("(let 5 1)", r"1:6: let takes a list of bindings"),
        ("(lambda 5 1)", r"1:9: lambda takes a list of parameters"),
        ("(display " + "x" * 100000 + ")", r"1:10: nothing is called x+ \.\.\.$"),
        ("(define f)", r"1:1: define takes a name and what it means"),
        ("(display (car 5))", r"1:\d+: only pairs have a car and a cdr"),
    ],
    "brainfuck": [
        ("\n\n  ++[\n>", r"3:5: this '\[' has no '\]'"),
        ("+]", r"1:2: this '\]' has no '\['"),
        ("[" * DEEP, rf"1:{DEEP}: this '\[' has no '\]'"),
    ],
    "regex": [
        ("(a|b", r"1:1: this '\(' has no '\)'"),
        ("a)", r"1:2: this '\)' has no '\('"),
        ("*a", r"1:1: there is nothing to repeat here"),
        ("[a-", r"1:1: this '\[' has no '\]'"),
        ("[z-a]", r"1:3: this range runs backwards"),
        ("a\\", r"1:3: a backslash needs a character behind it"),
        ("(" * DEEP + ")" * DEEP, r"1:10001: this is nested too deeply"),
        ("a?" * 3000, r"1:\d+: a pattern has at most two thousand characters"),
        ("a\nb\n99999999 * " + "x" * 1000, r"3:1: this text has more than 2\^30 characters"),
    ],
}
# What is deep or long and not wrong.
RIGHT = {
    "tiny": [("fn main() { print " + "(" * 9000 + "1" + ")" * 9000 + " }", "1\n"),
             ("fn main() { print 4611686018427387903\n print -4611686018427387904 }", "4611686018427387903\n-4611686018427387904\n"),
             ("fn main() { print " + "1 + " * 20000 + "1 }", "20001\n")],
    "lambda": [("(define (f x) x)\n" + "(display (f 1))\n" * 3000, "1\n" * 3000),
               ("(define (f x) (cond " + "".join(f"((= x {i}) {i})" for i in range(3000)) + "))\n(display (f 2999))", "2999\n"),
               ("(define (nest n x) (if (= n 0) x (nest (- n 1) (cons x '()))))\n(display (nest 3 1))", "(((1)))\n"),
               ("", "")],
    "brainfuck": [("", ""), ("[" * DEEP + "]" * DEEP, ""), ("+" * 65 + ".", "A")],
    "regex": [("", ""), ("a*****+++???\naaa", "aaa: matches\n"), ("[^\\w\\W]\n99999999999 * a", "99999999999 * a: does not match\n")],
}


def main():
    built = Path(sys.argv[1]).resolve()
    failures = count = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        (folder / "folder").mkdir()
        (folder / "empty").write_text("")

        def check(name, words, status, said):
            nonlocal failures, count
            count += 1
            run = subprocess.run([built / name, *words], capture_output=True, text=True, errors="replace", cwd=folder, timeout=60,
                                 stdin=subprocess.DEVNULL)
            first = run.stderr.split("\n")[0]
            wrong = []
            if run.returncode != status:
                wrong.append(f"status {run.returncode}, not {status}")
            if not re.search(said, first if status else run.stdout):
                wrong.append(f"says {(first or run.stdout)[:200]!r}, not {said[:200]!r}")
            if status == 1 and run.stderr.count("\n") != 1:
                wrong.append(f"says more than one line: {run.stderr[:300]!r}")
            if len(first) > 500:
                wrong.append("says too much")
            if wrong:
                failures += 1
                print(f"{name} {' '.join(words)}: {'; '.join(wrong)}")

        for name in NAMES:
            check(name, ["--help"], 0, f"usage: {name} run FILE")
            for words, said in USAGE.items():
                check(name, words.split(), 2, f"^{name}: .*{re.escape(said)}")
            for words, said in FILES.items():
                check(name, words.split(), 1, f"^{said}")
            for program, said in PROGRAMS[name]:
                (folder / "program").write_text(program)
                check(name, ["run", "program"], 1, f"^program:{said}")
                print(end="", flush=True)
            for program, printed in RIGHT[name]:
                (folder / "program").write_text(program)
                check(name, ["run", "program"], 0, f"^{re.escape(printed)}$")
        for words in ("0", "-5", "many", "99999999999999999999", "1 2", "--help"):
            check("counter", words.split(), 2, r"^usage: counter \[N\]")
        check("counter", ["10"], 0, "machine code  385")
        (folder / "program").write_text("a*\n90000000 * a")
        check("regex", ["run", "program", "--heap", "10"], 1, "^program: out of memory")
        check("brainfuck", ["run", "empty", "--heap", "1"], 0, "")
        (folder / "program").write_text("(define (grow n x) (if (= n 0) (car x) (grow (- n 1) (cons n x))))\n(display (grow 9000000 '()))")
        for mode in ("off", "trace", "pe", "all"):
            check("lambda", ["run", "program", "--heap", "20", "--jit", mode], 1, "^program: out of memory")
        (folder / "program").write_text("(display " + "(+ 1 " * 9000 + "1" + ")" * 9000 + ")")
        check("lambda", ["tower", "program", "program"], 1, "level 1: ")
        check("lambda", ["tower", "missing", "missing"], 1, "missing: No such file or directory")
        check("lambda", ["tower"], 2, "usage: lambda tower")
        check("tiny", ["emit", "empty", "--as", "asm", "--target", "nowhere"], 1, "^empty:1:1: there is no function main")
        check("brainfuck", ["emit", "empty", "--as", "asm", "--target", "nowhere"], 1, "nowhere")
        check("brainfuck", ["emit", "empty", "--as", "obj", "--output", "nowhere/x"], 1, "nowhere/x cannot be written")
        check("brainfuck", ["explain", "empty", "--html", "nowhere/x"], 1, "nowhere/x: cannot be written")
    print(f"{count} walks, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
