"""One call site, many classes: two, then many more than any cache holds."""


class Shape:
    def __init__(self, size):
        self.size = size

    def area(self):
        return 0

    def describe(self):
        return f"{type(self).__name__} {self.area()}"


class Square(Shape):
    def area(self):
        return self.size * self.size


class Circle(Shape):
    def area(self):
        return 3.0 * self.size * self.size


class Line(Shape):
    pass


class Double(Square):
    def area(self):
        return 2 * super().area()


def total_area(shapes):
    total = 0
    for shape in shapes:
        total += shape.area()
    return total


print(total_area([Square(i) for i in range(2000)]))
print(total_area([Square(2), Circle(3)] * 1500))
print(total_area([Square(2), Circle(3), Line(4), Double(5)] * 1000))
print([shape.describe() for shape in (Square(2), Circle(1), Line(9), Double(3))])


def make_class(number):
    class Numbered:
        def value(self):
            return number
    return Numbered


many = [make_class(i)() for i in range(40)]
total = 0
for i in range(6000):
    total += many[i * 7 % 40].value()
print(total)

operations = [lambda x: x + 1, lambda x: x * 2, lambda x: x - 3, abs, int, float, str, bool]
results = []
for i in range(3200):
    results.append(operations[i % 8](i))
print(results[-8:], len(set(map(type, results))))
