// The verifier: each of its questions, asked of a program for which the answer is no.
#include "pe/residual/verify.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <string>

#include "pe/residual/text.hpp"

using namespace pe::residual;

namespace {

std::string complaints(const Program& program) {
  std::string all;
  for (const Complaint& complaint : verify(program)) all += describe(program, complaint) + "\n";
  return all;
}

void check_complaint(std::string_view body, std::string_view expected) {
  const std::string text =
      "program @p\n"
      "uses @f(i64, f64) -> ref\n"
      "uses @box_float(f64) -> ref allocates\n"
      "uses @allocate(i64) -> ref allocates\n"
      "floats boxed as #2 by @box_float\n"
      "objects allocated by @allocate\n" +
      std::string(body);
  CAPTURE(text);
  Resolver resolver;
  const auto program = parse(text, resolver);
  REQUIRE_MESSAGE(program.has_value(), program.error().message);
  const std::string found = complaints(*program);
  if (expected.empty())
    CHECK(found == "");
  else
    CHECK_MESSAGE(found.find(expected) != std::string::npos, found);
}

struct Case {
  std::string_view body;
  std::string_view complaint;  ///< Empty: there is none.
};

constexpr Case cases[] = {
    // Blocks
    {"", "there is no entry block"},
    {"b0:\n  jump b0\n", "the entry block is jumped to"},
    {"b0:\n", "b0: the block is empty"},
    {"b0(%0: i64):\n  %1 = int_neg %0\n", "b0, %1 = int_neg %0: the block does not end"},
    {"b0(%0: i64):\n  ret %0\n  ret %0\n", "a terminator before the block's end"},
    {"b0:\n  ret 1\n", ""},
    // Types
    {"b0(%0: f64):\n  %1 = int_neg %0\n  ret %1\n", "%0 is f64, wanted is i64"},
    {"b0(%0: i64):\n  %1 = float_add 1.5, %0\n  ret %1\n", "%0 is i64, wanted is f64"},
    {"b0(%0: i64):\n  branch %0 -> b1, b1\nb1:\n  ret 1\n", "%0 is i64, wanted is bool"},
    {"b0(%0: ref):\n  store %0, #3:i64[8], 1.5\n  ret 1\n", "is f64, wanted is i64"},
    {"b0(%0: ref):\n  store %0, #3:u8[8], 1\n  ret 1\n", ""},
    // Fields
    {"b0(%0: ref):\n  %1 = load %0, #3:word[24..]\n  ret %1\n", "read and written by element"},
    {"b0(%0: ref):\n  %1 = load_element %0, #3:word[24], 0\n  ret %1\n", "field is a tail"},
    {"b0:\n  %0 = alloc 0\n  ret %0\n", "at least a header"},
    // Targets
    {"b0:\n  jump b3\n", "there is no block b3"},
    {"b0:\n  jump b1, b1\nb1:\n  ret 1\n", "a jump has one target"},
    {"b0:\n  branch true -> b1\nb1:\n  ret 1\n", "a branch has two targets"},
    {"b0:\n  switch_int 1 -> 2: b1, 2: b1, else b1\nb1:\n  ret 1\n", "two cases have the same"},
    {"b0:\n  jump b1(1)\nb1:\n  ret 1\n", "1 arguments for 0 parameters"},
    {"b0:\n  jump b1(1.5)\nb1(%0: i64):\n  ret %0\n", "is f64, wanted is i64"},
    // Definitions
    {"b0(%0: bool):\n  branch %0 -> b1, b2\nb1:\n  %1 = int_neg 1\n  jump b2\nb2:\n  ret %1\n",
     "is not defined on every way to here"},
    {"b0:\n  %0 = int_neg %1\n  %1 = int_neg %0\n  ret %0\n", "%1 is not defined on every way"},
    {"b0:\n  guard_true true -> exit 0\n  %0 = int_neg 1\n  ret %0\nexit 0:\n  saved %0\n",
     "is not defined on every way"},
    {"b0:\n  %0 = int_neg 1\n  jump b1(%0)\nb1(%1: i64):\n  %2 = int_lt %1, 9\n"
     "  branch %2 -> b1(%1), b2\nb2:\n  ret %0\n",
     ""},
    // Calls
    {"b0:\n  %0 = call @f(1)\n  ret %0\n", "1 arguments for 2 parameters"},
    {"b0:\n  %0 = call @f(1, 2)\n  ret %0\n", "is i64, wanted is f64"},
    {"b0(%0: i64):\n  %1 = invoke @self(1.5)\n  ret 1\n", "is f64, wanted is i64"},
    {"b0:\n  %0 = int_neg 1\n  %1 = invoke_int %0\n  ret %1\n", "the operand is no invocation"},
    {"b0:\n  %0 = invoke @none()\n  ret 1\n", "the invocation has no entry"},
    {"b0:\n  %0 = invoke @other(1, 1.5, true, &null)\n  ret %0\n", "the operand has no value"},
    {"b0:\n  %0 = invoke @other(1, 1.5)\n  %1 = invoke_ref %0\n  ret %1\n", ""},
    // Exits
    {"b0:\n  exit 3\n", "there is no such exit"},
    {"b0:\n  exit 0\nexit 0:\n  frame m@1 mode 0 depth 1: saved[0]\n", "past what is saved"},
    {"b0:\n  exit 0\nexit 0:\n  frame m@1 mode 0 depth 1: v1\n", "past the virtual objects"},
    {"b0:\n  exit 0\nexit 0:\n  deliver v0 mode 1\n", "past the virtual objects"},
    {"b0:\n  exit 0\nexit 0:\n  log saved[2]\n", "past what is saved"},
    {"b0:\n  exit 0\nexit 0:\n  v0 = 16 bytes {#3:word[16] = &1}\n", "outside its virtual object"},
    {"b0:\n  exit 0\nexit 0:\n  v0 = 24 bytes {#3:word[16..][1] = &1}\n", "outside its virtual"},
    {"b0:\n  exit 0\nexit 0:\n  v0 = 32 bytes {#3:word[16..][1] = v0}\n", ""},
};

/// A small program that verifies, for tests that break it in ways that text cannot.
Program sound() {
  Program program;
  program.add_block();
  const NodeId a = program.add_parameter(0, Type::i64);
  const NodeId sum =
      program.append(0, {.op = Op::int_add, .type = Type::i64, .operands = {a, a, no_node}});
  program.append(0, {.op = Op::ret, .operands = {sum, no_node, no_node}});
  return program;
}

void check_broken(const std::function<void(Program&)>& change, std::string_view expected) {
  Program program = sound();
  REQUIRE(complaints(program) == "");
  change(program);
  const std::string found = complaints(program);
  CHECK_MESSAGE(found.find(expected) != std::string::npos, found);
  print(program);
}

}  // namespace

