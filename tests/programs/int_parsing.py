"""int() from text and from other things, and what it refuses."""

for text, base in (("0", 10), (" 42 ", 10), ("-17", 10), ("+5", 10), ("1_000", 10), ("ff", 16),
                   ("0b101", 2),
                   ("0o17", 8), ("0x1F", 16), ("0b11", 0), ("0x10", 0), ("7", 0), ("z", 36)):
    print(repr(text), base, int(text, base))
for text, base in (("", 10), ("1.5", 10), ("abc", 10), ("12", 2), ("0x", 16), ("1__0", 10),
                   ("_1", 10), ("09", 0)):
    try:
        print(int(text, base))
    except ValueError as error:
        print(error)
print(int(3.99), int(-3.99), int(True), int(), int("٣"))
for bad in (None, [], "x"):
    try:
        int(bad)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
for bad in (float("inf"), float("nan")):
    try:
        int(bad)
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, error)
print(0b1010, 0o777, 0xDEAD_BEEF, 1_000_000)


class Whole:
    def __init__(self, value):
        self.value = value

    def __int__(self):
        return self.value

    def __index__(self):
        return self.value


print(int(Whole(12)), [10, 20, 30][Whole(1)], hex(Whole(255)), range(Whole(3)))
total = 0
for i in range(5000):
    total += int(str(i)) + int("%x" % i, 16)
print(total)
