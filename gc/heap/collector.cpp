#include "gc/heap/collector.hpp"

namespace gc {

char* Collector::allocate_large(std::size_t bytes) {
  const std::size_t first = space_.take_large(bytes);
  return first == Space::none ? nullptr : space_.start(first);
}

Cell Collector::resolve(std::uint64_t address) const {
  if (!space_.contains(address)) return {};
  std::size_t index = space_.block_at(address);
  if (space_[index].use == Use::large_rest) index -= space_[index].to_head;
  const Block& block = space_[index];
  char* const start = space_.start(index);
  const std::size_t offset = address - reinterpret_cast<std::uint64_t>(start);
  if (block.use == Use::large)
    return offset < block.object_bytes ? Cell{start, start + block.object_bytes} : Cell{};
  if (block.use != Use::cells || offset >= block.cells_end) return {};

  const std::size_t cell = (offset * block.inverse >> 32) * block.cell_bytes;
  char* const begin = start + cell;
  const Area& run = runs_[block.size_class];
  const bool is_object =
      cell < block.swept ? begin < run.cursor || begin >= run.limit : survived(index, cell);
  return is_object ? Cell{begin, begin + block.cell_bytes} : Cell{};
}

}  // namespace gc
