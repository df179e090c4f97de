"""A sibling module for the import tests: it prints when it runs, and keeps state."""

print("module_shapes runs as", __name__)

count = 0
_private = "not imported by *"
PI = 3


class Square:
    def __init__(self, side):
        global count
        count += 1
        self.side = side

    def area(self):
        return self.side * self.side


def total_area(shapes):
    total = 0
    for shape in shapes:
        total += shape.area()
    return total


def fail(depth):
    if depth == 0:
        raise ValueError("failed in the module")
    fail(depth - 1)
