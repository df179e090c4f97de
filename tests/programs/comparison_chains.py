"""Comparisons, chained ones, identity, membership, and short circuits."""

calls = []


def note(x):
    calls.append(x)
    return x


print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 >= 2 != 1, 1 < 2 > 0 == 0)
print(note(1) < note(5) < note(3) < note(9), calls)
print(1 == 1.0, 1 == True, 0.0 == False, "a" < "b", "a" < "B", "abc" < "abd", "ab" < "abc")
print([1, 2] < [1, 3], [1, 2] < [1, 2, 0], (1, "a") == (1, "a"), [1] == (1,), {1: 2} == {1: 2},
      {1, 2} <= {1, 2, 3})
print(None is None, None is not calls, 3 in [1, 2, 3], 4 not in (1, 2), "b" in "abc", 2 in {2: 1},
      "" in "")
print(2 ** 70 == float(2 ** 70), 2 ** 70 < 1e30, 10 ** 400 > 1e308, -10 ** 400 < float("-inf"),
      3 < float("nan"))
print(1 and 2, 0 and 2, 0 or 3, 1 or 3, not 0, not [], None or [] or "last", 1 and "" and 2)
for left, right in ((1, "a"), ([], ()), (None, 0), ({}, {})):
    try:
        print(left < right)
    except TypeError as error:
        print(error)


def classify(x):
    if 0 <= x < 10:
        return "digit"
    elif 10 <= x < 100 and x % 2 == 0 or x == 55:
        return "even"
    return "other" if x < 1000 else "large"


counts = {}
for i in range(6000):
    kind = classify(i * 7 % 1500)
    counts[kind] = counts.get(kind, 0) + 1
print(counts)
