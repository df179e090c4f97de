"""What sys tells of the interpreter."""

import sys

print(sys.version_info[:2], sys.version_info >= (3, 11), sys.maxsize == 2 ** 63 - 1, sys.byteorder,
      sys.maxunicode)
print(type(sys.path).__name__, "sys" in sys.modules, sys.modules["__main__"].__name__,
      isinstance(sys.platform, str))
sys.stdout.write("written\n")
print("to stderr", file=sys.stderr)
print(sys.getrecursionlimit(), sys.intern("abc") == "abc", sys.exc_info())
try:
    1 / 0
except ZeroDivisionError:
    kind, error, traceback = sys.exc_info()
    print(kind.__name__, error, traceback.tb_lineno)
sys.stdout.flush()
