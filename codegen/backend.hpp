// The interface behind which machine code is made: residual program in, address of compiled code
// out.
//
// The one implementation lives in a shared module of its own (libtriptych_codegen.so), because
// linking LLVM costs a start that most runs never earn back. `load.hpp` finds that module;
// `worker.hpp` runs it on a thread of its own. This header is all that the rest of the system sees,
// and it names no LLVM.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "pe/residual/program.hpp"

namespace codegen {

/// How much a compilation may cost. `quick` code is there soon and about four times slower.
enum class Gear : std::uint8_t { quick, optimised };

/// What is decided once for a backend.
struct Settings {
  std::string passes =
      {};  ///< LLVM's text form of the optimised gear's pass list; empty: the default.
  int selection_effort = 2;  ///< 0 to 3: LLVM's code generator level in the optimised gear.
  bool perf_map = false;     ///< Appends to /tmp/perf-PID.map, which `perf` reads.
  bool debugger = false;     ///< Registers code with the GDB JIT interface.
  bool verify = false;  ///< Runs LLVM's verifier on the lowered module; aborts if it complains.
};

/// What an object file calls the things that have an address in this process. All other external symbols are
/// the program's own names for them, behind `triptych_`.
struct Symbols {
  std::map<const void*, std::string> functions = {};   ///< Residual functions, by entry cell: called directly.
  std::map<std::uint64_t, std::string> constants = {}; ///< Words that are addresses.
  std::vector<std::string> exits = {};  ///< By exit: the text that `leave` is given, instead of an exit point.
};

/// What is decided for each compilation.
struct Request {
  Gear gear = Gear::optimised;
  gc::Area* areas = nullptr;  ///< The heap's areas, if they never move; null: read at run time.
  std::int64_t forced_exit =
      -1;                  ///< The guard, counted in program order from 0, that always leaves, if there are so many.
  bool want_text = false;  ///< Fills in the texts of `Compiled`.
  const Symbols* symbols = nullptr;  ///< For object files that are linked elsewhere.
};

/// Seconds of processor time spent in each part of a compilation.
struct Timings {
  double lower = 0;     ///< Residual program to LLVM IR.
  double optimise = 0;  ///< LLVM's passes on the IR.
  double select = 0;    ///< Instruction selection to object code.
  double link = 0;      ///< Placing the object code in memory.
  double total() const { return lower + optimise + select + link; }
};

/// The result of a compilation: `entry` is null if it failed, and then `error` says why.
///
/// `entry` is called under the C calling convention with the program's arguments (i64 and ref as
/// 64-bit integers, f64 as double, boolean as bool) and answers `pe::Returned`.
struct Compiled {
  const void* entry = nullptr;
  std::size_t code_bytes = 0;
  std::uint64_t handle = 0;  ///< For `Backend::release`.
  Gear gear = Gear::optimised;
  Timings timings;
  std::string error;
  std::string ir_before, ir_after, assembly;  ///< If asked for.
};

/// The texts and files that a program can be turned into.
enum class Output : std::uint8_t { llvm_before, llvm, assembly, object };

/// A program of an object file.
struct Unit {
  const pe::residual::Program* program;
  Request request;
  std::string symbol;  ///< The function's name.
};

/// Makes machine code. Not thread-safe: one thread at a time, whichever it is.
class Backend {
 public:
  virtual ~Backend() = default;

  /// Compiles `program` for this process and machine.
  virtual Compiled compile(const pe::residual::Program& program, const Request& request) = 0;

  /// Frees the code of an earlier compilation; nobody may be running it.
  virtual void release(std::uint64_t handle) = 0;

  /// Turns `program` into text or an object file for `triple` (empty: this machine), in which
  /// everything that has an address in this process is an external symbol. `error` is set, and the
  /// answer empty, for a triple that is none.
  virtual std::string emit(const pe::residual::Program& program, const Request& request,
                           Output output, const std::string& triple, std::string& error) = 0;

  /// Likewise for programs that call each other: one object file for all of them. Each request has `symbols`.
  virtual std::string emit_all(std::span<const Unit> units, Output output, const std::string& triple,
                               std::string& error) = 0;

  /// What all code and its constants take now, as mapped.
  virtual std::size_t code_bytes() const = 0;
};

/// The module's one exported function, `triptych_make_backend`: null if `interface_version` is not
/// the module's own.
using MakeBackend = Backend* (*)(const Settings& settings, unsigned interface_version);
inline constexpr unsigned interface_version = 2;
inline constexpr const char* make_backend_name = "triptych_make_backend";

}  // namespace codegen
