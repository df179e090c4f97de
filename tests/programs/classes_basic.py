"""Classes: attributes, methods, class and static ones, the objects between."""


class Point:
    dimension = 2
    made = 0

    def __init__(self, x, y):
        self.x = x
        self.y = y
        Point.made += 1

    def moved(self, dx=0, dy=0):
        return Point(self.x + dx, self.y + dy)

    @classmethod
    def origin(cls):
        return cls(0, 0)

    @staticmethod
    def distance(a, b):
        return abs(a.x - b.x) + abs(a.y - b.y)

    def __repr__(self):
        return f"Point({self.x!r}, {self.y!r})"


p = Point(1, 2)
q = p.moved(dx=3)
print(p, q, Point.origin(), Point.distance(p, q), p.distance(p, q), Point.made, p.made)
print(Point.dimension, p.dimension, Point.__name__, type(p) is Point, isinstance(p, object))
p.dimension = 3
p.colour = "red"
print(p.dimension, Point.dimension, sorted(p.__dict__.items()))
del p.dimension
print(p.dimension, hasattr(p, "colour"), hasattr(q, "colour"), getattr(q, "colour", "none"))
for bad in (lambda: q.colour, lambda: Point.nothing, lambda: delattr(q, "colour"), lambda: Point(),
            lambda: p.moved(1, 2, 3), lambda: Point.moved(), lambda: p()):
    try:
        bad()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
method = p.moved
print(method(1, 1), method.__self__ is p, Point.moved(p, 0, 5))
setattr(p, "x", 100)
print(getattr(p, "x"), vars(p) == p.__dict__)
delattr(p, "x")
print(hasattr(p, "x"))

path = Point.origin()
for i in range(5000):
    path = path.moved(i % 3 - 1, 1)
    path.x += 1
print(path, Point.made)
