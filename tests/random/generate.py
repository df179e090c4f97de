#!/usr/bin/python3.11
"""Writes random Python programs: the same program for the same seed, always one that ends.

    generate.py SEED            prints a program

A program has classes, globals and functions, and a main part that calls each function from a hot
loop and folds every result, or the name of the exception, into a digest that it prints. What is
generated leans on what a JIT compiler gets wrong: integers that outgrow the machine word, variables
whose type changes midway, attributes and methods that change while hot, branches taken late,
exceptions out of inlined calls.

Kinds are a rough idea of what a variable holds, so that most operations succeed; now and then an
expression of another kind is put in on purpose. Every statement has a cost, its loops multiplied
in, which bounds how long the program runs. A function calls only functions written before it.
"""

import random
import sys

PRELUDE = '''
def weigh(value):
    if value is None or isinstance(value, bool):
        return 3 if value else 5
    if isinstance(value, int):
        return value % 1000003
    if isinstance(value, float):
        return sum(ord(c) for c in repr(value))
    if isinstance(value, str):
        return len(value) * 7 + (ord(value[-1]) if value else 1)
    if isinstance(value, list):
        total = 11
        for item in value:
            total = total * 17 % 1000003 + weigh(item)
        return total
    return 13 + weigh(value.a) + 2 * weigh(value.b)


def clip(value):
    if isinstance(value, int):
        return value if -10 ** 22 < value < 10 ** 22 else value % 1000003
    if isinstance(value, float):
        return value if -1e200 < value < 1e200 else 1.25
    if isinstance(value, (str, list)):
        return value[-12:]
    return value
'''.strip("\n")

KINDS = ("int", "float", "str", "list", "bool", "object")
INTEGERS = (0, 1, 2, 3, 5, 7, 10, 31, 100, 255, 1000, -1, -2, -9, 65536, 2 ** 31 - 1, 2 ** 31,
            2 ** 53, 2 ** 61, 2 ** 62 - 1, 2 ** 62, -2 ** 62, -2 ** 62 - 1, 2 ** 63 - 1, -2 ** 63,
            2 ** 64)
FLOATS = ("0.0", "0.5", "1.5", "-2.25", "1e10", "3.0", "-0.0", "0.1", "1e-5", "123456.789")
STRINGS = ('""', '"a"', '"xyz"', '"Hot"', '"é"', '"12"')
EXCEPTIONS = ("ValueError", "KeyError", "IndexError", "ZeroDivisionError", "TypeError")
ATTRIBUTES = ("a", "b")
MAX_COST = 1500
RUN_COST = 600000


class Function:
    """What callers have to know: name, parameter kinds, result kind and the cost of a call."""

    def __init__(self, name, parameters, result):
        self.name, self.parameters, self.result = name, parameters, result
        self.cost = 1


