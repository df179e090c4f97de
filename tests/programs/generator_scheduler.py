"""A round-robin scheduler of generators that wait, send and finish."""


class Channel:
    def __init__(self):
        self.items = []


def producer(channel, n, name):
    for i in range(n):
        channel.items.append((name, i))
        yield
    return f"{name} made {n}"


def consumer(channel, wanted):
    seen = 0
    checksum = 0
    while seen < wanted:
        while not channel.items:
            yield
        name, i = channel.items.pop(0)
        checksum = (checksum * 31 + ord(name) + i) % 65521
        seen += 1
        yield
    return f"consumed {checksum}"


def schedule(tasks):
    results = []
    rounds = 0
    while tasks:
        rounds += 1
        remaining = []
        for task in tasks:
            try:
                next(task)
                remaining.append(task)
            except StopIteration as stop:
                results.append(stop.value)
        tasks = remaining
    return rounds, results


channel = Channel()
tasks = [producer(channel, 500 + 100 * i, "abc"[i]) for i in range(3)]
print(schedule(tasks + [consumer(channel, 1800)]))
