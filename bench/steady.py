"""Measures one program's steady state inside the Python that runs this file.

    PYTHON steady.py FOLDER NAME SIZE SECONDS

imports NAME from FOLDER, calls its main(SIZE) again and again for so many seconds (at least once), and
prints one line of JSON: the checksum and the seconds of each iteration. It needs nothing of a Python
but sys, time and import.
"""

import sys
import time


def measure(main, size, seconds):
    times = []
    start = time.perf_counter()
    end = start + seconds
    while start < end or not times:
        checksum = main(size)
        stop = time.perf_counter()
        times.append(stop - start)
        start = stop
    return checksum, times


if __name__ == "__main__":
    folder, name, size, seconds = sys.argv[1:]
    sys.path.insert(0, folder)
    checksum, times = measure(__import__(name).main, int(size), float(seconds))
    listed = ", ".join(["%.9f" % one for one in times])
    print('{"checksum": "%s", "seconds": [%s]}' % (checksum, listed))
