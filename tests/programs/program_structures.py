"""Linked lists, binary search trees, heaps and tries, written by hand."""


class Node:
    def __init__(self, value, next=None):
        self.value, self.next = value, next


def build_list(n):
    head = None
    for i in range(n):
        head = Node(i, head)
    return head


def reverse(head):
    previous = None
    while head:
        head.next, previous, head = previous, head, head.next
    return previous


def length(head):
    n = 0
    while head is not None:
        n += 1
        head = head.next
    return n


head = reverse(build_list(5000))
print(length(head), head.value, head.next.value)


class Tree:
    def __init__(self):
        self.root = None
        self.size = 0

    def insert(self, key):
        if self.root is None:
            self.root = [key, None, None]
        else:
            node = self.root
            while True:
                if key == node[0]:
                    return False
                side = 1 if key < node[0] else 2
                if node[side] is None:
                    node[side] = [key, None, None]
                    break
                node = node[side]
        self.size += 1
        return True

    def __contains__(self, key):
        node = self.root
        while node is not None and node[0] != key:
            node = node[1] if key < node[0] else node[2]
        return node is not None

    def __iter__(self):
        stack, node = [], self.root
        while stack or node is not None:
            while node is not None:
                stack.append(node)
                node = node[1]
            node = stack.pop()
            yield node[0]
            node = node[2]


tree = Tree()
state = 1
for _ in range(2000):
    state = state * 48271 % 2147483647
    tree.insert(state % 3000)
print(tree.size, list(tree)[:5], list(tree) == sorted(set(tree)),
      sum(i in tree for i in range(3000)))


class Heap:
    def __init__(self):
        self.items = []

    def push(self, item):
        items = self.items
        items.append(item)
        i = len(items) - 1
        while i and items[i] < items[(i - 1) // 2]:
            parent = (i - 1) // 2
            items[i], items[parent] = items[parent], items[i]
            i = parent

    def pop(self):
        items = self.items
        items[0], items[-1] = items[-1], items[0]
        result = items.pop()
        i = 0
        while True:
            smallest = i
            for child in (2 * i + 1, 2 * i + 2):
                if child < len(items) and items[child] < items[smallest]:
                    smallest = child
            if smallest == i:
                return result
            items[i], items[smallest] = items[smallest], items[i]
            i = smallest


for convert in (int, float, str, lambda x: (x % 10, str(x))):
    heap = Heap()
    values = [convert(i * 7919 % 601) for i in range(500)]
    for value in values:
        heap.push(value)
    print([heap.pop() for _ in values] == sorted(values), end=" ")
print()

trie = {}
for word in "the them then there their this that thin thing think to tone top".split():
    node = trie
    for letter in word:
        node = node.setdefault(letter, {})
    node["$"] = word


def words_below(node):
    found = []
    for letter in sorted(node):
        if letter == "$":
            found.append(node["$"])
        else:
            found.extend(words_below(node[letter]))
    return found


print(words_below(trie["t"]["h"]["i"]), len(words_below(trie)))
