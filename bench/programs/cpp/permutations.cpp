// All permutations of n numbers by recursive exchange, from three first orders.
#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "program.hpp"

constexpr long modulus = 1000003;

long permute(std::vector<long>& items, size_t start, long checksum) {
  if (start == items.size()) {
    return (checksum * 31 + items.front() * items.back() + items[start / 2]) % modulus;
  }
  for (size_t i = start; i < items.size(); i++) {
    std::swap(items[start], items[i]);
    checksum = permute(items, start + 1, checksum);
    std::swap(items[start], items[i]);
  }
  return checksum;
}

std::string work(long n) {
  std::vector<long> items(n);
  std::iota(items.begin(), items.end(), 1);
  long checksum = 1;
  for (int i = 0; i < 3; i++) {
    checksum = permute(items, 0, checksum);
    std::ranges::rotate(items, items.begin() + 1);
  }
  return bench::text("%ld", checksum);
}

int main(int argc, char** argv) { return bench::run(argc, argv, 9, work); }
