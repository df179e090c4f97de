// Pancakes: for every order of n of them, how many flips bring number 0 to the top?
#include <numeric>
#include <utility>
#include <vector>

#include "program.hpp"

using Order = std::vector<int>;

void reverse(Order& order, int low, int high) {
  for (; low < high; low++, high--) std::swap(order[low], order[high]);
}

int count_flips(const Order& order, Order& pancakes) {
  pancakes = order;
  int flips = 0;
  for (int top = pancakes[0]; top != 0; top = pancakes[0]) {
    reverse(pancakes, 0, top);
    flips++;
  }
  return flips;
}

bool next_order(Order& order) {
  int last = int(order.size()) - 1;
  int i = last - 1;
  while (i >= 0 && order[i] > order[i + 1]) i--;
  if (i < 0) return false;
  int j = last;
  while (order[j] < order[i]) j--;
  std::swap(order[i], order[j]);
  reverse(order, i + 1, last);
  return true;
}

std::string work(long n) {
  Order order(n), pancakes(n);
  std::iota(order.begin(), order.end(), 0);
  long most = 0, checksum = 0, number = 0;
  do {
    long flips = count_flips(order, pancakes);
    if (flips > most) most = flips;
    checksum += number % 2 == 0 ? flips : -flips;
    number++;
  } while (next_order(order));
  return bench::text("%ld %ld %ld", number, most, checksum);
}

int main(int argc, char** argv) { return bench::run(argc, argv, 9, work); }
