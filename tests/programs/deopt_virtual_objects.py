"""Short-lived objects that usually need not exist, and suddenly do."""


class Pair:
    def __init__(self, first, second):
        self.first = first
        self.second = second

    def swapped(self):
        return Pair(self.second, self.first)

    def total(self):
        return self.first + self.second


def short_lived(n):
    result = 0
    for i in range(n):
        result += Pair(i, 1).swapped().total()
    return result


print(short_lived(6000))

escaped = []


def sometimes_escapes(n):
    result = 0
    for i in range(n):
        pair = Pair(i, i + 1)
        other = pair.swapped()
        if i % 1100 == 1099:
            escaped.append(pair)
            escaped.append(other)
        pair.first += 1
        result += pair.total() - other.total()
    return result


print(sometimes_escapes(6000), [(p.first, p.second) for p in escaped])


def carried(n):
    pair = Pair(0, 1)
    for i in range(n):
        pair = Pair(pair.second, (pair.first + pair.second) % 1000)
        if i == n - 5:
            pair.note = "noted"
    return pair.first, pair.second, hasattr(pair, "note")


print(carried(6000))


def linked(n):
    node = None
    for i in range(n):
        node = (i, node)
        if i % 100 == 99:
            length = 0
            while node is not None:
                length += node[0]
                node = node[1]
            if i > n - 100:
                return length
    return 0


print(linked(6000))


def identity(n):
    same = 0
    keep = Pair(0, 0)
    for i in range(n):
        a = Pair(i, i)
        b = a if i % 3 else Pair(i, i)
        if a is b:
            same += 1
        if i == n // 2:
            keep = a
        if keep is a:
            same += 1000
    return same, keep.first


print(identity(6000))


def tuples(n):
    best = (0, 0)
    for i in range(n):
        candidate = (i * 37 % 101, i)
        if candidate > best:
            best = candidate
    return best


def closures(n):
    total = 0
    for i in range(n):
        def add(x):
            return x + i
        total += add(1)
    return total, add(0)


def lists(n):
    total = 0
    for i in range(n):
        a, b = [i, i + 1]
        c = [a, b, *(1, 2)]
        total += c[1] + len(c)
        c[0] = None
    return total, c


def dicts(n):
    total = 0
    for i in range(n):
        d = {"x": i, "y": 1}
        total += d["x"] + d["y"]
    return total, d


print(tuples(6000), closures(5000), lists(5000), dicts(5000))
