#!/usr/bin/python3.11
"""Compares what is wrong with sources, according to the front end and to CPython 3.11.

    compare_failures.py FRONT_END [--sample] [--testsuite FOLDER] [--corpus FILE] [--collect FILE]
    compare_failures.py FRONT_END --mutations N [--seed S] [--corpus FILE]

The sources are every string that CPython's own tests of the language compile: the tests are run under
CPython with an audit hook that notes them (doctests and _check_error included); `--sample`: of some
tests only. Each is compiled in the modes exec, eval and single, and with "input may go on" as a console
asks, as str and as bytes; both sides must agree on "ok" and the warnings, or on kind, message, all four
positions and the text. `--collect` only writes the strings to a file, which `--corpus` reads.
`--mutations N`: N sources instead, made by dropping, doubling and exchanging tokens of the corpus, or
of the programs and goldens in tests/.
"""

import argparse
import ast
import collections
import io
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import tokenize

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import front_end

MODULES = """
    test_syntax test_exceptions test_eof test_unpack_ex test_positional_only_arg
    test_named_expressions test_fstring test_string_literals test_unicode_identifiers test_global
    test_scope test_symtable test_patma test_coroutines test_grammar test_compile test_codeop test_code
    test_generators test_genexps test_listcomps test_dictcomps test_setcomps test_asyncgen
    test_except_star test_exception_group test_keywordonlyarg test_extcall test_flufl test_future
    test_type_annotations test_type_comments test_augassign test_with test_yield_from test_super
    test_dis test_decorators test_unpack test_parser test_peg_generator test_exception_variations
    test_source_encoding test_int_literal test_bytes test_eof test_int test_long test_float test_complex
    test_tokenize test_ast test_traceback test_code_module test_cmd_line_script test_doctest
    test_subscript test_metaclass test_class test_contextlib test_opcodes test_binop test_compare
    test_unicode test_builtin test_raise test_nonlocal test_lambda test_ipaddress test_keyword
    test_peepholer test_generator_stop test_funcattrs test_inspect test_bool test_threading_local
    test_utf8source test_pep646_syntax test_frame test_sys_settrace test_slice test_range test_dict
""".split()

SAMPLE = """
    test_syntax test_eof test_exceptions test_unpack_ex test_positional_only_arg test_named_expressions
    test_fstring test_string_literals test_unicode_identifiers test_global test_codeop test_except_star
""".split()

TESTS = pathlib.Path(__file__).resolve().parent.parent

CONSOLE = front_end.INPUT_MAY_GO_ON | front_end.BLOCKS_STAY_OPEN
MODES = [("exec", 0), ("eval", 0), ("single", 0), ("single", CONSOLE), ("exec", CONSOLE)]


COLLECTOR = '''
import json, sys, unittest, os, io
name, folder, out = sys.argv[1:]
import test
test.__path__.append(os.path.join(folder, "test"))
seen = set()
active = [True]
def hook(event, arguments):
    if event == "compile" and active[0]:
        source = arguments[0]
        if isinstance(source, (str, bytes)) and len(source) < 20000:
            seen.add(source)
sys.addaudithook(hook)
os.environ.setdefault("PYTHONDONTWRITEBYTECODE", "1")
try:
    module = __import__("test." + name, fromlist=["*"])
    suite = unittest.defaultTestLoader.loadTestsFromModule(module)
    unittest.TextTestRunner(stream=io.StringIO()).run(suite)
except BaseException as error:
    print(name, repr(error)[:100], file=sys.stderr)
active[0] = False
with open(out, "w") as file:
    for source in seen:
        is_bytes = isinstance(source, bytes)
        try:
            text = source.decode("latin-1") if is_bytes else source
            file.write(json.dumps([is_bytes, text]) + "\\n")
        except Exception:
            pass
'''


