// In how many ways do n queens stand on a board of n by n without attacking one another?
#include <vector>

#include "program.hpp"

struct Board {
  long size;
  std::vector<char> columns, rising_diagonals, falling_diagonals;
  long solutions = 0, tried = 0;

  explicit Board(long size)
      : size(size), columns(size), rising_diagonals(2 * size), falling_diagonals(2 * size) {}

  void place(long row) {
    if (row == size) {
      solutions++;
      return;
    }
    for (long column = 0; column < size; column++) {
      tried++;
      long rising = row + column, falling = row - column + size;
      if (columns[column] || rising_diagonals[rising] || falling_diagonals[falling]) continue;
      columns[column] = rising_diagonals[rising] = falling_diagonals[falling] = true;
      place(row + 1);
      columns[column] = rising_diagonals[rising] = falling_diagonals[falling] = false;
    }
  }
};

std::string work(long n) {
  Board board(n);
  board.place(0);
  return bench::text("%ld %ld", board.solutions, board.tried);
}

int main(int argc, char** argv) { return bench::run(argc, argv, 12, work); }
