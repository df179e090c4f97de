"""The methods of strings."""

s = "Hello, World"
print(s.upper(), s.lower(), s.swapcase(), s.title(), s.capitalize(), "hELLO wORLD".title(),
      "ß".upper(), "ǅ".lower())
print(s.find("o"), s.find("o", 5), s.find("z"), s.rfind("o"), s.index("W"), s.rindex("l"),
      s.count("l"), s.count(""), s.find("o", -4, -1))
print(s.startswith("Hell"), s.startswith(("x", "He")), s.endswith("d"), s.endswith("World", 3),
      s.startswith("ell", 1))
print(s.replace("l", "L"), s.replace("l", "", 2), "aaa".replace("a", "b", 1),
      "abc".replace("", "-"), "abc".replace("", "-", 2))
print("  x ".strip(), "xxaxx".strip("x"), "abcba".lstrip("ab"), "abcba".rstrip("ab"),
      "\t\n x\r".strip() + "|", repr("\u3000x\u00a0".strip()))
print("a,b,,c".split(","), " a  b ".split(), "a,b,c".split(",", 1), "a b c".rsplit(" ", 1),
      "".split(), "".split(","), "abc".split("b"))
print("a\nb\r\nc\rd".splitlines(), "a\nb\n".splitlines(True), "one two".partition(" "),
      "one".partition("-"), "a-b-c".rpartition("-"))
print("-".join(["a", "b"]), ",".join("xyz"), "".join([]), ", ".join(str(i) for i in range(4)),
      "x".join({"k": 1}))
print("abc".isalpha(), "ab1".isalpha(), "123".isdigit(), "12a".isdigit(), "a1".isalnum(),
      " \t".isspace(), "".isspace(), "Abc".istitle())
print("abc".islower(), "ABC".isupper(), "aBc".islower(), "x_1".isidentifier(), "1x".isidentifier(),
      "½".isnumeric(), "٣".isdecimal(), "a b".isprintable(), "é".isascii())
print("a".center(5, "*"), "a".ljust(4) + "|", "a".rjust(4, "0"), "42".zfill(5), "-42".zfill(6),
      "abc".zfill(2), "+1".zfill(4))
print("a\tb\tc".expandtabs(4), "abc".translate({97: "x", 98: None}),
      "abc".translate(str.maketrans("ab", "xy", "c")), "prefix-x".removeprefix("prefix-"),
      "x.py".removesuffix(".py"))
print("abc" * 3, 2 * "xy", "a" * 0, "a" * -1, "a" + "b", "b" in "abc", "ac" in "abc", len("héllo"),
      "z" not in "abc", "Straße".casefold())
print(ord("a"), chr(97), chr(0x1F600), ord("€"), ascii("é€😀"), repr("it's"), repr('say "x"'),
      repr("both ' and \""), repr("\n\t\\\x00\x7f\u00ad\u200b"))
print(str(b"abc", "utf-8"), "é€😀".encode(), "abc".encode("ascii"), "é".encode("latin-1"), str(5),
      str(None), str([1, "a"]), str("x"))
for wrong in (lambda: "abc".index("z"), lambda: "a".join([1]), lambda: "a" + 1, lambda: "a" * "b",
              lambda: "".split(""), lambda: "é".encode("ascii"),
              lambda: chr(-1), lambda: ord("ab"), lambda: "abc".center("x"),
              lambda: "a".startswith(1), lambda: 1 in "abc", lambda: "abc"[10],
              lambda: "x".nothing(), lambda: "a".replace("b"), lambda: chr(0x110000)):
    try:
        print(wrong())
    except (ValueError, TypeError, AttributeError, IndexError) as error:
        print(type(error).__name__, error)
