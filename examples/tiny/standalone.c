/* A tiny program that stands alone: arrays, printing, its beginning. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pe/driver/standalone.h"

enum { array_layout = 10 };

Word triptych_new_array(Word world, Word value, int64_t count) {
  (void)world;
  const Word array = triptych_object(16 + 8 * count, (uint64_t)array_layout << 48);
  Word* const words = (Word*)array;
  words[1] = (Word)count;
  for (int64_t i = 0; i < count; ++i) words[2 + i] = value;
  return array;
}

/* The fewest digits that read back as the same float. */
static void print_float(double value) {
  char text[40];
  for (int digits = 1; digits <= 17; ++digits) {
    snprintf(text, sizeof text, "%.*g", digits, value);
    if (strtod(text, 0) == value) break;
  }
  const char* const exponent = strchr(text, 'e');
  if (exponent && value < 1e17 && value > -1e17 && (value > 1e-4 || value < -1e-4)) snprintf(text, sizeof text, "%.0f", value);
  fputs(text, stdout);
  if (!strpbrk(text, ".einf")) fputs(".0", stdout);
}

static void print_value(Word value) {
  const struct MaybeFloat real = triptych_float_in(value);
  if (value & 1) printf("%" PRId64, (int64_t)value >> 1);
  else if (real.is_float) print_float(real.value);
  else if (value == 4 || value == 12) fputs(value == 12 ? "true" : "false", stdout);
  else if ((value & 7) == 4) printf("function %" PRIu64, (value >> 3) - 16);
  else {
    const Word* const words = (const Word*)value;
    putchar('[');
    for (Word i = 0; i < words[1]; ++i) {
      const Word item = words[2 + i];
      if (i > 0) fputs(", ", stdout);
      if ((item & 7) == 0 && !triptych_float_in(item).is_float) fputs("[...]", stdout);
      else print_value(item);
    }
    putchar(']');
  }
}

void triptych_print(Word world, Word value) {
  (void)world;
  print_value(value);
  putchar('\n');
}

Returned triptych_program_main_(void);

int main(void) {
  triptych_program_main_();
  return 0;
}
