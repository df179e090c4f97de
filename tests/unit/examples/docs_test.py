#!/usr/bin/python3.11
"""What the documentation quotes and says is so.

    docs_test.py [--built FOLDER] [PAGES]

* A block of C++ stands, line for line, in a file that was linked before it in the same section.
* Every link to a file leads somewhere, and every file that a command names is there.
* With --built, the folder of a build: the commands of examples, of tpy and of a cross compiler are run, and must not
  fail; an indented block behind a command is what it prints (or stands in a file that it names), but for numbers of
  nodes and addresses. A line `...` leaves something out; machine code, which depends on the machine, is not compared.

Where code or output has changed, quote it anew.
"""

import argparse
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
COMMAND = re.compile(r"`((?:[A-Z_]+=\S+ )*(?:\./triptych|clang) [^`]*)`")
FENCE = "```"
VERBS = {"run", "test", "bench", "example", "build", "setup", "format", "--help"}
# What takes minutes, or the place of another test.
TOO_LONG = {"bench", "test", "build", "setup", "format", "tower"}


class Page:
    """A page's blocks in order: (line, kind, text), where kind is prose, heading, indented, or a fence's language."""

    def __init__(self, path):
        self.path = path
        self.blocks = []
        language, lines, begin = None, [], 1

        def finish():
            if lines:
                kind = "indented" if lines[0].startswith("    ") else "heading" if lines[0].startswith("#") else "prose"
                self.blocks.append((begin, kind, "\n".join(lines)))
                lines.clear()

        for number, line in enumerate(path.read_text().splitlines(), 1):
            if line.startswith(FENCE):
                if language is None:
                    finish()
                    language, begin = line.removeprefix(FENCE) or "text", number
                else:
                    self.blocks.append((begin, language, "\n".join(lines)))
                    lines.clear()
                    language = None
            elif language is not None:
                lines.append(line)
            elif not line.strip() and not (lines and lines[0].startswith("    ")):
                finish()
            else:
                if lines and line.strip() and line.startswith("    ") != lines[0].startswith("    "):
                    finish()
                if not lines:
                    begin = number
                lines.append(line)
        finish()


def commands_in(kind, text):
    """The commands of a block, as lists of words."""
    if kind == "prose":
        found = [" ".join(it.split()) for it in COMMAND.findall(text)]
    elif kind == "indented":
        lines = (line.strip() for line in text.splitlines())
        found = [re.split(r"\s\s+|\s#", line)[0] for line in lines if re.match(r"([A-Z_]+=\S+ )*(\./triptych|clang) ", line)]
    else:
        found = []
    return [shlex.split(it) for it in found]


def is_concrete(words):
    """Can it be run as it stands? `FILE` and `[OPTIONS]` stand for something else."""
    return not any(re.fullmatch(r"[A-Z]{3,}|.*[\[\]|].*|\.\.\.", word) for word in words)


class Commands:
    """Runs commands in a folder of their own, from which the repository's files can be seen."""

    def __init__(self, built):
        self.built = built
        self.folder = tempfile.TemporaryDirectory()
        for entry in ROOT.iterdir():
            if entry.name not in (".git", "build"):
                os.symlink(entry, Path(self.folder.name) / entry.name)

    def real(self, words):
        """The words with the built program in the place of ./triptych; empty if it cannot be run here."""
        values = [word for word in words if re.match(r"[A-Z_]+=", word)]
        words = words[len(values):]
        if words[0] == "clang":
            compiler = shutil.which("clang-22") or shutil.which("clang-19")
            cross = Path("/usr/aarch64-linux-gnu/lib/libc.a").exists() or not any("aarch64" in it for it in words)
            return [compiler, *words[1:]] if compiler and cross else []
        if words[1] in TOO_LONG or set(words[2:]) & TOO_LONG or not is_concrete(words):
            return []
        if words[1] == "example" and len(words) > 2:
            program = self.built / "examples" / words[2]
            return ["env", *values, program, *words[3:]] if program.exists() else []
        program = self.built / "python_interp/main/tpy"
        return ["env", *values, program, *words[2:]] if words[1] == "run" and program.exists() else []

    @cache
    def output(self, words):
        """(status, what it prints), or None if it cannot be run here."""
        real = self.real(list(words))
        if not real:
            return None
        run = subprocess.run(real, cwd=self.folder.name, capture_output=True, text=True, errors="replace", timeout=150,
                             stdin=subprocess.DEVNULL)
        return run.returncode, run.stdout + run.stderr


