"""A hot loop whose integers outgrow the small ones half-way, and shrink back."""


def grow(n):
    value = 1
    history = []
    for i in range(n):
        value = value * 3 + i
        if value > 2 ** 80:
            value >>= 75
        if i % 500 == 0:
            history.append(value)
    return value, history


print(grow(6000))


def sum_past(limit, n):
    total = limit - n // 2
    for i in range(n):
        total += 1
    return total


for limit in (2 ** 31, 2 ** 61, 2 ** 62, 2 ** 63, 2 ** 64, -2 ** 62, -2 ** 63):
    print(limit, sum_past(limit, 6000))


def product_past(n):
    values = []
    x = 2 ** 40
    for i in range(n):
        y = x * (i - 3000) * 4096
        if i % 600 == 0:
            values.append(y)
    return values


print(product_past(6000))


def negate(x, n):
    for _ in range(n):
        x = -x
    return x


print(negate(-2 ** 62, 5001), negate(2 ** 62, 5001), negate(-2 ** 63, 5001))
