# match in all its patterns.

class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


class Colours:
    RED = 1
    GREEN = "g"


def what(it):
    match it:
        case None | True | False:
            return f"singleton {it}"
        case Colours.RED:
            return "red"
        case Colours.GREEN:
            return "green"
        case -1:
            return "minus one"
        case 2.5 | -0.25:
            return "float"
        case 1 + 2j | 3 - 1j:
            return "complex"
        case "text" " joined":
            return "string"
        case b"bytes":
            return "bytes"
        case []:
            return "empty sequence"
        case [1, 2, *rest]:
            return f"from one, two: {rest}"
        case [first, *_, last] if first == last:
            return f"same ends {first}"
        case (x, (y, [z])):
            return f"nested {x} {y} {z}"
        case [*start, "end"]:
            return f"ends after {start}"
        case {"kind": "circle", "r": r}:
            return f"circle {r}"
        case {"kind": str() as kind, **rest}:
            return f"{kind} with {sorted(rest.items())}"
        case {}:
            return f"mapping of {len(it)}"
        case Point(0, 0):
            return "origin"
        case Point(x=0, y=y) | Point(x=y, y=0):
            return f"axis {y}"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point() as p:
            return f"{p!r}"
        case int(n) | float(n) if n > 100:
            return f"large {n}"
        case int() as n:
            return f"int {n}"
        case str(s):
            return f"str {s!r}"
        case [Point(x=a), {"b": [b, *_]}] as whole:
            return f"mixed {a} {b} {len(whole)}"
        case (1 | 2 | 3) as small, other:
            return f"small {small} {other}"
        case _:
            return f"other {type(it).__name__}"


cases = [
    None, True, False, 1, "g", -1, 2.5, -0.25, 1 + 2j, 3 - 1j, 4j, "text joined", b"bytes", b"other",
    [], (), [1, 2], [1, 2, 3, 4], (5, 6, 5), (7, (8, [9])), [0, "x", "end"], {"kind": "circle", "r": 2},
    {"kind": "square", "side": 3, "z": 1}, {"kind": 5}, {}, {1: 2}, Point(0, 0), Point(0, 5), Point(5, 0),
    Point(3, 3), Point(1, 2), 1000, 101.5, 7, "s", [Point(1, 2), {"b": "xyz"}], (2, "o"), (9, "o"), {1, 2},
    range(2), range(0), bytearray(b"ab"), object, 1.0, [3, 3],
]
for it in cases:
    print(what(it))


def bind(it):
    match it:
        case (a, b):
            pass
        case a:
            b = "unset"
    return a, b


print(bind((1, 2)), bind(3))


def order(it):
    match it, it * 2:
        case 1, two:
            return two
        case x, y:
            return x, y


print(order(1), order(2))


def no_match(it):
    match it:
        case [x]:
            return x
    return "fell through"


print(no_match([4]), no_match(4))


class Wrong:
    __match_args__ = 5


class Few:
    __match_args__ = ("a",)
    a = 1


for case in (Wrong(), Few()):
    try:
        match case:
            case Wrong(1):
                print("?")
            case Few(1, 2):
                print("?")
    except TypeError as error:
        print(error)
try:
    match 3:
        case Colours.NOTHING:
            pass
except AttributeError as error:
    print(error)
match = {"match": 1}
match["case"] = case = 2
print(match, case)
_ = "kept"
match 5:
    case _:
        print(_)
match 1, 2, 3:
    case 1, *middle, 3:
        print(middle)
match {"a": 1, "b": 2}:
    case {"a": 1, **others}:
        print(others)
match "abc":
    case ["a", "b", "c"]:
        print("strings are no sequences")
    case str("abc"):
        print("but strings")
match {"x": None}:
    case {"x": None, "y": _}:
        print("no y")
    case {"x": None}:
        print("x")
for i in range(6):
    match i:
        case 0:
            continue
        case 4:
            break
        case n if n % 2:
            print("odd", n)
        case _:
            print("even", i)
