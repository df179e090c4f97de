"""Pancakes: for every order of n of them, how many flips bring number 0 to the top?"""

import sys


def count_flips(order):
    pancakes = order[:]
    flips = 0
    top = pancakes[0]
    while top != 0:
        low, high = 0, top
        while low < high:
            pancakes[low], pancakes[high] = pancakes[high], pancakes[low]
            low += 1
            high -= 1
        flips += 1
        top = pancakes[0]
    return flips


def next_order(order):
    """Steps to the following order in the dictionary's sense; False after the last."""
    i = len(order) - 2
    while i >= 0 and order[i] > order[i + 1]:
        i -= 1
    if i < 0:
        return False
    j = len(order) - 1
    while order[j] < order[i]:
        j -= 1
    order[i], order[j] = order[j], order[i]
    low, high = i + 1, len(order) - 1
    while low < high:
        order[low], order[high] = order[high], order[low]
        low += 1
        high -= 1
    return True


def main(n):
    order = list(range(n))
    most = checksum = number = 0
    while True:
        flips = count_flips(order)
        most = max(most, flips)
        checksum += flips if number % 2 == 0 else -flips
        number += 1
        if not next_order(order):
            return "%d %d %d" % (number, most, checksum)


if __name__ == "__main__":
    print(main(int(sys.argv[1]) if len(sys.argv) > 1 else 9))
