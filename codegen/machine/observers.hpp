// Tells profilers and debuggers what the machine code in memory is.
#pragma once

#include <cstdint>
#include <cstdio>
#include <map>
#include <memory>
#include <string>

#include <llvm/ADT/ArrayRef.h>

namespace codegen::machine {

/// One function that was placed in memory.
struct PlacedCode {
  const std::string& symbol;
  const void* entry;
  std::size_t bytes;
  llvm::ArrayRef<char> object;  ///< The ELF file that it comes from.
  std::uint64_t handle;
};

/// Appends to /tmp/perf-PID.map, where `perf report` looks for the names of code without a file.
class PerfMap {
 public:
  PerfMap();
  ~PerfMap();
  void placed(const PlacedCode& code);

 private:
  std::FILE* file_;  ///< Null if it cannot be written: profiling then shows addresses.
};

/// Registers object files by GDB's JIT interface: backtraces and breakpoints know the functions'
/// names.
class Debugger {
 public:
  Debugger();
  ~Debugger();
  void placed(const PlacedCode& code);
  void released(std::uint64_t handle);

 private:
  struct Entry;
  std::map<std::uint64_t, std::unique_ptr<Entry>> entries_;
};

}  // namespace codegen::machine
