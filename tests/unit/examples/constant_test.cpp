// The stage Constant: the projection inside the C++ compiler, and interpretation there.
#include <doctest/doctest.h>

#include "examples/brainfuck/constant.hpp"
#include "examples/tiny/constant.hpp"

namespace {

using Hello = brainfuck::Fixed<
    "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++.">;
using Echo = brainfuck::Fixed<",[>++++[<-------->-]<.,]">;

static_assert(brainfuck::interpreted<Hello>() == "Hello World!\n", "the compiler interprets Brainfuck");
static_assert(brainfuck::projected<brainfuck::Fixed<"++++++[>++++++<-]>++++++.">>() == "*", "and projects it");

using Fib = tiny::Fixed<R"(
fn fib(n) {
  if n < 2 { return n }
  return fib(n - 1) + fib(n - 2)
}
fn main() { print fib(9) }
)">;
using Sieve = tiny::Fixed<R"(
fn main() {
  let limit = 100
  let composite = [false; limit]
  let count = 0
  let i = 2
  while i < limit {
    if not composite[i] {
      count = count + 1
      let j = i + i
      while j < limit {
        composite[j] = true
        j = j + i
      }
    }
    i = i + 1
  }
  print count
  print composite[limit]
}
)">;

static_assert(tiny::interpreted<Fib>() == "34\n", "the compiler interprets tiny");
static_assert(tiny::projected<Fib>() == "34\n", "and projects it");

TEST_CASE("a tiny program that the compiler knows is a function") {
  CHECK(tiny::projected<Fib>().text() == "34\n");
  CHECK(tiny::projected<Sieve>().text() == "25\nthe index is outside the array");
  CHECK(tiny::interpreted<Sieve>().text() == "25\nthe index is outside the array");
}

TEST_CASE("a Brainfuck program that the compiler knows is a function") {
  CHECK(brainfuck::projected<Hello>().text() == "Hello World!\n");
  CHECK(brainfuck::interpreted<Hello>().text() == "Hello World!\n");
  CHECK(brainfuck::projected<Echo>("abcxyz").text() == "ABCXYZ");
}

}  // namespace
