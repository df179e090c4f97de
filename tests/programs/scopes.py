"""Which variable a name means: local, global, builtin, class body, comprehension, del."""

x = "global"


def reads():
    return x


def shadows():
    x = "local"
    return x


def writes():
    global x
    x = "written"


def confused():
    print(x)
    x = 1


print(reads(), shadows())
writes()
print(x)
try:
    confused()
except UnboundLocalError as error:
    print(type(error).__name__, error)


class Body:
    x = "class"
    y = x + "!"

    def method(self):
        return x

    z = [x for _ in range(2)]


print(Body.x, Body.y, Body().method(), Body.z)


def outer():
    x = "enclosing"

    class Inside:
        x = x if False else "inner class"
        seen = x

        def look(self):
            return x
    return Inside.seen, Inside().look()


try:
    print(outer())
except NameError as error:
    print(error)


def deletes():
    value = 1
    del value
    try:
        return value
    except UnboundLocalError as error:
        return str(error)


print(deletes())


def conditional(flag):
    if flag:
        defined = 1
    return defined


print(conditional(True))
try:
    conditional(False)
except UnboundLocalError as error:
    print(error)


def shadow_builtin(list):
    return list + 1


print(shadow_builtin(1), list("ab"))
sum = lambda items: "my sum"
print(sum([1]))
del sum
print(sum([1]))


def hot(n):
    count = 0
    for i in range(n):
        if i == n - 1:
            late = count
        count += 1
        try:
            late
        except UnboundLocalError:
            count += 1
    return count, late


print(hot(4000))


def with_default(x=x):
    return x


x = "changed"
print(with_default(), reads())
