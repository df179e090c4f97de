"""Loops with branches that are taken once in a thousand times, or for the first time very late."""


def rare(n):
    total = 0
    odd = []
    for i in range(n):
        if i % 1000 == 999:
            odd.append(total)
            total = -total
        total += i
    return total, odd


print(rare(6000))


def late(n, when):
    state = "early"
    count = 0
    for i in range(n):
        if i > when:
            state = "late"
            count += 2
        count += 1
    return state, count


print(late(6000, 5990), late(6000, 10), late(3000, 9999))


def staircase(n):
    level = 0
    visits = [0] * 8
    for i in range(n):
        if i >= 1000 * (level + 1):
            level += 1
        if level == 0:
            visits[0] += 1
        elif level == 1:
            visits[1] += 2
        elif level == 2:
            visits[2] += 3
        elif level == 3:
            visits[3] += len(visits)
        elif level == 4:
            visits[4] += visits[0]
        else:
            visits[5] += 1
    return visits


print(staircase(7000))


def side_effects(n):
    log = []
    def note(x):
        log.append(x)
        return x
    total = 0
    for i in range(n):
        total += note(i) + (note(-i) if i % 1500 == 1499 else 0) + (note(0.5) if i == n - 1 else note(1))
    return total, len(log), log[-3:]


print(side_effects(6000))


def nested(n):
    total = 0
    for i in range(n):
        for j in range(n):
            if i * j == 3000:
                total += 0.25
            elif (i + j) % 97 == 0:
                total -= 1
            else:
                total += 1
    return total


print(nested(80))


def many_exits(n):
    i = 0
    reasons = {}
    while True:
        i += 1
        if i % 7 == 0:
            reason = "seven"
        elif i % 11 == 0:
            reason = "eleven"
        elif i % 501 == 0:
            reason = "rare"
        elif i == n - 3:
            reason = "once"
        elif i >= n:
            break
        else:
            continue
        reasons[reason] = reasons.get(reason, 0) + 1
    return i, sorted(reasons.items())


print(many_exits(6000))
