#!/usr/bin/python3.11
"""Ends processes in the midst of LLVM's work, at many moments and in each way a process ends."""

import subprocess
import sys
import time

for how in ("return", "exit", "static", "idle", "thread"):
    for milliseconds in (0, *range(5, 60, 5), 80, 120, 200, 400):
        start = time.monotonic()
        run = subprocess.run([sys.argv[1], how, str(milliseconds)], capture_output=True, timeout=60)
        took = time.monotonic() - start - milliseconds / 1000
        good = run.returncode == 7 and run.stdout == b"this is buffered" and took < 2
        if not good or "-v" in sys.argv:
            print(f"{how} after {milliseconds} ms: status {run.returncode}, {took:.3f} s, {run.stdout}")
        if not good:
            sys.exit(1)
