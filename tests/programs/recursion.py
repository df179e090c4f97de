"""Recursive functions of several shapes."""


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


def flatten(tree):
    if isinstance(tree, list):
        result = []
        for branch in tree:
            result += flatten(branch)
        return result
    return [tree]


def float_fib(n):
    return 1.5 if n < 2 else float_fib(n - 1) + float_fib(n - 2)


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


def gcd(a, b):
    return a if b == 0 else gcd(b, a % b)


print([fib(i) for i in range(20)], ackermann(2, 6), is_even(300), is_odd(301))
print(flatten([1, [2, [3, [4, 5]], 6], [[[7]]]]), float_fib(16), depth(900))
print(sum(gcd(i, 360) for i in range(1, 3000)))
