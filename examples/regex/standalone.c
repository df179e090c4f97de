/* A pattern that stands alone: which lines of its input match. As in a program's file, `N * TEXT` is TEXT N times. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pe/driver/standalone.h"

enum { text_layout = 10, most_characters = 1 << 16 };

Returned triptych_program_match_ri(Word text, int64_t position);

static int matches(const char* part, size_t length, size_t times) {
  const Word text = triptych_object((int64_t)(16 + length * times), (uint64_t)text_layout << 48);
  ((uint64_t*)text)[1] = length * times;
  for (size_t i = 0; i < times; ++i) memcpy((char*)text + 16 + i * length, part, length);
  if (length * times > 60) printf("%.57s...", (const char*)text + 16);
  else printf("%.*s", (int)(length * times), (const char*)text + 16);
  return triptych_program_match_ri(text, 0).payload != 0;
}

int main(void) {
  static char line[most_characters];
  while (fgets(line, sizeof line, stdin)) {
    line[strcspn(line, "\n")] = 0;
    const size_t digits = strspn(line, "0123456789");
    const int repeats = digits > 0 && digits < 9 && strncmp(line + digits, " * ", 3) == 0;
    const char* const part = repeats ? line + digits + 3 : line;
    puts(matches(part, strlen(part), repeats ? strtoul(line, 0, 10) : 1) ? ": matches" : ": does not match");
  }
  return 0;
}
