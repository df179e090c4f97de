"""Globals that change while a function that reads them is hot."""

factor = 1
step = 1


def use(n):
    total = 0
    for i in range(n):
        total += i * factor + step
    return total


print(use(3000))
factor = 2
print(use(3000))
factor = 0.5
print(use(3000))
step = 2 ** 65
print(use(3000))


def change_inside(n):
    global factor
    total = 0
    for i in range(n):
        total += factor
        if i == n // 2:
            factor = 10
    return total


factor = 1
print(change_inside(6000), factor)


def helper(x):
    return x + 1


def call_helper(n):
    total = 0
    for i in range(n):
        total += helper(i)
    return total


print(call_helper(4000))


def helper(x):
    return x * 2


print(call_helper(4000))
saved = helper
helper = len
try:
    call_helper(10)
except TypeError as error:
    print(error)
helper = saved
del step
try:
    use(1)
except NameError as error:
    print(error)
len = lambda x: 42
print(len([1]))
del len
print(len([1]))
