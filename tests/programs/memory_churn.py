"""Allocation of many shapes: survivors among garbage, cycles, big objects, deep structures."""


class Node:
    def __init__(self, number):
        self.number = number
        self.links = []


def make_ring(n):
    nodes = [Node(i) for i in range(n)]
    for i, node in enumerate(nodes):
        node.links.append(nodes[(i + 1) % n])
        node.links.append(nodes[i - 1])
    return nodes[0]


kept = []
for i in range(600):
    ring = make_ring(10)
    if i % 50 == 0:
        kept.append(ring)
    text = "x" * (i * 17 % 3000)
    block = [None] * (i * 13 % 2000)
total = 0
for ring in kept:
    node = ring
    for _ in range(10):
        total += node.number
        node = node.links[0]
    assert node is ring
print(len(kept), total)
deep = None
for i in range(20000):
    deep = (i, deep)
length = 0
while deep is not None:
    length += 1
    deep = deep[1]
print(length)
table = {}
for i in range(12000):
    table[i % 500] = [i, str(i), {"k": i}, (i, [i])]
print(sum(row[0] for row in table.values()), table[7][1], table[7][2], table[7][3])
strings = []
for i in range(3000):
    strings.append(str(i) * 3)
    if len(strings) > 100:
        strings = strings[50:]
print(len(strings), strings[0], strings[-1])
numbers = [2 ** 70 + i for i in range(2000)]
print(sum(numbers) - 2000 * 2 ** 70)
generators = [(x for x in range(i)) for i in range(300)]
print(sum(next(g, -1) for g in generators), sum(sum(g) for g in generators))
closures = [lambda i=i: [i] * 3 for i in range(500)]
print(sum(sum(f()) for f in closures))
