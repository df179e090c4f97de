"""try, except, else and finally: which parts run, in what order."""


def run(body):
    trace = []
    try:
        trace.append("try")
        body()
    except (KeyError, IndexError) as error:
        trace.append("lookup " + type(error).__name__)
    except ArithmeticError as error:
        trace.append("arithmetic " + str(error))
    except:
        trace.append("any")
    else:
        trace.append("else")
    finally:
        trace.append("finally")
    return trace


def fail(error):
    raise error


for body in (lambda: 1, lambda: {}["x"], lambda: [][1], lambda: 1 // 0, lambda: int("x"),
             lambda: fail(SystemExit),
             lambda: fail(OverflowError("big"))):
    print(run(body))


def nested(n):
    trace = []
    try:
        try:
            if n == 0:
                raise ValueError("inner")
            trace.append("fine")
        except ValueError:
            trace.append("caught")
            if n == 0:
                raise KeyError("outer")
        finally:
            trace.append("inner finally")
    except KeyError as error:
        trace.append(f"outer {error}")
    return trace


print(nested(0), nested(1))


def reraise():
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            raise
    except ZeroDivisionError as error:
        return str(error)


print(reraise())
try:
    raise
except RuntimeError as error:
    print(error)
try:
    try:
        raise ValueError("v")
    except 5:
        pass
except TypeError as error:
    print(error)
for wrong in (5, "text", None, object, int):
    try:
        raise wrong
    except TypeError as error:
        print(error)
error = "kept"
try:
    raise ValueError
except ValueError as error:
    pass
try:
    error
except NameError as gone:
    print(gone)

counts = [0, 0, 0, 0]
for i in range(5000):
    try:
        if i % 3 == 0:
            [][i]
        elif i % 7 == 0:
            {}[i]
    except IndexError:
        counts[0] += 1
    except KeyError:
        counts[1] += 1
    else:
        counts[2] += 1
    finally:
        counts[3] += 1
print(counts)
