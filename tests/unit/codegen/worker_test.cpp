// The background worker: order, publication, failures, letting go.
#include <mutex>
#include <thread>

#include "codegen/worker.hpp"
#include "tests/unit/codegen/support.hpp"

using namespace test;
using codegen::Compiled;
using codegen::Job;
using codegen::Worker;

namespace {

std::shared_ptr<const Program> constant(int value) {
  pe::residual::Resolver names;
  auto parsed =
      pe::residual::parse("program @constant\nb0:\n  ret " + std::to_string(value) + "\n", names);
  REQUIRE(parsed.has_value());
  return std::make_shared<const Program>(std::move(*parsed));
}

}  // namespace

TEST_CASE("the quick gear comes first, and results are collected by who asks") {
  Worker worker{{}};
  pe::residual::EntryCell cell;
  std::vector<Gear> published, collected;
  Job job{.program = constant(7), .quick_first = true};
  job.publish = [&](const Compiled& compiled) {
    cell.code.store(compiled.entry, std::memory_order_release);
    published.push_back(compiled.gear);
  };
  job.collect = [&](const Compiled& compiled) { collected.push_back(compiled.gear); };
  worker.submit(std::move(job));
  worker.wait();
  CHECK(published == std::vector{Gear::quick, Gear::optimised});
  CHECK(collected.empty());
  CHECK(worker.has_finished());
  CHECK(worker.drain() == 2);
  CHECK(collected == published);
  CHECK(!worker.has_finished());
  check_result(pe::residual::call_residual(cell.code, {}, {}), 7, ResultKind::integer);
}

TEST_CASE("all quick gears come before any optimised one") {
  Worker worker{{}};
  std::vector<std::pair<int, Gear>> order;
  std::mutex hold;
  std::unique_lock held(hold);
  for (int i = 0; i < 3; ++i) {
    Job job{.program = constant(i), .quick_first = true};
    job.is_wanted = [&] { return std::lock_guard(hold), true; };
    job.publish = [&, i](const Compiled& compiled) { order.emplace_back(i, compiled.gear); };
    worker.submit(std::move(job));
  }
  held.unlock();
  worker.wait();
  using enum Gear;
  CHECK(order ==
        std::vector<std::pair<int, Gear>>{
            {0, quick}, {1, quick}, {2, quick}, {0, optimised}, {1, optimised}, {2, optimised}});
}

TEST_CASE("what is no longer wanted is not compiled") {
  Worker worker{{}};
  int published = 0;
  Job job{.program = constant(1), .quick_first = true};
  job.is_wanted = [] { return false; };
  job.publish = [&](const Compiled&) { ++published; };
  worker.submit(std::move(job));
  worker.wait();
  CHECK(published == 0);
}

TEST_CASE("code is freed in the background") {
  Worker worker{{}};
  std::uint64_t handle = 0;
  Job job{.program = constant(1)};
  job.publish = [&](const Compiled& compiled) { handle = compiled.handle; };
  worker.submit(std::move(job));
  worker.wait();
  CHECK(worker.code_bytes() > 0);
  worker.release(handle);
  worker.wait();
  CHECK(worker.code_bytes() == 0);
}

TEST_CASE("a worker that goes drops what waits, and publishes nothing more") {
  std::atomic<int> published = 0;
  for (int round = 0; round < 5; ++round) {
    Worker worker{{}};
    for (int i = 0; i < 50; ++i) {
      Job job{.program = constant(i), .quick_first = true};
      job.publish = [&](const Compiled&) { ++published; };
      worker.submit(std::move(job));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(round));
  }
  const int before = published;
  std::this_thread::sleep_for(std::chrono::milliseconds(30));
  CHECK(published == before);
}

TEST_CASE("LLVM is counted apart") {
  backend();
  CHECK(codegen::resident_module_bytes() > 10'000'000);
}
