#!/usr/bin/python3.11
"""Compares what the front end and CPython 3.11 make of whole libraries.

    compare_library.py FRONT_END [--sample | PATH ...] [--testsuite FOLDER]

Without paths: every .py of /usr/lib/python3.11 (Debian's libpython3.11-stdlib) and of CPython's tests
(libpython3.11-testsuite; FOLDER where it is unpacked elsewhere). `--sample` takes a fixed part of them,
for every day. For each file

* the tree: the same text of `ast.dump(include_attributes=True, indent=1)`, or the same failure, with
  kind, message, positions and text;
* the code: compiling gives the same failure and the same warnings; our bytecode passes the verifier;
  names, counts, flags and variables of all code objects are CPython's; with `--positions`, so are the
  source positions of the instructions that both have (`compare_code.py`);
* with `--tokens`, the listing of `python3 -m tokenize -e` instead, of files that CPython can tokenize.
"""

import argparse
import io
import pathlib
import sys
import token
import tokenize
import warnings

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import compare_code
import front_end

SAMPLE_EVERY = 17
LARGEST_IN_SAMPLE = 60_000


def python_files(paths):
    for path in map(pathlib.Path, paths):
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]


def sampled(files):
    for number, path in enumerate(files):
        if number % SAMPLE_EVERY == 0 and path.stat().st_size <= LARGEST_IN_SAMPLE:
            yield path


def expected_tokens(source):
    """What the command `tokenize -e` prints, or None for a file it rejects."""
    try:
        listed = list(tokenize.tokenize(io.BytesIO(source).readline))
    except (SyntaxError, tokenize.TokenError, UnicodeDecodeError):
        return None
    if any(item.type == token.ERRORTOKEN for item in listed):
        return None
    return "\n".join(token_line(item) for item in listed)


def token_line(item):
    place = "%d,%d-%d,%d:" % (item.start + item.end)
    text = "utf-8" if item.type == token.ENCODING else item.string.replace("\r\n", "\n")
    return "%-20s%-15s%-15r" % (place, token.tok_name[item.exact_type], text)


def first_difference(left, right):
    for number, (a, b) in enumerate(zip(left.split("\n"), right.split("\n")), 1):
        if a != b:
            return f"line {number}: CPython {a!r}, ours {b!r}"
    return "one is longer"


class Comparison:
    """Counts of files by what was compared, and the first differences."""

    def __init__(self, ours, limit, positions):
        self.ours = ours
        self.positions = positions
        self.limit = limit
        self.counts = {}
        self.different = {}
        self.skipped = 0

    def same(self, path, what, want, got, describe=first_difference):
        self.counts[what] = self.counts.get(what, 0) + 1
        if want == got:
            return True
        self.different[what] = self.different.get(what, 0) + 1
        if sum(self.different.values()) <= self.limit:
            print(f"{path}: {what}: {describe(want, got)}")
        return False

    def tokens(self, path, source):
        want = expected_tokens(source)
        if want is None:
            self.skipped += 1
        else:
            self.same(path, "tokens", want, self.ours.ask("tokens", source).rstrip("\n"))

    def tree(self, path, source):
        want = front_end.expected_tree(source)
        if want is None:
            self.skipped += 1
        else:
            self.same(path, "trees", want, self.ours.ask("tree", source))

    def code(self, path, source):
        want = front_end.expected_check(source)
        if not self.same(path, "results", want, self.ours.ask("check", source)):
            return
        if want.startswith("!"):
            return
        theirs = compile(source, "<string>", "exec", dont_inherit=True)
        found = compare_code.differences(self.ours.code(source), theirs, self.positions)
        self.same(path, "code", [], found, lambda _, found: "\n    ".join(found[:5]))

    def summary(self):
        for what, count in self.counts.items():
            print(f"{what}: {count} files, {self.different.get(what, 0)} different")
        if self.skipped:
            print(f"{self.skipped} that CPython cannot list")
        return 1 if any(self.different.values()) else 0


def main():
    front_end.require_cpython()
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("front_end")
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--testsuite", help="folder with CPython's test/ (default: where Debian puts it)")
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--positions", action="store_true", help="of instructions, too")
    parser.add_argument("--tokens", action="store_true", help="tokens instead of trees and code")
    parser.add_argument("--limit", type=int, default=20, help="differences to show")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    files = list(python_files(options.paths or [front_end.STDLIB]))
    if options.testsuite and not options.paths:
        files += python_files([options.testsuite])
    if options.sample:
        files = list(sampled(files))
    comparison = Comparison(front_end.FrontEnd(options.front_end), options.limit,
                            options.positions)
    for path in files:
        source = path.read_bytes()
        if options.tokens:
            comparison.tokens(path, source)
        else:
            comparison.tree(path, source)
            comparison.code(path, source)
    return comparison.summary()


if __name__ == "__main__":
    sys.exit(main())
