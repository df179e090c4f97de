"""A small stack machine, interpreted: one hot loop with many branches and a changing stack."""


def assemble(source):
    code = []
    labels = {}
    for line in source.strip().splitlines():
        words = line.split()
        if words[0].endswith(":"):
            labels[words[0][:-1]] = len(code)
        else:
            code.append(words)
    return [(words[0], labels.get(words[1], words[1]) if len(words) > 1 else None) for words in code]


def run(code):
    stack = []
    memory = {}
    output = []
    pc = steps = 0
    while True:
        operation, argument = code[pc]
        pc += 1
        steps += 1
        if operation == "push":
            stack.append(float(argument) if "." in argument else int(argument))
        elif operation == "load":
            stack.append(memory[argument])
        elif operation == "store":
            memory[argument] = stack.pop()
        elif operation == "add":
            b = stack.pop()
            stack.append(stack.pop() + b)
        elif operation == "sub":
            b = stack.pop()
            stack.append(stack.pop() - b)
        elif operation == "mul":
            b = stack.pop()
            stack.append(stack.pop() * b)
        elif operation == "less":
            b = stack.pop()
            stack.append(stack.pop() < b)
        elif operation == "jump":
            pc = argument
        elif operation == "unless":
            if not stack.pop():
                pc = argument
        elif operation == "print":
            output.append(stack.pop())
        elif operation == "halt":
            return output, steps
        else:
            raise ValueError("no such operation: " + operation)


program = """
    push 0
    store i
    push 1
    store product
  loop:
    load i
    push COUNT
    less
    unless done
    load product
    push FACTOR
    mul
    load i
    add
    store product
    load i
    push 1
    add
    store i
    jump loop
  done:
    load product
    print
    halt
"""
for count, factor in (("300", "1"), ("300", "0.5"), ("90", "3"), ("0", "1")):
    output, steps = run(assemble(program.replace("COUNT", count).replace("FACTOR", factor)))
    print(output, steps)
try:
    run([("fly", None)])
except ValueError as error:
    print(error)
try:
    run([("add", None)])
except IndexError as error:
    print(error)
