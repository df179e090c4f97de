class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def plus(self, other):
        return Point(self.x + other.x, self.y + other.y)


def walk(n):
    at = Point(0.5, 0.0)
    step = Point(0.25, 1.5)
    for i in range(n):
        at = at.plus(step)
    return at


end = walk(3000000)
print(end.x, end.y)
