// The evaluator: every operation on constants, then memory, calls, invocations, control and
// leaving.
#include "pe/residual/evaluate.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "pe/residual/forced_exit.hpp"
#include "pe/residual/text.hpp"
#include "pe/residual/verify.hpp"
#include "tests/random/residual_world.hpp"

using namespace pe::residual;
using residual_world::Cell;
using residual_world::Functions;
using residual_world::World;

namespace {

/// A program read from text, in a world.
struct Loaded {
  World world;
  Functions functions;
  Program program;

  explicit Loaded(const std::string& text) {
    auto parsed = parse(text, functions);
    CAPTURE(text);
    if (!parsed) FAIL(parsed.error().line << ": " << parsed.error().message);
    program = std::move(*parsed);
    world.attach(program);
    for (const Complaint& complaint : verify(program)) FAIL_CHECK(describe(program, complaint));
    world.begin();
  }
  pe::Returned run(std::initializer_list<std::uint64_t> arguments) {
    return evaluate(program, {arguments.begin(), arguments.size()});
  }
};

/// The value of one operation, as a constant's text.
std::string value_of(const std::string& operation) {
  Loaded loaded("program @p\nb0:\n  %0 = " + operation + "\n  exit 0\nexit 0:\n  saved %0\n");
  loaded.run({});
  const Node& node = loaded.program.nodes[loaded.program.exits[0].saved[0]];
  return constant_text(node.type, loaded.world.exit_buffer[0]);
}

struct Law {
  std::string operation;
  std::string value;
};

const Law laws[] = {
    {"int_add 9223372036854775807, 1", "-9223372036854775808"},
    {"int_sub -9223372036854775808, 1", "9223372036854775807"},
    {"int_mul 4611686018427387905, 4", "4"},
    {"int_div -7, 2", "-3"},
    {"int_rem -7, 2", "-1"},
    {"int_neg -9223372036854775808", "-9223372036854775808"},
    {"int_and 12, 10", "8"},
    {"int_or 12, 10", "14"},
    {"int_xor 12, 10", "6"},
    {"int_not 0", "-1"},
    {"int_shl -1, 63", "-9223372036854775808"},
    {"int_shr -8, 1", "-4"},
    {"int_ushr -8, 1", "9223372036854775804"},
    {"int_add_overflows 4611686018427387903, 1", "true"},
    {"int_add_overflows 4611686018427387902, 1", "false"},
    {"int_sub_overflows -4611686018427387904, 1", "true"},
    {"int_sub_overflows -4611686018427387903, 1", "false"},
    {"int_mul_overflows 4294967296, 4294967296", "true"},
    {"int_mul_overflows 2147483648, 2147483648", "true"},
    {"int_mul_overflows -2147483648, 2147483648", "false"},
    {"int_eq 3, 3", "true"},
    {"int_ne 3, 3", "false"},
    {"int_lt -1, 0", "true"},
    {"int_le 0, 0", "true"},
    {"uint_lt -1, 0", "false"},
    {"int_is_small 4611686018427387904", "false"},
    {"int_is_small -4611686018427387904", "true"},
    {"float_add 0.1, 0.2", "0.30000000000000004"},
    {"float_sub 0.5, 1.5", "-1.0"},
    {"float_mul 1.0e+300, 1.0e+300", "inf"},
    {"float_div -1.0, 0.0", "-inf"},
    {"float_neg 0.0", "-0.0"},
    {"float_abs -inf", "inf"},
    {"float_sqrt 2.25", "1.5"},
    {"float_floor -0.5", "-1.0"},
    {"float_eq nan, nan", "false"},
    {"float_eq 0.0, -0.0", "true"},
    {"float_ne nan, nan", "true"},
    {"float_lt nan, 1.0", "false"},
    {"float_le 1.0, 1.0", "true"},
    {"int_to_float 9007199254740993", "9007199254740992.0"},
    {"float_to_int -2.75", "-2"},
    {"float_bits 1.0", "4607182418800017408"},
    {"bool_not true", "false"},
    {"bool_to_int true", "1"},
    {"ref_eq &5, &5", "true"},
    {"ref_ne &5, &null", "true"},
    {"ref_bits &true", "12"},
    {"is_int &-3", "true"},
    {"is_int &1.5", "false"},
    {"int_box -4611686018427387904", "&-4611686018427387904"},
    {"int_unbox &-3", "-3"},
    {"is_float &1.5", "true"},
    {"is_float &null", "false"},
    {"float_box 1.5", "&1.5"},
    {"float_unbox &1.5", "1.5"},
    {"is_bool &false", "true"},
    {"is_bool &special2", "false"},
    {"bool_box true", "&true"},
    {"bool_unbox &false", "false"},
    {"is_object &null", "false"},
    {"is_object &true", "false"},
};

}  // namespace

