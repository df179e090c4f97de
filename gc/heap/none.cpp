// The collector that never collects: blocks are filled once, from their beginning to their end.
#include "gc/heap/collector.hpp"

namespace gc {

namespace {

class None final : public Collector {
 public:
  using Collector::Collector;

  bool refill(std::size_t size_class, std::size_t room) override {
    if (room < block_bytes) return false;
    const std::size_t index = space_.take_cells(size_class);
    if (index == Space::none) return false;
    Block& block = space_[index];
    block.swept = block.cells_end;
    runs_[size_class] = {space_.start(index), space_.start(index) + block.cells_end};
    return true;
  }

  Marker* mark(Roots&) override { return nullptr; }
  std::size_t sweep(bool) override { return space_.used_bytes(); }

 protected:
  bool survived(std::size_t, std::size_t) const override { return false; }
};

}  // namespace

std::unique_ptr<Collector> make_none(std::size_t reserve, std::span<Area, class_count> runs) {
  return std::make_unique<None>(reserve, runs);
}

}  // namespace gc
