#include <stdint.h>
#include <stdio.h>
int main(void) {
  double sum = 0;
  for (int64_t i = 0; i < 1000000; ++i) sum = sum + (double)i * 0.5;
  printf("%.1f\n", sum);
}
