"""Measures one program's steady state inside the Python that runs this file.

    PYTHON steady.py FOLDER NAME SIZE SECONDS ITERATIONS

imports NAME from FOLDER and calls its main(SIZE) again and again, for at least so many seconds and
iterations; then prints one line of JSON: the checksum and the seconds of each iteration. It needs
nothing of a Python but sys, time and import.
"""

import sys
import time


def measure(main, size, seconds, iterations):
    times = []
    start = time.perf_counter()
    end = start + seconds
    while start < end or len(times) < iterations:
        checksum = main(size)
        stop = time.perf_counter()
        times.append(stop - start)
        start = stop
    return checksum, times


if __name__ == "__main__":
    folder, name, size, seconds, iterations = sys.argv[1:]
    sys.path.insert(0, folder)
    program = __import__(name)
    checksum, times = measure(program.main, int(size), float(seconds), int(iterations))
    listed = ", ".join(["%.9f" % one for one in times])
    print('{"checksum": "%s", "seconds": [%s]}' % (checksum, listed))
