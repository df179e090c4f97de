// The text form: what is printed reads back, and reads back as the same program.
#include "pe/residual/text.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "tests/unit/residual/golden.hpp"

using namespace pe::residual;

namespace {

/// A few layouts and names, both ways.
class Example : public Names, public Resolver {
 public:
  std::string layout(gc::LayoutId id) const override {
    return id == 0xffff ? "Object" : id == 3 ? "List" : id == 7 ? "Float" : "";
  }
  std::string field(const gc::Field& field) const override {
    if (field.layout == 0xffff) return "header";
    return field.layout != 3 ? "" : field.is_tail ? "items" : "length";
  }
  std::string special(unsigned index) const override { return index == 2 ? "None" : ""; }
  std::string code(const void* code) const override { return code == &code_ ? "main" : ""; }
  std::string entry(const EntryCell& cell) const override { return &cell == &fib_ ? "fib" : ""; }

  std::optional<gc::LayoutId> layout(std::string_view name) override {
    if (name == "Object") return 0xffff;
    if (name == "List") return 3;
    if (name == "Float") return 7;
    return {};
  }
  std::optional<unsigned> special(std::string_view name) override {
    if (name == "None") return 2;
    return {};
  }
  const void* code(std::string_view name) override { return name == "main" ? &code_ : nullptr; }
  EntryCell* entry(std::string_view name) override { return name == "fib" ? &fib_ : nullptr; }

 private:
  int code_ = 0;
  EntryCell fib_;
};

std::string reprinted(std::string_view text) {
  Resolver resolver;
  const auto program = parse(text, resolver);
  return program ? print(*program) : program.error().message;
}

ParseError error_of(std::string_view text) {
  Resolver resolver;
  const auto program = parse(text, resolver);
  REQUIRE_FALSE(program.has_value());
  return program.error();
}

}  // namespace

TEST_CASE("a program with everything in it prints as it was written") {
  Example example;
  const std::string text = golden_file("everything.txt");
  const auto program = parse(text, example);
  if (!program) FAIL(program.error().line << ": " << program.error().message);
  CHECK(print(*program, example) == text);
}

TEST_CASE("what was read is what was meant") {
  Example example;
  const auto program = *parse(golden_file("everything.txt"), example);
  REQUIRE(program.exits.size() == 1);
  const Exit& exit = program.exits[0];
  CHECK(exit.reason == "overflow never seen");
  CHECK(exit.decision == 0x2a);
  CHECK(exit.outcome);
  CHECK(exit.saved.size() == 4);
  CHECK(exit.virtuals[0].parts[2].source.constant == std::bit_cast<std::uint64_t>(0.5));
  CHECK(exit.virtuals[0].parts[3].source.from == Source::From::virtual_object);
  CHECK(exit.snapshot.frames[0].slots[1].constant == gc::small_int(5).bits);
  CHECK(exit.snapshot.frames[0].slots[3].from == Source::From::absent);
  CHECK(exit.snapshot.frames[0].slots[4].index == 2);
  CHECK_FALSE(exit.snapshot.frames[0].slots[0].box);
  CHECK(exit.snapshot.frames[1].slots[0].box);
  CHECK(exit.snapshot.delivering);
  CHECK(exit.snapshot.delivered.index == 2);
  CHECK(exit.snapshot.mode == 2);
  CHECK(program.boxed_float_layout == 7);
  CHECK(program.calls.size() == 4);
  CHECK(program.calls[0].callee->effects.may_raise);
  CHECK(program.calls[2].depth == 1);
  CHECK(program.calls[3].entry == program.self);
  CHECK(program.targets[0][1].case_value == -2);
  const gc::Field& field = program.fields.back();
  CHECK(field.layout == 9);
  CHECK(field.change == gc::Change::seldom);
}

TEST_CASE("names that no resolver knows are numbered in the order of appearance") {
  const std::string text =
      "program @p\n"
      "b0:\n"
      "  %0 = invoke @entry0()\n"
      "  %1 = invoke @entry1()\n"
      "  %2 = invoke @entry0()\n"
      "  exit 0\n"
      "exit 0:\n"
      "  frame code0@1 mode 0 depth 0:\n"
      "  frame code1@2 mode 0 depth 0:\n"
      "  frame code0@3 mode 0 depth 0:\n";
  CHECK(reprinted(text) == text);
}

TEST_CASE("nodes are numbered anew, wherever they are defined") {
  CHECK(reprinted("program @p\nb0(%7: i64):\n  jump b2\nb1:\n  ret %3\nb2:\n  %3 = int_neg %7\n"
                  "  jump b1\n") ==
        "program @p\nb0(%0: i64):\n  jump b2\nb1:\n  ret %1\nb2:\n  %1 = int_neg %0\n  jump b1\n");
}

TEST_CASE("every constant reads back as its bits") {
  const auto round_trip = [](Type type, std::uint64_t bits) {
    CAPTURE(constant_text(type, bits));
    const std::string text = "program @p\nb0:\n  ret " + constant_text(type, bits) + "\n";
    Resolver resolver;
    const auto program = parse(text, resolver);
    REQUIRE(program.has_value());
    const Node& constant = program->nodes[program->terminator(0).operands[0]];
    CHECK(constant.type == type);
    CHECK(constant.imm == bits);
  };
  using limits = std::numeric_limits<double>;
  for (double value : {0.0, -0.0, 1.0, 0.1, 1e300, 5e-324, limits::max(), limits::infinity(),
                       -limits::infinity(), limits::quiet_NaN(), -limits::quiet_NaN(),
                       limits::signaling_NaN(), 1e16, 123456789012345680.0})
    round_trip(Type::f64, std::bit_cast<std::uint64_t>(value));
  for (std::int64_t value : {std::int64_t{0}, std::int64_t{-1}, INT64_MAX, INT64_MIN})
    round_trip(Type::i64, static_cast<std::uint64_t>(value));
  for (std::uint64_t bits : {0ull, 1ull}) round_trip(Type::boolean, bits);
  for (gc::Word word :
       {gc::Word{}, gc::small_int(gc::small_int_max), gc::small_int(-7), gc::rotated_float(2.5),
        gc::rotated_float(-1e-70), gc::true_word, gc::special(2), gc::Word{0x7f0000000010},
        gc::Word{~std::uint64_t{0}}, gc::Word{0xfffffffffffffffc}, gc::Word{0xfffffffffffffff8}})
    round_trip(Type::ref, word.bits);
}

TEST_CASE("an error names its line") {
  CHECK(error_of("program @p\nb0:\n  %0 = int_plus 1, 2\n").line == 3);
  CHECK(error_of("program @p\nb0:\n  ret %4\n").line == 3);
  CHECK(error_of("program @p\nb0:\n  %0 = int_neg 1\n  %0 = int_neg 2\n").line == 4);
  CHECK(error_of("  ret 1\n").line == 1);
  CHECK(error_of("program @p\nb1:\n").line == 2);
  CHECK(error_of("program @p\nb0:\n  call @f()\n").message ==
        "@f is not declared by a `uses` line");
  CHECK(error_of("program @p\nb0:\n  ret 1 2\n").message == "did not expect `2`");
}
