"""Integer arithmetic with all sign combinations, and the identities that tie // to %."""


def table(a, b):
    return a + b, a - b, a * b, a // b, a % b, divmod(a, b)


for a in (-17, -5, -1, 0, 1, 5, 17):
    for b in (-5, -3, -1, 1, 3, 5):
        q, r = divmod(a, b)
        assert q * b + r == a and (r == 0 or (r < 0) == (b < 0))
        print(a, b, *table(a, b))

print(7 / 2, -7 / 2, 6 / 3, 2 ** 10, 2 ** -2, (-2) ** 3, 0 ** 0)
print(pow(3, 200, 7), pow(3, -1, 7), pow(2, 5), pow(-2, 3, 5))
print(+5, -5, ~5, abs(-5), -(-5))
print(True + True, True * 3, -True, ~False, True / 2, True ** 2)
print((5).bit_length(), (-5).bit_length(), (0).bit_length(), (255).bit_count())
print(int.from_bytes(b"\x01\x02", "big"), (258).to_bytes(2, "little"))

total = 0
for i in range(6000):
    total += i * 3 - i // 7 + i % 11 - (i & 12) + (i | 3) - (i ^ 21)
print(total)
