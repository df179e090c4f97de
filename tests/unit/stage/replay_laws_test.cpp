// The law that exits rest on: a step whose first reads and effects have happened, run again at Replay with
// what they answered, ends as if it had never been interrupted. Checked for every point of a step.
#include <doctest/doctest.h>

#include <array>
#include <vector>

#include "tests/unit/stage/machines.hpp"

namespace stage_test {

struct Cell : gc::Object {
  static constexpr gc::LayoutId layout = 40;
  std::int64_t number = 0;
  double real = 0;
  std::uint8_t byte = 0;
  Cell* next = nullptr;
};
struct Row : gc::Object {
  static constexpr gc::LayoutId layout = 41;
  gc::Fixed<std::int64_t> length;
  gc::Tail<std::int32_t> items;
};

/// An effect that compiled C++ has, and an answer.
inline std::int64_t bump(Cell* cell, std::int64_t by) {
  cell->number += by;
  cell->byte = static_cast<std::uint8_t>(cell->byte + 1);
  return cell->number * 10;
}

}  // namespace stage_test

template <>
inline constexpr pe::Effects pe::effects_of<&stage_test::bump> = {.name = "bump", .reads = true, .writes = true};

namespace {

using namespace stage_test;

constexpr std::size_t row_length = 4;

/// What steps read and change.
struct World {
  Cell cell;
  struct {
    Row row;
    std::array<std::int32_t, row_length> items;
  } line;

  explicit World(std::int64_t number) {
    cell.header = gc::make_header(Cell::layout);
    cell.number = number;
    cell.real = 0.25;
    line.row.header = gc::make_header(Row::layout);
    line.row.length.value = row_length;
    line.items = {7, -1, 5, 0};
  }
  /// Everything in it as numbers; objects by what they hold.
  std::vector<std::uint64_t> observe() const {
    std::vector<std::uint64_t> seen;
    for (const Cell* it = &cell; it; it = it->next) {
      seen.push_back(it->header.bits);
      seen.push_back(pe::to_bits(it->number));
      seen.push_back(pe::to_bits(it->real));
      seen.push_back(it->byte);
    }
    for (std::int32_t item : line.items) seen.push_back(pe::to_bits(std::int64_t{item}));
    return seen;
  }
};

/// A step with every kind of log entry, and another way for each side of ten.
template <class M>
auto busy_step(M& m, World& world) {
  const auto cell = m.given(&world.cell);
  const auto row = m.given(&world.line.row);
  auto number = m.template load<&Cell::number>(cell);
  m.template store<&Cell::number>(cell, number + 1);
  if (number > 10) {
    const auto made = m.template create<Cell>(gc::make_header(Cell::layout));
    m.template store<&Cell::number>(made, number * 2);
    m.template store<&Cell::next>(cell, made);
    number = number + m.template call<&bump>(made, number);
  } else {
    number = number + m.template call<&bump>(cell, std::int64_t{3});
  }
  for (std::int64_t i = 0; i + 1 < static_cast<std::int64_t>(row_length); ++i) {
    const auto item = m.template element<&Row::items>(row, i + 1);
    if (item < 0) m.template store<&Cell::real>(cell, m.template load<&Cell::real>(cell) * 2.0);
    m.template set_element<&Row::items>(row, i, item + number);
  }
  m.template store<&Cell::byte>(cell, m.template load<&Cell::byte>(cell) + number);
  return number + m.template load<&Cell::number>(cell);
}

/// The step stops here, as compiled code does that leaves.
struct Left {};

/// Profile that writes down what Replay's log has entries for, and leaves after `most` of them.
class Recorder : public Wrapped<Recorder, pe::Profile<Recorder>> {
 public:
  using Live = pe::Profile<Recorder>;
  using Wrapped::Wrapped;
  std::size_t most = ~std::size_t{0};
  std::vector<std::uint64_t> log;

