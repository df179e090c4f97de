"""zip, map, filter, enumerate, reversed, iter, next, any, all, sum, min, max."""

print(list(zip("abc", range(5))), list(zip()), list(zip([1], [2], [3])), dict(zip("ab", "cd")),
      list(zip(*[(1, 2), (3, 4)])))
print(list(map(str, [1, 2])), list(map(lambda a, b: a * b, [1, 2, 3], [4, 5])),
      list(filter(None, [0, 1, "", "a"])), list(filter(lambda x: x > 1, (1, 2, 3))))
print(list(enumerate("ab")), list(enumerate("ab", 5)), list(reversed([1, 2, 3])),
      "".join(reversed("abc")), list(reversed((1, 2))))
print(any([0, 1]), any([]), all([1, 0]), all([]), sum([1, 2.5]), sum([[1], [2]], []),
      sum(range(101)), sum([], 5), sum((0.1,) * 10))
print(min(3, 1), max([4, 2]), min("b", "a"), max([1, -5], key=abs), max((x for x in ()), default=0),
      min([[2], [1, 9]]), sorted(map(abs, (-3, 1))))
numbers = iter([1, 2, 3])
print(next(numbers), list(numbers), next(numbers, "end"), iter(numbers) is numbers)
countdown = [3, 2, 1, 0, 9]
print(list(iter(lambda: countdown.pop(0), 0)), countdown)
try:
    print(list(zip([1, 2], [1], strict=True)))
except ValueError as error:
    print(error)
for wrong in (lambda: next(iter([])), lambda: sum(["a"]), lambda: max([]), lambda: iter(5),
              lambda: next([1]), lambda: list(map(len, [1])), lambda: zip(5),
              lambda: min(), lambda: sum(["a", "b"], ""), lambda: reversed({1}),
              lambda: enumerate(), lambda: max(1), lambda: map(len)):
    try:
        print(wrong())
    except (TypeError, ValueError, StopIteration) as error:
        print(type(error).__name__, error)

total = 0
for i, (a, b) in enumerate(zip(range(5000), range(5000, 0, -1))):
    total += i * a - b
print(total)
print(sum(map(lambda x: x * x, filter(lambda x: x % 3 == 0, range(6000)))))
print(sum(a * b for a, b in zip(map(float, range(3000)), reversed(range(3000)))),
      all(map(callable, [len, print])))
iterators = [iter(range(i, 5000, 3)) for i in range(3)]
total = 0
while iterators:
    for iterator in list(iterators):
        try:
            total += next(iterator)
        except StopIteration:
            iterators.remove(iterator)
print(total)
