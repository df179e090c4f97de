"""Closes ./triptych test: counts the single cases of all Meson tests, prints "N passed, N failed".

Meson knows executables; what people want to know is cases. Each line of Meson's testlog.json is one
executable with what it printed. Its closing line says how many cases it ran: doctest's table, or
"N passed, N failed" from the program runners. An executable that says neither is one case, and one
that failed without a failed case (it crashed, or took too long) adds one.
"""

import json
import os
import re
import sys

CLOSING_LINES = [
    re.compile(r"^\[doctest\] test cases: +\d+ \| +(\d+) passed \| +(\d+) failed", re.M),
    re.compile(r"^(\d+) passed, (\d+) failed$", re.M),
]


def count_cases(test):
    """(passed, failed) of one record of the log."""
    if test["result"] == "SKIP":
        return 0, 0
    good = test["result"] in ("OK", "EXPECTEDFAIL")
    for line in CLOSING_LINES:
        found = line.findall(test.get("stdout", ""))
        if found:
            passed, failed = map(int, found[-1])
            return passed, failed if good else max(failed, 1)
    return (1, 0) if good else (0, 1)


def main(log, status):
    tests = [json.loads(line) for line in open(log)] if os.path.exists(log) else []
    counts = [count_cases(test) for test in tests]
    passed, failed = (sum(column) for column in zip((0, 0), *counts))
    for test, (_, lost) in zip(tests, counts):
        if lost:
            print(f"failed: {test['name']} ({lost})")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or status or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
