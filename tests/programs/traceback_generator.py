# compare: traceback
"""Dies inside a generator that other generators pull."""


def numbers():
    for i in range(10):
        yield 10 // (5 - i)


def doubled(source):
    for number in source:
        yield number * 2


result = 0
for number in doubled(numbers()):
    result += number
    print(result)
