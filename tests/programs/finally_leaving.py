"""Leaving a finally: return, break, continue, and exceptions that get lost or replaced."""

trace = []


def return_through():
    try:
        return "from try"
    finally:
        trace.append("finally ran")


def return_replaced():
    try:
        return "from try"
    finally:
        return "from finally"


def exception_lost():
    try:
        1 / 0
    finally:
        return "nothing happened"


def value_is_fixed():
    x = 1
    try:
        return x
    finally:
        x = 2


def loop_break():
    result = []
    for i in range(5):
        try:
            if i == 3:
                break
            result.append(i)
        finally:
            result.append(-i)
    return result


def loop_continue():
    result = []
    for i in range(5):
        try:
            if i % 2:
                continue
            result.append(i)
        finally:
            result.append(f"f{i}")
    else:
        result.append("else")
    return result


def break_in_finally():
    for i in range(10):
        try:
            1 / 0
        finally:
            if i < 3:
                continue
            break
    return i


def nested_finally():
    out = []
    try:
        try:
            try:
                raise ValueError("a")
            finally:
                out.append(1)
        finally:
            out.append(2)
            try:
                raise KeyError("b")
            except KeyError:
                out.append(3)
    except ValueError as error:
        out.append(str(error))
    return out


def return_in_loop(items):
    for item in items:
        try:
            if item > 2:
                return item
        finally:
            trace.append(item)
    return None


print(return_through(), return_replaced(), exception_lost(), value_is_fixed())
print(loop_break(), loop_continue(), break_in_finally(), nested_finally(),
      return_in_loop([1, 2, 3, 4]))
print(trace)


def hot(n):
    left = 0
    for i in range(n):
        try:
            if i % 5 == 0:
                continue
            if i % 1001 == 1000:
                raise ValueError(i)
            left += 1
        except ValueError as error:
            left += error.args[0]
        finally:
            left += 2
    return left


print(hot(6000))


def hot_returns(n):
    def inner(i):
        try:
            if i % 2:
                return i
            raise KeyError(i)
        except KeyError:
            return -i
        finally:
            counter[0] += 1
    counter = [0]
    return sum(inner(i) for i in range(n)), counter


print(hot_returns(5000))
