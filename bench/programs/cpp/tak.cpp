// Takeuchi's function: nothing but calls, comparisons and subtractions of one.
#include "program.hpp"

long tak(long x, long y, long z) {
  if (y >= x) return z;
  return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y));
}

std::string work(long n) { return bench::text("%ld", tak(n, n * 2 / 3, n / 3)); }

int main(int argc, char** argv) { return bench::run(argc, argv, 27, work); }
