#include "gc/heap/heap.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/sysinfo.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>

#include "gc/heap/collector.hpp"
#include "gc/layout/check.hpp"

namespace gc {

namespace {

constexpr std::size_t gigabyte = std::size_t{1} << 30;

/// What the control group of this process allows, or SIZE_MAX.
std::size_t group_limit() {
  std::array<char, 32> text{};
  const int file = open("/sys/fs/cgroup/memory.max", O_RDONLY | O_CLOEXEC);
  if (file < 0) return SIZE_MAX;
  const ssize_t length = read(file, text.data(), text.size());
  close(file);
  std::size_t bytes = 0;
  const auto end = text.data() + std::max<ssize_t>(length, 0);
  return std::from_chars(text.data(), end, bytes).ec == std::errc{} ? bytes : SIZE_MAX;
}

/// How many addresses to reserve: several times the limit, so that there is room for large objects
/// between the small, but not more than half of what the process may have.
std::size_t addresses_for(std::size_t limit) {
  std::size_t bytes = std::max(std::min(limit, 64 * gigabyte) * 4, gigabyte);
  for (const auto resource : {RLIMIT_AS, RLIMIT_DATA}) {
    rlimit allowed{};
    if (getrlimit(resource, &allowed) == 0) bytes = std::min<std::size_t>(bytes, allowed.rlim_cur / 2);
  }
  return bytes;
}

}  // namespace

std::size_t default_limit() {
  struct sysinfo machine{};
  check(sysinfo(&machine) == 0, "gc: the machine does not say how much memory it has");
  return std::min(std::size_t{machine.totalram} * machine.mem_unit, group_limit()) / 5 * 4;
}

Heap::Heap(const LayoutTable& layouts, Options options) : layouts_(layouts), options_(options) {
  if (options_.limit == 0) options_.limit = default_limit();
  threshold_ = options_.least_growth;
  const std::size_t reserve = addresses_for(options_.limit);
  until_stress_ = options_.stress;
  if (options_.policy == Policy::marksweep)
    collector_ = make_marksweep(reserve, runs(), layouts_, options_.mark_stack);
  else
    collector_ = make_none(reserve, runs());
  roots_.set_main_stack(thread_stack());
}

Heap::~Heap() {
  collecting_ = true;
  for (Object* object : to_finalise_) layouts_.of(object)->finalise(object);
}

std::span<Area, class_count> Heap::runs() { return options_.stress != 0 ? hidden_ : areas_; }

std::size_t Heap::room() const {
  const std::size_t used = collector_->space().used_bytes() + external_;
  return used < options_.limit ? options_.limit - used : 0;
}

void* Heap::allocate_slow(std::size_t bytes) {
  if (options_.stress != 0 && --until_stress_ == 0) {
    until_stress_ = options_.stress;
    collect();
  }
  return bytes <= largest_cell ? allocate_cell(class_index(bytes)) : allocate_large(bytes);
}

void* Heap::allocate_cell(std::size_t size_class) {
  Area& run = runs()[size_class];
  if (run.cursor == run.limit) {
    if (since_collection_ >= threshold_) collect();
    if (!refill(size_class) && !(make_room(block_bytes) && refill(size_class))) return nullptr;
  }
  char* const cell = run.cursor;
  run.cursor += class_size(size_class);
  return cell;
}

bool Heap::refill(std::size_t size_class) {
  if (!collector_->refill(size_class, room())) return false;
  const Area& run = runs()[size_class];
  count(static_cast<std::size_t>(run.limit - run.cursor));
  return true;
}

void* Heap::allocate_large(std::size_t bytes) {
  if (bytes > options_.limit) return nullptr;
  if (since_collection_ + bytes >= threshold_) collect();
  if (bytes > room() && !make_room(bytes)) return nullptr;
  char* object = collector_->allocate_large(bytes);
  if (!object && make_room(bytes)) object = collector_->allocate_large(bytes);
  if (object) count(bytes);
  return object;
}

/// Collects because memory is short. A little more than asked for must come free: else a program at
/// its limit would do nothing but collect.
bool Heap::make_room(std::size_t bytes) {
  collect();
  return room() >= std::max(bytes, options_.limit / 64);
}

void Heap::count(std::size_t bytes) {
  since_collection_ += bytes;
  statistics_.allocated_bytes += bytes;
  statistics_.peak_bytes =
      std::max(statistics_.peak_bytes, collector_->space().held_bytes() + external_);
}

void Heap::add_external(std::size_t bytes) {
  external_ += bytes;
  count(bytes);
  if (since_collection_ >= threshold_) collect();
}

void Heap::finalise_later(Object* object) { to_finalise_.push_back(object); }

void Heap::collect() {
  check(!collecting_, "gc: a collection inside a collection");
  const auto begin = std::chrono::steady_clock::now();
  collecting_ = true;
  if (const Marker* marker = collector_->mark(roots_)) {
    roots_.forget_dead(*marker);
    finalise_dead(*marker);
    for (const Area& run : runs())
      statistics_.allocated_bytes -= static_cast<std::size_t>(run.limit - run.cursor);
    const bool poison = options_.stress != 0;
    const std::size_t live = collector_->sweep(poison) + external_;
    ++statistics_.collections;
    statistics_.live_bytes = live;
    threshold_ = std::max(options_.least_growth,
                          static_cast<std::size_t>(options_.growth * static_cast<double>(live)));
    since_collection_ = 0;
    if (!poison) collector_->trim(threshold_);
  } else {
    threshold_ = SIZE_MAX;
  }
  collecting_ = false;
  const std::int64_t pause =
      std::chrono::nanoseconds(std::chrono::steady_clock::now() - begin).count();
  statistics_.paused += pause;
  statistics_.longest_pause = std::max(statistics_.longest_pause, pause);
}

/// Runs what the dead are owed, and counts what the living hold outside the heap.
void Heap::finalise_dead(const Marker& marker) {
  external_ = 0;
  std::erase_if(to_finalise_, [&](Object* object) {
    const LayoutInfo& layout = *layouts_.of(object);
    if (marker.is_marked(object)) {
      if (layout.external_bytes) external_ += layout.external_bytes(object);
      return false;
    }
    layout.finalise(object);
    ++statistics_.finalised;
    return true;
  });
}

Object* Heap::find(std::uint64_t address) const {
  return reinterpret_cast<Object*>(collector_->resolve(address).begin);
}

void Heap::set_limit(std::size_t bytes) { options_.limit = bytes != 0 ? bytes : default_limit(); }

void Heap::set_stress(unsigned every) {
  const std::array<Area, class_count> open = options_.stress != 0 ? hidden_ : areas_;
  options_.stress = until_stress_ = every;
  (every != 0 ? areas_ : hidden_).fill({});
  std::ranges::copy(open, runs().begin());
  collector_->use_runs(runs());
}

Statistics Heap::statistics() const {
  Statistics now = statistics_;
  for (const Area& run : options_.stress != 0 ? hidden_ : areas_)
    now.allocated_bytes -= static_cast<std::size_t>(run.limit - run.cursor);
  now.external_bytes = external_;
  now.held_bytes = collector_->space().held_bytes();
  return now;
}

}  // namespace gc
