"""64-bit integer hashing: products outgrow a machine word and are masked back into it."""

import sys

MASK = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15


def scramble(x):
    """Wide multiplications and shifts; every input bit reaches every output bit."""
    x ^= x >> 31
    x = (x * 0x7FB5D329728EA185) & MASK
    x ^= x >> 27
    x = (x * 0x81DADEF4BC2DD44D) & MASK
    return x ^ (x >> 33)


def rotate_left(x, by):
    return ((x << by) & MASK) | (x >> (64 - by))


def main(n):
    state = 1
    digest = 0
    for i in range(n):
        state = (state + GOLDEN) & MASK
        digest = rotate_left(digest ^ scramble(state), 13) + i & MASK
    return "%016x" % digest


if __name__ == "__main__":
    print(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1200000))
