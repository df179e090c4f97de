// The just-in-time compiler of a world: decides what is warm, has it profiled, specialised and compiled,
// enters the code, and takes over where it leaves.
//
// A site (a loop's header, a function's beginning) that was reached often enough is profiled for a while;
// then the specialiser makes a residual program of what runs there, and LLVM, on a thread of its own,
// machine code of that. The interpreter goes on until the code is there. Exits that get hot are profiled in
// turn, and the region is made again with what was seen.
//
// With the oracle `all` nothing is profiled: a program is specialised whole before it runs, which is the
// first projection in its textbook form.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "codegen/worker.hpp"
#include "pe/driver/interpreter.hpp"
#include "pe/residual/program.hpp"
#include "pe/specializer/options.hpp"
#include "pe/stage/coverage.hpp"

namespace pe::driver {

struct Region;

/// What an exit of a program is to the engine: the program's index of it, and how often it was taken.
struct Point {
  Region* region;
  std::uint32_t index;
  mutable std::uint32_t taken = 0;
};

/// One residual program and its code.
struct Region final : Dependent {
  enum class State : std::uint8_t { waiting, ready, failed, invalid };

  std::string name;
  const Code* code = nullptr;      ///< Where it begins ...
  std::uint32_t pc = 0;
  Site* site = nullptr;            ///< ... and where the interpreter enters it; null: it is invoked.
  std::vector<Type> types;         ///< Of the arguments, if it is invoked.
  std::shared_ptr<residual::Program> program;
  std::deque<Point> exits;
  std::vector<SpecialMachine::Origin> origins;  ///< By node.
  residual::EntryCell own_cell;
  residual::EntryCell* cell = &own_cell;        ///< Where its code is published; of its first making, if made again.
  std::vector<residual::EntryCell*> needs;      ///< What its program invokes.
  State state = State::waiting;
  std::string given_up;            ///< Which bound was reached, if one was.
  std::uint8_t valid = 1;          ///< Read by the code: does all it was built on still hold?
  std::uint32_t remade = 0;
  std::uint32_t left = 0;          ///< Exits taken since it was made.
  const void* compiled = nullptr;  ///< Machine code that waits for what it needs.
  std::size_t code_bytes = 0;
  std::size_t versions = 0;
  std::size_t assumptions = 0;     ///< What it was built on.
  double specialise_seconds = 0;
  double llvm_seconds = 0;

  void assumption_failed() override {
    valid = 0;
    state = State::invalid;
  }
};

enum class Mode : std::uint8_t { off, trace, pe, all };

struct EngineOptions {
  Mode mode = Mode::pe;
  bool evaluator = false;              ///< Runs residual programs by the evaluator, not machine code.
  bool synchronous = false;            ///< Waits for the compiler: runs can be repeated exactly.
  std::int64_t forced_exit = -1;       ///< This guard of every program always leaves.
  std::int32_t loop_countdown = 200;   ///< Arrivals at a loop's header until it is profiled ...
  std::int32_t call_countdown = 200;   ///< ... and at a function's beginning.
  std::uint32_t profiled_loops = 40;   ///< How long it is profiled.
  std::uint32_t profiled_steps = 30000;
  std::uint32_t profiled_calls = 8;
  std::uint32_t most_sessions = 200;   ///< Profiling sessions of a site that is never seen whole.
  std::uint32_t hot_exit = 150;        ///< An exit taken so often is profiled and specialised, too.
  std::uint32_t most_remakes = 12;
  std::size_t most_functions = 4;      ///< Residual functions of one code, for arguments of different types ...
  std::size_t most_statics = 100;           ///< ... and for different static data.
  bool report = false;                 ///< Says on stderr what is made and why something is not.
  specializer::Options specialiser = {};
};

class Engine final : public Callees, public gc::RootProvider {
 public:
  Engine(World& world, EngineOptions options);
  ~Engine() override;

  /// A program begins: with the oracle `all`, all of it is specialised now.
  Registers begin(Registers at);
  Registers reached(Site* site, Registers at);
  const Entry* find(const Code& code, const specializer::CallKnowledge& known) override;
  void visit_roots(gc::Marker& marker) override;
  void wait();

  /// The residual program of `code` called with arguments of these types, and of all that it invokes:
  /// for `--emit`. Null if it was given up.
  Region* project(const Code& code, std::span<const Type> types);

  const std::deque<std::unique_ptr<Region>>& regions() const { return regions_; }
  const Coverage& coverage() const { return coverage_; }
  Coverage& coverage() { return coverage_; }
  const EngineOptions& options() const { return options_; }

 private:
  struct Function {
    const Code* code;
    specializer::CallKnowledge known;
    Entry entry;
    Region* region;
    bool failed = false;
  };
  using Expected = specializer::Specialiser::Expected;

  // engine.cpp
  Registers profile(Site* site, Registers at);
  Registers enter(Region& region, Registers at);
  bool enough_profiled(const Site& site) const;
  Registers after_exit(Region& region, const Point& exit, Registers at);
  void remake(Region& region, Registers at, Registers& after);
  void publish_ready();
  void report(const std::string& what) const;
  bool speculates() const { return options_.mode != Mode::all; }

  // build.cpp
  Region* build(Site* site, const Registers& at);
  bool make_program(Region& region, const specializer::State& entry, std::span<const Expected> expected,
                    const Trace* trace);
  bool make_site_program(Region& region, const Registers& at);
  bool make_function_program(Function& function);
  void submit(Region& region);
  Region& new_region(const Code& code, std::uint32_t pc);
  void finish_functions();

  // leave.cpp
  static Returned leave(Context* context, const ExitPoint* exit);
  Registers rebuild(const Region& region, std::uint32_t exit, Registers base, bool whole);
  Returned finish(const Point& exit);
  bool is_hot(const Region& region, const Point& exit) const;
  void remake_function(const Region& region);

  World& world_;
  EngineOptions options_;
  Coverage coverage_;                    ///< Everything that was profiled.
  Coverage bridges_;                     ///< When tracing: what was seen behind hot exits.
  std::map<const Site*, Trace> traces_;
  std::deque<std::unique_ptr<Region>> regions_;
  std::deque<Function> functions_;
  std::vector<Function*> to_make_;       ///< Functions whose programs are still to be made.
  std::vector<Region*> unpublished_;
  std::unique_ptr<codegen::Worker> worker_;
  const Point* left_by_ = nullptr;
  std::unique_ptr<std::uint64_t[]> exit_buffer_;
};

// A site holds its region as an opaque pointer.
inline Region* region_of(const Site& site) { return reinterpret_cast<Region*>(site.region); }
inline void set_region(Site& site, Region* region) { site.region = reinterpret_cast<pe::Region*>(region); }

/// The word of what residual code returned.
gc::Word boxed(const Returned& result, World& world);

}  // namespace pe::driver
