/* What a program that was specialised ahead of time needs: the context that its code reads, and the functions
   that it calls. Each language adds its own functions and main (examples/tiny/standalone.c is one).

   Objects are never freed. The structs are those of pe/runtime/context.hpp and gc/layout/word.hpp; a test
   compares what both print. */
#ifndef TRIPTYCH_STANDALONE_H
#define TRIPTYCH_STANDALONE_H

#include <stdint.h>

/* A word: an integer of 63 bits with low bit 1, a float with low bits 10, a special, an object. */
typedef uint64_t Word;

typedef struct {
  uint64_t payload;
  int64_t kind; /* 0 a word, 1 an integer, 2 a float, 3 a boolean */
} Returned;

struct Context {
  int64_t depth, depth_limit;
  uint8_t interrupt;
  void* areas;
  uint64_t* exit_buffer;
  void* forced_exit;
};
extern struct Context triptych_context;
extern char triptych_world[8];

/* Zeroed memory for an object with this header. */
Word triptych_object(int64_t bytes, uint64_t header);
Word triptych_box_float(double value);
/* The float in a word, and whether there is one. */
struct MaybeFloat {
  double value;
  uint64_t is_float;
};
struct MaybeFloat triptych_float_in(Word word);

#endif
