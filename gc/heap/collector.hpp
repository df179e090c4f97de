// What a heap asks of its collector: runs of free cells, large objects, and which objects live.
//
// A collection is `mark`, then whatever the heap does with the dead while they are still whole
// (weak references, finalisers), then `sweep`. Collectors share the space of blocks and how an
// address becomes an object; they differ in where free cells come from.
#pragma once

#include <memory>
#include <span>

#include "gc/heap/space.hpp"
#include "gc/layout/marker.hpp"

namespace gc {

class Roots;

class Collector : public Resolver {
 public:
  /// `runs` has a run of free cells for each size class, which the heap hands out and the collector
  /// refills.
  Collector(std::size_t reserve, std::span<Area, class_count> runs)
      : space_(reserve), runs_(runs.data()) {}

  /// Finds a new run of zeroed cells for this class, its old one being used up. New blocks may be
  /// taken while they fit into `room` bytes. False: there is none.
  virtual bool refill(std::size_t size_class, std::size_t room) = 0;
  /// Marks what lives and answers with what; all else stays as it is until `sweep`. Null: this
  /// collector never collects.
  virtual Marker* mark(Roots& roots) = 0;
  /// Forgets what is not marked, and all runs. Answers the bytes of what lives. With `poison` the
  /// free memory is filled with `poison_byte`.
  virtual std::size_t sweep(bool poison) = 0;

  /// Keeps at most `bytes` in free blocks, gives the rest back to the operating system.
  void trim(std::size_t bytes) { space_.trim(bytes); }
  /// From now on the runs are here; their contents were moved.
  void use_runs(std::span<Area, class_count> runs) { runs_ = runs.data(); }

  /// Zeroed memory for an object larger than any cell, or null.
  char* allocate_large(std::size_t bytes);

  Cell resolve(std::uint64_t address) const override;
  const Space& space() const { return space_; }

 protected:
  /// Was the cell at `offset` of a block not yet swept alive in the last collection?
  virtual bool survived(std::size_t block, std::size_t offset) const = 0;

  Space space_;
  Area* runs_;  ///< `class_count` of them.
};

inline constexpr int poison_byte = 0xdb;

std::unique_ptr<Collector> make_marksweep(std::size_t reserve, std::span<Area, class_count> runs,
                                          const LayoutTable& layouts, std::size_t mark_stack);
std::unique_ptr<Collector> make_none(std::size_t reserve, std::span<Area, class_count> runs);

}  // namespace gc
