# except*, ExceptionGroup and its parts.

def run(error, *kinds):
    try:
        raise error
    except* ValueError as group:
        print("values", [str(e) for e in group.exceptions])
    except* (TypeError, KeyError) as group:
        print("others", [type(e).__name__ for e in group.exceptions])
    else:
        print("else")
    finally:
        print("finally")


run(ExceptionGroup("g", [ValueError("a"), TypeError("b"), ValueError("c")]))
run(ValueError("alone"))
try:
    run(ExceptionGroup("g", [ValueError("a"), OSError("left")]))
except ExceptionGroup as group:
    print(repr(group), group.message, group.exceptions)
try:
    run(ExceptionGroup("outer", [ExceptionGroup("inner", [ValueError(1), ZeroDivisionError(2)]), KeyError(3)]))
except ExceptionGroup as group:
    print(repr(group))


def raising():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise KeyError("new")


try:
    raising()
except ExceptionGroup as group:
    print(repr(group), [type(e).__name__ for e in group.exceptions])


def again():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* TypeError:
        raise


try:
    again()
except ExceptionGroup as group:
    print(repr(group))
group = ExceptionGroup("m", [ValueError(1), ExceptionGroup("n", [TypeError(2), ValueError(3)])])
print(group.subgroup(ValueError))
print(group.split(TypeError))
print(repr(group.split(lambda e: isinstance(e, TypeError))[0]))
print(repr(group.derive([KeyError(4)])))
print(str(group), group.args)
print(isinstance(group, Exception), isinstance(BaseExceptionGroup("b", [KeyboardInterrupt()]), Exception))
print(type(BaseExceptionGroup("b", [ValueError()])).__name__)
for arguments in (("m", []), ("m", [1]), ("m", [KeyboardInterrupt()])):
    try:
        ExceptionGroup(*arguments)
    except Exception as error:
        print(type(error).__name__, error)
try:
    try:
        raise ValueError
    except* 5:
        pass
except TypeError as error:
    print(error)
try:
    try:
        raise ExceptionGroup("g", [ValueError()])
    except* ExceptionGroup:
        pass
except TypeError as error:
    print(error)


def loop():
    for i in range(3):
        try:
            if i:
                raise ExceptionGroup("g", [ValueError(i)])
        except* ValueError as e:
            print("loop", i, e.exceptions[0].args)


loop()
try:
    raise ValueError("plain")
except* ValueError as e:
    print(type(e).__name__, e.exceptions)
print("e" in globals())
