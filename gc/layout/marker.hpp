// What a trace function tells the references it finds: which objects live.
//
// Mark bits lie outside the objects, one for each 16 bytes of the heap's range of addresses, so
// marking touches an object only to trace it. What is marked but not yet traced waits on a stack of
// its own, long runs of words as (begin, end) so that a list of a million does not need a stack of
// a million. If the stack is full the object is left marked, and the collector traces all marked
// objects once more.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "gc/layout/layouts.hpp"

namespace gc {

/// The memory that one object has.
struct Cell {
  char* begin = nullptr;
  char* end = nullptr;
};

/// Says which object an address belongs to; a collector's part of marking conservatively.
class Resolver {
 public:
  virtual ~Resolver() = default;
  /// The cell of the object that `address` points at or into; nulls if it is no object's.
  virtual Cell resolve(std::uint64_t address) const = 0;
};

class Marker {
 public:
  /// `capacity` is the entries of the stack of objects.
  Marker(const LayoutTable& layouts, const Resolver& resolver, std::size_t capacity);

  /// Starts a collection of the addresses [base, base + bytes). `bits` has one for each 16 bytes,
  /// all 0.
  void start(std::uint64_t base, std::size_t bytes, std::uint64_t* bits);

  /// `object` lives; null and what is not in the range are ignored. Must be an object's first byte.
  void mark(const Object* object) {
    const std::uint64_t offset = reinterpret_cast<std::uint64_t>(object) - base_;
    if (offset >= bytes_) return;
    std::uint64_t& bits = bits_[offset >> 10];
    const std::uint64_t bit = std::uint64_t{1} << (offset >> 4 & 63);
    if ((bits & bit) != 0) return;
    bits |= bit;
    push(const_cast<Object*>(object));
  }
  void mark(Word word) {
    if (is_object(word)) mark(as<Object>(word));
  }

  /// All words of [begin, end) are values (null included).
  void mark_words(const Word* begin, const Word* end);
  /// The words of [begin, end) may be anything; those that point at or into an object keep it.
  void mark_conservatively(const void* begin, const void* end);
  /// `bits` may be an address, a reference, a header, or nothing of the kind.
  void mark_conservatively(std::uint64_t bits) {
    const std::uint64_t address = bits & ((std::uint64_t{1} << layout_shift) - 1);
    if (address - base_ < bytes_) mark(reinterpret_cast<Object*>(resolver_.resolve(address).begin));
  }

  /// Is it marked already? What is not in the range counts as marked.
  bool is_marked(const Object* object) const {
    const std::uint64_t offset = reinterpret_cast<std::uint64_t>(object) - base_;
    return offset >= bytes_ || (bits_[offset >> 10] >> (offset >> 4 & 63) & 1) != 0;
  }

  /// Traces until nothing waits.
  void drain();
  /// Traces one object, marked or not.
  void trace(Object* object);
  /// Were objects left untraced since the last call? Then trace all that are marked, and drain.
  bool take_overflow() { return std::exchange(overflow_, false); }

 private:
  struct Range {
    const Word* begin;
    const Word* end;
  };

  void mark_piece();
  void push(Object* object) {
    if (top_ != capacity_) [[likely]]
      waiting_[top_++] = object;
    else
      overflow_ = true;
  }

  std::uint64_t base_ = 0;
  std::uint64_t bytes_ = 0;
  std::uint64_t* bits_ = nullptr;
  std::unique_ptr<Object*[]> waiting_;
  std::size_t top_ = 0;
  std::size_t capacity_;
  std::vector<Range> ranges_;
  bool overflow_ = false;
  const LayoutTable& layouts_;
  const Resolver& resolver_;
};

}  // namespace gc
