"""Text is put together piece by piece, three ways, then taken apart character by character."""

import sys


def add_pieces(n):
    lines = []
    line = ""
    for i in range(n):
        line += "<"
        line += str(i)
        line += ">"
        if len(line) > 60:
            lines.append(line)
            line = ""
    return "\n".join(lines) + line


def join_pieces(n):
    pieces = []
    for i in range(n):
        pieces.append("%d:%s" % (i, "abcdefgh"[i % 8]))
    return ",".join(pieces)


def format_pieces(n):
    lines = []
    for i in range(n):
        lines.append(f"{i:06d} {i * i % 97:>3}|")
    return "".join(lines)


def fold(text):
    checksum = 0
    for character in text:
        checksum = (checksum * 33 + ord(character)) % 16777213
    return checksum


def main(n):
    added = add_pieces(n)
    joined = join_pieces(n).upper()
    formatted = format_pieces(n).replace(" ", "_")
    total = len(added) + len(joined) + len(formatted)
    return "%d %d %d %d" % (total, fold(added), fold(joined), fold(formatted))


if __name__ == "__main__":
    print(main(int(sys.argv[1]) if len(sys.argv) > 1 else 300000))
