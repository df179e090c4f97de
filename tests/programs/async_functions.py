# Coroutines, awaitables, async iteration and async context managers, driven by hand.

class Pause:
    """An awaitable that hands `value` to whoever drives, and gives what it sends back."""

    def __init__(self, value):
        self.value = value

    def __await__(self):
        answer = yield self.value
        return answer


def drive(coroutine, answers=()):
    answers = iter(answers)
    log = []
    sent = None
    try:
        while True:
            log.append(coroutine.send(sent))
            sent = next(answers, None)
    except StopIteration as stop:
        return log, stop.value


async def add(a, b):
    x = await Pause(("a", a))
    y = await Pause(("b", b))
    return (a, x, b, y)


print(drive(add(1, 2), [10, 20]))
print(type(add).__name__, add.__code__.co_flags & 0x80)


async def nested(depth):
    if depth == 0:
        return await Pause("bottom")
    return [depth, await nested(depth - 1)]


print(drive(nested(3), ["up"]))


class Countdown:
    def __init__(self, start):
        self.now = start

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.now == 0:
            raise StopAsyncIteration
        await Pause(self.now)
        self.now -= 1
        return self.now


async def loops():
    seen = []
    async for n in Countdown(3):
        if n == 1:
            continue
        seen.append(n)
    else:
        seen.append("else")
    async for n in Countdown(3):
        break
    else:
        seen.append("not here")
    return seen


print(drive(loops()))


class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    async def __aenter__(self):
        await Pause("enter " + self.name)
        return self.name

    async def __aexit__(self, kind, value, traceback):
        await Pause(("exit " + self.name, kind and kind.__name__))
        return self.swallow


async def managers():
    async with Manager("a") as a, Manager("b", swallow=True) as b:
        print(a, b)
        raise ValueError("swallowed")
    async with (Manager("c") as c,):
        pass
    try:
        async with Manager("d"):
            raise KeyError("not swallowed")
    except KeyError as error:
        return repr(error)


print(drive(managers()))


async def leaving(how):
    for i in range(3):
        async with Manager(str(i)):
            if how == "return":
                return i
            if how == "break":
                break
            if how == "continue":
                continue
    return "end"


for how in ("return", "break", "continue"):
    print(drive(leaving(how)))


async def comprehensions():
    a = [n async for n in Countdown(3)]
    b = {n: n * n async for n in Countdown(3) if n}
    c = {await Pause(n) async for n in Countdown(2)}
    d = [await Pause(x) for x in "ab"]
    e = [y async for x in Countdown(3) for y in range(x)]
    return a, b, c, d, e


print(drive(comprehensions(), range(100)))


async def raises():
    await Pause(1)
    raise RuntimeError("from a coroutine")


async def catches():
    try:
        await raises()
    except RuntimeError as error:
        return str(error)
    finally:
        await Pause("finally")


print(drive(catches()))

coroutine = add(1, 2)
coroutine.send(None)
try:
    coroutine.throw(ValueError("in"))
except ValueError as error:
    print(repr(error))
coroutine = add(1, 2)
coroutine.send(None)
coroutine.close()
try:
    coroutine.send(None)
except RuntimeError as error:
    print(error)
coroutine = add(1, 2)
try:
    coroutine.send(1)
except TypeError as error:
    print(error)
coroutine.close()


async def bad_await():
    await 1


try:
    drive(bad_await())
except TypeError as error:
    print(error)


async def bad_for():
    async for x in [1]:
        pass


try:
    drive(bad_for())
except TypeError as error:
    print(error)


async def bad_with():
    async with 1:
        pass


try:
    drive(bad_with())
except (TypeError, AttributeError) as error:
    print(type(error).__name__, error)


async def stops():
    raise StopIteration("no")


try:
    drive(stops())
except RuntimeError as error:
    print(error)
