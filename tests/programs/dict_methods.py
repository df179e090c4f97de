"""The methods of dictionaries, their order, their views."""

d = {"b": 1, "a": 2}
d["c"] = 3
print(d, len(d), list(d), d["a"], "a" in d, "z" not in d, d.get("z"), d.get("z", 0), d.get("a"))
print(d.keys(), d.values(), d.items(), list(d.keys()), sum(d.values()), sorted(d.items()),
      ("a", 2) in d.items(), 3 in d.values())
print(d.pop("b"), d.pop("z", "default"), d.setdefault("a", 9), d.setdefault("n", 9), d, d.popitem(),
      d)
d.update({"x": 1}, y=2)
d.update([("p", 1), ("q", 2)])
print(d, d.copy() == d, d.copy() is d, dict(d) == d, dict(a=1, b=2), dict([(1, 2)]),
      dict({1: 2}, z=3), dict(zip("ab", (1, 2))))
del d["x"]
d["x"] = "again at the end"
d["a"] = "keeps its place"
print(d, {**d, "a": 0}["a"], {1: "int", 1.0: "float", True: "bool"}, {"a": 1} | {"b": 2},
      list(reversed({1: 2, 3: 4})))
e = {1: 1}
e |= {2: 2}
print(e, {1: 2} == {1: 2.0}, {1: 2, 3: 4} == {3: 4, 1: 2}, {} == {}, not {}, dict.fromkeys("ab"),
      dict.fromkeys([1, 2], 0))
print({1, 2} == {1: 0, 2: 0}.keys(), {1: 0, 2: 0}.keys() & {2, 3}, sorted({1: 0}.keys() | {5}),
      d.keys() - {"a"} == set(d) - {"a"})
me = {}
me["me"] = me
print(me, {(1, 2): "tuple", None: "none", 2.5: "float", frozenset([1]): "set"})
for wrong in (lambda: {}["x"], lambda: {1: 2}[(3,)], lambda: {[]: 1}, lambda: {}.pop("a"),
              lambda: {}.popitem(), lambda: dict(5), lambda: dict([1]),
              lambda: dict([(1, 2, 3)]), lambda: {1: 2} < {3: 4}, lambda: {{}: 1}, lambda: {} + {},
              lambda: {}.update(5), lambda: {1: 2}.nothing, lambda: hash({})):
    try:
        print(wrong())
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)
try:
    for key in d:
        d[key + "!"] = 1
except RuntimeError as error:
    print(error)
try:
    for key in d:
        del d[key]
except RuntimeError as error:
    print(error)


class Key:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return self.value % 3

    def __eq__(self, other):
        return self.value == other.value


table = {Key(i): i for i in range(20)}
print(len(table), table[Key(13)], Key(25) in table, sum(table.pop(Key(i)) for i in range(0, 20, 2)),
      len(table))
