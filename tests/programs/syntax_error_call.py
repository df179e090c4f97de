# compare: traceback
print("never printed")
print("unclosed", (1, 2)
x = 5
