"""Primes below n by crossing out multiples: how many, and their sum."""

import sys


def primes_below(n):
    is_prime = [True] * n
    found = []
    for i in range(2, n):
        if is_prime[i]:
            found.append(i)
            for multiple in range(i * i, n, i):
                is_prime[multiple] = False
    return found


def main(n):
    primes = primes_below(n)
    total = 0
    for prime in primes:
        total += prime
    return "%d %d" % (len(primes), total)


if __name__ == "__main__":
    print(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000000))
