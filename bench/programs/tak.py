"""Takeuchi's function: nothing but calls, comparisons and subtractions of one."""

import sys


def tak(x, y, z):
    if y >= x:
        return z
    return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))


def main(n):
    return "%d" % tak(n, n * 2 // 3, n // 3)


if __name__ == "__main__":
    print(main(int(sys.argv[1]) if len(sys.argv) > 1 else 27))
