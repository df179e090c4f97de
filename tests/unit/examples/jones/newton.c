#include <stdint.h>
#include <stdio.h>
int main(void) {
  double total = 0;
  for (int64_t i = 1; i < 60000; ++i) {
    const double n = (double)i;
    double x = n;
    for (int64_t k = 0; k < 20; ++k) x = (x + n / x) * 0.5;
    total = total + x;
  }
  printf("%.6f\n", total);
}
