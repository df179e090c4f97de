#include "gc/heap/space.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "gc/layout/check.hpp"

namespace gc {

namespace {

constexpr std::size_t page = 4096;
constexpr std::size_t alignment = std::size_t{2} << 20;

constexpr std::size_t round_up(std::size_t bytes, std::size_t to) {
  return (bytes + to - 1) / to * to;
}
constexpr std::size_t blocks_for(std::size_t bytes) {
  return (bytes + block_bytes - 1) / block_bytes;
}

}  // namespace

Mapping::Mapping(std::size_t bytes) {
  void* const got = mmap(nullptr, bytes + alignment, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (got == MAP_FAILED) return;
  char* const begin = static_cast<char*>(got);
  const std::size_t skip =
      (alignment - reinterpret_cast<std::uintptr_t>(begin) % alignment) % alignment;
  if (skip != 0) munmap(begin, skip);
  if (skip != alignment) munmap(begin + skip + bytes, alignment - skip);
  data_ = begin + skip;
  bytes_ = bytes;
}

Mapping::~Mapping() {
  if (data_) munmap(data_, bytes_);
}

Mapping::Mapping(Mapping&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}

Mapping& Mapping::operator=(Mapping&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(bytes_, other.bytes_);
  return *this;
}

void Mapping::discard(char* begin, std::size_t bytes) { madvise(begin, bytes, MADV_DONTNEED); }

Space::Space(std::size_t bytes) {
  bytes = round_up(bytes, alignment);
  for (; !memory_.data() && bytes >= alignment; bytes = bytes / 2 / alignment * alignment)
    memory_ = Mapping(bytes);
  check(memory_.data(), "gc: the operating system has no addresses for a heap");
  capacity_ = memory_.bytes() / block_bytes;
  blocks_ = Mapping(round_up(capacity_ * sizeof(Block), page));
  for (Mapping& bits : bits_)
    bits = Mapping(round_up(capacity_ * words_a_block * sizeof(Bits), page));
  check(blocks_.data() && bits_[0].data() && bits_[1].data(),
        "gc: the operating system has no addresses for a heap's tables");
}

/// The first `count` free blocks in a row at or after `from`, which moves behind them or to the
/// end.
std::size_t Space::find_gap(std::size_t& from, std::size_t count) const {
  std::size_t found = 0;
  for (; free_ >= count && from < size_; ++from) {
    found = blocks()[from].use == Use::free ? found + 1 : 0;
    if (found == count) return ++from - count;
  }
  return none;
}

/// Single blocks are the lowest free ones. Several in a row are looked for in one pass over the
/// space, begun anew when blocks were given back, so that looking costs little however full it is.
std::size_t Space::gap(std::size_t count) {
  std::size_t first = find_gap(count == 1 ? lowest_free_ : large_from_, count);
  if (first != none) return first;
  if (capacity_ - size_ >= count) {
    first = size_;
    size_ += count;
    free_ += count;
    return first;
  }
  large_from_ = 0;
  return find_gap(large_from_, count);
}

std::size_t Space::take(std::size_t count) {
  const std::size_t first = gap(count);
  if (first == none) return none;
  free_ -= count;
  for (std::size_t i = first; i < first + count; ++i) {
    dirty_free_ -= blocks()[i].dirty;
    blocks()[i] = {.use = Use::large_rest,
                   .dirty = blocks()[i].dirty,
                   .to_head = static_cast<std::uint32_t>(i - first)};
  }
  return first;
}

std::size_t Space::take_cells(std::size_t size_class) {
  const std::size_t index = take(1);
  if (index == none) return none;
  Block& block = blocks()[index];
  const auto cell = static_cast<std::uint32_t>(class_size(size_class));
  block.use = Use::cells;
  block.size_class = static_cast<std::uint8_t>(size_class);
  block.cell_bytes = cell;
  block.cells_end = static_cast<std::uint32_t>(block_bytes / cell * cell);
  block.inverse = static_cast<std::uint32_t>(((std::uint64_t{1} << 32) + cell - 1) / cell);
  used_bytes_ += block_bytes;
  return index;
}

std::size_t Space::take_large(std::size_t bytes) {
  bytes = round_up(bytes, granule);
  const std::size_t first = take(blocks_for(bytes));
  if (first == none) return none;
  blocks()[first].use = Use::large;
  blocks()[first].object_bytes = bytes;
  used_bytes_ += round_up(bytes, page);
  for (std::size_t at = 0; at < bytes; at += block_bytes) {
    Block& block = blocks()[first + at / block_bytes];
    if (block.dirty) std::memset(start(first) + at, 0, std::min(block_bytes, bytes - at));
    block.dirty = true;
  }
  return first;
}

void Space::give_back(std::size_t first) {
  const Block head = blocks()[first];
  const bool large = head.use == Use::large;
  const std::size_t count = large ? blocks_for(head.object_bytes) : 1;
  used_bytes_ -= large ? round_up(head.object_bytes, page) : block_bytes;
  for (std::size_t i = first; i < first + count; ++i)
    blocks()[i] = {.use = Use::free, .dirty = true};
  free_ += count;
  dirty_free_ += count;
  lowest_free_ = std::min(lowest_free_, first);
  large_from_ = std::min(large_from_, first);
}

void Space::trim(std::size_t bytes) {
  std::size_t keep = bytes / block_bytes;
  const auto surplus = [&](std::size_t i) {
    const Block& block = blocks()[i];
    if (block.use != Use::free || !block.dirty) return false;
    if (keep != 0) return --keep, false;
    return true;
  };
  for (std::size_t i = 0; i < size_; ++i) {
    const std::size_t first = i;
    for (; i < size_ && surplus(i); ++i) {
      blocks()[i].dirty = false;
      --dirty_free_;
    }
    if (i != first) Mapping::discard(start(first), (i - first) * block_bytes);
  }
  shrink();
}

void Space::shrink() {
  while (size_ != 0 && blocks()[size_ - 1].use == Use::free && !blocks()[size_ - 1].dirty) {
    --size_;
    --free_;
  }
  lowest_free_ = std::min(lowest_free_, size_);
  large_from_ = std::min(large_from_, size_);
}

}  // namespace gc
