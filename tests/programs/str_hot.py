"""String work in hot loops: building, scanning, comparing, hashing, indexing."""


def count_vowels(text):
    count = 0
    for character in text:
        if character in "aeiou":
            count += 1
    return count


def reverse_words(text):
    return " ".join(word[::-1] for word in text.split())


def is_palindrome(text):
    low, high = 0, len(text) - 1
    while low < high:
        if text[low] != text[high]:
            return False
        low += 1
        high -= 1
    return True


def caesar(text, shift):
    result = []
    for character in text:
        if "a" <= character <= "z":
            result.append(chr((ord(character) - 97 + shift) % 26 + 97))
        else:
            result.append(character)
    return "".join(result)


def run_lengths(text):
    encoded = ""
    i = 0
    while i < len(text):
        j = i
        while j < len(text) and text[j] == text[i]:
            j += 1
        encoded += text[i] + str(j - i)
        i = j
    return encoded


text = "the quick brown fox jumps over the lazy dog " * 60
print(count_vowels(text), len(reverse_words(text)), reverse_words("abc def"))
print(sum(is_palindrome(str(i)) for i in range(5000)), is_palindrome("é" * 2000 + "x" + "é" * 2000))
print(caesar(text, 3)[:44], caesar(caesar(text, 7), -7) == text)
print(run_lengths("aaabccd" * 3), len(run_lengths("ab" * 500)))
accumulated = ""
for i in range(5000):
    accumulated += chr(97 + i % 26) if i % 100 else "é"
print(len(accumulated), accumulated[:30], accumulated.count("é"))
smallest = largest = accumulated[0]
for character in accumulated:
    smallest, largest = min(smallest, character), max(largest, character)
print(smallest, largest)
seen = {}
for i in range(5000):
    key = "key" + str(i % 70)
    seen[key] = seen.get(key, 0) + len(key)
print(len(seen), seen["key0"], seen["key69"])
