"""The remaining builtin functions and types, seen through their results."""

print(abs(-5), abs(-2.5), divmod(17, 5), pow(2, 10), pow(2, -1), round(2.567, 2), round(15, -1),
      round(2.5), round(-1.5), round(7), round(1e20))
print(bin(10), oct(8), hex(255), bin(-3), chr(65), ord("A"), len([1]), repr("a"), ascii("é"),
      str(1.0), hash(5), hash(-1), hash(1.0) == hash(1), hash(2 ** 61))
print(bool([]), bool("a"), int("5"), float("2.5"), str(None), list("ab"), tuple([1]), set([1]),
      dict(a=1), bytes([65]))
print(isinstance(5, int), isinstance(True, int), isinstance("a", (int, str)),
      isinstance([], (list, tuple)), issubclass(bool, int), type(5) is int, type(None).__name__)
print(callable(len), callable(5), hasattr([], "append"), hasattr([], "x"), getattr("a", "upper")(),
      getattr(5, "x", None))
print(type(len).__name__, type(lambda: 1).__name__, type(print) is type(len), type(type).__name__,
      type([].append).__name__, type(range(1)).__name__, type(iter([])).__name__)
print(repr(len), repr(int), repr(type(None)), repr(NotImplemented), repr(...), repr([].__class__),
      str(type(5)), repr(ValueError), repr(slice(1)))
Dynamic = type("Dynamic", (object,), {"x": 5, "get": lambda self: self.x})
print(Dynamic().get(), Dynamic.__name__, isinstance(Dynamic(), Dynamic), type(Dynamic()).__name__)
x = 10
print(sorted(name for name in globals() if not name.startswith("__")), "x" in globals(),
      globals()["x"])


def local_names(a, b=2):
    c = 3
    return sorted(locals().items())


print(local_names(1), id(x) == id(x), id([]) != id(""), len(dir([])) > 20, "append" in dir([]),
      dir(Dynamic())[-2:])
print(1, "a", None, sep="-", end="!\n")
print()
print("a", "b", sep="")
print(*range(3), sep=", ")
for wrong in (lambda: abs("a"), lambda: len(5), lambda: chr("a"), lambda: ord(5),
              lambda: round("a"), lambda: pow(2, 3, 0), lambda: hash([]), lambda: int([]),
              lambda: isinstance(5, 5), lambda: issubclass(5, int), lambda: getattr(5, 5),
              lambda: print(sep=5), lambda: divmod(5,
                      
                      
                      0), lambda: hex(1.5), lambda: bin("1"),
              lambda: float([]), lambda: callable(), lambda: type(1, 2), lambda: len(),
              lambda: abs(1,
                      
                      
                      2)):
    try:
        print(wrong())
    except (TypeError, ValueError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
total = 0
for i in range(5000):
    total += abs(i - 2500) + len(str(i)) + max(i % 7, i % 5) + min(i, 100) + round(i / 3) + int(i * 0.7) + ord(chr(i % 100 + 30)) + isinstance(i,
            
            
            
            
            
            int) + hash(i)
print(total)
