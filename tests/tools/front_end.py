"""The front end's process, and what CPython says to the same questions.

`FrontEnd(binary).ask(what, source, mode, flags)` answers as tests/tools/front_end.cpp describes;
`expected_...` are CPython 3.11's answers in the same words. Run these tools with CPython 3.11.
"""

import ast
import json
import pathlib
import subprocess
import sys
import tempfile
import unicodedata
import warnings

STDLIB = pathlib.Path("/usr/lib/python3.11")
SOURCE_IS_STR, INPUT_MAY_GO_ON, AWAIT_AT_TOP, BLOCKS_STAY_OPEN = 1, 2, 4, 8
FIELD, RECORD = "\x1f", "\x1e"
PYCF_DONT_IMPLY_DEDENT, PYCF_ALLOW_INCOMPLETE_INPUT = 0x200, 0x4000


def require_cpython():
    if sys.version_info[:2] != (3, 11) or sys.implementation.name != "cpython":
        sys.exit("run this with /usr/bin/python3.11, which is the judge")


class FrontEnd:
    def __init__(self, binary):
        self.binary = binary
        self.names = tempfile.NamedTemporaryFile("w", prefix="character-names-")
        for code_point in range(sys.maxunicode + 1):
            if name := unicodedata.name(chr(code_point), None):
                self.names.write(f"{code_point:X} {name}\n")
        self.names.flush()
        self.start()

    def start(self):
        self.process = subprocess.Popen([self.binary, self.names.name], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)

    def ask(self, what, source, mode="exec", flags=0):
        if isinstance(source, str):
            source, flags = source.encode("utf-8", "surrogatepass"), flags | SOURCE_IS_STR
        pipe = self.process.stdin
        try:
            pipe.write(b"%s %s %d %d\n%s" % (what.encode(), mode.encode(), flags, len(source), source))
            pipe.flush()
            size = self.process.stdout.readline()
            if size:
                return text_of(self.process.stdout.read(int(size)))
        except BrokenPipeError:
            pass
        status = self.process.wait()
        self.start()
        return f"the front end ended with status {status}"

    def code(self, source, mode="exec", flags=0):
        """The code object as JSON, or the failure as text."""
        answer = self.ask("code", source, mode, flags)
        return json.loads(answer, object_hook=decoded) if answer.startswith("{") else answer


def text_of(answer):
    """A failure may quote a line that is not UTF-8."""
    try:
        return answer.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return answer.decode("utf-8", "replace")


def decoded(record):
    """Strings of the JSON are bytes; names beyond ASCII have to be put together."""
    def text(value):
        if isinstance(value, str):
            return value.encode("latin-1").decode("utf-8", "surrogatepass")
        return [text(item) for item in value] if isinstance(value, list) else value

    return {key: text(value) if key != "consts" else value for key, value in record.items()}


def failure_text(error):
    """An exception of compile() as a record of the front end."""
    if isinstance(error, SyntaxError):
        fields = (error.msg, error.lineno, error.offset, error.end_lineno or 0, error.end_offset or 0,
                  error.text or "")
    else:
        fields = (str(error), 0, 0, 0, 0, "")
    return "!" + FIELD.join(map(str, (type(error).__name__,) + fields))


FAILURES = (SyntaxError, ValueError, MemoryError, RecursionError, OverflowError)


def expected_tree(source):
    """CPython's tree of a file, or its failure; None if it cannot print the tree."""
    try:
        tree = ast.parse(source)
    except FAILURES as error:
        return failure_text(error)
    try:
        return ast.dump(tree, include_attributes=True, indent=1)
    except RecursionError:
        return None


def expected_check(source, mode="exec", flags=0):
    """"ok" and the warnings, or the failure."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            compile(source, "<string>", mode, dont_inherit=True, flags=cpython_flags(flags))
        except FAILURES as error:
            return failure_text(error)
    records = [FIELD.join((item.category.__name__, str(item.message), str(item.lineno)))
               for item in caught]
    return RECORD.join(["ok"] + records)


def cpython_flags(flags):
    result = 0
    if flags & INPUT_MAY_GO_ON:
        result |= PYCF_ALLOW_INCOMPLETE_INPUT
    if flags & BLOCKS_STAY_OPEN:
        result |= PYCF_DONT_IMPLY_DEDENT
    if flags & AWAIT_AT_TOP:
        result |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    return result


def fields_of(text):
    """The fields of a failure by name; empty for anything else."""
    names = ("kind", "message", "lineno", "offset", "end_lineno", "end_offset", "text")
    return dict(zip(names, text[1:].split(FIELD))) if text.startswith("!") else {}


def testsuite_folder(given=None):
    """Where CPython's own tests are (package libpython3.11-testsuite), or None."""
    for folder in [given, STDLIB]:
        if folder is not None and (pathlib.Path(folder) / "test" / "test_syntax.py").exists():
            return pathlib.Path(folder)
    return None
