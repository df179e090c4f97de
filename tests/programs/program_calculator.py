"""A recursive-descent calculator with its own errors."""


class CalculatorError(Exception):
    pass


class Parser:
    def __init__(self, text, variables):
        self.tokens = self.tokenize(text)
        self.position = 0
        self.variables = variables

    @staticmethod
    def tokenize(text):
        tokens = []
        i = 0
        while i < len(text):
            c = text[i]
            if c.isspace():
                i += 1
            elif c.isdigit() or c == ".":
                j = i
                while j < len(text) and (text[j].isdigit() or text[j] == "."):
                    j += 1
                tokens.append(("number", text[i:j]))
                i = j
            elif c.isalpha():
                j = i
                while j < len(text) and text[j].isalnum():
                    j += 1
                tokens.append(("name", text[i:j]))
                i = j
            elif c in "+-*/()^,":
                tokens.append((c, c))
                i += 1
            else:
                raise CalculatorError(f"unexpected {c!r} at {i}")
        tokens.append(("end", ""))
        return tokens

    def next_is(self, kind):
        return self.tokens[self.position][0] == kind

    def take(self, kind):
        token = self.tokens[self.position]
        if token[0] != kind:
            raise CalculatorError(f"expected {kind}, got {token[1] or 'end'!s}")
        self.position += 1
        return token[1]

    def expression(self):
        value = self.term()
        while self.next_is("+") or self.next_is("-"):
            if self.tokens[self.position][0] == "+":
                self.take("+")
                value += self.term()
            else:
                self.take("-")
                value -= self.term()
        return value

    def term(self):
        value = self.power()
        while True:
            if self.next_is("*"):
                self.take("*")
                value *= self.power()
            elif self.next_is("/"):
                self.take("/")
                divisor = self.power()
                try:
                    value = value // divisor if value % divisor == 0 else value / divisor
                except ZeroDivisionError as error:
                    raise CalculatorError("division by zero") from error
            else:
                return value

    def power(self):
        base = self.unary()
        if self.next_is("^"):
            self.take("^")
            return base ** self.power()
        return base

    def unary(self):
        if self.next_is("-"):
            self.take("-")
            return -self.unary()
        if self.next_is("("):
            self.take("(")
            value = self.expression()
            self.take(")")
            return value
        if self.next_is("name"):
            name = self.take("name")
            if name not in self.variables:
                raise CalculatorError(f"unknown name {name}")
            return self.variables[name]
        text = self.take("number")
        return float(text) if "." in text else int(text)


def calculate(text, **variables):
    parser = Parser(text, variables)
    value = parser.expression()
    parser.take("end")
    return value


for text in ("1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-2 ^ 2", "7 / 2 - 1", "8 / 4 / 2", "2 ^ 100",
             "1.5 * 4", "x * (x + 1)", "((((1))))",
             "1 +", "1 / 0", "(1", "1 2", "y", "3 $ 4", "", "1.2.3"):
    try:
        print(text, "=", calculate(text, x=10))
    except CalculatorError as error:
        print(text, "->", error, "| cause", repr(error.__cause__))
    except ValueError as error:
        print(text, "-> ValueError", error)
total = 0
for i in range(150):
    total += calculate("x * (x + 1) / 2 - 3 * x + (x - 1) ^ 2", x=i)
print(total)
