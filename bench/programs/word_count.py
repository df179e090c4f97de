"""Text of made-up words is split and counted in a dictionary; out come the commonest words."""

import sys

SYLLABLES = "ba ce di fo gu la me ni po ru sha tre kli mo zu an".split()


def make_line(state, words):
    line = []
    for _ in range(words):
        word = ""
        while True:
            state = (state * 69069 + 1) % 4294967296
            word += SYLLABLES[(state >> 24) % 16]
            if (state >> 16) % 3 == 0:
                break
        line.append(word)
    return " ".join(line), state


def count_words(line, counts, lengths):
    for word in line.split():
        counts[word] = counts.get(word, 0) + 1
        if len(word) in lengths:
            lengths[len(word)] += 1
        else:
            lengths[len(word)] = 1


def main(n):
    counts = {}
    lengths = {}
    state = 42
    for _ in range(n):
        line, state = make_line(state, 12)
        count_words(line, counts, lengths)
    ranking = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    checksum = 0
    for place, (word, count) in enumerate(ranking):
        checksum = (checksum * 31 + place * count + len(word)) % 1000003
    for length in sorted(lengths):
        checksum = (checksum * 31 + length * lengths[length]) % 1000003
    best = " ".join(["%s=%d" % item for item in ranking[:5]])
    return "%d %d %s" % (len(counts), checksum, best)


if __name__ == "__main__":
    print(main(int(sys.argv[1]) if len(sys.argv) > 1 else 40000))
