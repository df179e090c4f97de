// A small world in which residual programs run by themselves: objects of two layouts, functions to
// call, a context, and a `leave` that writes down who left with what. What a run did is an
// Observation: plain numbers that are equal if and only if two runs did the same, whoever ran the
// program.
#pragma once

#include <cmath>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <vector>

#include "gc/layout/field.hpp"
#include "pe/residual/program.hpp"
#include "pe/residual/text.hpp"

namespace residual_world {

struct Cell : gc::Object {
  static constexpr gc::LayoutId layout = 40;
  std::int64_t number = 0;
  double real = 0;
  gc::Word word;
  std::int32_t small = 0;
  std::uint16_t middle = 0;
  std::uint8_t byte = 0;
  bool flag = false;
  std::uint32_t large = 0;
  gc::Fixed<std::int64_t> tag;
};

struct Row : gc::Object {
  static constexpr gc::LayoutId layout = 41;
  gc::Fixed<std::int64_t> length;
  gc::Tail<std::int64_t> items;
};
inline constexpr std::int64_t row_length = 4;

struct BoxedFloat : gc::Object {
  double value = 0;
};

/// Memory for as long as the process lives, since machine code may call without any context at
/// hand.
inline void* kept_memory(std::size_t bytes) {
  static thread_local std::deque<std::vector<std::uint64_t>> kept;
  // Vectors of words are aligned to 16 bytes by every allocator that the project runs on.
  return kept.emplace_back((bytes + 15) / 16 * 2).data();
}

// What programs call: each kind of result, all registers of both classes, and the stack.

inline gc::Word allocate(std::int64_t bytes) {
  return gc::reference(kept_memory(static_cast<std::size_t>(bytes)));
}

inline gc::Word box_float(double value) {
  const gc::Word word = gc::rotated_float(value);
  if (gc::is_immediate_float(word)) return word;
  auto* boxed = static_cast<BoxedFloat*>(kept_memory(sizeof(BoxedFloat)));
  boxed->header = gc::make_header(gc::boxed_float_layout);
  boxed->value = value;
  return gc::reference(boxed);
}

inline std::int64_t weigh(std::int64_t a, double b, bool c, std::int64_t d, std::int64_t e,
                          std::int64_t f, std::int64_t g, std::int64_t h) {
  const auto u = [](std::int64_t value) { return static_cast<std::uint64_t>(value); };
  const std::uint64_t sum = u(a) + 2 * u(c) + 3 * u(d) + 4 * u(e) + 5 * u(f) + 6 * u(g) + 7 * u(h);
  return static_cast<std::int64_t>(sum + (b > 1.0 ? 8 : 0));
}
inline double blend(double a, std::int64_t b, double c) { return a * 0.5 + c - (b & 15); }
inline bool is_odd(std::int64_t a) { return (a & 1) != 0; }
/// Writes to the cell, so nothing that was read from it before may be believed.
inline std::int64_t stir(Cell* cell, std::int64_t by) {
  const auto sum = static_cast<std::uint64_t>(cell->number) + static_cast<std::uint64_t>(by);
  cell->number = static_cast<std::int64_t>(sum);
  cell->flag = !cell->flag;
  return cell->number ^ cell->small;
}
inline std::int64_t peek(Cell* cell) { return cell->number - cell->byte; }
inline void clear(Cell* cell) { cell->small = -1, cell->middle = 65535, cell->byte = 0; }

}  // namespace residual_world

template <>
inline constexpr pe::Effects pe::effects_of<&residual_world::allocate> = {.name = "allocate",
                                                                          .allocates = true};
template <>
inline constexpr pe::Effects pe::effects_of<&residual_world::box_float> = {.name = "box_float",
                                                                           .allocates = true};
template <>
inline constexpr pe::Effects pe::effects_of<&residual_world::weigh> = {.name = "weigh"};
template <>
inline constexpr pe::Effects pe::effects_of<&residual_world::blend> = {.name = "blend"};
template <>
inline constexpr pe::Effects pe::effects_of<&residual_world::is_odd> = {.name = "is_odd"};
template <>
inline constexpr pe::Effects pe::effects_of<&residual_world::stir> = {
    .name = "stir", .reads = true, .writes = true};
