"""bytes: literals, indexing, methods, conversion."""

b = b"hello \x00\xff world"
print(b, len(b), b[0], b[-1], b[1:4], b[::-1], list(b[:3]), b"a" + b"b", b"ab" * 2, b"l" in b,
      104 in b, 300 if False else 255 in b)
print(bytes(3), bytes([1, 2, 255]), bytes("é", "utf-8"), bytes(b"x"), bytes(range(5)), b"\t\n\\'\"",
      b'it\'s')
print(b.find(b"l"), b.count(b"l"), b.startswith(b"he"), b.endswith(b"ld"), b.replace(b"l", b"L"),
      b.split(), b"a,b".split(b","), b",".join([b"x", b"y"]))
print(b"Abc".upper(), b"Abc".lower(), b"  x ".strip(), b"12".isdigit(), b"ab".isalpha(),
      b"abc".hex(), bytes.fromhex("00 ff 10"), b"abc".decode())
print(b"a" < b"b", b"a" == "a", b"a" == b"a", hash(b"ab") == hash(b"ab"), {b"k": 1}[b"k"],
      b"abc".index(b"c"), b"x".rjust(3, b"."), b"ab".partition(b"b"))
print(int.from_bytes(b"\x01\x00", "little"), (1000).to_bytes(2, "big"),
      (-1).to_bytes(2, "big", signed=True), int.from_bytes(b"\xff", "big", signed=True))
for wrong in (lambda: b"a" + "b", lambda: bytes([256]), lambda: bytes([-1]), lambda: bytes("x"),
              lambda: b"a"[5], lambda: "a" in b"abc",
              lambda: bytes(-1), lambda: b"abc".index(b"z"), lambda: bytes.fromhex("0g"),
              lambda: (300).to_bytes(1,
                      
                      
                      "big"), lambda: b"%"[0] + "x"):
    try:
        print(wrong())
    except (TypeError, ValueError, IndexError, OverflowError) as error:
        print(type(error).__name__, error)
checksum = 0
data = bytes([i * 7 % 256 for i in range(1000)])
for _ in range(6):
    for byte in data:
        checksum = (checksum * 33 ^ byte) & 0xFFFFFFFF
for i in range(5000):
    checksum += data[i % 1000]
print(checksum)