TEST_CASE("each operation on constants") {
  for (const Law& law : laws) {
    CAPTURE(law.operation);
    CHECK(value_of(law.operation) == law.value);
  }
}

TEST_CASE("no pure operation is forgotten") {
  std::set<std::string_view> told;
  for (const Law& law : laws)
    told.insert(std::string_view(law.operation).substr(0, law.operation.find(' ')));
  for (const OpInfo& row : detail::op_table)
    if (row.op >= Op::int_add && row.op <= Op::is_object) {
      CAPTURE(row.name);
      CHECK(told.contains(row.name));
    }
}

TEST_CASE("a float that is no immediate is boxed, and looks like a float") {
  Loaded loaded(
      "program @p\n"
      "uses @box_float(f64) -> ref allocates\n"
      "floats boxed as #2 by @box_float\n"
      "b0(%0: f64):\n"
      "  %1 = float_box %0\n"
      "  %2 = is_float %1\n"
      "  %3 = is_object %1\n"
      "  %4 = float_unbox %1\n"
      "  exit 0\n"
      "exit 0:\n"
      "  saved %2, %3, %4\n");
  for (const auto& [value, boxed] : {std::pair{0.0, 1u}, {1.25, 0u}, {1e300, 1u}}) {
    loaded.run({std::bit_cast<std::uint64_t>(value)});
    CHECK(loaded.world.exit_buffer[0] == 1);
    CHECK(loaded.world.exit_buffer[1] == boxed);
    CHECK(std::bit_cast<double>(loaded.world.exit_buffer[2]) == value);
  }
}

TEST_CASE("fields of every kind are read and written") {
  Loaded loaded(
      "program @p\n"
      "b0(%0: ref):\n"
      "  store %0, #40:i64[8], -5\n"
      "  store %0, #40:f64[16], 2.5\n"
      "  store %0, #40:word[24], &true\n"
      "  store %0, #40:i32[32], -6\n"
      "  store %0, #40:u16[36], -1\n"
      "  store %0, #40:u8[38], 511\n"
      "  store %0, #40:bool[39], true\n"
      "  store %0, #40:u32[40], -1\n"
      "  %1 = load %0, #40:i64[8]\n"
      "  %2 = load %0, #40:f64[16]\n"
      "  %3 = load %0, #40:word[24]\n"
      "  %4 = load %0, #40:i32[32]\n"
      "  %5 = load %0, #40:u16[36]\n"
      "  %6 = load %0, #40:u8[38]\n"
      "  %7 = load %0, #40:bool[39]\n"
      "  %8 = load %0, #40:u32[40]\n"
      "  exit 0\n"
      "exit 0:\n"
      "  saved %1, %2, %3, %4, %5, %6, %7, %8\n");
  Cell* cell = loaded.world.make_cell(1);
  loaded.run({gc::reference(cell).bits});
  CHECK(cell->number == -5);
  CHECK(cell->real == 2.5);
  CHECK(cell->word == gc::true_word);
  CHECK(cell->small == -6);
  CHECK(cell->middle == 65535);
  CHECK(cell->byte == 255);
  CHECK(cell->flag);
  CHECK(cell->large == ~0u);
  const std::uint64_t* saved = loaded.world.exit_buffer;
  CHECK(static_cast<std::int64_t>(saved[0]) == -5);
  CHECK(std::bit_cast<double>(saved[1]) == 2.5);
  CHECK(saved[2] == gc::true_word.bits);
  CHECK(static_cast<std::int64_t>(saved[3]) == -6);
  CHECK(saved[4] == 65535);
  CHECK(saved[5] == 255);
  CHECK(saved[6] == 1);
  CHECK(saved[7] == 0xffffffff);
}