def check_command(words):
    plain = [word for word in words if not re.match(r"[A-Z_]+=", word)]
    if plain[0] == "./triptych" and len(plain) > 1 and plain[1] not in VERBS:
        yield f"./triptych has no command {plain[1]}"
    outputs = {after for before, after in zip(plain, plain[1:]) if before in ("--output", "--html", "--json", "-o")}
    for word in plain[1:]:
        if re.fullmatch(r"[\w.]+(/[\w.]+)+", word) and not word.startswith("build/") and word not in outputs and not (ROOT / word).exists():
            yield f"{word} does not exist"


def normalised(line):
    """A line without what differs from run to run."""
    line = re.sub(r"\s+#.*$", "", line.strip())
    line = re.sub(r"\d{9,}", "N", line)
    line = re.sub(r"%\w+", "%", re.sub(r"0x[0-9a-f]+", "0x", line))
    line = re.sub(r"\b(exit|decision) \w+", r"\1", line)
    return re.sub(r"\bb\d+\b", "b", " ".join(line.split()))


def is_in(wanted, text):
    """Do the lines of `wanted` stand in `text`, in order?"""
    lines = iter([normalised(line) for line in text.splitlines()])
    return all(any(line == it for line in lines) for it in map(normalised, wanted.splitlines()) if it and it != "...")


def check(page, commands):
    linked, last = [], None
    for number, kind, text in Page(page).blocks:
        if kind == "heading":
            linked, last = [], None
        if kind == "cpp" and not any(text in file.read_text() for file in linked):
            names = ", ".join(str(file.relative_to(ROOT)) for file in linked) or "no linked file"
            yield number, f"this code is not in {names}:\n{text}"
        if kind in ("prose", "heading"):
            for target in LINK.findall(text):
                file = (page.parent / target).resolve()
                if "://" in target:
                    continue
                if not file.exists():
                    yield number, f"{target} does not exist"
                elif file.is_file() and file.suffix in (".hpp", ".cpp"):
                    linked.append(file)
        found = commands_in(kind, text)
        for words in found:
            yield from ((number, what) for what in check_command(words))
            result = commands.output(tuple(words)) if commands else None
            last = (words, result)
            if result and result[0] != 0:
                yield number, f"{' '.join(words)} fails:\n{result[1][-600:]}"
        if kind == "indented" and not found and last and last[1] and "asm" not in last[0]:
            words, (_, output) = last
            files = [ROOT / word for word in words if (ROOT / word).is_file() and (ROOT / word).stat().st_size < 100000]
            if not is_in(text, output) and not any(is_in(text, file.read_text(errors="replace")) for file in files):
                yield number, f"{' '.join(words)} does not print this:\n{text}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--built", type=Path)
    parser.add_argument("pages", nargs="*", type=Path)
    arguments = parser.parse_args()
    pages = [it.resolve() for it in arguments.pages]
    if not pages:
        pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("[a-z]*/README.md")),
                 *sorted(ROOT.glob("[a-z]*/*/README.md"))]
    commands = Commands(arguments.built.resolve()) if arguments.built else None
    failures = [f"{page.relative_to(ROOT)}:{number}: {what}" for page in pages for number, what in check(page, commands)]
    print("\n".join(failures) or f"{len(pages)} pages")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
