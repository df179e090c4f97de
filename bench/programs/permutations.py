"""All permutations of n numbers by recursive exchange, from three first orders."""

import sys

MODULUS = 1000003


def permute(items, start, checksum):
    if start == len(items):
        return (checksum * 31 + items[0] * items[-1] + items[start // 2]) % MODULUS
    for i in range(start, len(items)):
        items[start], items[i] = items[i], items[start]
        checksum = permute(items, start + 1, checksum)
        items[start], items[i] = items[i], items[start]
    return checksum


def main(n):
    items = list(range(1, n + 1))
    checksum = 1
    for _ in range(3):
        checksum = permute(items, 0, checksum)
        items = items[1:] + items[:1]
    return "%d" % checksum


if __name__ == "__main__":
    print(main(int(sys.argv[1]) if len(sys.argv) > 1 else 9))
