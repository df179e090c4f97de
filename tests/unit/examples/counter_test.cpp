// The counter machine: every stage gives one answer, and specialising leaves nothing of the interpreter.
#include <doctest/doctest.h>

#include "examples/counter/specialise.hpp"
#include "pe/residual/evaluate.hpp"

namespace {

using pe::residual::Op;

std::int64_t sum_of_squares(std::int64_t n) {
  std::int64_t sum = 0;
  for (std::int64_t i = 1; i <= n; ++i) sum += i * i;
  return sum & counter::register_bits;
}

std::int64_t run_residual(const counter::Program& program, std::int64_t argument) {
  pe::Context context;
  const auto residual = counter::specialise(program, context);
  const std::uint64_t bits = pe::to_bits(argument);
  const pe::Returned result = pe::residual::evaluate(*residual, {&bits, 1});
  CHECK(result.kind == static_cast<std::int64_t>(pe::residual::ResultKind::integer));
  return static_cast<std::int64_t>(result.payload);
}

TEST_CASE("Direct, Profile and the residual program agree") {
  for (std::int64_t n : {1, 2, 10, 1000, 5000}) {
    CAPTURE(n);
    pe::Coverage coverage;
    CHECK(counter::run_direct(counter::sum_of_squares, n) == sum_of_squares(n));
    CHECK(counter::run_profiled(counter::sum_of_squares, n, coverage) == sum_of_squares(n));
    CHECK(run_residual(counter::sum_of_squares, n) == sum_of_squares(n));
  }
}

TEST_CASE("Profile counts the sides of the one decision") {
  pe::Coverage coverage;
  counter::run_profiled(counter::sum_of_squares, 10, coverage);
  CHECK(coverage.size() == 1);
  const pe::Seen* seen = coverage.find(pe::Path(&counter::sum_of_squares, 3).key());
  REQUIRE(seen != nullptr);
  CHECK(seen->yes == 9);
  CHECK(seen->no == 1);
}

TEST_CASE("a program without decisions becomes a constant") {
  using counter::Op::add, counter::Op::halt, counter::Op::multiply, counter::Op::set;
  const counter::Program constant = {{set, 1, 6}, {set, 2, 7}, {multiply, 3, 1, 2}, {halt, 3}};
  pe::Context context;
  const auto residual = counter::specialise(constant, context);
  REQUIRE(residual->blocks.size() == 1);
  const pe::residual::Node& last = residual->terminator(0);
  CHECK(last.op == Op::ret);
  const pe::residual::Node& result = residual->nodes[last.operands[0]];
  CHECK(result.op == Op::const_int);
  CHECK(result.imm == 42);
}

TEST_CASE("the residual loop is the program's own arithmetic") {
  pe::Context context;
  const auto residual = counter::specialise(counter::sum_of_squares, context);
  REQUIRE(residual->blocks.size() == 4);  // Entry, loop, the way back, the end.
  std::vector<Op> ops;
  for (pe::residual::NodeId id : residual->blocks[1].body) ops.push_back(residual->nodes[id].op);
  const std::vector<Op> expected = {Op::int_mul, Op::int_and, Op::int_add, Op::int_and,
                                    Op::int_sub, Op::int_and, Op::int_ne,  Op::branch};
  CHECK(ops == expected);
}

}  // namespace
