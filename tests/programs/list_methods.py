"""The methods of lists, and lists that hold themselves."""

items = [3, 1, 2]
items.append(4)
items.extend((5, 6))
items.extend(range(2))
items.insert(0, "first")
items.insert(-1, "near the end")
items.insert(100, "last")
print(items, len(items), items.index(1), items.count(1))
print(items.pop(), items.pop(0), items.pop(-2), items)
items.remove(2)
items.reverse()
print(items, items.copy() == items, items.copy() is items, items * 2 == items + items)
items += "ab"
items *= 2
print(items)
items.clear()
print(items, not items, [] == [], [None] * 3, [[]] * 2)
alias = items
alias.append(alias)
print(items, [items, [items]])
nested = [[0] * 3 for _ in range(2)]
nested[0][1] = 5
shared = [[0] * 2] * 2
shared[0][1] = 5
print(nested, shared)
print([1, 2, 3].index(3, 1), [1, 2, 1].index(1, 1, 3), 3 in [1, 2, 3], [1, 2] + [3],
      [1, [2, 3]] == [1, [2, 3]], [1, 2] != [1, 2])
for wrong in (lambda: [].pop(), lambda: [1].pop(5), lambda: [1].remove(2), lambda: [1].index(2),
              lambda: [1] + (2,), lambda: [1] * 1.5,
              lambda: [1, 2][2], lambda: [].append(), lambda: list(5), lambda: [1].extend(5),
              lambda: [1].insert(1), lambda: hash([1])):
    try:
        print(wrong())
    except (IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, error)


def rotate(n):
    items = list(range(50))
    for i in range(n):
        items.append(items.pop(0))
        items.insert(i % 50, items.pop())
        items[i % 50], items[-1] = items[-1], items[i % 50]
    return items


print(rotate(5000))


def grow_and_shrink(n):
    stack = []
    high = 0
    for i in range(n):
        if i % 5 < 3:
            stack.append(i if i % 2 else i / 2)
        else:
            stack.pop()
        high = max(high, len(stack))
    return high, len(stack), sum(stack)


print(grow_and_shrink(6000))
changing = [1, 2, 3]
for item in changing:
    if item < 40:
        changing.append(item * 2)
print(changing)
