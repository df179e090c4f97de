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

// Functions as values: which one is called is known when it runs.
using Functions = tiny::Fixed<R"(
fn twice(f, x) { return f(f(x)) }
fn increment(x) { return x + 1 }
fn half(x) { return x / 2.0 }
fn both(x, y) { return x }
fn main() {
  let functions = [increment; 4]
  functions[1] = half
  functions[3] = half
  let x = 1
  let i = 0
  while i < 9 {
    x = twice(functions[i % 4], x)
    i = i + 1
  }
  print int(x * 1000000)
  print functions[0](41)
  print half
  print both == both and not (both == half)
  print twice(both, 1)
}
)">;
constexpr auto functions_print = "2667968\n42\nfunction 2\ntrue\nthe function takes another number of arguments";
static_assert(tiny::interpreted<Functions>() == functions_print, "the compiler calls functions that are values");
static_assert(tiny::projected<Functions>() == functions_print, "and projects that");

// Recursion ends where it does at the other stages; the compiler's own is not as deep.
using Deep = tiny::Fixed<R"(
fn count(n) { if n == 0 { return 0 } return count(n - 1) + 1 }
fn main() { print count(9) print count(9990) print count(9999) }
)">;
constexpr auto too_deep = "stack overflow: calls are nested too deeply";
static_assert(tiny::interpreted<Deep>(20) == "9\nstack overflow: calls are nested too deeply", "the compiler stops recursion");
static_assert(tiny::projected<Deep>(20) == "9\nstack overflow: calls are nested too deeply", "projected, too");

// Kinds that change: versions of the loop, and past their number one for all kinds.
using Kinds = tiny::Fixed<R"(
fn next(x, i) {
  if i % 3 == 0 { return x + 1 }
  if i % 3 == 1 { return x * 0.5 }
  return [x; 1]
}
fn main() {
  let x = 1
  let y = 0
  let z = true
  let i = 0
  while i < 30 {
    let w = x
    x = y
    y = z
    z = w
    i = i + 1
    if i % 4 == 0 { x = next(1, i) }
  }
  print x == 0 or y == 0 or z == 0
  print len(next(true, 2))
  print z < true
}
)">;

TEST_CASE("a tiny program that the compiler knows is a function") {
  CHECK(tiny::projected<Fib>().text() == "34\n");
  CHECK(tiny::projected<Sieve>().text() == "25\nthe index is outside the array");
  CHECK(tiny::interpreted<Sieve>().text() == "25\nthe index is outside the array");
  CHECK(tiny::projected<Functions>().text() == functions_print);
  CHECK(tiny::interpreted<Functions>().text() == functions_print);
}

TEST_CASE("recursion without an end is tiny's own failure") {
  CHECK(tiny::projected<Deep>().text() == std::string("9\n9990\n") + too_deep);
  CHECK(tiny::interpreted<Deep>().text() == std::string("9\n9990\n") + too_deep);
}

TEST_CASE("values of any kind are where kinds change") {
  CHECK(tiny::projected<Kinds>().text() == tiny::interpreted<Kinds>().text());
  CHECK(tiny::projected<Kinds>().text().ends_with("1\nonly numbers have an order"));
}

TEST_CASE("a Brainfuck program that the compiler knows is a function") {
  CHECK(brainfuck::projected<Hello>().text() == "Hello World!\n");
  CHECK(brainfuck::interpreted<Hello>().text() == "Hello World!\n");
  CHECK(brainfuck::projected<Echo>("abcxyz").text() == "ABCXYZ");
}

}  // namespace
