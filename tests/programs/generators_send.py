"""Values and exceptions sent into a generator, and its closing."""


def averager():
    total = count = 0
    average = None
    while True:
        value = yield average
        total += value
        count += 1
        average = total / count


average = averager()
print(next(average), average.send(10), average.send(20), average.send(33))


def stubborn():
    while True:
        try:
            received = yield "ready"
            print("received", received)
        except ValueError as error:
            print("refused", error)
            yield "recovering"
        finally:
            print("cleaning")


generator = stubborn()
print(next(generator))
print(generator.send(1))
print(generator.throw(ValueError("bad value")))
print(next(generator))
generator.close()
print(next(generator, "closed"))
try:
    stubborn().send(5)
except TypeError as error:
    print(error)
fresh = stubborn()
try:
    fresh.throw(KeyError("before the start"))
except KeyError as error:
    print("KeyError", error)
print(next(fresh, "finished by it"))


def ignores_exit():
    while True:
        try:
            yield 1
        except GeneratorExit:
            yield 2


ignoring = ignores_exit()
next(ignoring)
try:
    ignoring.close()
except RuntimeError as error:
    print(error)


def stops_wrongly():
    yield 1
    raise StopIteration("inner")


try:
    list(stops_wrongly())
except RuntimeError as error:
    print(error, type(error.__cause__).__name__)


def itself():
    yield next(me)


me = itself()
try:
    next(me)
except ValueError as error:
    print(error)

average = averager()
next(average)
for i in range(5000):
    result = average.send(i * 0.5)
print(result)