  std::uint64_t read(gc::Field field, std::uint64_t object) {
    return note([&] { return Live::read(field, object); });
  }
  void write(gc::Field field, std::uint64_t object, std::uint64_t value) {
    note([&] { return Live::write(field, object, value), std::uint64_t{0}; });
  }
  std::uint64_t read_element(gc::Field tail, std::uint64_t object, std::uint64_t index) {
    return note([&] { return Live::read_element(tail, object, index); });
  }
  void write_element(gc::Field tail, std::uint64_t object, std::uint64_t index, std::uint64_t value) {
    note([&] { return Live::write_element(tail, object, index, value), std::uint64_t{0}; });
  }
  std::uint64_t call_function(const pe::residual::Callee& callee, const std::uint64_t* arguments,
                              pe::RawCall call) {
    return note([&] { return Live::call_function(callee, arguments, call); });
  }
  std::uint64_t make_object(std::uint64_t bytes, gc::Header header) {
    return note([&] { return Live::make_object(bytes, header); });
  }

 private:
  template <class F>
  std::uint64_t note(F act) {
    if (log.size() == most) throw Left{};
    return log.emplace_back(act());
  }
};

struct Ended {
  std::int64_t answer;
  std::vector<std::uint64_t> world;
  friend bool operator==(const Ended&, const Ended&) = default;
};

template <class M>
Ended run(M& m, World& world) {
  const std::int64_t answer = m.taken(busy_step(m, world));
  return {answer, world.observe()};
}

TEST_CASE("a step can be left anywhere and replayed") {
  gc::LayoutTable layouts;
  gc::Heap heap(layouts, {.policy = gc::Policy::none});
  for (std::int64_t start : {5, 10, 11, 1000}) {
    CAPTURE(start);
    DirectMachine direct(&heap);
    World expected_world(start);
    const Ended expected = run(direct, expected_world);

    Recorder whole(&heap);
    World whole_world(start);
    CHECK(run(whole, whole_world) == expected);
    CHECK(whole.log.size() >= 14);

    for (std::size_t entries = 0; entries <= whole.log.size(); ++entries) {
      CAPTURE(entries);
      Recorder compiled(&heap);
      compiled.most = entries;
      World world(start);
      try {
        busy_step(compiled, world);
        CHECK(entries == whole.log.size());
      } catch (const Left&) {
        CHECK(compiled.log.size() == entries);
      }
      ReplayMachine replay(&heap);
      replay.log = compiled.log;
      CHECK(run(replay, world) == expected);
      CHECK(replay.log.empty());
    }
  }
}

TEST_CASE("with an empty log, Replay is live") {
  gc::LayoutTable layouts;
  gc::Heap heap(layouts, {.policy = gc::Policy::none});
  DirectMachine direct(&heap);
  ReplayMachine replay(&heap);
  World one(42), other(42);
  CHECK(run(replay, one) == run(direct, other));
}

TEST_CASE("watching changes nothing and assuming is reading") {
  gc::LayoutTable layouts;
  gc::Heap heap(layouts, {.policy = gc::Policy::none});
  DirectMachine direct(&heap);
  ProfileMachine profile(&heap);
  World one(12), other(12);
  CHECK(run(profile, one) == run(direct, other));

  static pe::Assumption steady;
  constexpr auto assumption_of = +[](Cell*) { return &steady; };
  Cell cell;
  cell.number = 3;
  CHECK(profile.taken(profile.assume<&Cell::number, assumption_of>(&cell)) == 3);
  cell.number = 4;
  CHECK(profile.taken(profile.assume<&Cell::number, assumption_of>(&cell)) == 4);
  CHECK(direct.assume<&Cell::number, assumption_of>(&cell) == 4);
}

TEST_CASE("an assumption tells its dependents once") {
  struct Counter final : pe::Dependent {
    int told = 0;
    void assumption_failed() override { ++told; }
  } counter;
  pe::Assumption assumption;
  assumption.add_dependent(&counter);
  CHECK(assumption.valid);
  assumption.invalidate();
  assumption.invalidate();
  CHECK(!assumption.valid);
  CHECK(counter.told == 1);
}

}  // namespace
