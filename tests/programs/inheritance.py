"""Single inheritance, super() in its forms, method resolution, overriding."""


class Animal:
    sound = "..."

    def __init__(self, name):
        self.name = name

    def speak(self):
        return f"{self.name} says {self.sound}"

    def rename(self, name):
        self.name = name
        return self


class Dog(Animal):
    sound = "woof"

    def __init__(self, name, age):
        super().__init__(name)
        self.age = age

    def speak(self):
        return super().speak() + "!" * self.age


class Puppy(Dog):
    sound = "yip"

    def __init__(self, name):
        super(Puppy, self).__init__(name, 1)

    def speak(self):
        return "small " + Dog.speak(self)

    @classmethod
    def make(cls, name):
        return cls(name)


rex = Dog("Rex", 3)
bit = Puppy.make("Bit")
print(rex.speak(), bit.speak(), bit.rename("Bob").speak())
print(isinstance(bit, Animal), isinstance(rex, Puppy), issubclass(Puppy, Dog),
      issubclass(Dog, (int, Animal)))
print([c.__name__ for c in Puppy.__mro__], Puppy.__bases__ == (Dog,), bit.__class__.__name__)
print(Puppy.__base__.__name__, "sound" in Puppy.__dict__, "rename" in Puppy.__dict__)


class Base:
    def template(self):
        return [self.step(i) for i in range(3)]

    def step(self, i):
        raise NotImplementedError("step")


class Derived(Base):
    def step(self, i):
        return i * i


print(Derived().template())
try:
    Base().template()
except NotImplementedError as error:
    print("NotImplementedError", error)


class Level0:
    def f(self, n):
        return n


class Level1(Level0):
    def f(self, n):
        return super().f(n) + 1


class Level2(Level1):
    def f(self, n):
        return super().f(n) * 2


class Level3(Level2):
    pass


total = 0
for i in range(4000):
    total += Level3().f(i) - Level1().f(i)
print(total)


class Number(int):
    def __add__(self, other):
        return Number(int(self) + other + 1)

    def half(self):
        return self // 2


print(Number(5) + 5, Number(8).half(), Number(3) * 2, type(Number(1) + 1).__name__, Number("12"))


class Words(list):
    def longest(self):
        return max(self, key=len)


class Counting(dict):
    def __missing__(self, key):
        return 0


words = Words(["a", "abc"])
words.append("abcdef")
counts = Counting()
for letter in "mississippi":
    counts[letter] += 1
print(words.longest(), len(words), words, counts, counts["z"])
