#!/usr/bin/python3.11
"""What `explain` shows of each example, on a terminal and as a page.

    explain_test.py FOLDER_OF_EXAMPLES

Each explanation has the program, its coverage, its regions; each region has its versions, residual program, exits with a
cause for every value that they test or keep, LLVM's form before and after, and machine code. The page is well-formed,
needs nothing from elsewhere, and every link in it leads somewhere.
"""

import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PROGRAMS = [("tiny/values.tiny", "pe"), ("tiny/fib.tiny", "all"), ("tiny/sum.tiny", "trace"), ("lambda/fib.lambda", "pe"),
            ("brainfuck/hello.bf", "all"), ("brainfuck/scan.bf", "pe"), ("regex/numbers.regex", "all"),
            ("regex/identifier.regex", "pe")]
WHOLE = ["program", "coverage: ", "regions: ", "region "]
REGION = ["versions: ", "residual program", "exits, and why each value there is still dynamic",
          "LLVM IR, as it is made of the residual program", "LLVM IR, optimised", "machine code"]


def explained(built, name, mode, *options):
    language, file = name.split("/")
    program = ROOT / "examples" / language / "programs" / file
    run = subprocess.run([built / language, "explain", program, "--jit", mode, "--synchronous", *options],
                         capture_output=True, text=True, errors="replace", timeout=120, stdin=subprocess.DEVNULL)
    if run.returncode != 0:
        yield f"status {run.returncode}: {run.stderr}"
    yield from check_text(run.stdout) if not options else ()


def parts_of(text, mark):
    """The sections below headings that begin with `mark`: pairs of heading and text."""
    found = re.split(rf"(?m)^{mark} (.*)$", text)
    return list(zip(found[1::2], found[2::2]))


def check_text(text):
    headings = parts_of(text, "==")
    for wanted in WHOLE:
        if not any(heading.startswith(wanted) for heading, _ in headings):
            yield f"there is no section '{wanted}'"
    coverage = next((body for heading, body in headings if heading.startswith("coverage")), "")
    if not re.search(r"\d+ x (yes|no)", coverage):
        yield "coverage has seen nothing"
    for heading, body in headings:
        if not heading.startswith("region ") or "given up" in heading:
            continue
        parts = dict(parts_of(body, "--"))
        for wanted in REGION:
            if not any(it.startswith(wanted) and parts[it].strip() for it in parts):
                yield f"{heading}: there is no '{wanted}'"
        yield from (f"{heading}: {what}" for what in check_exits(parts.get("residual program", ""), parts.get(REGION[2], "")))


def check_exits(residual, exits):
    """Every exit that the program takes is there, and every value that it keeps has a line of its own that says why."""
    explained = set(re.findall(r"(?m)^ +(%\d+)(?: =|   ; dynamic:)", exits))
    listed = set(re.findall(r"(?m)^  exit (\d+), taken \d+ times?:", exits))
    for number in re.findall(r"(?m)^  (?:guard_\w+ .* -> )?exit (\d+)$", residual):
        if number not in listed:
            yield f"exit {number} is not listed"
    for number, described in re.findall(r"(?ms)^exit (\d+): (.*?)(?=^exit |\Z)", residual):
        for saved in re.findall(r"(?m)^  saved (.*)$", described):
            for value in re.findall(r"%\d+", saved):
                if number in listed and value not in explained:
                    yield f"exit {number} keeps {value}, and nothing says why it is dynamic"


def check_page(path):
    text = path.read_text()
    try:
        page = ElementTree.fromstring(text.removeprefix("<!DOCTYPE html>"))
    except ElementTree.ParseError as error:
        yield f"the page is not well-formed: {error}"
        return
    ids = [it.get("id") for it in page.iter() if it.get("id")]
    if len(ids) != len(set(ids)):
        yield f"defined twice: {sorted({it for it in ids if ids.count(it) > 1})}"
    links = [it.get("href") for it in page.iter("a")]
    lost = {it for it in links if not it.startswith("#") or it[1:] not in ids}
    if lost:
        yield f"these links lead nowhere: {sorted(lost)[:10]}"
    if not any("-b" in it for it in links) or not any("-exit" in it for it in links):
        yield "blocks and exits are not linked"
    if re.search(r"(src|href)=\"(?!#)|@import|url\(", text):
        yield "the page needs something from elsewhere"
    headings = [it.text for it in page.iter("summary")]
    for wanted in WHOLE + REGION:
        if not any(it.startswith(wanted) for it in headings):
            yield f"the page has no section '{wanted}'"
    if "prefers-color-scheme: dark" not in text:
        yield "the page is not for the dark"


def main():
    built = Path(sys.argv[1]).resolve()
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        for name, mode in PROGRAMS:
            page.unlink(missing_ok=True)
            for what in [*explained(built, name, mode), *explained(built, name, mode, "--html", page), *check_page(page)]:
                failures += 1
                print(f"{name} --jit {mode}: {what}")
    print(f"{len(PROGRAMS)} programs, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
