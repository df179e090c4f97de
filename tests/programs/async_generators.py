# Asynchronous generators, driven by hand.

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


async def generator(n):
    try:
        for i in range(n):
            received = yield i
            if received:
                print("received", received)
            await Pause(("between", i))
    finally:
        print("closed")


async def uses_generator():
    out = []
    async for i in generator(3):
        out.append(i)
    agen = generator(5)
    out.append(await agen.__anext__())
    out.append(await agen.asend("hello"))
    try:
        await agen.athrow(KeyError("thrown"))
    except KeyError as error:
        out.append(repr(error))
    agen = generator(5)
    out.append(await anext(agen))
    await agen.aclose()
    out.append(await anext(agen, "default"))
    genexp = (x * 2 async for x in generator(2))
    out.append([y async for y in genexp])
    return out


print(drive(uses_generator()))


async def yields_then_stops():
    yield 1
    raise StopAsyncIteration


async def collect():
    return [x async for x in yields_then_stops()]


try:
    drive(collect())
except RuntimeError as error:
    print(error)
