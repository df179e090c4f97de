#!/usr/bin/python3.11
"""At Direct no stage is left: the handlers' machine code is what one would write without stages.

    machine_code_test.py OBJDUMP LIBRARY OPCODE_NUMBERS

LIBRARY is the instantiation at Direct. A handler there is a function `handle<op>` that ends in a jump to
the next one, and works in registers: no function that takes the machine by reference may be left beside
the handlers. The short ones are counted: each bound is what they take now and a little room.
"""

import re
import subprocess
import sys

# Operation: at most so many instructions, none of them a call.
SHORT = {
    "NOP": 6,
    "POP_TOP": 8,
    "PUSH_NULL": 8,
    "LOAD_CONST": 13,
    "LOAD_FAST": 12,
    "STORE_FAST": 12,
    "LOAD_CLOSURE": 12,
    "STORE_DEREF": 13,
    "COPY": 15,
    "IS_OP": 18,
    "JUMP_FORWARD": 10,
    "POP_JUMP_IF_NONE": 16,
}

FUNCTION = re.compile(r"^[0-9a-f]+ <(.*)>:$")
HANDLER = re.compile(r"handle<\(py::bytecode::Op\)(\d+)>")
INSTRUCTION = re.compile(r"^\s*[0-9a-f]+:\s+([a-z]\w*)(.*)$")


def functions(objdump, library):
    """Every function of the library: its name and its instructions, padding left out."""
    text = subprocess.run([objdump, "--disassemble", "--demangle", "--no-show-raw-insn", library],
                          check=True, capture_output=True, text=True).stdout
    found, body = {}, []
    for line in text.splitlines():
        if start := FUNCTION.match(line):
            body = found.setdefault(start[1], [])
        elif (instruction := INSTRUCTION.match(line)) and not instruction[1].startswith("nop"):
            body.append((instruction[1], line))
    return found


def main():
    objdump, library, opcode_numbers = sys.argv[1:]
    rows = subprocess.run([opcode_numbers], check=True, capture_output=True, text=True).stdout
    number = {name: int(text) for name, text in map(str.split, rows.splitlines())}
    found = functions(objdump, library)
    handlers = {int(match[1]): body for name, body in found.items() if (match := HANDLER.search(name))}

    failures = []
    if missing := [name for name, op in number.items() if op not in handlers]:
        failures.append(f"no handler found for {' '.join(missing)}")
    for name in found:
        if "DirectMachine" in name or "FrameMachine" in name:
            failures.append(f"not inlined, so its machine lies in memory: {name}")
    for name, bound in SHORT.items():
        body = handlers.get(number[name], [])
        if len(body) > bound or any(mnemonic.startswith("call") for mnemonic, _ in body):
            listing = "\n".join(line for _, line in body)
            failures.append(f"{name} takes {len(body)} instructions (at most {bound}, no call):\n{listing}")
    for op, body in handlers.items():
        if any(mnemonic.startswith("ret") for mnemonic, _ in body):
            failures.append(f"handler {op} returns instead of jumping to the next one")

    print("\n".join(failures) or f"{len(handlers)} handlers, {len(SHORT)} of them counted")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
