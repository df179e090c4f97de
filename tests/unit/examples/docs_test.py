#!/usr/bin/python3.11
"""What the documentation quotes is in the files it names.

A block of C++ in docs/ (or in the named pages) stands, line for line, in a file that was linked before it in the same section;
every link to a file leads somewhere. Where code has changed, quote it anew.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
FENCE = "```"


def check(page):
    linked, block, language = [], None, ""
    for number, line in enumerate(page.read_text().splitlines(), 1):
        if line.startswith(FENCE):
            if block is None:
                block, language = [], line.removeprefix(FENCE)
                continue
            quoted = "\n".join(block)
            if language == "cpp" and not any(quoted in file.read_text() for file in linked):
                names = ", ".join(str(file.relative_to(ROOT)) for file in linked) or "no linked file"
                yield number, f"this code is not in {names}:\n{quoted}"
            block = None
        elif block is not None:
            block.append(line)
        else:
            if line.startswith("#"):
                linked = []
            for target in LINK.findall(line):
                if "://" in target:
                    continue
                file = (page.parent / target).resolve()
                if not file.exists():
                    yield number, f"{target} does not exist"
                elif file.is_file() and file.suffix in (".hpp", ".cpp"):
                    linked.append(file)


def main():
    named = [Path(it).resolve() for it in sys.argv[1:]]
    pages = named or [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "examples/README.md"]
    failures = [f"{page.relative_to(ROOT)}:{number}: {what}" for page in pages for number, what in check(page)]
    print("\n".join(failures) or f"{len(pages)} pages")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