TEST_CASE("objects come from the areas, then from the function") {
  Loaded loaded(
      "program @p\n"
      "uses @allocate(i64) -> ref allocates\n"
      "objects allocated by @allocate\n"
      "b0(%0: i64):\n"
      "  %1 = alloc 40\n"
      "  %2 = alloc_array 16, %0\n"
      "  store_element %2, #41:i64[16..], 1, 77\n"
      "  %3 = load_element %2, #41:i64[16..], 1\n"
      "  %4 = load_element %2, #41:i64[16..], 0\n"
      "  exit 0\n"
      "exit 0:\n"
      "  saved %1, %2, %3, %4\n");
  gc::Area& area = loaded.world.areas[gc::area_index(40)];
  char* const first = area.cursor;
  area.limit = first + gc::cell_size(40);
  loaded.run({2});
  const std::uint64_t* saved = loaded.world.exit_buffer;
  CHECK(saved[0] == reinterpret_cast<std::uint64_t>(first));
  CHECK(area.cursor == area.limit);
  CHECK(saved[2] == 77);
  CHECK(saved[3] == 0);
  loaded.run({1000});
  CHECK(saved[0] != 0);
  CHECK(saved[0] != reinterpret_cast<std::uint64_t>(first));
  CHECK(saved[2] == 77);
}

TEST_CASE("functions of every signature are called") {
  Loaded loaded(
      "program @p\n"
      "uses @weigh(i64, f64, bool, i64, i64, i64, i64, i64) -> i64\n"
      "uses @blend(f64, i64, f64) -> f64\n"
      "uses @is_odd(i64) -> bool\n"
      "uses @stir(ref, i64) -> i64 reads writes\n"
      "uses @clear(ref) -> none writes\n"
      "b0(%0: ref):\n"
      "  %1 = call @weigh(1, 1.5, true, 2, 3, 4, 5, 6)\n"
      "  %2 = call @blend(3.0, 17, 0.25)\n"
      "  %3 = call @is_odd(7)\n"
      "  %4 = call @is_odd(8)\n"
      "  call @clear(%0)\n"
      "  %5 = call @stir(%0, 3)\n"
      "  exit 0\n"
      "exit 0:\n"
      "  saved %1, %2, %3, %4, %5\n");
  Cell* cell = loaded.world.make_cell(5);
  cell->number = 10;
  loaded.run({gc::reference(cell).bits});
  const std::uint64_t* saved = loaded.world.exit_buffer;
  CHECK(static_cast<std::int64_t>(saved[0]) == residual_world::weigh(1, 1.5, true, 2, 3, 4, 5, 6));
  CHECK(std::bit_cast<double>(saved[1]) == residual_world::blend(3.0, 17, 0.25));
  CHECK(saved[2] == 1);
  CHECK(saved[3] == 0);
  CHECK(static_cast<std::int64_t>(saved[4]) == (13 ^ -1));
  CHECK(cell->middle == 65535);
}

TEST_CASE("a program invokes itself, and results say what they are") {
  Loaded loaded(
      "program @fib\n"
      "b0(%0: i64):\n"
      "  %1 = int_lt %0, 2\n"
      "  branch %1 -> b1, b2\n"
      "b1:\n"
      "  ret %0\n"
      "b2:\n"
      "  %2 = int_sub %0, 1\n"
      "  %3 = invoke @self(%2) depth 1\n"
      "  %4 = int_sub %0, 2\n"
      "  %5 = invoke @self(%4) depth 1\n"
      "  %6 = invoke_int %3\n"
      "  %7 = invoke_ref %5\n"
      "  %8 = int_unbox %7\n"
      "  %9 = int_add %6, %8\n"
      "  ret %9\n");
  loaded.program.self->evaluated = &loaded.program;
  const pe::Returned result = loaded.run({15});
  CHECK(result.payload == 610);
  CHECK(result.kind == static_cast<std::int64_t>(ResultKind::integer));
  CHECK(loaded.world.depth == 0);
}

namespace {

/// What a compiled residual function looks like from outside: all registers and some stack.
pe::Returned compiled(std::int64_t a, double b, bool c, std::int64_t d, double e, double f,
                      double g, double h, double i, double j, double k, double l, std::int64_t m,
                      std::int64_t n, std::int64_t o, std::int64_t p) {
  const double sum = b + e + f + g + h + i + j + k + 2 * l;
  const auto rest = static_cast<double>(a + c + d + m + n + o * 10 + p * 100);
  return {std::bit_cast<std::uint64_t>(sum + rest * 1000),
          static_cast<std::int64_t>(ResultKind::floating)};
}

}  // namespace

TEST_CASE("machine code is invoked by the C ABI, arguments on the stack included") {
  Loaded loaded(
      "program @p\n"
      "b0:\n"
      "  %0 = invoke @entry0(1, 0.5, true, 2, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 7.0, 3, 4, 5, 6)\n"
      "  %1 = invoke_kind %0\n"
      "  %2 = invoke_float %0\n"
      "  exit 0\n"
      "exit 0:\n"
      "  saved %1, %2\n");
  loaded.program.calls[0].entry->code = reinterpret_cast<const void*>(&compiled);
  loaded.run({});
  CHECK(loaded.world.exit_buffer[0] == static_cast<std::uint64_t>(ResultKind::floating));
  CHECK(std::bit_cast<double>(loaded.world.exit_buffer[1]) == 18 + 661000.0);
}

