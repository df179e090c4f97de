// The addresses of a heap: one range, reserved at once and used block by block.
//
// Because it is one range, whether a word points into the heap is one subtraction and one
// comparison, and everything known of an address is found by dividing: the block's description in a
// table, a mark bit for each 16 bytes in a bitmap. Nothing of this lies among the objects, where
// marking would fetch it into the same few cache sets for each block. Pages that nobody touched
// cost nothing; the reservation is several times the memory there is, so that large objects find
// their room between the small.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "gc/heap/sizes.hpp"

namespace gc {

/// Memory from the operating system: zeroed, taken page by page when touched.
class Mapping {
 public:
  Mapping() = default;
  /// Empty if there is no such range.
  explicit Mapping(std::size_t bytes);
  ~Mapping();
  Mapping(Mapping&& other) noexcept;
  Mapping& operator=(Mapping&& other) noexcept;

  char* data() const { return data_; }
  std::size_t bytes() const { return bytes_; }

  /// Gives the pages of [begin, begin + bytes) back; they read as zeros again.
  static void discard(char* begin, std::size_t bytes);

 private:
  char* data_ = nullptr;
  std::size_t bytes_ = 0;
};

enum class Use : std::uint8_t {
  free,
  cells,       ///< Cells of one size.
  large,       ///< One object, which goes on in the blocks that follow.
  large_rest,  ///< Such a following block.
};

/// What a block is used for.
struct Block {
  Use use = Use::free;
  bool dirty = false;            ///< May hold something else than zeros.
  std::uint8_t size_class = 0;   ///< Of cells.
  std::uint32_t cell_bytes = 0;  ///< Of cells.
  std::uint32_t cells_end = 0;   ///< Where the last cell ends, from the block's start.
  std::uint32_t inverse = 0;     ///< offset * inverse >> 32 is the cell that an offset is in.
  std::uint32_t swept = 0;       ///< Cells before this offset are objects, or in their class's run.
  std::uint32_t to_head = 0;     ///< large_rest: how many blocks before this the object begins.
  std::size_t object_bytes = 0;  ///< large: multiple of 16.
};

/// One bit for each 16 bytes of a space.
using Bits = std::uint64_t;
inline constexpr std::size_t words_a_block = block_bytes / granule / 64;

class Space {
 public:
  /// Reserves about `bytes`, or as much as there is.
  explicit Space(std::size_t bytes);

  std::uint64_t base() const { return reinterpret_cast<std::uint64_t>(memory_.data()); }
  /// The blocks from this one on are unused and hold zeros.
  std::size_t size() const { return size_; }
  Block& operator[](std::size_t index) { return blocks()[index]; }
  const Block& operator[](std::size_t index) const { return blocks()[index]; }

  char* start(std::size_t block) const { return memory_.data() + block * block_bytes; }
  std::size_t block_at(std::uint64_t address) const { return (address - base()) / block_bytes; }
  bool contains(std::uint64_t address) const { return address - base() < size_ * block_bytes; }

  static constexpr std::size_t none = ~std::size_t{0};
  /// `count` free blocks in a row, which become `use`; `none` if the range has no such gap.
  std::size_t take(std::size_t count);
  /// A block of cells of this class, or `none`.
  std::size_t take_cells(std::size_t size_class);
  /// Blocks for an object of `bytes`, zeroed, or `none`.
  std::size_t take_large(std::size_t bytes);
  /// The object or the cells that begin with this block are gone.
  void give_back(std::size_t first);

  /// Keeps at most `bytes` of free memory, gives the rest to the operating system.
  void trim(std::size_t bytes);

  /// Bytes of the blocks in use; of a large object's, what it touches.
  std::size_t used_bytes() const { return used_bytes_; }
  /// These and the free ones that are not given back.
  std::size_t held_bytes() const { return used_bytes_ + dirty_free_ * block_bytes; }

  /// Two bitmaps, for the marks of the last collection and those of the one that goes on.
  Bits* bits(unsigned which) const { return reinterpret_cast<Bits*>(bits_[which].data()); }
  static constexpr std::size_t word_of(std::size_t block) { return block * words_a_block; }

 private:
  Block* blocks() const { return reinterpret_cast<Block*>(blocks_.data()); }
  std::size_t find_gap(std::size_t& from, std::size_t count) const;
  std::size_t gap(std::size_t count);
  void shrink();

  Mapping memory_;
  Mapping blocks_;
  Mapping bits_[2];
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;     ///< Blocks.
  std::size_t lowest_free_ = 0;  ///< No block before this one is free.
  std::size_t large_from_ = 0;   ///< Where the search for several blocks in a row goes on.
  std::size_t free_ = 0;         ///< Free blocks among the first `size_`.
  std::size_t dirty_free_ = 0;
  std::size_t used_bytes_ = 0;
};

}  // namespace gc
