// How the thread ends.
//
// LLVM cannot be interrupted, and a compilation may take longer than a user who is done wants to
// wait. So ~Worker never waits for one: it marks the state as abandoned and lets go of the thread,
// which holds the state and the program by shared pointers and touches nothing else of the VM.
//
// If the process then exits, LLVM's static destructors would run under the feet of that thread. A
// handler that runs before those destructors ends the process at once if a thread is inside LLVM,
// what is buffered being flushed; if none is, it keeps threads from entering. Exit handlers run in
// reverse order, and LLVM registers destructors while it is loaded and whenever it first needs an
// object, so only the last moment is late enough to register that handler: the destructors of the
// main thread's thread_local objects run before any exit handler, and one of them does it, waiting
// for LLVM's loading, which is short, if that is under way. Whether threads are inside is the
// process's affair, not one VM's: two VMs exit together. Hence the one global object of this file.
#include "codegen/worker.hpp"

#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <iostream>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "codegen/load.hpp"

namespace codegen {

namespace {

// Who is inside LLVM, and is the process still to live?
class Gate {
 public:
  static Gate& of_process() {
    static Gate* gate = new Gate;  // Never destroyed: threads outlive static destructors.
    return *gate;
  }

  /// False when the process is exiting: then LLVM must not be touched.
  bool try_enter() {
    std::lock_guard lock(mutex_);
    if (is_exiting_) return false;
    ++inside_;
    return true;
  }
  void leave() {
    std::lock_guard lock(mutex_);
    --inside_;
  }

  /// The same for a thread that is to load LLVM.
  bool try_load() {
    std::lock_guard lock(mutex_);
    if (is_exiting_) return false;
    ++loading_;
    return true;
  }
  /// LLVM's static objects exist. (The handler serves where another thread than the main one exits.)
  void loaded() {
    std::lock_guard lock(mutex_);
    if (!std::exchange(is_guarded_, true)) stand_before_destructors();
    --loading_;
    loaded_.notify_all();
  }

  /// Called where the main thread ends, before all exit handlers.
  void close() {
    std::unique_lock lock(mutex_);
    is_exiting_ = true;
    loaded_.wait(lock, [&] { return loading_ == 0; });
    stand_before_destructors();
  }

 private:
  void stand_before_destructors() {
    on_exit([](int status, void* gate) { static_cast<Gate*>(gate)->at_exit(status); }, this);
  }

  void at_exit(int status) {
    std::unique_lock lock(mutex_);
    is_exiting_ = true;
    if (inside_ == 0) return;
    std::cout.flush();
    std::clog.flush();
    std::fflush(nullptr);
    _exit(status);
  }

  std::mutex mutex_;
  std::condition_variable loaded_;
  int inside_ = 0, loading_ = 0;
  bool is_exiting_ = false;
  bool is_guarded_ = false;
};

/// Destroyed with its thread. That of the main thread is destroyed when the process exits.
struct Closing {
  ~Closing() {
    if (getpid() == gettid()) Gate::of_process().close();
  }
  void touch() {}
};
thread_local Closing closing;
/// Makes the main thread's, as the program starts: who submits may be another thread.
[[maybe_unused]] const bool is_closing_made = (closing.touch(), true);

struct Inside {
  Inside() : is_inside(Gate::of_process().try_enter()) {}
  ~Inside() {
    if (is_inside) Gate::of_process().leave();
  }
  const bool is_inside;
};

}  // namespace

struct Worker::State {
  struct Result {
    std::function<void(const Compiled&)> collect;
    Compiled compiled;
  };

  Settings settings;
  std::unique_ptr<Backend> backend;  ///< The thread's alone, as is the error.
  std::string load_error;

  mutable std::mutex mutex;
  std::condition_variable changed;
  std::deque<Job> quick, optimised;     ///< Waiting, by the gear that is next.
  std::vector<std::uint64_t> releases;  ///< Code to be freed.
  std::vector<Result> results;          ///< For drain.
  std::thread thread;                   ///< Started with the first job.
  bool is_busy = false;
  bool is_abandoned = false;
  std::atomic<bool> has_finished = false;
  std::atomic<std::size_t> code_bytes = 0;

  explicit State(const Settings& settings) : settings(settings) {}

