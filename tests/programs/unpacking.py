"""Assignment to several targets: swapping, nesting, stars, and the mistakes."""

a, b = 1, 2
a, b = b, a
print(a, b)
(c, d), [e, (f,)] = (1, 2), [3, (4,)]
print(c, d, e, f)
first, *middle, last = range(6)
print(first, middle, last)
*start, end = "abc"
head, *tail = [1]
print(start, end, head, tail)
x = y = z = []
x.append(1)
print(y, z is x)
for i, (name, value) in enumerate([("a", 1), ("b", 2)]):
    print(i, name, value)
for key, *values in [(1, 2, 3), (4,)]:
    print(key, values)
print(*[1, 2], *(3, 4), *"56", *{7: 8})
print([*range(3), *"ab"], (*[1], 2), {**{"a": 1, "b": 2}, "b": 3}, {*[1, 1, 2]})
items = [0, 1, 2, 3]
items[0], items[-1] = items[-1], items[0]
i = 0
i, items[i] = 2, "changed"
print(items)


class Box:
    pass


box = Box()
box.x, box.y = 5, 6
box.x, items[1] = items[1], box.x
print(box.x, box.y, items)


def unpack2(value):
    a, b = value
    return a, b


def unpack_star(value):
    a, *b, c = value
    return a, b, c


for value in ((1,), (1, 2, 3), [], 5, None, "ab", {1: 2, 3: 4}, range(2)):
    try:
        print(unpack2(value))
    except (ValueError, TypeError) as error:
        print(error)
try:
    unpack_star([1])
except ValueError as error:
    print(error)

total = 0
p, q = 0, 1
for i in range(5000):
    p, q = q, (p + q) % 1000
    (r, s), t = (p, q), i
    u, *v, w = r, s, t, i
    total += r - s + t + w - u + len(v)
print(total)
