# compare: traceback
"""Dies in a loop that was hot long before."""


class Table:
    def __init__(self, size):
        self.rows = list(range(size))

    def look_up(self, i):
        return self.rows[i]


def total(table, n):
    result = 0
    for i in range(n):
        result += table.look_up(i)
    return result


table = Table(5000)
print(total(table, 5000))
print(total(table, 5001))
