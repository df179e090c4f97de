"""Properties: reading, writing, deleting, documented by use; and other descriptors."""


class Temperature:
    def __init__(self, celsius):
        self._celsius = celsius
        self.reads = 0

    @property
    def celsius(self):
        self.reads += 1
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if value < -273:
            raise ValueError("too cold")
        self._celsius = value

    @celsius.deleter
    def celsius(self):
        self._celsius = 0

    @property
    def fahrenheit(self):
        return self.celsius * 9 / 5 + 32


t = Temperature(20)
print(t.celsius, t.fahrenheit, t.reads)
t.celsius = 30
t.celsius += 5
print(t.celsius, t.fahrenheit)
del t.celsius
print(t.celsius)
try:
    t.celsius = -300
except ValueError as error:
    print(error)
try:
    t.fahrenheit = 1
except AttributeError as error:
    print(error)


class Positive:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return getattr(instance, self.name, 1)

    def __set__(self, instance, value):
        if value <= 0:
            raise ValueError(f"{self.name[1:]} must be positive")
        setattr(instance, self.name, value)


class Box:
    width = Positive()
    height = Positive()

    def area(self):
        return self.width * self.height


box = Box()
box.width = 4
print(box.area(), sorted(box.__dict__), type(Box.width).__name__)
try:
    box.height = 0
except ValueError as error:
    print(error)

total = 0
for i in range(5000):
    t.celsius = i % 50
    total += t.celsius + t.fahrenheit
    box.width = i + 1
    total += box.area()
print(total, t.reads)
