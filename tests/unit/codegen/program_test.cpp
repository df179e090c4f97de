// Whole programs: loops, recursion, calls, memory, exits, in both gears.
#include <dlfcn.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

#include "tests/unit/codegen/support.hpp"

using namespace test;

TEST_CASE("a loop sums") {
  Fixture fixture(R"(program @sum
b0(%0: i64):
  jump b1(0, 0)
b1(%1: i64, %2: i64):
  %3 = int_lt %1, %0
  branch %3 -> b2, b3
b2:
  %4 = int_add %2, %1
  %5 = int_add %1, 1
  jump b1(%5, %4)
b3:
  ret %2
)");
  for (Gear gear : both_gears)
    check_result(fixture.run(gear, {bits(100l)}), 4950, ResultKind::integer);
}

TEST_CASE("a program invokes itself, and leaves the depth as it was") {
  Fixture fixture(R"(program @fib
uses @box_float(f64) -> ref allocates
floats boxed as Float by @box_float
b0(%0: i64):
  %1 = int_lt %0, 2
  branch %1 -> b1, b2
b1:
  ret %0
b2:
  %2 = int_sub %0, 1
  %3 = invoke @self(%2) depth 1
  %14 = invoke_ref %3
  %4 = invoke_kind %3
  %5 = int_eq %4, 1
  guard_true %5 -> exit 0
  %6 = invoke_int %3
  %7 = int_sub %0, 2
  %8 = invoke @self(%7) depth 1
  %9 = invoke_kind %8
  %10 = int_eq %9, 1
  guard_true %10 -> exit 1
  %11 = invoke_int %8
  %12 = int_add_overflows %6, %11
  guard_false %12 -> exit 1
  %13 = int_add %6, %11
  ret %13
exit 0: no integer
  saved %0, %14
exit 1: no integer
  saved %0, %6
)");
  for (Gear gear : both_gears) {
    fixture.world.depth = 7;
    check_result(fixture.run(gear, {bits(20l)}), 6765, ResultKind::integer);
    CHECK(fixture.world.depth == 0);
  }
}

TEST_CASE("targets with equal blocks and switches") {
  Fixture fixture(R"(program @choose
b0(%0: i64, %1: bool):
  branch %1 -> b1(1), b1(2)
b1(%2: i64):
  switch_int %0 -> 5: b2(%2, 50), -3: b2(%2, 30), 7: b3, else b2(0, %0)
b2(%3: i64, %4: i64):
  %5 = int_mul %3, %4
  ret %5
b3:
  ret %1
)");
  for (std::int64_t choice : {5, -3, 7, 8})
    for (std::uint64_t flag : {0, 1}) fixture.compare({bits(choice), flag});
}

TEST_CASE("calls pass and return every type") {
  Fixture fixture(R"(program @calls
uses @weigh(i64, f64, bool, i64, i64, i64, i64, i64) -> i64
uses @blend(f64, i64, f64) -> f64
uses @is_odd(i64) -> bool
b0(%0: i64, %1: f64):
  %2 = call @is_odd(%0)
  %3 = call @weigh(%0, %1, %2, %0, 3, 4, 5, %0)
  %4 = call @blend(%1, %3, 2.5)
  ret %4
)");
  fixture.compare({bits(3l), bits(4.5)});
  fixture.compare({bits(8l), bits(0.5)});
}

TEST_CASE("every guard can be made to leave") {
  Fixture fixture(R"(program @guards
b0(%0: i64, %1: f64, %2: ref):
  %3 = int_lt %0, 1000
  guard_true %3 -> exit 0
  %4 = float_add %1, 1.0
  %5 = float_lt %4, 0.0
  guard_false %5 -> exit 1
  %6 = int_add %0, 5
  guard_true %3 -> exit 2
  ret %6
exit 0: first
  saved %0, %1, %2
exit 1: second
  saved %4, %5, %0
exit 2: third
  saved %4, %5, %0
)");
  const std::vector<std::uint64_t> arguments{bits(10l), bits(2.0), gc::small_int(9).bits};
  fixture.compare(arguments);
  fixture.compare({bits(1000l), bits(2.0), 0});
  fixture.compare({bits(10l), bits(-2.0), 0});
  for (Gear gear : both_gears)
    for (std::int64_t guard : {0, 1, 2}) {
      const auto compiled = fixture.compile(gear, guard);
      check_result(fixture.run(compiled, arguments), bits(1000 + guard), ResultKind::integer);
    }
  CHECK(fixture.world.times_left > 0);
}

TEST_CASE("objects are made from areas, and by the heap where those end") {
  Fixture fixture(R"(program @objects
uses @allocate(i64) -> ref allocates
objects allocated by @allocate
b0(%0: i64):
  jump b1(0, &null)
b1(%1: i64, %2: ref):
  %3 = alloc 64
  store %3, #65535.header:i64[0], 11258999068426240
  store %3, Cell.number:i64[8], %1
  store %3, Cell.word:word[24], %2
  %4 = int_add %1, 1
  %5 = int_lt %4, %0
  branch %5 -> b1(%4, %3), b2
b2:
  ret %3
)");
  fixture.compare({bits(1l)});
  fixture.compare({bits(9l)});
}

