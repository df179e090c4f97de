// The just-in-time compiler of a VM: decides what is warm, has it profiled, specialised and compiled, enters
// the code, and takes over where it leaves.
//
// A site (a loop's header, a function's beginning) that was reached often enough is profiled for a while;
// then the specialiser makes a residual program of what runs there, and LLVM, on a thread of its own, machine
// code of that. The interpreter goes on until the code is there. Exits that get hot are profiled in turn,
// and the region is made again with what was seen.
#pragma once

#include <array>
#include <atomic>
#include <deque>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "codegen/worker.hpp"
#include "pe/residual/forced_exit.hpp"
#include "pe/residual/program.hpp"
#include "pe/specializer/options.hpp"
#include "pe/stage/coverage.hpp"
#include "python_interp/interp/instantiations.hpp"
#include "python_interp/interp/jit.hpp"
#include "python_interp/interp/specialised.hpp"

namespace pe {

/// What an exit of a program is to the runtime: the program's index of it, and how often it was taken.
struct ExitPoint {
  Region* region;
  std::uint32_t index;
  mutable std::uint32_t taken = 0;
};

/// One residual program and its code.
struct Region final : Dependent {
  enum class State : std::uint8_t { waiting, ready, failed, invalid };

  std::string name;
  Site* site = nullptr;            ///< Where the interpreter enters it; null for a function that is invoked.
  std::uint32_t pc = 0;            ///< The instruction it begins at ...
  std::uint32_t depth = 0;         ///< ... with so many slots in use ...
  gc::Word mapping;                ///< ... and this mapping of a module's variables, or null.
  std::shared_ptr<residual::Program> program;
  std::deque<ExitPoint> exits;
  residual::EntryCell cell;
  std::vector<residual::EntryCell*> needs;  ///< What its program invokes.
  std::vector<Region*> needed_by;  ///< Whose programs invoke it: they fall with it, since it is entered unchecked.
  State state = State::waiting;
  std::uint8_t valid = 1;          ///< Read by the code: does all it was built on still hold?
  std::uint32_t remade = 0;
  /// It is to be made again: no more is compiled of it. Read by the compiler's thread.
  std::shared_ptr<std::atomic<bool>> superseded = std::make_shared<std::atomic<bool>>(false);
  Region* older = nullptr;         ///< The one that this one supersedes, entered until this one is ready.
  std::uint32_t left = 0;          ///< Exits taken since it was made.
  const void* compiled = nullptr;  ///< Machine code that waits for what it needs.
  double specialise_seconds = 0;
  std::size_t versions = 0;

  void assumption_failed() override {
    if (state == State::invalid) return;
    valid = 0;
    state = State::invalid;
    for (Region* region : needed_by) region->assumption_failed();
  }
};

}  // namespace pe

namespace py {

enum class JitMode : std::uint8_t { off, trace, pe };

struct JitOptions {
  JitMode mode = JitMode::pe;
  bool evaluator = false;             ///< Runs residual programs by the evaluator, not machine code.
  bool synchronous = false;           ///< Waits for the compiler: runs can be repeated exactly.
  std::int64_t forced_exit = -1;      ///< This guard of every program always leaves.
  std::int32_t loop_countdown = 400;  ///< Arrivals at a loop's header until it is profiled ...
  std::int32_t call_countdown = 1600;  ///< ... and at a function's beginning.
  std::uint32_t profiled_loops = 40;  ///< How long it is profiled.
  std::uint32_t profiled_steps = 30000;
  std::uint32_t profiled_calls = 8;
  std::uint32_t most_sessions = 200;  ///< Profiling sessions of a site that is never seen whole.
  std::uint32_t hot_exit = 150;       ///< An exit taken so often is profiled and specialised, too.
  std::uint32_t most_remakes = 12;
  std::uint32_t most_falls = 40;      ///< So often a site's code may fall since what it was built on has changed.
  bool report = false;                ///< Says on stderr what is made and why something is not.
  pe::specializer::Options specialiser;
};

class Engine final : public Jit, public Callees, public gc::RootProvider {
 public:
  Engine(VM& vm, JitOptions options);
  ~Engine() override;

  Registers reached(pe::Site* site, Registers at) override;
  const Callees::Entry* find(Code* code, Dict* globals, std::span<const pe::Type> types) override;
  void visit_roots(gc::Marker& marker) override;

  /// Compiled code leaves: what `pe::Leave` is.
  static pe::Returned leave(pe::Context* context, const pe::ExitPoint* exit);

  const std::deque<std::unique_ptr<pe::Region>>& regions() const { return regions_; }
  const pe::Coverage& coverage() const { return coverage_; }
  void wait();
  /// Text of what was seen and made (`--emit coverage|residual|llvm|asm`).
  void print_coverage(std::string& to) const;
  void print_residual(std::string& to) const;
  void print_machine(std::string& to, codegen::Output output) const;

 private:
  struct Function {
    Code* code;
    std::vector<pe::Type> types;
    Callees::Entry entry;
    pe::Region* region;
    bool failed = false;
  };

  // engine.cpp
  Registers profile(pe::Site* site, Registers at);
  Registers enter_older(pe::Region& region, pe::Site* site, Registers at);
  Registers enter(pe::Region& region, pe::Site* site, Registers at);
  bool enough_profiled(const pe::Site& site) const;
  Registers remake(pe::Region& region, pe::Site* site, Registers at);
  Registers after_exit(pe::Region& region, pe::Site* site, const pe::ExitPoint& exit, Registers at);
  pe::Returned run(const pe::Region& region, std::span<const std::uint64_t> arguments);
  void publish_ready();
  void report(const std::string& what) const;

  // build.cpp
  pe::Region* build(pe::Site* site, const Registers& at);
  using Expected = pe::specializer::Specialiser::Expected;
  bool make_program(pe::Region& region, const pe::specializer::State& entry, std::span<const Expected> expected,
                    const pe::Trace* trace);
  bool make_site_program(pe::Region& region, const Registers& at);
  bool make_function_program(Function& function);
  void submit(pe::Region& region);
  pe::Region& new_region(std::string name);
  void finish_functions();

  // leave.cpp
  Registers rebuild(const pe::Region& region, std::uint32_t exit, Registers base, bool whole);
  pe::Returned finish(const pe::ExitPoint& exit);

  VM& vm_;
  JitOptions options_;
  pe::Coverage coverage_;                   ///< Everything that was profiled.
  pe::Coverage bridges_;                    ///< When tracing: what was seen behind hot exits.
  std::map<const pe::Site*, pe::Trace> traces_;
  std::deque<std::unique_ptr<pe::Region>> regions_;
  std::deque<Function> functions_;
  std::vector<Function*> to_make_;          ///< Functions whose programs are still to be made.
  std::vector<pe::Region*> unpublished_;
  std::unique_ptr<codegen::Worker> worker_;
  pe::residual::ForcedExit forced_exit_;  ///< For the evaluator; the backend has its own.
  const pe::ExitPoint* left_by_ = nullptr;
  std::unique_ptr<std::uint64_t[]> exit_buffer_;
  std::vector<gc::Word> rebuilt_;           ///< Virtual objects of the exit that is being left by.
  std::vector<Code*> kept_;                 ///< Code objects that regions name.
};

/// The VM's engine.
inline Engine& engine_of(VM& vm) { return static_cast<Engine&>(*vm.interpreter->jit); }

}  // namespace py
