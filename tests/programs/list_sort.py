"""Sorting: keys, reverse, stability, mixed numbers, errors, and sort while changing."""

print(sorted([3, 1, 2]), sorted("banana"), sorted((2.5, 1, True)), sorted({3: "a", 1: "b"}),
      sorted([]), sorted([[2], [1, 5], [1]]))
words = "the Quick brown fox Jumps over the lazy dog".split()
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len),
      sorted(words, key=len, reverse=True))
words.sort(key=lambda w: (len(w), w))
print(words, sorted(words, reverse=True)[:3], sorted(range(10), key=lambda x: (x % 3, -x)))
pairs = [(i % 5, i) for i in range(20)]
print(sorted(pairs, key=lambda p: p[0]) == sorted(pairs),
      [b for a, b in sorted(pairs, key=lambda p: -p[0])][:8])
items = [5, 3, 8]
print(items.sort(), items, items.sort(reverse=True), items)
for wrong in (lambda: sorted([1, "a"]), lambda: sorted([None, 1]), lambda: sorted(5),
              lambda: [1].sort(5), lambda: sorted([1, 2], key=5), lambda: sorted([[1], 2])):
    try:
        print(wrong())
    except TypeError as error:
        print(error)


def failing(x):
    if x == 3:
        raise ValueError("three")
    return x


try:
    sorted([1, 2, 3, 4], key=failing)
except ValueError as error:
    print(error)
print(min([3, 1, 2]), max("hello"), min(5, 2, 8), max([1, 5], [2], key=len),
      min([], default="none"), max(words, key=len), min((2, "b"), (2, "a")))

state = 1
numbers = []
for _ in range(3000):
    state = (state * 1103515245 + 12345) % 2147483648
    numbers.append(state % 1000)
ordered = sorted(numbers)
print(all(a <= b for a, b in zip(ordered, ordered[1:])), ordered[:5], ordered[-5:],
      sum(numbers) == sum(ordered))


def insertion_sort(items):
    for i in range(1, len(items)):
        item = items[i]
        j = i
        while j > 0 and items[j - 1] > item:
            items[j] = items[j - 1]
            j -= 1
        items[j] = item
    return items


def quick_sort(items):
    if len(items) <= 1:
        return items
    pivot = items[len(items) // 2]
    return (quick_sort([x for x in items if x < pivot]) + [x for x in items if x == pivot]
            + quick_sort([x for x in items if x > pivot]))


def merge_sort(items):
    if len(items) <= 1:
        return items
    left, right = merge_sort(items[:len(items) // 2]), merge_sort(items[len(items) // 2:])
    merged = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]


print(insertion_sort(numbers[:250]) == sorted(numbers[:250]), quick_sort(numbers) == ordered,
      merge_sort(numbers) == ordered)
print(insertion_sort([x / 4 for x in numbers[:150]]) == sorted(x / 4 for x in numbers[:150]),
      merge_sort([str(x) for x in numbers[:500]]) == sorted(str(x) for x in numbers[:500]))
