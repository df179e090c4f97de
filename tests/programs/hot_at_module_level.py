"""A hot loop outside any function: its variables are globals."""

total = 0
values = []
kind = "int"
for i in range(8000):
    total += i
    if i % 2000 == 1999:
        values.append(total)
    if i == 5000:
        total = float(total)
        kind = type(total).__name__
print(total, values, kind)

i = 0
while i < 5000:
    i += 1
    if i == 4000:
        step = 2
        def helper(x):
            return x * step
    if i > 4000:
        total -= helper(i)
print(total, i)

names = ["a", "b", "c"]
for index in range(3000):
    globals()[names[index % 3]] = index
print(a, b, c)
del a
try:
    a
except NameError as error:
    print(error)

count = 0
for outer in range(60):
    for inner in range(60):
        if outer == inner:
            continue
        count += outer ^ inner
print(count)
