// Mark-sweep, not moving, swept lazily.
//
// Marking sets bits beside the heap. Sweeping is the search for the next run of cells without a
// bit, made when the allocator wants one: a run is zeroed and handed out by bumping, so garbage
// costs nothing to free, and the memory is in the cache when the objects are made. A block without
// any mark goes back to the space at once and may serve another size. Runs are cut short for the
// cache's sake.
#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <vector>

#include "gc/heap/collector.hpp"
#include "gc/roots/roots.hpp"

namespace gc {

namespace {

/// A run is at most so long (or one cell): what is zeroed at once stays in the first-level cache.
constexpr std::size_t longest_run = std::size_t{8} << 10;

class MarkSweep final : public Collector {
 public:
  MarkSweep(std::size_t reserve, std::span<Area, class_count> runs, const LayoutTable& layouts,
            std::size_t mark_stack)
      : Collector(reserve, runs), marker_(layouts, *this, mark_stack) {
    current_.fill(Space::none);
  }

  bool refill(std::size_t size_class, std::size_t room) override;
  Marker* mark(Roots& roots) override;
  std::size_t sweep(bool poison) override;

 protected:
  bool survived(std::size_t block, std::size_t offset) const override {
    return is_marked(marks(block), offset / granule);
  }

 private:
  static bool is_marked(const Bits* bits, std::size_t at) {
    return (bits[at / 64] >> at % 64 & 1) != 0;
  }

  /// The marks of a block that the last finished marking made.
  Bits* marks(std::size_t block) const { return space_.bits(settled_) + Space::word_of(block); }

  bool next_run(std::size_t index);
  void drain();
  void trace_again();
  std::size_t sweep_cells(std::size_t index, bool poison);
  void poison_dead(std::size_t index);

  Marker marker_;
  unsigned settled_ = 0;
  std::array<std::size_t, class_count> current_;  ///< The block that each class's run is in.
  std::array<std::vector<std::uint32_t>, class_count>
      waiting_;  ///< Blocks to be swept, lowest last.
};

/// The first set bit at or after `at`, or `end`.
std::size_t next_bit(const Bits* bits, std::size_t at, std::size_t end) {
  std::size_t word = at / 64;
  Bits rest = bits[word] & ~Bits{0} << at % 64;
  while (rest == 0) {
    if (++word * 64 >= end) return end;
    rest = bits[word];
  }
  return std::min(end, word * 64 + static_cast<std::size_t>(std::countr_zero(rest)));
}

bool MarkSweep::next_run(std::size_t index) {
  Block& block = space_[index];
  const Bits* const bits = marks(index);
  const std::size_t end = block.cells_end;
  std::size_t begin = block.swept;
  while (begin < end && is_marked(bits, begin / granule)) begin += block.cell_bytes;
  if (begin >= end) {
    block.swept = block.cells_end;
    return false;
  }
  std::size_t stop = next_bit(bits, begin / granule, end / granule) * granule;
  if (stop - begin > longest_run)
    stop = begin + std::max<std::size_t>(longest_run / block.cell_bytes, 1) * block.cell_bytes;
  block.swept = static_cast<std::uint32_t>(stop);
  char* const start = space_.start(index);
  if (block.dirty) std::memset(start + begin, 0, stop - begin);
  runs_[block.size_class] = {start + begin, start + stop};
  return true;
}

bool MarkSweep::refill(std::size_t size_class, std::size_t room) {
  std::size_t& current = current_[size_class];
  std::vector<std::uint32_t>& waiting = waiting_[size_class];
  while (current == Space::none || !next_run(current)) {
    current = Space::none;
    if (!waiting.empty()) {
      current = waiting.back();
      waiting.pop_back();
    } else {
      if (room < block_bytes) return false;
      current = space_.take_cells(size_class);
      if (current == Space::none) return false;
      std::fill_n(marks(current), words_a_block, 0);
    }
  }
  return true;
}

Marker* MarkSweep::mark(Roots& roots) {
  Bits* const fresh = space_.bits(1 - settled_);
  std::fill_n(fresh, Space::word_of(space_.size()), 0);
  marker_.start(space_.base(), space_.size() * block_bytes, fresh);
  roots.visit(marker_);
  drain();
  roots.rescue(marker_);
  drain();
  return &marker_;
}

void MarkSweep::drain() {
  marker_.drain();
  while (marker_.take_overflow()) trace_again();
}

void MarkSweep::trace_again() {
  const Bits* const bits = space_.bits(1 - settled_);
  const std::size_t end = Space::word_of(space_.size()) * 64;
  for (std::size_t at = next_bit(bits, 0, end); at < end; at = next_bit(bits, at + 1, end)) {
    marker_.trace(reinterpret_cast<Object*>(space_.start(0) + at * granule));
    marker_.drain();
  }
}

std::size_t MarkSweep::sweep(bool poison) {
  settled_ = 1 - settled_;
  std::fill_n(runs_, class_count, Area{});
  current_.fill(Space::none);
  for (auto& waiting : waiting_) waiting.clear();

  std::size_t live = 0;
  for (std::size_t i = space_.size(); i-- != 0;) {
    const Block& block = space_[i];
    if (block.use == Use::cells) {
      live += sweep_cells(i, poison);
    } else if (block.use == Use::large) {
      if (is_marked(marks(i), 0)) {
        live += block.object_bytes;
      } else {
        if (poison) std::memset(space_.start(i), poison_byte, block.object_bytes);
        space_.give_back(i);
      }
    }
  }
  return live;
}

std::size_t MarkSweep::sweep_cells(std::size_t index, bool poison) {
  Block& block = space_[index];
  block.dirty = true;
  block.swept = 0;
  if (poison) poison_dead(index);
  const Bits* const bits = marks(index);
  std::size_t cells = 0;
  for (std::size_t i = 0; i < words_a_block; ++i)
    cells += static_cast<std::size_t>(std::popcount(bits[i]));
  if (cells == 0)
    space_.give_back(index);
  else if (cells != block.cells_end / block.cell_bytes)
    waiting_[block.size_class].push_back(static_cast<std::uint32_t>(index));
  return cells * block.cell_bytes;
}

void MarkSweep::poison_dead(std::size_t index) {
  const Block& block = space_[index];
  for (std::size_t at = 0; at < block.cells_end; at += block.cell_bytes)
    if (!is_marked(marks(index), at / granule))
      std::memset(space_.start(index) + at, poison_byte, block.cell_bytes);
}

}  // namespace

std::unique_ptr<Collector> make_marksweep(std::size_t reserve, std::span<Area, class_count> runs,
                                          const LayoutTable& layouts, std::size_t mark_stack) {
  return std::make_unique<MarkSweep>(reserve, runs, layouts, mark_stack);
}

}  // namespace gc
