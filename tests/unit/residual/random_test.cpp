// Random programs: well formed, and the same whatever was done to them.
#include <doctest/doctest.h>

#include <map>

#include "pe/residual/forced_exit.hpp"
#include "pe/residual/passes.hpp"
#include "pe/residual/text.hpp"
#include "pe/residual/verify.hpp"
#include "tests/random/residual_generator.hpp"

using namespace pe::residual;
using namespace residual_world;

namespace {

constexpr std::uint64_t program_count = 300;
constexpr std::uint64_t runs_each = 4;

/// A generated program, ready to run.
struct Sample {
  World world;
  EntryCell cell;
  Program program;

  explicit Sample(std::uint64_t seed) : program(Generator(seed).make(cell)) { prepare(); }
  void prepare() {
    world.attach(program);
    cell.evaluated = &program;
    check_verified(program, "it was generated or changed");
  }
  std::vector<Observation> runs() {
    std::vector<Observation> all;
    for (std::uint64_t run = 0; run < runs_each; ++run)
      all.push_back(evaluated(world, program, run));
    return all;
  }
};

}  // namespace

TEST_CASE("random programs do the same each time, and again after they were printed and read") {
  std::map<Op, int> seen;
  std::uint64_t left = 0;
  for (std::uint64_t seed = 0; seed < program_count; ++seed) {
    CAPTURE(seed);
    Sample sample(seed);
    const auto expected = sample.runs();
    left += sample.world.times_left;
    CHECK(sample.runs() == expected);
    for (const Node& node : sample.program.nodes) ++seen[node.op];

    const std::string text = print(sample.program);
    Functions functions;
    Sample read(seed);
    auto parsed = parse(text, functions);
    REQUIRE_MESSAGE(parsed.has_value(), parsed.error().message);
    CHECK(print(*parsed) == text);
    EntryCell* const self = parsed->self;
    read.program = std::move(*parsed);
    read.prepare();
    if (self != nullptr) self->evaluated = &read.program;
    CHECK(read.runs() == expected);
  }
  for (const OpInfo& row : detail::op_table) {
    CAPTURE(row.name);
    CHECK(seen[row.op] > 0);
  }
  CHECK(left > program_count * runs_each / 10);
  CHECK(left < program_count * runs_each * 2);
}

TEST_CASE("each pass leaves what a random program does as it was") {
  std::size_t before = 0;
  std::size_t after = 0;
  const auto size = [](const Program& program) {
    std::size_t nodes = 0;
    for (const Block& block : program.blocks) nodes += block.body.size();
    return nodes;
  };
  for (std::uint64_t seed = 0; seed < program_count; ++seed) {
    CAPTURE(seed);
    Sample sample(seed);
    sample.world.watches_snapshots = true;
    const auto expected = sample.runs();
    before += size(sample.program);
    for (const Pass& pass : passes) {
      CAPTURE(pass.name);
      pass.run(sample.program);
      check_verified(sample.program, pass.name);
      CHECK(sample.runs() == expected);
    }
    after += size(sample.program);
  }
  CHECK(after < before * 3 / 4);
}

TEST_CASE("every guard can be made to leave") {
  std::uint64_t forced = 0;
  for (std::uint64_t seed = 0; seed < program_count / 3; ++seed) {
    CAPTURE(seed);
    Sample sample(seed);
    for (NodeId guard : guards(sample.program)) {
      ForcedExit force{.guard = guard, .program = &sample.program};
      sample.world.forced_exit = &force;
      const std::uint64_t before = sample.world.times_left;
      evaluated(sample.world, sample.program, 0);
      if (force.forced != 0) CHECK(sample.world.times_left > before);
      forced += force.forced;
    }
  }
  CHECK(forced > 100);
}

namespace {

/// Changes one thing in a program, sensible or not.
void damage(Program& program, std::mt19937_64& random) {
  const auto below = [&](std::uint64_t bound) {
    return static_cast<std::uint32_t>(random() % bound);
  };
  const auto any_of = [&](auto& items) -> auto& { return items[below(items.size())]; };
  const auto wild = [&] { return below(4) == 0 ? below(~0u) : below(program.nodes.size() + 2); };
  Node& node = any_of(program.nodes);
  Block& block = any_of(program.blocks);
  switch (below(12)) {
    case 0: node.op = static_cast<Op>(below(op_count)); break;
    case 1: node.type = static_cast<Type>(below(5)); break;
    case 2: node.extra = wild(); break;
    case 3: node.operands[below(3)] = wild(); break;
    case 4: node.imm = random(); break;
    case 5: block.body.insert(block.body.begin() + below(block.body.size() + 1), wild()); break;
    case 6: block.parameters.push_back(wild()); break;
    case 7:
      if (!block.body.empty()) block.body.erase(block.body.begin() + below(block.body.size()));
      break;
    case 8: {
      auto& targets = any_of(program.targets);
      if (!targets.empty()) any_of(targets).block = below(program.blocks.size() + 2);
      break;
    }
    case 9: any_of(program.targets).clear(); break;
    case 10: any_of(program.exits).saved.push_back(wild()); break;
    default: any_of(program.exits).saved.clear();
  }
}

}  // namespace

TEST_CASE("a damaged program is complained about or still sound, and prints") {
  std::size_t complaints = 0;
  for (std::uint64_t seed = 0; seed < program_count; ++seed) {
    CAPTURE(seed);
    Sample sample(seed);
    if (sample.program.targets.empty() || sample.program.exits.empty()) continue;
    std::mt19937_64 random(seed);
    for (int i = 0; i < 4; ++i) damage(sample.program, random);
    for (const Complaint& complaint : verify(sample.program))
      complaints += !describe(sample.program, complaint).empty();
    CHECK_FALSE(print(sample.program).empty());
  }
  CHECK(complaints > program_count);
}

TEST_CASE("damaged text is an error or some program") {
  for (std::uint64_t seed = 0; seed < program_count; ++seed) {
    CAPTURE(seed);
    std::string text = print(Sample(seed).program);
    std::mt19937_64 random(seed);
    for (int i = 0; i < 3; ++i) {
      const std::size_t place = random() % text.size();
      if (random() % 2 == 0)
        text.erase(place, 1 + random() % 3);
      else
        text.insert(place, 1, "%0:,-)b;. &#@["[random() % 14]);
    }
    Functions functions;
    const auto program = parse(text, functions);
    if (program)
      verify(*program);
    else
      CHECK(program.error().line > 0);
  }
}
