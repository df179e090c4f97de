"""Slicing of lists, tuples, strings, bytes and ranges, with every sign of start, stop and step."""

for sequence in ([0, 1, 2, 3, 4, 5], (0, 1, 2, 3), "hello", b"bytes", range(6)):
    print(sequence[1:3], sequence[:2], sequence[2:], sequence[-2:], sequence[::-1],
          sequence[4:1:-1],
          sequence[-100:100], sequence[3:1], sequence[::2], sequence[1::3], sequence[:-1:2])
items = list(range(10))
items[2:4] = ["a", "b", "c"]
print(items)
items[0:0] = [-1]
items[len(items):] = ["end"]
items[3:3] = ()
print(items)
items[::3] = [None] * len(items[::3])
print(items)
del items[1:3], items[-1]
del items[::2]
print(items)
items[:] = "xyz"
items[1:2] = []
print(items)
try:
    items[::2] = [1, 2, 3]
except ValueError as error:
    print(error)
try:
    items[0:1] = 5
except TypeError as error:
    print(error)
for index in (5, -5):
    for sequence in (items, tuple(items), "ab", range(3)):
        try:
            sequence[index]
        except IndexError as error:
            print(error)
for wrong in ("a", 1.5, None):
    try:
        items[wrong]
    except TypeError as error:
        print(error)
    try:
        "abc"[wrong]
    except TypeError as error:
        print(error)
try:
    items[1:2:0]
except ValueError as error:
    print(error)
try:
    (1, 2)[0] = 5
except TypeError as error:
    print(error)
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, s.indices(6), "abcdefgh"[s], slice(3),
      slice(None, None, -1) == slice(None, None, -1))

data = list(range(100))
total = 0
for i in range(5000):
    j = i % 90
    total += len(data[j:j + 5]) + data[j:][0] + data[-1 - j] + sum(data[j:j + 3])
    data[j:j + 2] = [data[j + 1], data[j]]
print(total, data[:10])
