// Random programs do as machine code what they do in the evaluator, in both gears, wherever they
// leave.

#include "pe/residual/forced_exit.hpp"
#include "tests/random/residual_generator.hpp"
#include "tests/unit/codegen/support.hpp"

using namespace test;

namespace {

using residual_world::Observation;

struct Sample {
  residual_world::World world;
  pe::residual::EntryCell cell;
  Program program;

  explicit Sample(std::uint64_t seed) : program(residual_world::Generator(seed).make(cell)) {
    world.attach(program);
    cell.evaluated = &program;
  }

  Observation evaluated(std::uint64_t run) {
    return residual_world::evaluated(world, program, run);
  }

  Observation executed(const codegen::Compiled& compiled, std::uint64_t run) {
    cell.code = compiled.entry;
    std::vector<Type> types;
    for (auto id : program.blocks[0].parameters) types.push_back(program.nodes[id].type);
    return residual_world::observed(world, program, run, [&](auto arguments) {
      return pe::residual::call_residual(compiled.entry, types, arguments);
    });
  }

  codegen::Compiled compile(Gear gear, std::int64_t forced_exit = -1) {
    auto compiled = backend().compile(
        program, {.gear = gear, .areas = world.areas, .forced_exit = forced_exit});
    REQUIRE_MESSAGE(compiled.entry != nullptr, compiled.error);
    return compiled;
  }
};

constexpr std::uint64_t runs = 6;

}  // namespace

TEST_CASE("random programs") {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    CAPTURE(seed);
    Sample sample(seed);
    for (Gear gear : both_gears) {
      CAPTURE(static_cast<int>(gear));
      const auto compiled = sample.compile(gear);
      for (std::uint64_t run = 0; run < runs; ++run) {
        CAPTURE(run);
        CHECK(sample.executed(compiled, run) == sample.evaluated(run));
      }
      backend().release(compiled.handle);
    }
  }
}

TEST_CASE("random programs that are made to leave") {
  for (std::uint64_t seed = 1000; seed < 1030; ++seed) {
    CAPTURE(seed);
    Sample sample(seed);
    pe::residual::ForcedExit forced;
    forced.program = &sample.program;
    const auto guards = pe::residual::guards(sample.program);
    for (std::size_t guard = 0; guard < guards.size(); guard += 2) {
      CAPTURE(guard);
      const auto compiled =
          sample.compile(both_gears[guard / 2 % 2], static_cast<std::int64_t>(guard));
      forced.guard = guards[guard];
      for (std::uint64_t run = 0; run < 2; ++run) {
        sample.world.forced_exit = &forced;
        const Observation expected = sample.evaluated(run);
        sample.world.forced_exit = nullptr;
        CHECK(sample.executed(compiled, run) == expected);
      }
      backend().release(compiled.handle);
    }
  }
}
