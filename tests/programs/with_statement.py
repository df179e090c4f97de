"""with: what is called when, swallowed exceptions, several managers, unusual ways out."""


class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        trace.append(f"enter {self.name}")
        return self.name.upper()

    def __exit__(self, kind, error, traceback):
        trace.append(f"exit {self.name} {kind.__name__ if kind else None} {error}")
        return self.swallow


trace = []
with Manager("a") as a:
    trace.append(f"body {a}")
with Manager("b"), Manager("c") as c:
    trace.append(c)
with (
    Manager("d") as d,
    Manager("e", swallow=True) as e,
):
    raise ValueError(d + e)
try:
    with Manager("f"):
        raise KeyError("through")
except KeyError as error:
    trace.append(f"outside {error!r}")
for line in trace:
    print(line)


def leaving(how):
    for i in range(3):
        with Manager(f"{how}{i}"):
            if how == "return":
                return "returned"
            if how == "break" and i == 1:
                break
            if how == "continue":
                continue
            trace.append(f"end {i}")
    return "after the loop"


for how in ("return", "break", "continue", "through"):
    trace = []
    print(leaving(how), trace)


class Half:
    def __enter__(self):
        return 1


for wrong in (5, Half()):
    try:
        with wrong:
            print("never")
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


class FailsToEnter:
    def __enter__(self):
        raise RuntimeError("not today")

    def __exit__(self, *details):
        print("never called")


try:
    with FailsToEnter():
        pass
except RuntimeError as error:
    print(error)


class Counter:
    def __init__(self):
        self.depth = self.entered = self.failed = 0

    def __enter__(self):
        self.depth += 1
        self.entered += 1
        return self

    def __exit__(self, kind, error, traceback):
        self.depth -= 1
        if kind is ValueError:
            self.failed += 1
            return True


counter = Counter()
total = 0
for i in range(5000):
    with counter as same:
        if i % 100 == 99:
            raise ValueError(i)
        total += same.depth
print(counter.depth, counter.entered, counter.failed, total)
