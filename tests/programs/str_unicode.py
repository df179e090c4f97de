"""Strings outside ASCII: lengths, indices, slices, comparison, escapes, mixing of widths."""

words = ["naïve", "日本語", "Ελλάδα", "😀😁", "a\u0301", "ｆｕｌｌ", "\U0010ffff"]
for word in words:
    print(word.encode("utf-8"), len(word), ascii(word), word[::-1].encode("utf-8"),
          word.upper().encode("utf-8"), ord(word[-1]))
joined = "".join(words)
print(len(joined), joined.find("語"), joined.index("😁"), joined[5:8] == "日本語", joined.count("a"),
      "é" == "e\u0301")
print(sorted(words) == sorted(words, key=lambda w: [ord(c) for c in w]), max(words) == "\U0010ffff")
print("\x41\u0042\U00000043 \101 \N{BULLET}".encode(), "tab\there", "a\
b", r"raw\n", "a" "b" 'c', """triple "quoted" text""")
print("é" + "a" == "éa", ("é" + "a")[1:] == "a", "aé"[0:1].isascii(), "日"*3 == "日日日",
      "日本".replace("本", "x"), "x日".rjust(4, "·").encode())
print([c.isalpha() for c in "aé日1 _"], "Ünïcode".lower(), "İ".lower().encode(),
      "ŒUVRE".capitalize(), "ﬁ".upper())
variable_é = 5
print(variable_é, {"clé": 1}["clé"], "%s|%5s|%-5s|" % ("é", "日", "ü"), f"{'日':>4}|{'é':*^5}")
checksum = 0
mixed = "aé日😀" * 1300
for character in mixed:
    checksum = (checksum * 31 + ord(character)) % 1000003
for i in range(0, len(mixed), 3):
    checksum = (checksum + ord(mixed[i])) % 1000003
print(len(mixed), checksum)
try:
    b"\xff\xfe".decode()
except UnicodeDecodeError as error:
    print(error)
try:
    "日".encode("latin-1")
except UnicodeEncodeError as error:
    print(error)
print("日".encode("ascii", "ignore"), "日".encode("ascii", "replace"),
      b"a\xffb".decode("utf-8", "replace") == "a\ufffdb", b"a\xff".decode("latin-1") == "aÿ")
