#include <stdint.h>
#include <stdio.h>
static int64_t gcd(int64_t a, int64_t b) {
  while (b != 0) {
    const int64_t rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}
int main(void) {
  int64_t sum = 0;
  for (int64_t i = 1; i < 700; ++i)
    for (int64_t j = 1; j < 700; ++j) sum = sum + gcd(i, j);
  printf("%ld\n", (long)sum);
}
