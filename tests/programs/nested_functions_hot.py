"""Functions made inside hot loops, captured cells written from several places."""


def make_adder(n):
    def add(x):
        return x + n
    return add


total = 0
for i in range(4000):
    total += make_adder(i)(1)
print(total)


def accumulate(n):
    sums = {"even": 0, "odd": 0}
    current = 0

    def add_even():
        nonlocal current
        sums["even"] += current
        current += 1

    def add_odd():
        nonlocal current
        sums["odd"] += current
        current += 1

    for i in range(n):
        (add_odd if current % 2 else add_even)()
        if i == n // 2:
            current += 0.5
            current = int(current) if i % 2 else int(current) + 2
    return sums, current


print(accumulate(5000))


def shared(n):
    x = 0

    def read():
        return x

    def write(value):
        nonlocal x
        x = value

    seen = 0
    for i in range(n):
        write(i * 2)
        x += 1
        seen += read()
        if i == n - 2:
            write("text")
            seen += len(read())
            x = 0
    return seen, x


print(shared(5000))


def levels(n):
    def one(a):
        def two(b):
            def three(c):
                return a * 100 + b * 10 + c + n
            return three
        return two
    total = 0
    for i in range(1500):
        total += one(i)(i + 1)(i + 2)
    return total


print(levels(5), levels(0.5))


def recursive_closure(limit):
    best = []

    def search(path, remaining):
        if remaining == 0:
            best.append(tuple(path))
            return
        for step in (1, 2, 5):
            if step <= remaining and (not path or step >= path[-1]):
                path.append(step)
                search(path, remaining - step)
                path.pop()

    search([], limit)
    return len(best), best[0][:3], best[-1]


print(recursive_closure(40))
