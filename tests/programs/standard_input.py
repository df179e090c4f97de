# stdin: first line\nsecond\n3
"""input() reads lines until there are no more."""

print(input())
print(input().upper())
print(int(input("number? ")) + 1)
try:
    input()
except EOFError as error:
    print("EOFError", error)
