"""Names and items deleted and made again in hot code; iteration over copies."""


def churn(n):
    data = {}
    for i in range(n):
        data[i] = i
        if i >= 10:
            del data[i - 10]
    return sorted(data)


print(churn(5000))


def locals_deleted(n):
    total = 0
    for i in range(n):
        temporary = i * 2
        total += temporary
        del temporary
    try:
        temporary
    except UnboundLocalError:
        return total
    return "still there"


print(locals_deleted(5000))


class Slot:
    pass


slot = Slot()
present = 0
for i in range(5000):
    if i % 3 == 0:
        slot.value = i
    elif i % 3 == 1:
        present += slot.value
    else:
        del slot.value
print(present, hasattr(slot, "value"))
items = list(range(1000))
for item in items[:]:
    if item % 3:
        items.remove(item)
print(len(items), items[:4])
while len(items) > 5:
    del items[len(items) // 2]
print(items)
data = {str(i): i for i in range(1000)}
for key in list(data):
    if data[key] % 2:
        del data[key]
print(len(data), list(data)[:3])
