#!/usr/bin/python3.11
"""Compares the trees and the failures of our parser with CPython 3.11's over whole libraries.

    compare_ast.py AST_DUMP [--positions] [FILE_OR_FOLDER ...]

AST_DUMP is the binary built from tests/tools/ast_dump.cpp. Without paths: Debian's
/usr/lib/python3.11 (packages libpython3.11-stdlib and libpython3.11-testsuite). A file counts as equal
when both give the same text of `ast.dump(include_attributes=True, indent=1)`, or both reject it with
the same kind, message and line. `--positions` asks for equal columns too. `--tokens` compares the
listings of `python3 -m tokenize -e` instead, of the files that CPython can tokenize.
"""

import argparse
import ast
import io
import pathlib
import subprocess
import sys
import tempfile
import token
import tokenize
import unicodedata
import warnings


def python_files(paths):
    for path in map(pathlib.Path, paths):
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]


def expected_tokens(path):
    """What the command `tokenize -e` prints, or None for a file it rejects."""
    try:
        listed = list(tokenize.tokenize(io.BytesIO(path.read_bytes()).readline))
    except (SyntaxError, tokenize.TokenError, UnicodeDecodeError):
        return None
    if any(item.type == token.ERRORTOKEN for item in listed):
        return None
    return "\n".join(token_line(item) for item in listed)


def token_line(item):
    place = "%d,%d-%d,%d:" % (item.start + item.end)
    text = "utf-8" if item.type == token.ENCODING else item.string.replace("\r\n", "\n")
    return "%-20s%-15s%-15r" % (place, token.tok_name[item.exact_type], text)


def expected(path):
    """CPython's text for the file: the tree, or a line that starts with an exclamation mark."""
    source = path.read_bytes()
    try:
        return ast.dump(ast.parse(source), include_attributes=True, indent=1)
    except SyntaxError as error:
        return failure_line(type(error).__name__, error.msg, error.lineno, error.offset,
                            error.end_lineno, error.end_offset)
    except RecursionError:
        return None
    except (ValueError, MemoryError) as error:
        return failure_line(type(error).__name__, str(error), 0, 0, 0, 0)


def failure_line(*fields):
    return "!" + "\t".join(str(field) for field in fields)


def comparable(text, positions):
    if not text.startswith("!") or positions:
        return text
    return "\t".join(text.split("\t")[:3])


def write_character_names(file):
    for code_point in range(sys.maxunicode + 1):
        name = unicodedata.name(chr(code_point), None)
        if name is not None:
            file.write(f"{code_point:X} {name}\n")
    file.flush()


def ours(binary, mode, names, path):
    result = subprocess.run([binary, mode, f"--names={names}", str(path)], capture_output=True)
    if result.returncode != 0:
        return f"exit status {result.returncode}"
    return result.stdout.decode("utf-8", "surrogatepass").rstrip("\n")


def first_difference(left, right):
    for number, (a, b) in enumerate(zip(left.split("\n"), right.split("\n")), 1):
        if a != b:
            return f"line {number}: CPython {a!r}, ours {b!r}"
    return "one is longer"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("binary")
    parser.add_argument("paths", nargs="*", default=["/usr/lib/python3.11"])
    parser.add_argument("--positions", action="store_true", help="columns of failures, too")
    parser.add_argument("--tokens", action="store_true", help="tokens instead of trees")
    parser.add_argument("--limit", type=int, default=20, help="differences to show")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    names = tempfile.NamedTemporaryFile("w", prefix="character-names-")
    write_character_names(names)
    mode = "tokens" if options.tokens else "exec"
    count = different = skipped = 0
    for path in python_files(options.paths):
        want = expected_tokens(path) if options.tokens else expected(path)
        if want is None:
            skipped += 1
            continue
        count += 1
        got = ours(options.binary, mode, names.name, path)
        if comparable(want, options.positions) != comparable(got, options.positions):
            different += 1
            if different <= options.limit:
                print(f"{path}: {first_difference(want, got)}")
    print(f"{count} files, {different} different, {skipped} that CPython cannot list")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
