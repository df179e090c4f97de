"""Sets and frozensets: algebra, methods, comparison, and what cannot be in them."""

a, b = {1, 2, 3}, {3, 4}
for result in (a | b, a & b, a - b, a ^ b, b - a, a.union([9], (8,)), a.intersection([1, 5]),
               a.difference([1]), a.symmetric_difference(b)):
    print(type(result).__name__, sorted(result))
print({1, 2} < a, {1, 2, 3} <= a, a > {1}, a.issubset(range(10)), a.issuperset([1]),
      a.isdisjoint({7}), a == {3, 2, 1}, a != b, {1} < {2})
a.add(10)
a.discard(1)
a.discard(99)
a.remove(2)
print(sorted(a), len(a), 10 in a, 5 not in a)
a |= {20}
a &= {10, 20, 3}
a -= {3}
a ^= {10, 30}
a.update([1], {2})
a.difference_update([1])
a.intersection_update({2, 20, 30})
print(sorted(a), set(), {*()}, bool(set()), set("aab") == {"a", "b"}, sorted(set([3, 1, 3])),
      {1, 1.0, True})
frozen = frozenset([1, 2])
print(frozenset(), frozenset([1]), {5}, frozen | {3} == {3} | frozen, frozen == {1, 2},
      hash(frozen) == hash(frozenset([2, 1])), {frozen: 1}[frozenset((2, 1))],
      type(frozen & {1}).__name__)
print(sorted(x * 2 for x in a if x), a.copy() == a, a.pop() in {2, 20, 30}, len(a), min({5, 3}),
      sum({1, 2}), set([1, 2]) == frozenset([1, 2]))
a.clear()
print(a)
for wrong in (lambda: {[]}, lambda: {1}.remove(2), lambda: set().pop(), lambda: {1} | [2],
              lambda: {1} + {2}, lambda: set(5), lambda: frozen.add(1),
              lambda: a[0], lambda: hash({1}), lambda: {1} < 5, lambda: {1}.union(5)):
    try:
        print(wrong())
    except (TypeError, KeyError, AttributeError) as error:
        print(type(error).__name__, error)
try:
    changing = {1, 2, 3}
    for item in changing:
        changing.add(item + 10)
except RuntimeError as error:
    print(error)

seen = set()
duplicates = 0
state = 7
for i in range(6000):
    state = state * 16807 % 2147483647
    item = state % 2000
    if item in seen:
        duplicates += 1
        if i % 3 == 0:
            seen.remove(item)
    else:
        seen.add(item)
print(duplicates, len(seen), sum(seen))
primes = set(range(2, 2000))
for i in range(2, 45):
    if i in primes:
        primes -= set(range(i * i, 2000, i))
print(len(primes), sum(primes))
