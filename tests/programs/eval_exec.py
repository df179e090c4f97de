"""eval and exec: own namespaces, errors, defining things."""

print(eval("1 + 2 * 3"), eval("x * 2", {"x": 5}), eval("[i for i in range(3)]"),
      eval("a + b", {"a": 1}, {"b": 2}))
space = {}
exec("y = 5\ndef f(n):\n    return n * y\nresults = [f(i) for i in range(3)]", space)
print(space["results"], space["f"](10), "__builtins__" in space)
exec("z = 1")
print(z)
code = compile("p + 1", "<text>", "eval")
print(eval(code, {"p": 41}))
for text in ("1 +", "x = 5", "1 / 0", "undefined", "(", "5 5", "'open"):
    try:
        eval(text)
    except (SyntaxError, ZeroDivisionError, NameError) as error:
        print(type(error).__name__, error.args[0])


def inner():
    local = 5
    return eval("local + 1"), sorted(eval("locals()"))


print(inner())
total = 0
squares = compile("total + i * i", "<hot>", "eval")
for i in range(3000):
    total = eval(squares)
print(total)
