"""The % operator on strings."""

print("%d %5d %-5d| %05d %+d % d %i %u" % (1, 2, 3, 4, 5, 6, 7, 8))
print("%s %10s|%-10s|%.2s %r %a" % ("a", "b", "c", "defg", "h'", "ü"))
print("%f %.2f %8.3f|%-8.1f|%e %.3E %g %G %g" % (1.5, 2.345, 3.14159, 2.5, 12345.678, 0.00012, 1e-5,
        1e20, 100000))
print("%x %X %#x %o %#o %c %c %%" % (255, 255, 255, 8, 8, "z", 65))
print("%(name)s is %(age)d, %(name)r" % {"name": "Ann", "age": 30})
print("%s" % 5, "%s" % (5,), "%s" % [1, 2], "%s" % ((1, 2),), "%s" % None, "no formats" % ())
print("%*d|%-*d|%.*f" % (5, 1, 5, 2, 2, 3.14159), "%5.1f%%" % 99.55, "%d" % 3.99, "%d" % True,
      "%s" % 1.0)
print("%d %x %s" % (10 ** 30, 2 ** 70, -10 ** 25), "%r" % 1e100, "%.3s|%5.1s|" % ("abcdef", "xyz"))
for wrong in (lambda: "%d" % "x", lambda: "%d %d" % 1, lambda: "%d" % (1, 2), lambda: "%q" % 1,
              lambda: "%" % 1,
              lambda: "%(a)s" % {"b": 1}, lambda: "%(a)s" % 5, lambda: "%c" % "ab",
              lambda: "%x" % 1.5,
              lambda: "%f" % None, lambda: "%c" % -1):
    try:
        print(wrong())
    except (TypeError, ValueError, KeyError, OverflowError) as error:
        print(type(error).__name__, error)
total = 0
for i in range(5000):
    total += len("%d-%s-%.2f" % (i, i * i, i / 7))
print(total)
