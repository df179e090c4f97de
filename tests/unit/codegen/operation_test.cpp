// Each pure operation alone, against the evaluator, on values that are likely to go wrong.
#include <limits>

#include "gc/layout/word.hpp"
#include "pe/residual/ops.hpp"
#include "tests/unit/codegen/support.hpp"

using namespace test;
using pe::residual::Op;
using pe::residual::OpInfo;

namespace {

using Values = std::vector<std::uint64_t>;

const Values& integers() {
  static const Values values = [] {
    Values made;
    for (std::int64_t v :
         {0l, 1l, -1l, 2l, 7l, -7l, 63l, 1l << 31, -(1l << 31), 3037000500l, gc::small_int_max,
          gc::small_int_min, std::numeric_limits<std::int64_t>::max(),
          std::numeric_limits<std::int64_t>::min()})
      made.push_back(bits(v));
    return made;
  }();
  return values;
}

const Values& floats() {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  static const Values values{
      bits(0.0),   bits(-0.0),     bits(1.0),       bits(-1.5),
      bits(0.1),   bits(1e300),    bits(-1e-300),   bits(4e18),
      bits(-4e18), bits(infinity), bits(-infinity), bits(std::numeric_limits<double>::quiet_NaN())};
  return values;
}

const Values& words() {
  static const Values values = [] {
    Values made{0,
                gc::true_word.bits,
                gc::false_word.bits,
                gc::special(2).bits,
                gc::small_int(0).bits,
                gc::small_int(gc::small_int_min).bits};
    for (std::uint64_t number : floats())
      made.push_back(residual_world::box_float(std::bit_cast<double>(number)).bits);
    static residual_world::World world;
    made.push_back(gc::reference(world.make_cell(3)).bits);
    return made;
  }();
  return values;
}

const Values& samples(Type type) {
  static const Values booleans{0, 1};
  static const Values none{0};
  switch (type) {
    case Type::i64: return integers();
    case Type::f64: return floats();
    case Type::ref: return words();
    case Type::boolean: return booleans;
    case Type::none: break;
  }
  return none;
}

bool is_float(std::uint64_t word) {
  return gc::is_immediate_float({word}) ||
         (gc::is_object({word}) &&
          gc::layout_of(gc::as<gc::Object>(gc::Word{word})->header) == gc::boxed_float_layout);
}

// The conditions under which the operation has a meaning.
bool is_allowed(Op op, std::uint64_t a, std::uint64_t b) {
  const auto small = [](std::uint64_t v) {
    return gc::fits_small_int(static_cast<std::int64_t>(v));
  };
  switch (op) {
    case Op::int_div:
    case Op::int_rem:
      return b != 0 && !(b == bits(-1l) && a == bits(std::numeric_limits<std::int64_t>::min()));
    case Op::int_shl:
    case Op::int_shr:
    case Op::int_ushr: return b < 64;
    case Op::int_add_overflows:
    case Op::int_sub_overflows:
    case Op::int_mul_overflows: return small(a) && small(b);
    case Op::int_box: return small(a);
    case Op::float_to_int: return std::abs(std::bit_cast<double>(a)) < 0x1p62;
    case Op::int_unbox: return gc::is_small_int({a});
    case Op::float_unbox: return is_float(a);
    case Op::bool_unbox: return gc::is_boolean({a});
    default: return true;
  }
}

// A program that is this one operation; i64 results are split, as a result must be small.
std::string text_of(const OpInfo& row) {
  const auto type = [](Type type) { return std::string(pe::residual::name(type)); };
  std::string text =
      "program @one\nuses @box_float(f64) -> ref allocates\nfloats boxed as Float by "
      "@box_float\nb0(%0: " +
      type(row.operands[0]);
  const bool binary = row.operands[1] != Type::none;
  if (binary) text += ", %1: " + type(row.operands[1]);
  text += "):\n  %2 = " + std::string(row.name) + " %0" + (binary ? ", %1" : "") + "\n";
  if (row.result != Type::i64) return text + "  ret %2\n";
  return text + "  exit 0\nexit 0: shows all 64 bits\n  saved %2\n";
}

}  // namespace

TEST_CASE("every pure operation") {
  for (const OpInfo& row : pe::residual::detail::op_table) {
    const bool boxes = row.op == Op::float_box;
    if ((row.effect != pe::residual::Effect::pure && !boxes) || row.operands[0] == Type::none)
      continue;
    CAPTURE(row.name);
    Fixture fixture(text_of(row));
    const std::vector<codegen::Compiled> compiled{fixture.compile(Gear::quick),
                                                  fixture.compile(Gear::optimised)};
    for (std::uint64_t a : samples(row.operands[0]))
      for (std::uint64_t b : samples(row.operands[1])) {
        if (!is_allowed(row.op, a, b)) continue;
        Values arguments{a};
        if (row.operands[1] != Type::none) arguments.push_back(b);
        fixture.world.begin();
        const auto expected = fixture.world.end(evaluate(fixture.program, arguments));
        for (const auto& code : compiled) {
          CAPTURE(a);
          CAPTURE(b);
          const pe::Returned result = fixture.run(code, arguments);
          CHECK(fixture.world.end(result) == expected);
        }
      }
  }
}

TEST_CASE("a test for a float has the float at hand") {
  Fixture fixture(R"(program @float
uses @box_float(f64) -> ref allocates
floats boxed as Float by @box_float
b0(%0: ref):
  %1 = is_float %0
  guard_true %1 -> exit 0
  %2 = float_unbox %0
  %3 = float_add %2, 1.0
  %4 = float_box %3
  ret %4
exit 0: no float
  saved %0
)");
  for (std::uint64_t word : words()) fixture.compare({word});
}

TEST_CASE("what a returned word is") {
  Fixture fixture("program @same\nfloats boxed as Float\nb0(%0: ref):\n  ret %0\n");
  for (std::uint64_t word : words()) fixture.compare({word});
}

TEST_CASE("an invoked function's result as a word") {
  for (const char* type : {"i64", "f64", "bool", "ref"}) {
    Fixture callee("program @callee\nfloats boxed as Float\nb0(%0: " + std::string(type) +
                   "):\n  ret %0\n");
    Fixture caller(
        "program @caller\nuses @box_float(f64) -> ref allocates\nfloats boxed as Float by "
        "@box_float\nb0(%0: " +
        std::string(type) +
        "):\n  %1 = invoke @other(%0)\n  %2 = invoke_ref %1\n  exit 0\nexit 0: shows "
        "it\n  saved %2\n");
    pe::residual::EntryCell* cell = caller.names.resolve_entry("other");
    for (Gear gear : both_gears) {
      const auto code = callee.compile(gear);
      cell->code = code.entry;
      const Type parameter = callee.parameter_types()[0];
      for (std::uint64_t value : samples(parameter)) {
        if (parameter == Type::i64 && !gc::fits_small_int(static_cast<std::int64_t>(value)))
          continue;
        caller.compare({value});
      }
    }
  }
}
