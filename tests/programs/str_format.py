"""str.format and the format specifications."""

print("{} {} {}".format(1, "a", 2.5), "{0} {1} {0}".format("x", "y"), "{a} {b}".format(a=1, b=2))
print("{:>5}|{:<5}|{:^5}|{:*^7}".format("a", "b", "c", "d"),
      "{:,} {:_} {:,}".format(1234567, 1234567, 12345.678))
print("{0[1]} {0[0]} {1[key]} {2.real} {2.__class__.__name__}".format([1, 2], {"key": "v"}, 5))
print("{!r} {!s} {!a}".format("é", "é", "é"), "{{}} {{{}}}".format(1),
      "{:{}}|{:{w}.{p}f}".format("x", 4, 3.14159, w=8, p=2))
print("{:d} {:b} {:o} {:x} {:X} {:#x} {:#b} {:c} {:n}".format(10, 10, 10, 255, 255, 255, 5, 97, 12))
print("{:e} {:.2e} {:f} {:.0f} {:g} {:.3g} {:G} {:%} {:.1%}".format(1234.5, 0.00012, 1.5, 2.5, 1e-7,
        1234.5, 1e20, 0.25, 0.125))
print("{:+d} {:-d} {: d} {:+.1f} {:05d} {:<05d} {:=+6d} {:08.3f} {:+08.2f}".format(5, 5, 5, 1.25,
        -42, 42, 7, -3.14159, 2.5))
print("{:10}|{:10}|{:10}|{:10}".format("s", 5, 2.5, True),
      "{:s} {:5s}|{:.2s}".format("a", "b", "cde"))
print(format(255, "x"), format(3.14159, ".2f"), format("a", ">3"), format(1234, ","), format(5),
      format(True, "d"))
print(format(10 ** 25, ","), format(2 ** 70, "x"), format(-2 ** 70, "_b")[:20],
      format(10 ** 20, ".3e"), format(1e16, ""))
print(format(float("inf"), "f"), format(float("nan"), "10"), format(-0.0, ".1f"), format(1.0, ""),
      format(1e300, "g"))
print(format(0.1, ".20f"), format(2.675, ".2f"), format(1e-10, ".3"), format(123456789.0, ".3"),
      format(0.0001, "r") if False else "")
for wrong in (lambda: "{} {}".format(1), lambda: "{a}".format(1), lambda: "{0}{}".format(1, 2),
              lambda: "{".format(),
              lambda: "}".format(), lambda: "{:d}".format("x"), lambda: "{:s}".format(5),
              lambda: "{0.x}".format(1),
              lambda: "{0[5]}".format([1]), lambda: "{:q}".format(1), lambda: "{!x}".format(1),
              lambda: "{:.2d}".format(1),
              lambda: "{:,s}".format("a"), lambda: "{:=5}".format("a"),
              lambda: "{:5c}".format(1.5)):
    try:
        print(wrong())
    except (IndexError, KeyError, ValueError, AttributeError, TypeError) as error:
        print(type(error).__name__, error)
template = "{0:>6}|{1:<6}|{name}"
total = 0
for i in range(4000):
    total += len(template.format(i, i * 2, name=i % 10)) + len("{}-{}".format(i, i / 4))
print(total)
