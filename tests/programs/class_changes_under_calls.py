# A class changes after functions that use it were compiled: whoever calls them must not enter the old code.
class Machine:
    def step(self, n):
        return n + 1


def at_depth(depth):
    if depth <= 0:
        return Machine().step(1)
    return at_depth(depth - 1)


def directly():
    return Machine().step(1)


def outcomes(function, arguments, steps):
    values, errors = 0, 0
    for _ in range(steps):
        try:
            values += function(*arguments)
        except TypeError:
            errors += 1
    return values, errors


def all_outcomes():
    return outcomes(at_depth, (5,), 2000), outcomes(at_depth, (2,), 2000), outcomes(directly, (), 2000)


original = Machine.step
print(all_outcomes())
Machine.step = 1
print(all_outcomes())
Machine.step = original
print(all_outcomes())
Machine.step = lambda self, n: n + 2.5
print(all_outcomes())
