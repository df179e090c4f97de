"""The towers of Hanoi with n discs, really moved: three lists are the pegs."""

import sys


def move_tower(pegs, height, source, target, spare):
    if height == 0:
        return 0
    moves = move_tower(pegs, height - 1, source, spare, target)
    disc = pegs[source].pop()
    pegs[target].append(disc)
    return moves + 1 + move_tower(pegs, height - 1, spare, target, source)


def main(n):
    pegs = [list(range(n, 0, -1)), [], []]
    moves = move_tower(pegs, n, 0, 2, 1)
    checksum = 0
    for disc in pegs[2]:
        checksum = checksum * 7 % 1000003 + disc
    return "%d %d %d" % (moves, len(pegs[2]), checksum)


if __name__ == "__main__":
    print(main(int(sys.argv[1]) if len(sys.argv) > 1 else 22))
