def count(words):
    seen = {}
    for word in words:
        seen[word] = seen.get(word, 0) + 1
    return seen


print(count(["to", "be", "or", "not", "to", "be"] * 2000))
