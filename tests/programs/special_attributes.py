"""__getattr__, __getattribute__, __setattr__, __delattr__, __slots__, __dict__."""


class Loose:
    def __init__(self):
        self.asked = []

    def __getattr__(self, name):
        if name.startswith("no_"):
            raise AttributeError(f"nothing called {name}")
        self.asked.append(name)
        return name.upper()


loose = Loose()
print(loose.red, loose.blue, loose.asked, hasattr(loose, "no_way"), getattr(loose, "no_way", 5))
try:
    loose.no_chance
except AttributeError as error:
    print(error)


class Logged:
    def __setattr__(self, name, value):
        log.append(("set", name, value))
        super().__setattr__(name, value)

    def __delattr__(self, name):
        log.append(("del", name))
        object.__delattr__(self, name)


log = []
logged = Logged()
logged.a = 1
logged.a += 1
del logged.a
print(log, logged.__dict__)


class Everything:
    def __getattribute__(self, name):
        return f"<{name}>"


print(Everything().x, Everything().__dict__)


class Slotted:
    __slots__ = ("x", "y")

    def __init__(self, x):
        self.x = x


slotted = Slotted(1)
slotted.y = 2
print(slotted.x + slotted.y, hasattr(slotted, "__dict__"))


def set_unknown():
    slotted.z = 1


def read_deleted():
    del slotted.y
    return slotted.y


def set_on_number():
    (5).x = 1


for mistake in (set_unknown, read_deleted, set_on_number, lambda: object().x, lambda: None.x,
                lambda: "abc".nothing):
    try:
        mistake()
    except AttributeError as error:
        print(error)

total = 0
for i in range(4000):
    total += len(loose.word)
    slotted.x = slotted.x + i
    logged.n = i
print(total, slotted.x, len(log), logged.n)