TEST_CASE("results have one normal form") {
  const auto result = [](const std::string& type, std::uint64_t bits) {
    Loaded loaded("program @p\nb0(%0: " + type + "):\n  ret %0\n");
    return loaded.run({bits});
  };
  const auto is = [](pe::Returned returned, ResultKind kind, std::uint64_t payload) {
    return returned.kind == static_cast<std::int64_t>(kind) && returned.payload == payload;
  };
  const auto bits = [](double value) { return std::bit_cast<std::uint64_t>(value); };
  Cell cell{};
  cell.header = gc::make_header(Cell::layout);
  CHECK(is(result("i64", 5), ResultKind::integer, 5));
  CHECK(is(result("f64", bits(5)), ResultKind::floating, bits(5)));
  CHECK(is(result("bool", 1), ResultKind::boolean, 1));
  CHECK(is(result("ref", gc::small_int(5).bits), ResultKind::integer, 5));
  CHECK(is(result("ref", gc::rotated_float(1.5).bits), ResultKind::floating, bits(1.5)));
  CHECK(is(result("ref", residual_world::box_float(0).bits), ResultKind::floating, bits(0)));
  CHECK(is(result("ref", gc::true_word.bits), ResultKind::boolean, 1));
  CHECK(is(result("ref", 0), ResultKind::reference, 0));
  CHECK(is(result("ref", gc::special(2).bits), ResultKind::reference, gc::special(2).bits));
  const std::uint64_t address = gc::reference(&cell).bits;
  CHECK(is(result("ref", address), ResultKind::reference, address));
}

TEST_CASE("control goes where it should, parameters move all at once") {
  Loaded loaded(
      "program @p\n"
      "b0(%0: i64):\n"
      "  switch_int %0 -> 3: b1(1), -4: b1(2), else b2(0, 100, 200)\n"
      "b1(%1: i64):\n"
      "  ret %1\n"
      "b2(%2: i64, %3: i64, %4: i64):\n"
      "  %5 = int_add %2, 1\n"
      "  %6 = int_lt %2, %0\n"
      "  branch %6 -> b2(%5, %4, %3), b3\n"
      "b3:\n"
      "  ret %3\n");
  CHECK(loaded.run({3}).payload == 1);
  CHECK(loaded.run({static_cast<std::uint64_t>(-4)}).payload == 2);
  CHECK(loaded.run({0}).payload == 100);
  CHECK(loaded.run({1}).payload == 200);
  CHECK(loaded.run({2}).payload == 100);
}

TEST_CASE("guards leave with what their exit saves, or when a test says so") {
  Loaded loaded(
      "program @p\n"
      "b0(%0: i64, %1: bool):\n"
      "  guard_true %1 -> exit 0\n"
      "  %2 = int_eq %0, 7\n"
      "  guard_false %2 -> exit 1\n"
      "  ret %0\n"
      "exit 0:\n"
      "  saved %0\n"
      "exit 1:\n"
      "  saved 5, %1, 1.5\n");
  CHECK(loaded.run({1, 1}).payload == 1);
  CHECK(loaded.run({1, 0}).payload == 1000);
  CHECK(loaded.world.exit_buffer[0] == 1);
  CHECK(loaded.run({7, 1}).payload == 1001);
  CHECK(loaded.world.exit_buffer[0] == 5);
  CHECK(loaded.world.exit_buffer[1] == 1);
  CHECK(loaded.world.exit_buffer[2] == std::bit_cast<std::uint64_t>(1.5));

  ForcedExit none;
  loaded.world.forced_exit = &none;
  CHECK(loaded.run({1, 1}).payload == 1);
  CHECK(none.seen == 2);
  CHECK(none.forced == 0);
  for (std::uint64_t k : {0u, 1u}) {
    ForcedExit by_execution{.execution = k};
    loaded.world.forced_exit = &by_execution;
    CHECK(loaded.run({1, 1}).payload == 1000 + k);
    CHECK(by_execution.forced == 1);
    ForcedExit by_guard{.guard = guards(loaded.program)[k], .program = &loaded.program};
    loaded.world.forced_exit = &by_guard;
    CHECK(loaded.run({1, 1}).payload == 1000 + k);
  }
}
