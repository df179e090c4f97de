// The one object that everything of a running interpreter hangs off: heap, frames, input and output, engine.
//
// Frames lie in one stack of words; a frame is only its slots. What the interpreter has to know to go on in
// a caller is a record beside it. The running activation has no record: it is in the machine's registers.
#pragma once

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "gc/heap/heap.hpp"
#include "pe/driver/code.hpp"
#include "pe/residual/callee.hpp"
#include "pe/runtime/context.hpp"
#include "pe/stage/coverage.hpp"

namespace pe::driver {

class Engine;
class Interpreter;

/// Where an activation goes on once its callee returns, and which slot gets the result. A record without
/// code ends `World::run`.
struct Record {
  const Code* code = nullptr;
  gc::Word* slots = nullptr;
  std::uint32_t pc = 0;
  std::uint32_t result_slot = 0;
};

/// The running activation. Without code, the interpreter stops.
struct Registers {
  const Code* code = nullptr;
  gc::Word* slots = nullptr;
  std::uint32_t pc = 0;
};

/// What was wrong with the user's program, and where.
struct Failure {
  std::string message;
  Position position;
};

/// The object of a float that is no immediate.
struct BoxedFloat : gc::Object {
  static constexpr gc::LayoutId layout = gc::boxed_float_layout;
  double value = 0;
};

class World : public Context, public gc::RootProvider {
 public:
  struct Options {
    std::int64_t depth = 10000;             ///< Activations at once.
    std::size_t slots = std::size_t{1} << 20;  ///< Of all of them.
    gc::Options heap = {.limit = std::min(gc::default_limit(), std::size_t{4} << 30)};
  };
  World(Interpreter& interpreter, const gc::LayoutTable& layouts, const Options& options);
  ~World();

  /// Runs `code` with these arguments; null if it failed, and then `failure` is set.
  gc::Word run(const Code& code, std::span<const gc::Word> arguments);
  /// Likewise at the stage Profile, from beginning to end; or so many steps, and then the answer is null.
  gc::Word profile(const Code& code, std::span<const gc::Word> arguments, Coverage& coverage, std::uint32_t steps = UINT32_MAX);
  /// Runs on from `at` until the innermost record without code.
  gc::Word run_from(Registers at);

  /// The user's program is wrong at instruction `pc`.
  void fail(std::string message, const Code* code, std::uint32_t pc) {
    if (!failure) failure = Failure{std::move(message), code->position(pc)};
  }
  /// A site's countdown is used up.
  Registers reached(Site* site, Registers at);
  /// The running activation returns `value`: the registers to go on with.
  Registers give_back(gc::Word value);
  bool has_room(const gc::Word* slots, std::uint32_t count) const { return slots + count <= stack_end; }

  void visit_roots(gc::Marker& marker) override;

  gc::Heap heap;
  Interpreter& interpreter;
  std::unique_ptr<Engine> engine;          ///< Null: the interpreter alone.
  std::unique_ptr<gc::Word[]> stack;
  gc::Word* stack_end;
  gc::Word* stack_top;                     ///< Above the running activation's slots.
  std::unique_ptr<Record[]> records;
  std::size_t record_count = 0;
  gc::Word result;                         ///< Of the `run_from` that is stopping.
  std::optional<Failure> failure;

  /// What programs print is collected here and written when there is much of it, and at the end.
  void print(std::string_view text) {
    output_ += text;
    if (output_.size() > 60000) flush();
  }
  void flush();
  std::string& output() { return output_; }
  std::string name;                        ///< Of the program, for messages.
  bool keeps_output = false;               ///< It is not written, but kept: for tests.
  std::string_view input;                  ///< What is still to be read.

 private:
  template <class Run>
  gc::Word run_by(const Code& code, std::span<const gc::Word> arguments, Run run);

  std::string output_;
};

/// Nothing is left: says so, and ends the process.
[[noreturn]] void out_of_memory();

/// The word of a float that is no immediate.
gc::Word box_float(double value, World& world);

/// What residual programs call; the world is found through the thread that runs it.
gc::Word box_float_for_code(double value);
gc::Word allocate_for_code(std::int64_t bytes);

}  // namespace pe::driver

template <> inline constexpr pe::Effects pe::effects_of<&pe::driver::box_float_for_code> = {
    .name = "box_float", .allocates = true};
template <> inline constexpr pe::Effects pe::effects_of<&pe::driver::allocate_for_code> = {
    .name = "allocate", .allocates = true};
