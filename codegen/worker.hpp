// Machine code is made on a thread of its own, while the interpreter goes on.
//
// The main thread hands over programs and never waits. The worker loads the code generator when the
// first program arrives, compiles, and publishes: a job's `publish` runs on the worker's thread and
// typically stores the entry into the program's cell; `collect` runs on the main thread, when that
// next asks. A job may want the quick gear first; its optimised gear then comes after all that is
// waiting for the quick one.
//
// Destroying the worker does not wait for LLVM: a compilation under way is abandoned, nothing of it
// is published, and its thread ends by itself. If the process exits meanwhile, it does so without
// LLVM's static destructors (see worker.cpp).
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "codegen/backend.hpp"

namespace codegen {

struct Job {
  std::shared_ptr<const pe::residual::Program> program = {};
  Request request = {};      ///< Its gear is the last one that is wanted.
  bool quick_first = false;  ///< The quick gear, too, and before.

  /// Asked on the worker's thread before each compilation, if there: false drops the job.
  std::function<bool()> is_wanted = {};
  /// Called on the worker's thread for each result, failures included (their entry is null). It
  /// holds the worker's lock, so it must be short and not use the worker.
  std::function<void(const Compiled&)> publish = {};
  /// Called by `drain` for each result.
  std::function<void(const Compiled&)> collect = {};
};

class Worker {
 public:
  explicit Worker(const Settings& settings);
  ~Worker();
  Worker(const Worker&) = delete;

  void submit(Job job);

  /// Are there results for `drain`? One load of a flag.
  bool has_finished() const;
  /// Calls `collect` of what was finished since the last time, in that order; how many there were.
  std::size_t drain();

  /// Frees code that nobody runs any more, in the background.
  void release(std::uint64_t handle);

  /// Waits until nothing is left to be done: for tests, and for runs that must be repeatable.
  void wait();

  std::size_t waiting() const;     ///< Jobs not begun.
  std::size_t code_bytes() const;  ///< What all code takes, as mapped.

 private:
  struct State;
  std::shared_ptr<State> state_;  ///< Shared with the thread, which may outlive the worker.
};

}  // namespace codegen
