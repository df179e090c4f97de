"""Numbers flow through a chain of generators: made, filtered, changed, paired and summed."""

import sys


def numbers(n):
    state = 7
    for _ in range(n):
        state = (state * 1103 + 12345) % 65536
        yield state


def without_multiples(source, divisor):
    for number in source:
        if number % divisor:
            yield number


def collatz_steps(source):
    for number in source:
        yield number // 2 if number % 2 == 0 else 3 * number + 1


def neighbours(source):
    before = 0
    for number in source:
        yield before, number
        before = number


def chunks(source, size):
    chunk = []
    for item in source:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def main(n):
    pairs = neighbours(collatz_steps(without_multiples(numbers(n), 3)))
    count = checksum = 0
    for chunk in chunks((a ^ b for a, b in pairs), 10):
        count += 1
        checksum = (checksum * 31 + sum(number & 1023 for number in chunk)) % 1000003
    return "%d %d" % (count, checksum)


if __name__ == "__main__":
    print(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2400000))
