#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
int main(void) {
  const int64_t limit = 300000;
  int64_t* composite = malloc(sizeof *composite * (size_t)limit);
  for (int64_t i = 0; i < limit; ++i) composite[i] = 0;
  int64_t count = 0;
  for (int64_t i = 2; i < limit; ++i)
    if (!composite[i]) {
      ++count;
      for (int64_t j = i + i; j < limit; j += i) composite[j] = 1;
    }
  printf("%ld\n", (long)count);
}
