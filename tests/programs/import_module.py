"""Importing a sibling: once, under names, from inside functions; state is shared."""

import sys

import module_shapes
import module_shapes as shapes
from module_shapes import Square, total_area as area_of
from module_star import *

print(shapes is module_shapes, module_shapes.__name__, sys.modules["module_shapes"] is shapes)
print(area_of([Square(2), shapes.Square(3)]), module_shapes.count, shapes.PI)
module_shapes.PI = 4
print(shapes.PI, visible, _also, "hidden" in globals())


def inside():
    import module_shapes as local
    from module_shapes import count
    return local.count == count


print(inside())
try:
    import module_that_is_not_there
except ImportError as error:
    print(type(error).__name__, error, error.name)
try:
    from module_shapes import nothing
except ImportError as error:
    print(type(error).__name__, str(error).partition(" (")[0])
try:
    module_shapes.nothing
except AttributeError as error:
    print(error)
for _ in range(2):
    try:
        import module_broken
    except ZeroDivisionError as error:
        print("broken:", error, "module_broken" in sys.modules)

total = 0
for i in range(5000):
    shapes.count += i % 3
    total += module_shapes.PI + shapes.Square(i).area()
    if i == 2500:
        module_shapes.PI = 0.5
print(total, module_shapes.count)
print(shapes.total_area([Square(1), Square(2)] * 1500))
