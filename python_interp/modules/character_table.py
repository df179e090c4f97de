#!/usr/bin/python3.11
"""Makes the table of character_names.cpp from the Unicode character database.

    character_table.py /usr/share/unicode OUTPUT.cpp

All names and aliases, sorted, in blocks of 32. An entry is: how many bytes it shares with the name
before it (0 at a block's start), how many follow, these, and the code point in three bytes, the
highest first. Left out: names that are computed (Hangul syllables, CJK ideographs), and characters
younger than the version that Python 3.11 knows.
"""

import os.path
import sys
from pathlib import Path

NEWEST = (14, 0)
BLOCK = 32


def rows(path):
    for line in path.read_text().splitlines():
        fields = [field.strip() for field in line.partition("#")[0].split(";")]
        if fields[0]:
            yield fields


def span(text):
    first, _, last = text.partition("..")
    return range(int(first, 16), int(last or first, 16) + 1)


def too_young(folder):
    ages = ((span(fields[0]), tuple(map(int, fields[1].split("."))))
            for fields in rows(folder / "DerivedAge.txt"))
    return {point for points, age in ages if age > NEWEST for point in points}


def read_names(folder):
    """The names with their code points, and the ranges of CJK ideographs."""
    young = too_young(folder)
    names, ideographs = {}, []
    for point, name, *_ in rows(folder / "UnicodeData.txt"):
        code = int(point, 16)
        if name.startswith("<CJK Ideograph") and name.endswith("First>"):
            ideographs.append([code])
        elif name.startswith("<CJK Ideograph"):
            last = next(one for one in range(code, 0, -1) if one not in young)
            ideographs[-1].append(last)
        elif not name.startswith("<") and code not in young:
            names[name] = code
    for point, alias, *_ in rows(folder / "NameAliases.txt"):
        if int(point, 16) not in young:
            names[alias] = int(point, 16)
    return names, [pair for pair in ideographs if pair[0] <= pair[1]]


def blocks(names):
    """The encoded blocks, as bytes."""
    in_order = sorted(names)
    for start in range(0, len(in_order), BLOCK):
        block, before = b"", ""
        for name in in_order[start:start + BLOCK]:
            shared = len(os.path.commonprefix([before, name]))
            rest = name[shared:].encode("ascii")
            block += bytes([shared, len(rest)]) + rest + names[name].to_bytes(3, "big")
            before = name
        yield block


def literal(data):
    shown = "".join(chr(byte) if 32 <= byte < 127 and byte not in b'"\\?' else f"\\{byte:03o}"
                    for byte in data)
    return f'    "{shown}"\n'


def main():
    folder, output = Path(sys.argv[1]), Path(sys.argv[2])
    names, ideographs = read_names(folder)
    starts, text, place = [], [], 0
    for block in blocks(names):
        starts.append(place)
        text.append(literal(block))
        place += len(block)
    starts.append(place)
    output.write_text(
        "// Made by character_table.py, which explains it.\n"
        '#include "python_interp/modules/character_table.hpp"\n\n'
        "namespace py::character_table {\n\n"
        f"const std::uint32_t starts[] = {{{', '.join(map(str, starts))}}};\n"
        f"const std::size_t block_count = {len(starts) - 1};\n"
        f"const char names[] =\n{''.join(text).rstrip()};\n\n"
        "const Range ideographs[] = {"
        f"{', '.join(f'{{{first:#x}, {last:#x}}}' for first, last in ideographs)}}};\n"
        f"const std::size_t ideograph_range_count = {len(ideographs)};\n\n"
        "}  // namespace py::character_table\n")


if __name__ == "__main__":
    main()
