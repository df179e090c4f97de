// Where a collection starts: stacks and registers, ranges of memory, and structures of the VM.
//
// Stacks are read conservatively: every aligned word of a C++ frame, a fiber or compiled code that
// points at or into an object keeps that object, whatever it was meant to be. So C++ code holds
// plain pointers to objects, with no handles. Since objects never move, a mistaken root costs
// memory and nothing else. What the VM keeps elsewhere it names itself: by a range of words, or by
// a provider.
#pragma once

#include <cstddef>
#include <vector>

#include "gc/layout/marker.hpp"

namespace gc {

/// A structure of the VM that holds references. Called in each collection; must not allocate.
class RootProvider {
 public:
  virtual ~RootProvider() = default;
  /// Names every reference: `marker.mark(object)`, `marker.mark_words(begin, end)` for words that
  /// are certainly valid, `marker.mark_conservatively(begin, end)` for memory that may hold
  /// anything.
  virtual void visit_roots(Marker& marker) = 0;
};

/// A structure that knows objects without keeping them: weak references, caches, intern tables.
class WeakProvider {
 public:
  virtual ~WeakProvider() = default;
  /// Called before anything is forgotten: a dead object marked here lives on, with all it refers
  /// to.
  virtual void rescue(Marker&) {}
  /// Called when all that lives is marked: drop what `marker.is_marked` denies.
  virtual void forget_dead(const Marker& marker) = 0;
};

/// A machine stack. It grows downwards from `base`.
struct Stack {
  const void* limit = nullptr;  ///< Its lowest address.
  const void* base = nullptr;   ///< One past the highest.
  /// The stack pointer where this stack was left; null while it runs, or to have all of it read.
  const void* left_at = nullptr;
};

/// The stack of the calling thread.
Stack thread_stack();

/// All roots of one heap.
class Roots {
 public:
  /// Every word of [begin, end) is read conservatively in each collection, until removed.
  void add_range(const void* begin, const void* end);
  void remove_range(const void* begin);

  /// `provider` must stay where it is until it is removed.
  void add(RootProvider* provider) { providers_.push_back(provider); }
  void remove(RootProvider* provider) { drop(providers_, provider); }
  void add(WeakProvider* provider) { weak_.push_back(provider); }
  void remove(WeakProvider* provider) { drop(weak_, provider); }

  /// The stack of the thread that runs the VM, given once; see `thread_stack`. Who switches to a
  /// fiber sets its `left_at`.
  void set_main_stack(Stack stack) { main_ = stack; }
  Stack& main_stack() { return main_; }

  /// With false, stacks and registers are not read: for tests that want to know exactly what lives.
  void set_reads_stacks(bool reads) { reads_stacks_ = reads; }

  /// The stack of a fiber: read from its `left_at`, or, if it is the one running, from where it is.
  void add_stack(Stack* stack) { fibers_.push_back(stack); }
  void remove_stack(Stack* stack) { drop(fibers_, stack); }

  /// Marks from registers, stacks, ranges and providers.
  void visit(Marker& marker);
  /// After that, the dead may be rescued; what they refer to is then still to be marked.
  void rescue(Marker& marker);
  /// Tells the weak providers that all marks are made.
  void forget_dead(const Marker& marker);

 private:
  /// Most of what is removed was added last.
  template <class T>
  static void drop(std::vector<T*>& from, const T* one) {
    for (std::size_t i = from.size(); i-- != 0;)
      if (from[i] == one)
        return static_cast<void>(from.erase(from.begin() + static_cast<std::ptrdiff_t>(i)));
  }
  void visit_stacks(Marker& marker);

  struct Range {
    const void* begin;
    const void* end;
  };
  std::vector<Range> ranges_;
  std::vector<RootProvider*> providers_;
  std::vector<WeakProvider*> weak_;
  std::vector<Stack*> fibers_;
  Stack main_;
  bool reads_stacks_ = true;
};

}  // namespace gc