TEST_CASE("a call that writes is believed, a loop reads again") {
  Fixture fixture(R"(program @memory
uses @stir(ref, i64) -> i64 reads writes
b0(%0: ref, %1: i64):
  jump b1(0, 0)
b1(%2: i64, %3: i64):
  %4 = load %0, Cell.number:i64[8]
  %5 = load %0, Cell.tag:i64[48]!
  %6 = call @stir(%0, %4)
  %7 = load %0, Cell.number:i64[8]
  %8 = load %0, Cell.flag:bool[39]
  %9 = bool_to_int %8
  %10 = int_xor %7, %3
  %11 = int_add %10, %5
  %12 = int_add %11, %9
  store %0, Cell.small:i32[32], %12
  %13 = load %0, Cell.small:i32[32]
  %14 = int_add %13, %12
  %15 = int_add %2, 1
  %16 = int_lt %15, %1
  branch %16 -> b1(%15, %14), b2
b2:
  %17 = int_and %14, 0xffffff
  ret %17
)");
  for (std::int64_t times : {1, 2, 9}) {
    std::vector<residual_world::Observation> seen;
    const auto observe = [&](auto run) {
      auto* cell = fixture.world.make_cell(5);
      const std::vector<std::uint64_t> arguments{gc::reference(cell).bits, bits(times)};
      fixture.world.begin();
      const pe::Returned result = run(arguments);
      fixture.world.observe(Type::ref, arguments[0]);
      seen.push_back(fixture.world.end(result));
    };
    observe([&](auto& arguments) { return pe::residual::evaluate(fixture.program, arguments); });
    for (Gear gear : both_gears)
      observe([&](auto& arguments) { return fixture.run(gear, arguments); });
    CHECK(seen[1] == seen[0]);
    CHECK(seen[2] == seen[0]);
  }
}

TEST_CASE("code is counted and freed") {
  Fixture fixture("program @one\nb0:\n  ret 1\n");
  const std::size_t before = backend().code_bytes();
  const auto compiled = fixture.compile(Gear::optimised);
  CHECK(compiled.code_bytes > 0);
  CHECK(backend().code_bytes() > before);
  backend().release(compiled.handle);
  CHECK(backend().code_bytes() == before);
}

TEST_CASE("text and objects for both targets") {
  Fixture fixture("program @half\nb0(%0: f64):\n  %1 = float_mul %0, 0.5\n  ret %1\n");
  const auto emit = [&](codegen::Output output, const char* triple) {
    std::string error;
    std::string text = backend().emit(fixture.program, {}, output, triple, error);
    CHECK(error == "");
    return text;
  };
  using enum codegen::Output;
  CHECK(emit(llvm, "").contains("fmul double"));
  CHECK(emit(assembly, "x86_64-linux-gnu").contains("mulsd"));
  CHECK(emit(assembly, "aarch64-linux-gnu").contains("fmul\td"));
  CHECK(emit(object, "x86_64-linux-gnu").substr(0, 4) ==
        "\x7f"
        "ELF");
  CHECK(emit(object, "aarch64-linux-gnu").substr(0, 4) ==
        "\x7f"
        "ELF");
  std::string error;
  CHECK(backend().emit(fixture.program, {}, llvm, "pdp11-none-none", error).empty());
  CHECK(error != "");
}

TEST_CASE("perf and GDB are told about code") {
  codegen::Settings settings;
  settings.perf_map = settings.debugger = true;
  auto loaded = codegen::load_backend(settings);
  REQUIRE(loaded.has_value());
  Fixture fixture("program @watched\nb0:\n  ret 1\n");
  const auto compiled = (*loaded)->compile(fixture.program, {});
  const auto other = (*loaded)->compile(fixture.program, {});
  const std::string path = "/tmp/perf-" + std::to_string(getpid()) + ".map";
  std::ifstream map(path);
  std::size_t address = 0, bytes = 0;
  std::string name;
  map >> std::hex >> address >> bytes >> name;
  CHECK(address == reinterpret_cast<std::size_t>(compiled.entry));
  CHECK(bytes == compiled.code_bytes);
  CHECK(name == "watched.1");
  std::remove(path.c_str());

  // The list that GDB reads, found by name as GDB finds it.
  struct Entry {
    Entry *next, *previous;
    const char* object;
    std::uint64_t size;
  };
  struct Descriptor {
    std::uint32_t version, action;
    Entry *relevant, *first;
  };
  void* llvm = dlopen("libLLVM.so.22.1", RTLD_NOW | RTLD_NOLOAD);
  if (!llvm) llvm = dlopen("libLLVM.so.19.1", RTLD_NOW | RTLD_NOLOAD);
  REQUIRE(llvm != nullptr);
  const auto* list = static_cast<Descriptor*>(dlsym(llvm, "__jit_debug_descriptor"));
  REQUIRE(list->first != nullptr);
  CHECK(std::string_view(list->first->object, 4) ==
        "\x7f"
        "ELF");
  CHECK(list->first->next != nullptr);
  (*loaded)->release(other.handle);
  CHECK(list->first->next == nullptr);
  loaded->reset();
  CHECK(list->first == nullptr);
}