  bool is_untried() const { return !backend && load_error.empty(); }
  bool has_work() const { return !quick.empty() || !optimised.empty() || !releases.empty(); }
  void run();
  void load();
  void free_code(std::unique_lock<std::mutex>& lock);
  void compile_next(std::unique_lock<std::mutex>& lock);
  Compiled compile(const Job& job, Gear gear);
};

void Worker::State::run() {
  std::unique_lock lock(mutex);
  for (;;) {
    changed.wait(lock, [&] { return is_abandoned || has_work(); });
    if (is_abandoned) break;
    is_busy = true;
    if (!releases.empty()) free_code(lock);
    if (!quick.empty() || !optimised.empty()) compile_next(lock);
    is_busy = false;
    changed.notify_all();
  }
  lock.unlock();
  const Inside inside;
  if (!inside.is_inside) static_cast<void>(backend.release());  // The process ends: it is leaked.
  backend.reset();
}

void Worker::State::load() {
  if (!Gate::of_process().try_load()) return;
  auto loaded = load_backend(settings);
  Gate::of_process().loaded();
  if (loaded)
    backend = std::move(*loaded);
  else
    load_error = loaded.error();
}

void Worker::State::free_code(std::unique_lock<std::mutex>& lock) {
  const std::vector<std::uint64_t> handles = std::exchange(releases, {});
  lock.unlock();
  if (const Inside inside; backend && inside.is_inside) {
    for (std::uint64_t handle : handles) backend->release(handle);
    code_bytes = backend->code_bytes();
  }
  lock.lock();
}

void Worker::State::compile_next(std::unique_lock<std::mutex>& lock) {
  const Gear gear = quick.empty() ? Gear::optimised : Gear::quick;
  std::deque<Job>& queue = gear == Gear::quick ? quick : optimised;
  Job job = std::move(queue.front());
  queue.pop_front();
  lock.unlock();

  Compiled compiled;
  const bool is_wanted = !job.is_wanted || job.is_wanted();
  if (is_wanted) compiled = compile(job, gear);

  lock.lock();
  if (is_abandoned || !is_wanted) return;
  if (job.publish) job.publish(compiled);
  const bool again = gear == Gear::quick && job.request.gear == Gear::optimised && compiled.entry;
  if (job.collect) {
    results.push_back({job.collect, std::move(compiled)});
    has_finished = true;
  }
  if (again) optimised.push_back(std::move(job));
}

Compiled Worker::State::compile(const Job& job, Gear gear) {
  Compiled compiled;
  const Inside inside;
  if (!inside.is_inside) return compiled;
  if (is_untried()) load();
  if (backend) {
    Request request = job.request;
    request.gear = gear;
    compiled = backend->compile(*job.program, request);
    code_bytes = backend->code_bytes();
  } else {
    compiled.error = load_error;
  }
  return compiled;
}

Worker::Worker(const Settings& settings) : state_(std::make_shared<State>(settings)) {}

Worker::~Worker() {
  std::unique_lock lock(state_->mutex);
  if (!state_->thread.joinable()) return;
  state_->is_abandoned = true;
  state_->quick.clear();
  state_->optimised.clear();
  state_->changed.notify_all();
  std::thread thread = std::move(state_->thread);
  const bool is_busy = state_->is_busy;
  lock.unlock();
  is_busy ? thread.detach() : thread.join();
}

void Worker::submit(Job job) {
  std::lock_guard lock(state_->mutex);
  const bool quick = job.quick_first || job.request.gear == Gear::quick;
  (quick ? state_->quick : state_->optimised).push_back(std::move(job));
  if (!state_->thread.joinable()) state_->thread = std::thread([state = state_] { state->run(); });
  state_->changed.notify_all();
}

bool Worker::has_finished() const { return state_->has_finished.load(std::memory_order_relaxed); }

std::size_t Worker::drain() {
  if (!has_finished()) return 0;
  std::vector<State::Result> results;
  {
    std::lock_guard lock(state_->mutex);
    results = std::exchange(state_->results, {});
    state_->has_finished = false;
  }
  for (const auto& [collect, compiled] : results) collect(compiled);
  return results.size();
}

void Worker::release(std::uint64_t handle) {
  std::lock_guard lock(state_->mutex);
  state_->releases.push_back(handle);
  state_->changed.notify_all();
}

void Worker::wait() {
  std::unique_lock lock(state_->mutex);
  state_->changed.wait(lock, [&] { return !state_->is_busy && !state_->has_work(); });
}

std::size_t Worker::waiting() const {
  std::lock_guard lock(state_->mutex);
  return state_->quick.size() + state_->optimised.size();
}

std::size_t Worker::code_bytes() const { return state_->code_bytes; }

}  // namespace codegen
