"""Clocks go forward; sleeping takes its time."""

import time

start = time.perf_counter()
wall = time.time()
ticks = [time.perf_counter() for _ in range(2000)]
print(all(a <= b for a, b in zip(ticks, ticks[1:])))
time.sleep(0.02)
print(0.02 <= time.perf_counter() - start < 5, 0 <= time.time() - wall < 5,
      time.time() > 1600000000)
print(isinstance(time.monotonic(), float), isinstance(time.perf_counter_ns(), int),
      time.process_time() >= 0)
try:
    time.sleep(-1)
except ValueError as error:
    print(error)
