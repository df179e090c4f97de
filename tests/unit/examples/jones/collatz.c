#include <stdint.h>
#include <stdio.h>
static int64_t steps(int64_t n) {
  int64_t count = 0;
  while (n != 1) {
    if (n % 2 == 0) n = n / 2;
    else n = 3 * n + 1;
    ++count;
  }
  return count;
}
int main(void) {
  int64_t best = 0;
  for (int64_t i = 1; i < 30000; ++i) {
    const int64_t count = steps(i);
    if (count > best) best = count;
  }
  printf("%ld\n", (long)best);
}
