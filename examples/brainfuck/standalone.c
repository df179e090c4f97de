/* A Brainfuck program that stands alone: its tape, its input and output, its beginning. */
#include <stdio.h>

#include "pe/driver/standalone.h"

void triptych_put(Word world, int64_t byte) {
  (void)world;
  putchar((int)byte);
}

int64_t triptych_get(Word world) {
  (void)world;
  const int byte = getchar();
  return byte == EOF ? 0 : byte;
}

Returned triptych_program_main_r(Word tape);

int main(void) {
  const Word tape = triptych_object(16 + 65536, (uint64_t)10 << 48);
  ((int64_t*)tape)[1] = 65536;
  triptych_program_main_r(tape);
  return 0;
}