template <>
inline constexpr pe::Effects pe::effects_of<&residual_world::peek> = {.name = "peek",
                                                                      .reads = true};
template <>
inline constexpr pe::Effects pe::effects_of<&residual_world::clear> = {.name = "clear",
                                                                       .writes = true};

namespace residual_world {

using pe::residual::Program;
using pe::residual::Type;

/// Knows the functions of this world by name, for programs that are read from text.
class Functions : public pe::residual::Resolver {
 public:
  const pe::residual::Callee* callee(std::string_view name) override {
    using pe::residual::callee;
    for (const auto* known :
         {&callee<&allocate>(), &callee<&box_float>(), &callee<&weigh>(), &callee<&blend>(),
          &callee<&is_odd>(), &callee<&stir>(), &callee<&peek>(), &callee<&clear>()})
      if (known->name == name) return known;
    return nullptr;
  }
};

/// What a run did, flattened to numbers: objects by their contents, NaNs alike.
using Observation = std::vector<std::uint64_t>;

class Observer {
 public:
  Observation seen;

  void value(Type type, std::uint64_t bits, int depth = 3) {
    switch (type) {
      case Type::f64: return real(std::bit_cast<double>(bits));
      case Type::ref: return word({bits}, depth);
      default: seen.push_back(bits);
    }
  }

  void word(gc::Word word, int depth = 3) {
    if (!gc::is_object(word)) return seen.push_back(word.bits);
    seen.push_back(gc::layout_of(gc::as<gc::Object>(word)->header));
    if (depth == 0) return;
    switch (seen.back()) {
      case gc::boxed_float_layout: return real(gc::as<BoxedFloat>(word)->value);
      case Cell::layout: return cell(*gc::as<Cell>(word), depth - 1);
      case Row::layout:
        for (std::int64_t i = 0; i < row_length; ++i)
          seen.push_back(static_cast<std::uint64_t>(gc::as<Row>(word)->items[i]));
    }
  }

 private:
  void real(double value) {
    seen.push_back(std::bit_cast<std::uint64_t>(std::isnan(value) ? NAN : value));
  }

  void cell(Cell& cell, int depth) {
    real(cell.real);
    word(cell.word, depth);
    for (std::int64_t number :
         {cell.number, std::int64_t{cell.small}, std::int64_t{cell.middle}, std::int64_t{cell.byte},
          std::int64_t{cell.flag}, std::int64_t{cell.large}, cell.tag.value})
      seen.push_back(static_cast<std::uint64_t>(number));
  }
};

/// A context with a heap of its own. `attach` a program, `begin`, run it by whatever means, `end`.
class World : public pe::Context {
 public:
  World() {
    exit_buffer = buffer_.get();
    areas = areas_.data();
  }
  World(const World&) = delete;

  /// Makes `program` run here. Its exit points are addresses that only this world can tell apart.
  void attach(Program& program) {
    program_ = &program;
    program.context = this;
    program.leave = &World::leave;
    program.allocate = &pe::residual::callee<&allocate>();
    program.box_float = &pe::residual::callee<&box_float>();
    points_.assign(program.exits.size(), 0);
    program.exit_points.clear();
    for (const char& point : points_)
      program.exit_points.push_back(reinterpret_cast<const pe::ExitPoint*>(&point));
  }

  /// A fresh cell and row with contents that depend on `seed` alone.
  Cell* make_cell(std::uint64_t seed) {
    auto* cell = new (kept_memory(sizeof(Cell))) Cell;
    cell->header = gc::make_header(Cell::layout);
    cell->number = static_cast<std::int64_t>(seed * 0x9e3779b97f4a7c15);
    cell->real = static_cast<double>(seed % 1000) / 8 - 20;
    cell->word = gc::small_int(static_cast<std::int64_t>(seed % 100));
    cell->small = -static_cast<std::int32_t>(seed % 5000);
    cell->middle = static_cast<std::uint16_t>(seed);
    cell->byte = static_cast<std::uint8_t>(seed);
    cell->flag = seed % 3 == 0;
    cell->large = static_cast<std::uint32_t>(seed * 77777777);
    cell->tag.value = static_cast<std::int64_t>(seed);
    return cell;
  }
  Row* make_row(std::uint64_t seed) {
    auto* row = static_cast<Row*>(kept_memory(sizeof(Row) + row_length * 8));
    row->header = gc::make_header(Row::layout);
    row->length.value = row_length;
    for (std::int64_t i = 0; i < row_length; ++i)
      row->items[i] = static_cast<std::int64_t>(seed) * (i - 1);
    return row;
  }

