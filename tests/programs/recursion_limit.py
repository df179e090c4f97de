"""Runaway recursion is a RecursionError that can be caught, again and again."""

import sys


def forever(n):
    return forever(n + 1) + 1


def through_method():
    class Loop:
        def __getattr__(self, name):
            return getattr(self, name + "x")
    return Loop().a


class Endless:
    def __repr__(self):
        return "<" + repr(self) + ">"

    def __eq__(self, other):
        return self == other


for _ in range(3):
    try:
        forever(0)
    except RecursionError as error:
        print(type(error).__name__, str(error).startswith("maximum recursion depth exceeded"))
for attempt in (through_method, lambda: repr(Endless()), lambda: Endless() == Endless()):
    try:
        attempt()
    except RecursionError:
        print("caught")


def depth_reached(n):
    try:
        return depth_reached(n + 1)
    except RecursionError:
        return n


print(depth_reached(0) > 500, sys.getrecursionlimit())
sys.setrecursionlimit(200)
print(depth_reached(0) < 250)
sys.setrecursionlimit(1000)


def down(n):
    return n if n == 0 else down(n - 1)


print(down(900))
