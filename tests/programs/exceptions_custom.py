"""Exception classes of one's own: arguments, attributes, text, catching by base."""


class Failure(Exception):
    """The base of this program's failures."""


class Coded(Failure):
    def __init__(self, code, message="no message"):
        super().__init__(code, message)
        self.code = code

    def __str__(self):
        return f"[{self.code}] {self.args[1]}"


class Silent(Failure):
    pass


for make in (lambda: Failure(), lambda: Failure("one"), lambda: Failure("one", 2),
             lambda: Coded(404),
             lambda: Coded(500, "broken"), lambda: Silent, lambda: KeyError("k"),
             lambda: KeyError("a",
                     
                     
                     1),
             lambda: OSError(2, "No such file"), lambda: StopIteration(5),
             lambda: UnicodeError("u")):
    try:
        raise make()
    except Failure as failure:
        print("failure", repr(failure), str(failure), failure.args)
    except Exception as error:
        print(type(error).__mro__[1].__name__, repr(error), str(error), error.args)

print(issubclass(KeyError, LookupError), issubclass(ZeroDivisionError, ArithmeticError),
      issubclass(Coded, Exception))
print(issubclass(RecursionError, RuntimeError), issubclass(KeyboardInterrupt, Exception),
      Failure.__doc__)
error = Coded(7)
try:
    raise error
except Coded as caught:
    print(caught is error, caught.code, caught.__traceback__ is not None)
print(Failure("x") == Failure("x"), error == error, isinstance(error, BaseException))
with_note = ValueError("text")
with_note.add_note("a note")
print(with_note.__notes__)

handled = {}
for i in range(4000):
    try:
        if i % 2:
            raise Coded(i % 10)
        elif i % 3:
            raise Silent
    except Coded as failure:
        handled[failure.code] = handled.get(failure.code, 0) + 1
    except Failure as failure:
        handled["silent"] = handled.get("silent", 0) + 1
print(handled)
