"""for and while with else, break and continue, nested, over everything that can be looped over."""


def search(items, wanted):
    for i, item in enumerate(items):
        if item == wanted:
            result = f"found at {i}"
            break
    else:
        result = "not found"
    return result


print(search([1, 2, 3], 2), search([], 1), search("abc", "z"))
n = 0
while n < 5:
    n += 1
    if n == 2:
        continue
    if n == 4:
        break
else:
    print("never")
print(n)
while n:
    n -= 1
else:
    print("while ended", n)
for i in range(3):
    for j in range(3):
        if j == 1:
            continue
        if i == 2:
            break
        print(i, j)
    else:
        print("inner ended", i)
for item in ([1, 2], (3,), {4: 5}, {6}, "78", b"9", range(2), iter([10])):
    for x in item:
        print(x, end=" ")
print()
for i in range(3):
    i = i * 10
    print(i, end=" ")
print(i)
for x.y in [] if False else ():
    pass
target = [0, 0]
for target[0] in range(4):
    target[1] += target[0]
print(target)


def primes(limit):
    found = []
    candidate = 2
    while candidate < limit:
        for prime in found:
            if prime * prime > candidate:
                found.append(candidate)
                break
            if candidate % prime == 0:
                break
        else:
            found.append(candidate)
        candidate += 1
    return found


print(len(primes(5000)), primes(5000)[-3:])


def steps(n):
    count = 0
    while n != 1:
        if n & 1:
            n = 3 * n + 1
        else:
            n >>= 1
        count += 1
        if count > 500:
            return -1
    return count


print(sum(steps(i) for i in range(1, 400)))


def triangle(n):
    total = 0
    i = 0
    while i < n:
        j = 0
        while True:
            j += 1
            if j > i:
                break
            if (i + j) % 3 == 0:
                continue
            total += j
        i += 1
    return total


print(triangle(110))
