#include "gc/roots/roots.hpp"

#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include "gc/layout/check.hpp"

/// Where the loader found the first thread's stack to begin.
extern "C" void* __libc_stack_end;

namespace gc {

namespace {

/// The first thread's stack. glibc would read /proc/self/maps for it, a good part of a short
/// program's time; what the loader saw at the start will do, since no frame lies above.
Stack first_stack() {
  rlimit limit{};
  const auto base = reinterpret_cast<std::uintptr_t>(__libc_stack_end);
  const bool bounded = getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur < base;
  return {bounded ? reinterpret_cast<void*>(base - limit.rlim_cur) : nullptr, __libc_stack_end};
}

}  // namespace

Stack thread_stack() {
  if (gettid() == getpid()) return first_stack();
  pthread_attr_t attributes;
  void* low = nullptr;
  std::size_t bytes = 0;
  const bool known = pthread_getattr_np(pthread_self(), &attributes) == 0 &&
                     pthread_attr_getstack(&attributes, &low, &bytes) == 0;
  check(known, "gc: the thread's stack is unknown");
  pthread_attr_destroy(&attributes);
  return {low, static_cast<char*>(low) + bytes};
}

void Roots::add_range(const void* begin, const void* end) { ranges_.push_back({begin, end}); }

void Roots::remove_range(const void* begin) {
  std::erase_if(ranges_, [&](const Range& range) { return range.begin == begin; });
}

void Roots::visit(Marker& marker) {
  for (const Range& range : ranges_) marker.mark_conservatively(range.begin, range.end);
  for (RootProvider* provider : providers_) provider->visit_roots(marker);
  if (!reads_stacks_) return;
  // Stores the registers that callees preserve in this frame, which must last as long as the call:
  // the empty statement behind it keeps it from becoming a jump.
  __builtin_unwind_init();
  visit_stacks(marker);
  asm volatile("");
}

[[gnu::noinline]] void Roots::visit_stacks(Marker& marker) {
  const auto* const here = static_cast<const char*>(__builtin_frame_address(0));
  const auto holds = [&](const Stack& stack) { return here >= stack.limit && here < stack.base; };
  const auto visit_one = [&](const Stack& stack, bool runs) {
    const void* const from = runs ? here : stack.left_at ? stack.left_at : stack.limit;
    marker.mark_conservatively(from, stack.base);
  };
  bool on_fiber = false;
  for (const Stack* fiber : fibers_) {
    on_fiber |= holds(*fiber);
    visit_one(*fiber, holds(*fiber));
  }
  check(on_fiber || holds(main_), "gc: a collection on a stack that the heap was not told of");
  check(!on_fiber || main_.left_at, "gc: nobody said where the main stack was left");
  visit_one(main_, !on_fiber);
}

void Roots::rescue(Marker& marker) {
  for (WeakProvider* provider : weak_) provider->rescue(marker);
}

void Roots::forget_dead(const Marker& marker) {
  for (WeakProvider* provider : weak_) provider->forget_dead(marker);
}

}  // namespace gc
