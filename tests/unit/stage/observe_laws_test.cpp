// Laws of the stages that run and watch: whatever is computed, they compute what Direct does.
#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <tuple>
#include <vector>

#include "tests/unit/stage/machines.hpp"

namespace {

using namespace stage_test;

const std::vector<std::int64_t> integers = {
    0, 1, -1, 2, 3, -7, 10, 63, 64, 255, -256, 1000003, std::int64_t{1} << 53, -(std::int64_t{1} << 53) - 1,
    gc::small_int_max, gc::small_int_min, gc::small_int_max - 1, gc::small_int_min + 1};
const std::vector<double> floats = {
    0.0, -0.0, 1.0, -1.0, 0.5, 3.25, -1e-3, 1e300, -1e-300, 5e-324, 1.7976931348623157e308,
    std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity(),
    std::numeric_limits<double>::quiet_NaN()};

/// Equal as answers: NaN is NaN, and the zeros differ.
template <class T>
bool same(T a, T b) {
  if constexpr (std::is_same_v<T, double>) {
    if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
    return pe::to_bits(a) == pe::to_bits(b);
  } else {
    return a == b;
  }
}

/// Runs `operation(machine, operands...)` at Direct, Profile and Replay; all must agree.
template <class F, class... T>
void check_same(F operation, T... operands) {
  DirectMachine direct;
  ProfileMachine profile;
  ReplayMachine replay;
  const auto expected = operation(direct, operands...);
  using Answer = std::remove_const_t<decltype(expected)>;
  CHECK(same<Answer>(expected, profile.taken(operation(profile, profile.given(operands)...))));
  CHECK(same<Answer>(expected, replay.taken(operation(replay, replay.given(operands)...))));
}

const auto integer_operations = std::tuple{
    [](auto&, auto a, auto b) { return a + b; },
    [](auto&, auto a, auto b) { return a - b; },
    [](auto&, auto a, auto b) { return a & b; },
    [](auto&, auto a, auto b) { return a | b; },
    [](auto&, auto a, auto b) { return a ^ b; },
    [](auto&, auto a, auto b) { return a << (b & 15) >> (b & 31); },
    [](auto&, auto a, auto) { return -a; },
    [](auto&, auto a, auto) { return ~a; },
    [](auto&, auto a, auto b) { return a == b; },
    [](auto&, auto a, auto b) { return a != b; },
    [](auto&, auto a, auto b) { return a < b; },
    [](auto&, auto a, auto b) { return a <= b; },
    [](auto&, auto a, auto b) { return a > b; },
    [](auto&, auto a, auto b) { return a >= b; },
    [](auto& m, auto a, auto b) { return m.below(a, b); },
    [](auto& m, auto a, auto b) { return m.bit(a < b); },
    [](auto& m, auto a, auto b) { return m.fits_small(a + b); },
    [](auto& m, auto a, auto b) { return m.add_small(a, b).overflow; },
    [](auto& m, auto a, auto b) { return m.sub_small(a, b).overflow; },
    [](auto& m, auto a, auto b) { return m.mul_small(a, b).overflow; },
    [](auto& m, auto a, auto b) { return m.add_small(a, b).value; },
    [](auto& m, auto a, auto) { return m.to_float(a); },
    [](auto& m, auto a, auto) { return m.int_of(m.from_int(a)); },
    [](auto& m, auto a, auto b) { return m.from_bool(a < b); },
};
const auto division_operations = std::tuple{
    [](auto& m, auto a, auto b) { return m.divide(a, b); },
    [](auto& m, auto a, auto b) { return m.remainder(a, b); },
};
const auto float_operations = std::tuple{
    [](auto&, auto a, auto b) { return a + b; },
    [](auto&, auto a, auto b) { return a - b; },
    [](auto&, auto a, auto b) { return a * b; },
    [](auto&, auto a, auto b) { return a / b; },
    [](auto&, auto a, auto) { return -a; },
    [](auto&, auto a, auto b) { return a == b; },
    [](auto&, auto a, auto b) { return a != b; },
    [](auto&, auto a, auto b) { return a < b; },
    [](auto&, auto a, auto b) { return a <= b; },
    [](auto&, auto a, auto b) { return a > b; },
    [](auto&, auto a, auto b) { return a >= b; },
    [](auto& m, auto a, auto) { return m.square_root(a); },
    [](auto& m, auto a, auto) { return m.floor(a); },
    [](auto& m, auto a, auto) { return m.absolute(a); },
    [](auto& m, auto a, auto) { return m.is_float(m.from_float(a)); },
    [](auto& m, auto a, auto) { return m.float_of(m.from_float(a)); },
};
const auto word_operations = std::tuple{
    [](auto& m, auto a) { return m.is_int(a); },
    [](auto& m, auto a) { return m.is_float(a); },
    [](auto& m, auto a) { return m.is_bool(a); },
    [](auto& m, auto a) { return m.is_object(a); },
    [](auto&, auto a) { return a == gc::true_word; },
    [](auto&, auto a) { return a != Word{}; },
};

template <class Table, class... T>
void check_all(const Table& table, T... operands) {
  std::apply([&](auto... operation) { (check_same(operation, operands...), ...); }, table);
}

TEST_CASE("integers") {
  for (std::int64_t a : integers)
    for (std::int64_t b : integers) {
      CAPTURE(a);
      CAPTURE(b);
      check_all(integer_operations, a, b);
      if (b != 0) check_all(division_operations, a, b);
    }
}

TEST_CASE("floats") {
  for (double a : floats)
    for (double b : floats) {
      CAPTURE(a);
      CAPTURE(b);
      check_all(float_operations, a, b);
    }
}

TEST_CASE("words") {
  std::vector<Word> words = {Word{}, gc::true_word, gc::false_word, gc::special(2), box_float(0.0, nullptr)};
  for (std::int64_t value : integers) words.push_back(gc::small_int(value));
  for (double value : floats) words.push_back(DirectMachine::from_float(value));
  for (Word word : words) {
    CAPTURE(word.bits);
    check_all(word_operations, word);
  }
}

// Control flow: `if`, `while` and early returns on dynamic booleans are the author's own C++.

const auto greatest_divisor = [](auto& m, auto a, auto b) {
  while (b != 0) {
    const auto rest = m.remainder(a, b);
    a = b;
    b = rest;
  }
  return a;
};
const auto collatz_steps = [](auto& m, auto n) {
  auto steps = n - n;
  while (n > 1) {
    if ((n & 1) == 0) n = m.divide(n, 2);
    else n = n * 3 + 1;
    steps = steps + 1;
  }
  return steps;
};

TEST_CASE("loops and branches") {
  for (std::int64_t a = 1; a < 40; ++a) {
    check_same(collatz_steps, a);
    for (std::int64_t b = 0; b < 40; ++b) check_same(greatest_divisor, a, b);
  }
}

TEST_CASE("a path names a place: what was seen once is not seen anew") {
  ProfileMachine m;
  const auto run = [&](std::int64_t n) {
    m.begin_step("collatz", 0, 0);
    return m.taken(collatz_steps(m, m.given(n)));
  };
  run(27);
  const std::size_t places = m.seen.size();
  CHECK(places == 2 * 111 + 1);  // Two decisions a step, and the one that ends the loop.
  run(27);
  CHECK(m.seen.size() == places);
  run(54);  // Another way from the second decision on.
  CHECK(m.seen.size() > places);
}

TEST_CASE("a trace is the decisions in order") {
  ProfileMachine m;
  pe::Trace trace;
  m.trace = &trace;
  m.begin_step("gcd", 3, 1);
  greatest_divisor(m, m.given(std::int64_t{12}), m.given(std::int64_t{18}));
  REQUIRE(trace.steps.size() == 1);
  CHECK(trace.steps[0].pc == 3);
  CHECK(trace.steps[0].depth == 1);
  CHECK(trace.steps[0].decisions == 0);
  CHECK(trace.decisions == std::vector<std::uint64_t>{1, 1, 1, 0});
}

TEST_CASE("promoted values are remembered in the order of their coming, up to a bound") {
  ProfileMachine m;
  for (std::int64_t value : {5, 3, 5, 9, 1, 2, 4, 6, 7, 8, 10}) {
    m.begin_step("promote", 0, 0);
    CHECK(m.promote(m.given(value)) == value);
  }
  const pe::Seen* seen = m.seen.find(pe::Path("promote", 0).key());
  REQUIRE(seen != nullptr);
  CHECK(seen->values == std::vector<std::uint64_t>{5, 3, 9, 1, 2, 4, 6, 7});
  CHECK(seen->values.size() == pe::Coverage::most_values);
}

}  // namespace
