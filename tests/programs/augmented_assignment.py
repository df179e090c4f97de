"""x op= y on variables, elements, attributes, slices: evaluated once, in place where it can be."""


class Log(list):
    def __getitem__(self, i):
        trace.append(f"get {i}")
        return super().__getitem__(i)

    def __setitem__(self, i, value):
        trace.append(f"set {i}")
        super().__setitem__(i, value)


trace = []


def index():
    trace.append("index")
    return 1


log = Log([1, 2, 3])
log[index()] += 10
print(list(log), trace)
x = 7
x += 1; x -= 2; x *= 3; x //= 2; x %= 7; x **= 3; x <<= 2; x >>= 1; x |= 8; x &= 12; x ^= 5; x /= 2
print(x)
items = alias = [1]
items += [2]
items *= 2
print(alias, items is alias)
items = items + [5]
print(alias, items is alias)
t = u = (1,)
t += (2,)
print(u, t)
text = same = "a"
text += "b"
print(same, text)
holder = ([1], 2)
try:
    holder[0] += [5]
except TypeError as error:
    print(error, holder)
d = {"k": 1}
d["k"] += 1
d.setdefault("l", [])
d["l"] += "ab"
print(d)
try:
    d["missing"] += 1
except KeyError as error:
    print("KeyError", error)
try:
    undefined += 1
except NameError as error:
    print(error)
for wrong in ("None", "[]", "()"):
    value = {"None": None, "[]": [], "()": ()}[wrong]
    try:
        value += 5
    except TypeError as error:
        print(error)


class Point:
    def __init__(self):
        self.x = 0
        self.history = []


point = Point()
matrix = [[0] * 3 for _ in range(3)]
for i in range(5000):
    point.x += i
    point.x ^= 1
    matrix[i % 3][i % 2] += i
    if i % 1000 == 0:
        point.history += [point.x]
print(point.x, point.history, matrix)
