"""f-strings: conversions, formats, nesting, debugging form, escapes."""

name, value, pi = "World", 42, 3.14159265
print(f"Hello {name}!", f"{value}", f"{value + 1}", f"{{literal}} {{{value}}}", f"")
print(f"{pi:.2f} {pi:8.3f}| {pi:<10.1f}| {pi:+.0f} {pi:e} {pi:g} {1e10:g} {pi:.3} {pi:010.4f} {0.5:%} {0.12345:.1%}")
print(f"{value:5d}|{value:<5}|{value:>5}|{value:^6}|{value:05}|{value:+}|{value:x}|{value:#x}|{value:b}|{value:o}|{value:#010b}")
print(f"{name:>10}|{name:<10}|{name:^11}|{name:*^11}|{name:.3}|{name!r}|{name!s:>8}|{'ü'!a}")
print(f"{1234567:,} {1234567.891:,.2f} {1234567:_} {0xFFFFFFFF:_x} {-5: d} {5: d} {True} {None} {[1, 'a']} {(1,)} {{}}")
width, precision = 12, 3
print(f"{pi:{width}.{precision}f}|{name:{'>' if value else '<'}{width}}|{value:{'0'}{width}d}")
print(f"{value=} {name = } {pi=:.2f} {value + 1=}")
print(f"{'nested ' + f'{name.upper()}'} {'a' 'b'} {[f'{i}' for i in range(3)]}")
print(f"{lambda_(3) if (lambda_ := lambda x: x * 2) else 0}", f"{value if value > 5 else 'small'}",
      f'{"quoted"}')
print(f"a\tb\n{value}\\ \x41 \u00e9 {name}" "joined " f"{value}", rf"\n{value}", f"""{
    value
} over lines""")


class Money:
    def __init__(self, amount):
        self.amount = amount

    def __format__(self, spec):
        return f"<{spec or 'plain'}:{self.amount}>"

    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"


print(f"{Money(5)} {Money(5):abc} {Money(5)!s} {Money(5)!r:>6}", format(Money(1), "x"),
      "{:y}".format(Money(2)))
for spec in ("d", "z", ".2d", ",x", "10.5s"):
    for item in (5, "text", 2.5, None, [1]):
        try:
            print(repr(format(item, spec)))
        except (ValueError, TypeError) as error:
            print(type(error).__name__, error)

total = 0
for i in range(5000):
    total += len(f"{i}:{i * 0.5:.1f}-{name}{i % 7:>3}")
print(total)
