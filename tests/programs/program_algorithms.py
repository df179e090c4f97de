"""Edit distance, knapsack, shortest paths, permutations, primes, determinants."""


def edit_distance(a, b):
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            current.append(min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (x != y)))
        previous = current
    return previous[-1]


print(edit_distance("kitten", "sitting"), edit_distance("a" * 70, "ab" * 40),
      edit_distance("", "abc"))


def knapsack(items, capacity):
    best = [0] * (capacity + 1)
    for weight, value in items:
        for room in range(capacity, weight - 1, -1):
            best[room] = max(best[room], best[room - weight] + value)
    return best[capacity]


print(knapsack([(3, 4), (4, 5), (7, 10), (8, 11.5), (9, 13)], 17),
      knapsack([(i % 13 + 1, i * 7 % 31) for i in range(40)], 150))


def shortest_paths(graph, start):
    distance = {start: 0}
    queue = [start]
    while queue:
        node = queue.pop(0)
        for neighbour, cost in graph[node]:
            candidate = distance[node] + cost
            if neighbour not in distance or candidate < distance[neighbour]:
                distance[neighbour] = candidate
                queue.append(neighbour)
    return distance


graph = {i: [((i * 3 + 1) % 200, i % 7 + 1), ((i * 5 + 2) % 200, 2.5), ((i + 1) % 200, 9)] for i in range(200)}
distances = shortest_paths(graph, 0)
print(len(distances), max(distances.values()), sum(distances.values()))


def permutations(items):
    if not items:
        yield []
    for i, item in enumerate(items):
        for rest in permutations(items[:i] + items[i + 1:]):
            yield [item] + rest


print(sum(1 for _ in permutations(list(range(6)))), list(permutations("abc"))[3],
      max("".join(p) for p in permutations(list("adcb"))))


def determinant(matrix):
    matrix = [row[:] for row in matrix]
    n, sign, previous = len(matrix), 1, 1
    for k in range(n - 1):
        if matrix[k][k] == 0:
            for i in range(k + 1, n):
                if matrix[i][k]:
                    matrix[k], matrix[i] = matrix[i], matrix[k]
                    sign = -sign
                    break
            else:
                return 0
        for i in range(k + 1, n):
            for j in range(k + 1, n):
                matrix[i][j] = (matrix[i][j] * matrix[k][k] - matrix[i][k] * matrix[k][j]) // previous
        previous = matrix[k][k]
    return sign * matrix[-1][-1]


print(determinant([[2, 1], [5, 3]]),
      determinant([[(i * j * 17 + i + 3 * j) % 23 for j in range(18)] for i in range(18)]))


def roman(n):
    result = ""
    for value, letters in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"),
                           (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"),
                           (4, "IV"), (1, "I")):
        while n >= value:
            result += letters
            n -= value
    return result


print(roman(1994), sum(len(roman(i)) for i in range(1, 1000)))


def power_mod(base, exponent, modulus):
    result = 1
    while exponent:
        if exponent & 1:
            result = result * base % modulus
        base = base * base % modulus
        exponent >>= 1
    return result


print(sum(power_mod(i, 65537, 2 ** 61 - 1) for i in range(100)),
      all(power_mod(i, 100, 101) == 1 for i in range(1, 101)))


def digits_of_pi(n):
    digits = []
    q, r, t, k, m, x = 1, 0, 1, 1, 3, 3
    while len(digits) < n:
        if 4 * q + r - t < m * t:
            digits.append(str(m))
            q, r, m = 10 * q, 10 * (r - m * t), 10 * (3 * q + r) // t - 10 * m
        else:
            q, r, t, k, m, x = q * k, (2 * q + r) * x, t * x, k + 1, (q * (7 * k + 2) + r * x) // (t * x), x + 2
    return "".join(digits)


print(digits_of_pi(120))