class Program:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = [f'"""Random program {seed}."""', "", ""]
        self.depth = 0
        self.functions = []
        self.classes = []
        self.globals = {}
        self.names = 0

    # -- small tools

    def put(self, line):
        self.lines.append("    " * self.depth + line)

    def chance(self, probability):
        return self.random.random() < probability

    def pick(self, items):
        return self.random.choice(items)

    def fresh(self, prefix):
        self.names += 1
        return f"{prefix}{self.names}"

    def text(self):
        return "\n".join(self.lines) + "\n"

    # -- the whole

    def write(self):
        self.lines += PRELUDE.splitlines() + ["", ""]
        for _ in range(self.random.randint(1, 3)):
            self.write_class()
        for number in range(3):
            kind = self.pick(("int", "float", "int", "list"))
            self.globals[f"g{number}"] = kind
            self.put(f"g{number} = {self.literal(kind)}")
        self.lines += ["", ""]
        for _ in range(self.random.randint(3, 6)):
            writer = self.pick((self.write_function, self.write_function, self.write_function,
                                self.write_recursion, self.write_generator))
            writer()
        self.write_main()
        return self.text()

    def write_class(self):
        name = f"C{len(self.classes)}"
        base = self.pick(self.classes) if self.classes and self.chance(0.5) else None
        self.put(f"class {name}({base}):" if base else f"class {name}:")
        self.depth += 1
        if not base or self.chance(0.3):
            body = Body(self, {"a": "int", "b": "int"})
            self.put("def __init__(self, a, b):")
            self.depth += 1
            self.put("self.a = a")
            self.put(f"self.b = {body.expression('int', 1)}")
            self.depth -= 1
            self.put("")
        self.put("def step(self, n):")
        body = Body(self, {"n": "int", "self.a": "int", "self.b": "int"})
        self.depth += 1
        if self.chance(0.6):
            self.put(f"if {body.expression('bool', 2)}:")
            self.put(f"    self.{self.pick(ATTRIBUTES)} = {body.expression('int', 2)} % 10007")
        self.put(f"return {body.expression('int', 2)}")
        self.depth -= 1
        if not base or self.chance(0.3):
            self.put("")
            self.put("def __add__(self, other):")
            self.put(f"    return self.{self.pick(ATTRIBUTES)} + other")
        if self.chance(0.3):
            self.put("")
            self.put("@property")
            self.put("def size(self):")
            self.put("    return self.a - self.b")
        self.depth -= 1
        self.lines += ["", ""]
        self.classes.append(name)

    def begin_function(self, parameters, result, with_globals=True):
        function = Function(f"f{len(self.functions)}", parameters, result)
        names = [f"p{i}" for i in range(len(parameters))]
        self.put(f"def {function.name}({', '.join(names)}):")
        self.depth += 1
        used = [name for name in self.globals if with_globals and self.chance(0.4)]
        if used:
            self.put(f"global {', '.join(used)}")
        return function, Body(self, {**self.globals, **dict(zip(names, parameters))}, used)

    def end_function(self, function):
        self.depth -= 1
        self.lines += ["", ""]
        self.functions.append(function)

    def write_function(self):
        parameters = [self.pick(("int", "int", "float", "object", "list", "str"))
                      for _ in range(self.random.randint(1, 3))]
        function, body = self.begin_function(parameters, self.pick(KINDS))
        body.block(self.random.randint(3, 7), 0)
        self.put(f"return {body.expression(function.result, 2)}")
        function.cost = body.cost + 5
        self.end_function(function)

    def write_recursion(self):
        """f(n, x) with falling n: linear, or calling itself twice."""
        kind = self.pick(("int", "float", "str"))
        function, body = self.begin_function(["int", kind], kind)
        body.fixed.add("p0")
        self.put("if p0 <= 0:")
        self.put(f"    return {body.expression(kind, 2)}")
        body.block(self.random.randint(0, 2), 0)
        again = f"{function.name}(p0 - 1, {body.expression(kind, 1)})"
        twice = self.chance(0.4)
        if twice:
            again = f"{again} + {function.name}(p0 - 2, p1)"
        self.put(f"return clip({again}{' + p1' if self.chance(0.5) else ''})")
        function.cost = (body.cost + 6) * (25 if twice else 10)
        function.parameters[0] = "depth"
        self.end_function(function)

    def write_generator(self):
        """f(n, x) that collects what a generator inside it yields."""
        function, _ = self.begin_function(["int", "int"], "list", with_globals=False)
        inner = self.fresh("inner")
        self.put(f"def {inner}(n):")
        self.depth += 1
        counter = self.fresh("i")
        self.put(f"for {counter} in range(n):")
        self.depth += 1
        within = Body(self, {counter: "int", "n": "int", "p1": "int"})
        if self.chance(0.5):
            self.put(f"if {within.expression('bool', 2)}:")
            self.put("    continue" if self.chance(0.7) else "    return")
        self.put(f"yield {within.expression(self.pick(('int', 'float', 'str')), 2)}")
        self.depth -= 2
        self.put(f"return [clip(item) for item in {inner}(p0 % {self.random.randint(3, 12)})]")
        function.cost = 80
        self.end_function(function)

    # -- the main part

    def write_main(self):
        self.put("def run(name, function, arguments, steps):")
        self.put("    digest = 0")
        self.put("    kinds = {}")
        self.put("    for step in range(steps):")
        self.put("        try:")
        self.put("            value = function(*arguments(step, steps))")
        self.put("        except Exception as error:")
        self.put("            value = 'raised ' + type(error).__name__")
        self.put("        digest = (digest * 31 + weigh(value)) % 1000000007")
        self.put("        raised = type(value) is str and value.startswith('raised')")
        self.put("        kind = value if raised else type(value).__name__")
        self.put("        kinds[kind] = kinds.get(kind, 0) + 1")
        self.put("    print(name, digest, sorted(kinds.items()))")
        self.lines += ["", ""]
        self.put("def reset():")
        self.put(f"    global {', '.join(self.globals)}")
        for name, kind in self.globals.items():
            self.put(f"    {name} = {self.literal(kind)}")
        self.lines += ["", ""]
        for function in self.functions:
            steps = max(60, min(4000, RUN_COST // (len(self.functions) * function.cost)))
            arguments = ", ".join(self.argument(kind) for kind in function.parameters)
            self.put("reset()")
            name = function.name
            self.put(f'run("{name}", {name}, lambda i, n: [{arguments}], {steps})')
            if self.chance(0.3):
                self.put(f"{self.pick(self.classes)}.step = lambda self, n: "
                         f"{self.pick(('n + self.a', 'self.b * 0.5', 'n', 'str(n)'))}")
        for name in self.globals:
            self.put(f"print({name!r}, weigh({name}))")

    def argument(self, kind):
        """An argument that depends on the step, and mostly stays of its kind."""
        usual = {"int": ("i", "i % 7", "i * 1000003", "-i", "i - n // 2", "(i << 50) + i", "7"),
                 "depth": ("i % 6", "5", "i % 3 + 2"),
                 "float": ("i * 0.5", "i / 7", "1e10 - i", "0.25"),
                 "object": [f"{name}(i, {self.random.randint(0, 9)})" for name in self.classes],
                 "list": ("[i, i + 1, 2]", "[0.5] * (i % 4)", "list(range(i % 8))"),
                 "str": ("str(i)", "'ab' * (i % 3)", "'x'"), "bool": ("i % 2 == 0",)}
        first = self.pick(usual[kind])
        if self.chance(0.35) and kind != "depth":
            moment = self.pick(("i > n * 3 // 4", "i % 50 == 49", "i == n - 5", "i % 3 == 0"))
            other = self.pick(usual[self.pick(KINDS)] if self.chance(0.6) else usual[kind])
            return f"({other} if {moment} else {first})"
        return first

    def kinds(self):
        return KINDS if self.classes else KINDS[:-1]

    def literal(self, kind):
        if kind == "int":
            return str(self.pick(INTEGERS) if self.chance(0.5) else self.random.randint(-20, 20))
        if kind == "float":
            return self.pick(FLOATS)
        if kind == "str":
            return self.pick(STRINGS)
        if kind == "list":
            items = [self.literal("int") for _ in range(self.random.randint(0, 4))]
            return f"[{', '.join(items)}]"
        if kind == "bool":
            return self.pick(("True", "False"))
        return f"{self.pick(self.classes)}({self.literal('int')}, {self.random.randint(0, 9)})"


class Body:
    """Statements and expressions inside one function: which variables there are, what it costs."""

    def __init__(self, program, variables, writable_globals=()):
        self.program = program
        self.put, self.pick, self.chance = program.put, program.pick, program.chance
        self.random = program.random
        self.variables = dict(variables)
        self.fixed = {name for name in program.globals if name not in writable_globals}
        self.cost = 0
        self.factor = 1
        self.loops = 0
        self.statements = (
            (6, self.assign), (4, self.augment), (4, self.branch), (4, self.loop),
            (3, self.list_change), (3, self.attribute), (2, self.change_kind), (2, self.protect),
            (1, self.fail), (2, self.call), (1, self.leave), (1, self.closure))

    # -- statements

    def block(self, count, nesting):
        """So many statements, one level of them; at least one line is written."""
        start = len(self.program.lines)
        weights, writers = zip(*self.statements)
        for _ in range(count):
            if self.cost + self.factor * 5 < MAX_COST:
                self.cost += self.factor * 3
                self.random.choices(writers, weights)[0](nesting)
        if len(self.program.lines) == start:
            self.put("pass")

    def nested(self, header, nesting, count=None):
        """A block under a header. What it defines may be missing after it, which is a kind of error
        that programs may well contain."""
        self.put(header)
        self.program.depth += 1
        self.block(count or self.random.randint(1, 3), nesting + 1)
        self.program.depth -= 1

    def targets(self):
        return [name for name in self.variables if name not in self.fixed and "." not in name
                and not name.startswith("i")]

    def assign(self, nesting):
        if self.chance(0.5) and self.targets():
            name = self.pick(self.targets())
            kind = self.variables[name]
            if self.chance(0.15) and name not in self.program.globals:
                kind = self.pick(self.program.kinds())
        else:
            name = self.program.fresh("v")
            kind = self.pick(self.program.kinds())
        self.put(f"{name} = {self.clipped(kind, self.expression(kind, 3))}")
        self.variables[name] = kind

    def clipped(self, kind, text):
        return f"clip({text})" if self.loops and kind != "bool" and self.chance(0.8) else text

    def augment(self, nesting):
        numbers = [name for name in self.targets()
                   if self.variables[name] in ("int", "float", "str")]
        if not numbers:
            return self.assign(nesting)
        name = self.pick(numbers)
        kind = self.variables[name]
        operator = self.pick({"int": ("+", "-", "^", "|", "&", "+"), "float": ("+", "-", "*"),
                              "str": ("+",)}[kind])
        self.put(f"{name} {operator}= {self.expression(kind, 2)}")
        if self.loops:
            self.put(f"{name} = clip({name})")

    def branch(self, nesting):
        if nesting > 2:
            return self.assign(nesting)
        known = dict(self.variables)
        self.nested(f"if {self.expression('bool', 2)}:", nesting)
        self.forget_all_but(known)
        if self.chance(0.3):
            self.nested(f"elif {self.expression('bool', 2)}:", nesting)
            self.forget_all_but(known)
        if self.chance(0.6):
            self.nested("else:", nesting)
            self.forget_all_but(known)

    def forget_all_but(self, known):
        """After a block that may not have run: only what was known before it still is."""
        self.variables = dict(known)

    def loop(self, nesting):
        if nesting > 1 or self.factor > 100:
            return self.augment(nesting)
        count = self.random.randint(2, 12)
        counter = self.program.fresh("i")
        lists = [name for name, kind in self.variables.items() if kind == "list"]
        known = dict(self.variables)
        self.variables[counter] = "int"
        self.factor *= count
        self.loops += 1
        if lists and self.chance(0.3):
            self.nested(f"for {counter} in {self.pick(lists)}[:{count}]:", nesting)
        elif self.chance(0.25):
            self.put(f"{counter} = {count}")
            self.put(f"while {counter} > 0:")
            self.program.depth += 1
            self.put(f"{counter} -= {self.pick((1, 1, 2))}")
            self.block(self.random.randint(1, 4), nesting + 1)
            self.program.depth -= 1
        else:
            bounds = self.pick((f"{count}", f"{count}", f"1, {count}", f"{count}, 0, -1"))
            self.nested(f"for {counter} in range({bounds}):", nesting, self.random.randint(1, 4))
        self.loops -= 1
        self.factor //= count
        self.forget_all_but(known)

    def list_change(self, nesting):
        lists = [name for name in self.targets() if self.variables[name] == "list"]
        if not lists:
            name = self.program.fresh("v")
            self.put(f"{name} = {self.expression('list', 1)}")
            self.variables[name] = "list"
            return
        name = self.pick(lists)
        value = self.expression(self.pick(("int", "int", "float")), 2)
        index = self.expression("int", 1)
        self.put(self.pick((
            f"{name}.append({value})", f"{name}.append({value})", f"{name}.insert(0, {value})",
            f"{name}.append({value}); {name}[{index} % len({name})] = {value}",
            f"{name} += [{value}]; {name}.pop({self.pick((0, -1))})", f"{name}.reverse()",
            f"{name} = {name}[{self.random.randint(-3, 2)}:]", f"{name} += [{value}]",
            f"del {name}[{self.random.randint(-2, 2)}:]",
            f"{name}[{index} % (len({name}) or 1)] = {value}")))
        if self.loops:
            self.put(f"del {name}[8:]")

    def attribute(self, nesting):
        objects = [name for name in self.targets() if self.variables[name] == "object"]
        if not objects:
            name = self.program.fresh("v")
            self.put(f"{name} = {self.program.literal('object')}")
            self.variables[name] = "object"
            return
        name = f"{self.pick(objects)}.{self.pick((*ATTRIBUTES, *ATTRIBUTES, 'extra'))}"
        kind = self.pick(("int", "int", "int", "float", "str"))
        self.put(f"{name} = clip({self.expression(kind, 2)})")

    def change_kind(self, nesting):
        """The moment at which a variable becomes something else."""
        if not self.targets():
            return self.assign(nesting)
        name = self.pick(self.targets())
        counters = [name for name in self.variables if name.startswith("i")] or ["p0"]
        kind = self.pick(self.program.kinds())
        self.put(f"if {self.pick(counters)} == {self.random.randint(0, 11)}:")
        self.put(f"    {name} = {self.expression(kind, 1)}")

    def protect(self, nesting):
        if nesting > 2:
            return self.fail(nesting)
        known = dict(self.variables)
        caught = self.pick((*EXCEPTIONS, "Exception", "Exception", "(TypeError, IndexError)"))
        self.nested("try:", nesting)
        self.forget_all_but(known)
        self.nested(f"except {caught}:", nesting, 1)
        self.forget_all_but(known)
        if self.chance(0.3):
            self.nested("else:", nesting, 1)
            self.forget_all_but(known)
        if self.chance(0.3):
            self.put("finally:")
            name = self.program.fresh("v")
            self.put(f"    {name} = {self.expression('int', 1)}")
            self.variables[name] = "int"

    def fail(self, nesting):
        rarity = self.random.randint(5, 90)
        self.put(f"if {self.expression('int', 1)} % {rarity} == {self.random.randint(0, 9)}:")
        self.put(f"    raise {self.pick(EXCEPTIONS)}({self.expression('int', 1)})")

    def call(self, nesting):
        text = self.function_call(None)
        if text is None:
            return self.assign(nesting)
        name = self.program.fresh("v")
        self.put(f"{name} = {text[0]}")
        self.variables[name] = text[1]

    def leave(self, nesting):
        if nesting == 0:
            return self.fail(nesting)
        ways = [f"return {self.expression(self.pick(self.program.kinds()), 1)}"]
        if self.loops:
            ways += ["break", "continue", "continue"]
        self.put(f"if {self.expression('bool', 2)}:")
        self.put(f"    {self.pick(ways)}")

    def closure(self, nesting):
        name = self.program.fresh("c")
        self.put(f"{name} = lambda k: {self.expression('int', 1)} + k")
        result = self.program.fresh("v")
        self.put(f"{result} = clip({name}({self.expression('int', 1)}))")
        self.variables[result] = "int"

    # -- expressions, as text

    def expression(self, kind, depth):
        if self.chance(0.004):
            kind = self.pick(self.program.kinds())
        names = [name for name, held in self.variables.items() if held == kind]
        if depth <= 0 or self.chance(0.15):
            return self.pick(names) if names and self.chance(0.8) else self.program.literal(kind)
        if self.chance(0.08):
            call = self.function_call(kind)
            if call:
                return call[0]
        return getattr(self, f"{kind}_expression")(depth - 1)

    def function_call(self, kind):
        """(text, kind) of a call that the budget allows, or None."""
        fitting = [f for f in self.program.functions if kind in (None, f.result)
                   and self.cost + f.cost * self.factor < MAX_COST]
        if not fitting:
            return None
        function = self.pick(fitting)
        self.cost += function.cost * self.factor
        arguments = [str(self.random.randint(0, 5)) if kind == "depth" else self.expression(kind, 1)
                     for kind in function.parameters]
        return f"{function.name}({', '.join(arguments)})", function.result

    def int_expression(self, depth):
        def some(kind="int"):
            return self.expression(kind, depth)
        with_objects = (
            lambda: f"{some('object')}.{self.pick(ATTRIBUTES)}",
            lambda: f"{some('object')}.{self.pick(ATTRIBUTES)}",
            lambda: f"{some('object')}.step({some()})",
            lambda: f"{some('object')}.step({some()})",
            lambda: f"({some('object')} + {some()})",
        )
        return self.pick((
            *(with_objects if self.program.classes else ()),
            lambda: f"({some()} {self.pick('+-*&|^+-')} {some()})",
            lambda: f"({some()} {self.pick('+-*')} {some()})",
            lambda: f"({some()} {self.pick(('//', '%'))} {self.pick((3, 7, 10, -4, 2 ** 33))})",
            lambda: f"({some()} {self.pick(('//', '%'))} ({some()} | 1))",
            lambda: f"({some()} {self.pick(('<<', '>>'))} {self.random.randint(0, 9)})",
            lambda: f"{self.pick('-~')}{some()}",
            lambda: f"abs({some()})",
            lambda: f"len({some(self.pick(('list', 'str')))})",
            lambda: f"{self.pick(('min', 'max'))}({some()}, {some()})",
            lambda: f"({some()} if {some('bool')} else {some()})",
            lambda: f"[*{some('list')}, {some()}][{self.random.randint(-1, 0)}]",
            lambda: f"int({some('float')} % 1000)",
            lambda: f"sum({some('list')}[:4])",
        ))()

    def float_expression(self, depth):
        def some(kind="float"):
            return self.expression(kind, depth)
        return self.pick((
            lambda: f"({some()} {self.pick('+-*+-')} {some()})",
            lambda: f"({some()} {self.pick('+-*')} {some('int')})",
            lambda: f"({some('int')} / {self.pick((2, 3, 7.5, -0.25))})",
            lambda: f"({some()} / {self.pick(('0.7', '3', '-1e3'))})",
            lambda: f"({some()} {self.pick(('//', '%'))} {self.pick(('0.7', '2.0', '-3', '1e9'))})",
            lambda: f"float({some('int')} % 1000)",
            lambda: f"-{some()}",
            lambda: f"abs({some()})",
            lambda: f"({some()} if {some('bool')} else {some()})",
            lambda: f"{self.pick(('min', 'max'))}({some()}, {some()})",
        ))()

    def str_expression(self, depth):
        def some(kind="str"):
            return self.expression(kind, depth)
        return self.pick((
            lambda: f"({some()} + {some()})[:20]",
            lambda: f"str({some(self.pick(('int', 'float')))})",
            lambda: f"{some()}[{self.random.randint(-3, 3)}:]",
            lambda: f"{some()}[::-1]",
            lambda: f"{some()}.{self.pick(('upper', 'lower', 'strip'))}()",
            lambda: f"({some()} if {some('bool')} else {some()})",
            lambda: 'f"{' + self.pick(list(self.variables) or ["0"]) + '}"[:15]',
            lambda: f'("%s-%s" % ({some("int")}, {some("str")}))',
        ))()

    def list_expression(self, depth):
        def some(kind="list"):
            return self.expression(kind, depth)
        return self.pick((
            lambda: f"[{some('int')}, {some('int')}]",
            lambda: f"[{some('float')}, {some('int')}]",
            lambda: f"({some()} + {some()})[:10]",
            lambda: f"{some()}[{self.random.randint(-3, 3)}:]",
            lambda: f"[clip(x * {self.random.randint(-3, 3)}) for x in {some()}[:6]]",
            lambda: f"[x for x in {some()}[:6] if x != {some('int')}]",
            lambda: f"list(range({self.random.randint(0, 6)}))",
            lambda: f"sorted({some()}[:6])",
        ))()

    def bool_expression(self, depth):
        def some(kind):
            return self.expression(kind, depth)
        kind = self.pick(("int", "int", "int", "float", "str"))
        anything = self.pick(list(self.variables) or ["0"])
        return self.pick((
            lambda: f"{some(kind)} {self.pick(('<', '<=', '>', '>=', '==', '!='))} {some(kind)}",
            lambda: f"{some('int')} % {self.random.randint(2, 9)} == {self.random.randint(0, 8)}",
            lambda: f"({some('bool')} {self.pick(('and', 'or'))} {some('bool')})",
            lambda: f"not {some('bool')}",
            lambda: f"isinstance({anything}, {self.pick(KINDS[:3])})",
            lambda: f"{some('int')} in {some('list')}",
            lambda: f"bool({some(self.pick(('list', 'str', 'int')))})",
            lambda: f"{some('int')} < {some('int')} < {some('int')}",
        ))()

    def object_expression(self, depth):
        return (f"{self.pick(self.program.classes)}({self.expression('int', depth)}, "
                f"{self.expression('int', depth)})")


def generate(seed):
    return Program(seed).write()


if __name__ == "__main__":
    sys.stdout.write(generate(int(sys.argv[1])))