  /// Forgets the last run; some of the next objects come from the areas, the rest from `allocate`.
  void begin() {
    observer_ = {};
    depth = 0;
    for (std::size_t i = 1; i < gc::area_count; ++i) {
      const std::size_t bytes = 3 * i * gc::granule;
      areas_[i].cursor = static_cast<char*>(kept_memory(bytes));
      areas_[i].limit = areas_[i].cursor + bytes;
    }
  }

  /// What the run since `begin` did, its result included.
  Observation end(pe::Returned result) {
    using pe::residual::ResultKind;
    observer_.seen.push_back(static_cast<std::uint64_t>(result.kind));
    switch (static_cast<ResultKind>(result.kind)) {
      case ResultKind::reference: observer_.value(Type::ref, result.payload); break;
      case ResultKind::floating: observer_.value(Type::f64, result.payload); break;
      default: observer_.seen.push_back(result.payload);
    }
    observer_.seen.push_back(static_cast<std::uint64_t>(depth));
    return std::move(observer_.seen);
  }

  /// Adds what an argument looks like now; before `end`.
  void observe(Type type, std::uint64_t bits) { observer_.value(type, bits); }

  std::uint64_t times_left = 0;  ///< How often any program left here, ever.

  /// Observe at an exit not the values it saves but what its snapshot makes of them, which is what
  /// counts where passes changed what is saved.
  bool watches_snapshots = false;

 private:
  /// Writes down the exit and what it saved. A program that leaves answers an integer that tells
  /// where.
  static pe::Returned leave(pe::Context* context, const pe::ExitPoint* point) {
    auto& world = *static_cast<World*>(context);
    ++world.times_left;
    const Program& program = *world.program_;
    const auto index = reinterpret_cast<const char*>(point) - world.points_.data();
    world.observer_.seen.push_back(static_cast<std::uint64_t>(index));
    const pe::residual::Exit& exit = program.exits[static_cast<std::size_t>(index)];
    if (world.watches_snapshots) {
      for (const auto& frame : exit.snapshot.frames)
        for (const auto& slot : frame.slots) world.observe(exit, slot, 2);
      if (exit.snapshot.delivering) world.observe(exit, exit.snapshot.delivered, 2);
      for (const auto& entry : exit.log) world.observe(exit, entry, 2);
    } else {
      for (std::uint32_t i = 0; i < exit.saved.size(); ++i)
        world.observe(exit, {.from = pe::residual::Source::From::node, .index = i}, 0);
    }
    return {static_cast<std::uint64_t>(1000 + index),
            static_cast<std::int64_t>(pe::residual::ResultKind::integer)};
  }

  void observe(const pe::residual::Exit& exit, const pe::residual::Source& source, int depth) {
    using From = pe::residual::Source::From;
    switch (source.from) {
      case From::absent: return observer_.seen.push_back(0);
      case From::constant: return observer_.seen.push_back(source.constant);
      case From::node:
        return observer_.value(program_->nodes[exit.saved[source.index]].type,
                               exit_buffer[source.index]);
      case From::virtual_object:
        if (depth > 0)
          for (const auto& part : exit.virtuals[source.index].parts)
            observe(exit, part.source, depth - 1);
    }
  }

  const Program* program_ = nullptr;
  std::unique_ptr<std::uint64_t[]> buffer_{new std::uint64_t[pe::exit_buffer_size]()};
  std::array<gc::Area, gc::area_count> areas_;
  std::vector<char> points_;
  Observer observer_;
};

}  // namespace residual_world
