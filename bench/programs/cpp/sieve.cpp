// Primes below n by crossing out multiples: how many, and their sum.
#include <vector>

#include "program.hpp"

std::vector<long> primes_below(long n) {
  std::vector<char> is_prime(n, true);
  std::vector<long> found;
  for (long i = 2; i < n; i++) {
    if (is_prime[i]) {
      found.push_back(i);
      for (long multiple = i * i; multiple < n; multiple += i) is_prime[multiple] = false;
    }
  }
  return found;
}

std::string work(long n) {
  std::vector<long> primes = primes_below(n);
  long total = 0;
  for (long prime : primes) total += prime;
  return bench::text("%zu %ld", primes.size(), total);
}

int main(int argc, char** argv) { return bench::run(argc, argv, 5000000, work); }
