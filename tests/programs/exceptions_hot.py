"""Exceptions raised in deep calls, in hot loops, by builtins and by raise."""


def parse(text):
    try:
        return int(text)
    except ValueError:
        try:
            return float(text)
        except ValueError:
            return None


texts = ["12", "x", "3.5", "", "7e2", "-4"]
counts = {}
for i in range(3000):
    value = parse(texts[i % 6])
    counts[value] = counts.get(value, 0) + 1
print(counts)


def dig(depth, i):
    if depth == 0:
        if i % 4 == 0:
            raise LookupError(i)
        return i
    return dig(depth - 1, i) + 1


caught = total = 0
for i in range(2000):
    try:
        total += dig(5, i)
    except LookupError as error:
        caught += error.args[0]
print(caught, total)


def safe_index(items, i):
    try:
        return items[i]
    except IndexError:
        return -1


print(sum(safe_index([1, 2, 3], i % 5) for i in range(5000)))


def loop_until_error(n):
    i = 0
    try:
        while True:
            i += 1
            if i == n:
                raise StopIteration
    except StopIteration:
        return i


print(loop_until_error(6000))


def attributes(n):
    class Some:
        pass
    found = missing = 0
    some = Some()
    for i in range(n):
        if i == n // 2:
            some.value = 3
        try:
            found += some.value
        except AttributeError:
            missing += 1
    return found, missing


print(attributes(5000))


def divisions(n):
    result = 0
    for i in range(n):
        try:
            result += 100 // (i % 10)
        except ZeroDivisionError:
            result -= 1
    return result


print(divisions(6000))
