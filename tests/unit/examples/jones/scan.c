#include <stdint.h>
#include <stdio.h>

static __attribute__((noinline)) void put(int64_t byte) { putchar((int)byte); }

static __attribute__((noinline)) void run(uint8_t* cells) {
  uint16_t p = 0;
  p += 2, cells[p] -= 56;
  while (cells[p]) {
    while (cells[p]) {
      p += 1, cells[p] += 1;
      p -= 1, cells[p] -= 1;
    }
    cells[p] += 1;
    p += 1, cells[p] -= 1;
  }
  p -= 1;
  while (cells[p]) p -= 1;
  p -= 1, cells[p] -= 100;
  while (cells[p]) {
    p -= 1, cells[p] -= 100;
    while (cells[p]) {
      p += 3;
      while (cells[p]) p += 1;
      p -= 1;
      while (cells[p]) p -= 1;
      p -= 2, cells[p] -= 1;
    }
    p += 1, cells[p] -= 1;
  }
  p += 2;
  while (cells[p]) p += 1;
  cells[p] += 39;
  put(cells[p]);
}

/* The tape is handed over, as it is to the residual program. */
static uint8_t tape[65536];
static uint8_t* volatile the_tape = tape;
int main(void) { run(the_tape); }
