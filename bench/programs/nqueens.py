"""In how many ways do n queens stand on a board of n by n without attacking one another?"""

import sys


class Board:
    def __init__(self, size):
        self.size = size
        self.columns = [False] * size
        self.rising = [False] * (2 * size)
        self.falling = [False] * (2 * size)
        self.solutions = 0
        self.tried = 0

    def place(self, row):
        size = self.size
        if row == size:
            self.solutions += 1
            return
        for column in range(size):
            self.tried += 1
            rising = row + column
            falling = row - column + size
            if self.columns[column] or self.rising[rising] or self.falling[falling]:
                continue
            self.columns[column] = self.rising[rising] = self.falling[falling] = True
            self.place(row + 1)
            self.columns[column] = self.rising[rising] = self.falling[falling] = False


def main(n):
    board = Board(n)
    board.place(0)
    return "%d %d" % (board.solutions, board.tried)


if __name__ == "__main__":
    print(main(int(sys.argv[1]) if len(sys.argv) > 1 else 12))
