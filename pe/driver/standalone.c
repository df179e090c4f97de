#include "standalone.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t exit_buffer[4096];
static struct {
  char *cursor, *limit;
} no_areas[64];

/* Activations are counted for six at once, those that are unfolded into a function: what the interpreter runs, runs here,
   and up to six more. */
struct Context triptych_context = {1, 10000 + 6, 0, no_areas, exit_buffer, 0};
char triptych_world[8];

/* Where a program leaves there is no interpreter to go on: the exit is a message. */
Returned triptych_leave(struct Context* context, const char* message) {
  (void)context;
  fflush(stdout);
  fprintf(stderr, "%s\n", message);
  exit(1);
}

Word triptych_allocate(int64_t bytes) {
  static char *cursor, *limit;
  const int64_t size = (bytes + 15) & ~(int64_t)15;
  if (size > limit - cursor) {
    const int64_t chunk = size > (1 << 20) ? size : 1 << 20;
    cursor = calloc(1, (size_t)chunk + 16);
    if (!cursor) triptych_leave(0, "out of memory");
    cursor = (char*)(((uintptr_t)cursor + 15) & ~(uintptr_t)15);
    limit = cursor + chunk;
  }
  char* const object = cursor;
  cursor += size;
  return (Word)(uintptr_t)object;
}

Word triptych_object(int64_t bytes, uint64_t header) {
  const Word object = triptych_allocate(bytes);
  *(uint64_t*)(uintptr_t)object = header;
  return object;
}

enum { boxed_float_layout = 2, layout_shift = 48 };

static double from_bits(uint64_t bits) {
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}
static uint64_t to_bits(double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

Word triptych_box_float(double value) {
  const uint64_t biased = to_bits(value) + ((uint64_t)1 << 60);
  const uint64_t rotated = biased << 3 | biased >> 61;
  if ((rotated & 3) == 2) return rotated;
  const Word object = triptych_object(16, (uint64_t)boxed_float_layout << layout_shift);
  ((double*)(uintptr_t)object)[1] = value;
  return object;
}

struct MaybeFloat triptych_find_float(Word word, uint64_t layout) {
  struct MaybeFloat none = {0, 0};
  if ((word & 7) != 0 || word == 0) return none;
  if (*(uint64_t*)(uintptr_t)word >> layout_shift != layout) return none;
  struct MaybeFloat found = {((double*)(uintptr_t)word)[1], 1};
  return found;
}

struct MaybeFloat triptych_float_in(Word word) {
  if ((word & 3) != 2) return triptych_find_float(word, boxed_float_layout);
  const uint64_t biased = word >> 3 | word << 61;
  struct MaybeFloat found = {from_bits(biased - ((uint64_t)1 << 60)), 1};
  return found;
}

Word triptych_box_rare_float(double value, Word (*box)(double)) { return box(value); }
Word triptych_allocate_cell(int64_t bytes, Word (*allocate)(int64_t)) { return allocate(bytes); }

Returned triptych_normalise_result(Word word, uint64_t layout) {
  (void)layout;
  Returned result = {word, 0};
  if (word & 1) {
    result.payload = (uint64_t)((int64_t)word >> 1);
    result.kind = 1;
  } else if (word == 4 || word == 12) {
    result.payload = word == 12;
    result.kind = 3;
  } else {
    const struct MaybeFloat found = triptych_float_in(word);
    if (found.is_float) {
      result.payload = to_bits(found.value);
      result.kind = 2;
    }
  }
  return result;
}