TEST_CASE("every question finds what is wrong, and only that") {
  for (const Case& c : cases) check_complaint(c.body, c.complaint);
}

TEST_CASE("what text cannot say is found as well") {
  check_broken([](Program& p) { p.nodes[1].operands[0] = 77; }, "there is no node %77");
  check_broken([](Program& p) { p.nodes[1].operands[1] = no_node; }, "operand 1 is missing");
  check_broken([](Program& p) { p.nodes[1].operands[2] = 0; }, "operand 2 is one too many");
  check_broken([](Program& p) { p.nodes[1].type = Type::f64; }, "the result is f64");
  check_broken([](Program& p) { p.blocks[0].body.insert(p.blocks[0].body.begin(), 1); },
               "the node is in two places");
  check_broken([](Program& p) { p.blocks[0].body.insert(p.blocks[0].body.begin(), 9); },
               "there is no such node");
  check_broken([](Program& p) { p.blocks[0].parameters.push_back(2); }, "is no `param`");
  check_broken([](Program& p) { p.nodes[0].op = Op::int_neg; }, "is no `param`");
  check_broken([](Program& p) { p.blocks[0].body.erase(p.blocks[0].body.begin()); },
               "%1 is in no block");
  check_broken([](Program& p) { p.nodes[2].op = Op::jump; }, "there are no such targets");
  check_broken([](Program& p) { p.nodes[1].op = Op::load; }, "there is no such field");
  check_broken([](Program& p) { p.nodes[1].op = Op::call; }, "there is no such call");
  check_broken([](Program& p) { p.nodes[1].op = Op::alloc; }, "no function allocates");
  check_broken([](Program& p) { p.nodes[1].op = Op::float_box; }, "no function boxes floats");
  check_broken([](Program& p) { p.exit_points.push_back(nullptr); }, "as many exit points");
  check_broken(
      [](Program& p) {
        const NodeId wrong = p.add({.op = Op::const_bool, .type = Type::boolean, .imm = 2});
        p.blocks[0].body.insert(p.blocks[0].body.begin(), wrong);
      },
      "a boolean constant is 0 or 1");
  check_broken([](Program& p) { p.exits.emplace_back().saved.assign(pe::exit_buffer_size + 1, 0); },
               "saves more than the buffer holds");
}
