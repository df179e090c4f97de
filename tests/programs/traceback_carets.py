# Where tracebacks point: every kind of expression and statement, over lines, with tabs and beyond ASCII.
import sys


class Odd:
    def __getattr__(self, name):
        raise ValueError(name)

    def __getitem__(self, key):
        raise ValueError(key)

    def __call__(self, *args, **kwargs):
        raise ValueError("call")

    def __add__(self, other):
        raise ValueError("add")

    def __neg__(self):
        raise ValueError("neg")

    def __lt__(self, other):
        raise ValueError("lt")

    def __contains__(self, item):
        raise ValueError("in")

    def __bool__(self):
        raise ValueError("bool")

    def __iter__(self):
        raise ValueError("iter")

    def __enter__(self):
        raise ValueError("enter")

    def __exit__(self, *details):
        pass

    def __setitem__(self, key, value):
        raise ValueError("setitem")

    def __format__(self, spec):
        raise ValueError("format")

    def __hash__(self):
        raise ValueError("hash")

    def __matmul__(self, other):
        raise ValueError("matmul")


odd, one, d = Odd(), 1, {"a": {"b": None}}


def attribute(): return odd.one.two
def subscript(): return d["a"]["b"]["c"]["d"]
def call(): return one + odd(1, 2)(3)
def method(): return d["a"].get("b").nothing(1)
def binary(): return 1 + one * (odd + 2) - 3
def division(): return (one + 1) / (one - 1) + 5
def unary(): return 1 + -odd
def power(): return 2 ** odd ** 2
def compare(): return 0 < one < odd < 3
def contains(): return 1 in odd
def truth(): return odd and 1
def conditional(): return 1 if odd else 2
def unpack(): a, b, c = 1, 2
def unpack_star(): a, *b, c = (1,)
def for_loop():
    for x in odd: pass
def with_statement():
    with odd as x: pass
def store(): odd[1] = 2
def augmented(): d["a"]["b"] += 1
def deletion(): del d["x"]
def fstring(): return f"one {odd} {one}"
def fstring_nested(): return f"{one:>{undefined}}"
def display(): return [1, {odd: 2}]
def comprehension(): return [x / 0 for x in (1, 2) if x]
def generator(): return sum(1 / (x - 1) for x in range(3))
def lambda_body(): return (lambda x: x + undefined)(1)
def assertion(): assert one == 2, "message"
def raising(): raise ValueError("raised") from KeyError("cause")
def star_args(): return print(*one)
def kw_args(): return print(**one)
def walrus(): return (x := undefined + 1)
def multi_line():
    return (one +
            2 *
            (odd +
             3))
def multi_line_call():
    return print(
        one,
        undefined,
    )
def unicode_line(): é = "é"; return é + "ü" + 1 + "ö"
def wide_line(): s = "日本"; return s + "語" + (1 / 0)
def with_tabs():
	if	one:
		return	odd	+	1
def semicolons(): x = 1; y = x / 0; z = 2
def parenthesised(): return ((((one)) / ((0))))
def spaced(): return   one   /   0
def matmul(): return odd @ one
def slice_error(): return one[1:2]
def attribute_of_call(): return str(one).nothing.more
def import_error(): from sys import nothing_like_that
def global_name(): return nothing_like_that
def chained():
    try:
        1 / 0
    except ZeroDivisionError:
        odd.context
def default_argument(x=one):
    def inner(y=undefined): pass
def decorator():
    @odd
    def f(): pass
def class_body():
    class C:
        x = 1 / 0
def class_bases():
    class C(undefined, two=3): pass
def annotation():
    def f(x: undefined): pass
def match_statement():
    match one:
        case int(x, y): pass
def yielding():
    def g():
        x = yield 1 / 0
    next(g())
def try_finally():
    try:
        one / 0
    finally:
        str()


class Kept:
    """What is written, to be printed without the folder that the program lies in."""

    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        pass


sys.stderr = kept = Kept()
for case in [value for value in list(globals().values()) if type(value) is type(attribute)]:
    try:
        case()
    except Exception:
        sys.excepthook(*sys.exc_info())
sys.stderr = sys.__stderr__
print("".join(kept.parts).replace(__file__, "traceback_carets.py"), end="")