def collect(folder, modules):
    """The strings that CPython's tests compile, those of each module once."""
    sources = {}
    for name in sorted(set(modules)):
        if not (folder / "test" / f"{name}.py").exists():
            continue
        with tempfile.TemporaryDirectory() as work:
            out = pathlib.Path(work) / "sources"
            try:
                subprocess.run([sys.executable, "-c", COLLECTOR, name, str(folder), str(out)], cwd=work,
                               timeout=120, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
            except subprocess.TimeoutExpired:
                pass
            if out.exists():
                for line in out.read_text().splitlines():
                    sources.setdefault(line, None)
    return [from_json(line) for line in sources]


def from_json(line):
    is_bytes, text = json.loads(line)
    return text.encode("latin-1") if is_bytes else text


def as_str(source):
    """The same source as a str, where it is one; columns count otherwise in that."""
    try:
        return source.decode() if isinstance(source, bytes) else source
    except UnicodeDecodeError:
        return source


def to_json(source):
    is_bytes = isinstance(source, bytes)
    return json.dumps([is_bytes, source.decode("latin-1") if is_bytes else source])


def lexemes(source):
    """The tokens of a source with the space before each; as far as CPython can tell them apart."""
    pieces, lines = [], source.splitlines(keepends=True)
    row, column = 1, 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            end_row, end_column = token.end
            if (end_row, end_column) <= (row, column) or end_row > len(lines):
                continue
            if end_row == row:
                pieces.append(lines[row - 1][column:end_column])
            else:
                pieces.append(lines[row - 1][column:] + "".join(lines[row:end_row - 1])
                              + lines[end_row - 1][:end_column])
            row, column = end_row, end_column
    except (tokenize.TokenError, SyntaxError, IndexError):
        pass
    return pieces


def mutated(pieces, others, chance):
    pieces = list(pieces)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        place = chance.randrange(len(pieces))
        match chance.randrange(6):
            case 0:
                del pieces[place]
            case 1:
                pieces.insert(place, pieces[chance.randrange(len(pieces))])
            case 2:
                other = chance.randrange(len(pieces))
                pieces[place], pieces[other] = pieces[other], pieces[place]
            case 3:
                pieces.insert(place, chance.choice(others))
            case 4:
                pieces[place] = chance.choice(others)
            case 5:
                del pieces[place:]
        if not pieces:
            break
    return "".join(pieces)


def sources_of_tests():
    """The programs of tests/, whole and statement by statement, and the cases of the goldens."""
    for path in sorted(TESTS.glob("programs/*.py")) + sorted(TESTS.glob("golden/bytecode/*.py")):
        text = path.read_text()
        yield text
        try:
            for statement in ast.parse(text).body:
                yield ast.get_source_segment(text, statement) + "\n"
        except SyntaxError:
            pass
    for path in sorted(TESTS.glob("golden/syntax/*.txt")):
        for line in path.read_text().splitlines():
            if line.startswith("< "):
                yield line[2:].replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\")


def mutations(sources, count, seed):
    chance = random.Random(seed)
    texts = [text for text in map(as_str, sources) if isinstance(text, str) and 0 < len(text) < 1500]
    pool = [pieces for pieces in map(lexemes, texts) if pieces]
    others = sorted({piece for pieces in pool for piece in pieces if len(piece) < 12})
    for _ in range(count):
        yield mutated(chance.choice(pool), others, chance)


def compare(ours, sources, limit, show_all):
    differences = collections.Counter()
    total = failing = shown = 0
    for source in sources:
        for source, mode, flags in [(form, *how) for form in {source, as_str(source)} for how in MODES]:
            want = front_end.expected_check(source, mode, flags)
            got = ours.ask("check", source, mode, flags)
            total += 1
            failing += want.startswith("!")
            if want == got:
                continue
            kind = what_differs(want, got)
            differences[kind] += 1
            if shown < limit:
                shown += 1
                print(f"--- {kind} ({mode}{' may go on' if flags else ''})\n{source!r}\n"
                      f"    CPython {want!r}\n    ours    {got!r}")
            if not show_all:
                break
    print(f"{total} compiled, {failing} rejected by CPython, {sum(differences.values())} different")
    for kind, number in differences.most_common():
        print(f"{number:8} {kind}")
    return sum(differences.values())


def what_differs(want, got):
    theirs, mine = front_end.fields_of(want), front_end.fields_of(got)
    if not theirs and not mine:
        return "warnings" if got.startswith("ok") else "not verified"
    if not theirs or not mine:
        return f"only {'CPython' if theirs else 'we'} reject"
    return next(name for name in theirs if theirs[name] != mine.get(name))


def main():
    front_end.require_cpython()
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("front_end")
    parser.add_argument("--testsuite", help="folder with CPython's test/ (default: where Debian puts it)")
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--corpus", help="strings collected before")
    parser.add_argument("--collect", help="write the strings there and stop")
    parser.add_argument("--mutations", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, default=20, help="differences to show")
    parser.add_argument("--allow", type=int, default=0, help="so many differences are no failure")
    parser.add_argument("--all-modes", action="store_true", help="go on after a source's first difference")
    options = parser.parse_args()
    if options.mutations and not options.corpus:
        sources = list(sources_of_tests())
    elif options.corpus:
        sources = [from_json(line) for line in open(options.corpus)]
    else:
        folder = front_end.testsuite_folder(options.testsuite)
        if folder is None:
            print("CPython's tests are not installed (libpython3.11-testsuite)")
            return 77
        sources = collect(folder, SAMPLE if options.sample else MODULES)
    if options.collect:
        pathlib.Path(options.collect).write_text("".join(to_json(s) + "\n" for s in sources))
        print(f"{len(sources)} strings")
        return 0
    ours = front_end.FrontEnd(options.front_end)
    if options.mutations:
        sources = mutations(sources, options.mutations, options.seed)
    different = compare(ours, sources, options.limit, options.all_modes)
    return 1 if different > options.allow else 0


if __name__ == "__main__":
    sys.exit(main())
