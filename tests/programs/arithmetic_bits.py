"""Bit operations and shifts, on small and on large numbers."""

values = [0, 1, 2, 255, 256, -1, -2, -256, 2 ** 31, 2 ** 62, 2 ** 63 - 1, -2 ** 63, 2 ** 64,
          -2 ** 70]
for a in values:
    print(a, ~a, a & 255, a | 1, a ^ 0xFF, a >> 1, a >> 70, a << 1)
for a in values:
    for b in values[:8]:
        assert (a & b) + (a | b) == a + b
        assert (a ^ b) == (a | b) - (a & b)
print(sum((a & b) ^ (a | b) for a in values for b in values))
print(1 << 62, 1 << 63, 1 << 64, 1 << 200, -1 << 63, 0 << 1000)
print((1 << 200) >> 137, (-1) >> 1000, -(1 << 100) >> 99)
for shift in (-1, -100):
    try:
        print(1 << shift)
    except ValueError as error:
        print("ValueError:", error)
    try:
        print(1 >> shift)
    except ValueError as error:
        print("ValueError:", error)

state = 1
for _ in range(6000):
    state ^= (state << 13) & 0xFFFFFFFF
    state ^= state >> 17
    state ^= (state << 5) & 0xFFFFFFFF
print(state)
