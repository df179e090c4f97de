# compare: traceback
"""Dies deep in a recursion: the frames that repeat are counted, not shown."""


def down(n):
    if n == 0:
        raise RuntimeError("the bottom")
    return down(n - 1)


down(20)
