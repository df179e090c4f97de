// 64-bit integer hashing: in C++ the machine word masks by itself.
#include <bit>
#include <cstdint>

#include "program.hpp"

uint64_t scramble(uint64_t x) {
  x ^= x >> 31;
  x *= 0x7FB5D329728EA185;
  x ^= x >> 27;
  x *= 0x81DADEF4BC2DD44D;
  return x ^ (x >> 33);
}

std::string work(long n) {
  uint64_t state = 1, digest = 0;
  for (long i = 0; i < n; i++) {
    state += 0x9E3779B97F4A7C15;
    digest = std::rotl(digest ^ scramble(state), 13) + uint64_t(i);
  }
  return bench::text("%016lx", digest);
}

int main(int argc, char** argv) { return bench::run(argc, argv, 1200000, work); }
