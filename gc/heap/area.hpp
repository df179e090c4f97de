// Where new objects come from: for each size class a run of free, zeroed cells, handed out by
// bumping.
//
// This is all that compiled code knows of a collector: load the cursor, add the cell's size,
// compare with the limit, store. Past the limit, and for large objects, it calls the heap.
#pragma once

#include <cstddef>

namespace gc {

inline constexpr std::size_t granule = 16;         ///< Cells are multiples of this many bytes.
inline constexpr std::size_t largest_small = 512;  ///< Larger objects are the heap's own affair.
inline constexpr std::size_t area_count = largest_small / granule + 1;

struct Area {
  char* cursor = nullptr;
  char* limit = nullptr;
};

/// The bytes that an object of `bytes` takes; 0 < bytes <= largest_small.
constexpr std::size_t cell_size(std::size_t bytes) {
  return (bytes + granule - 1) / granule * granule;
}
/// Which of the heap's areas serves objects of `bytes`.
constexpr std::size_t area_index(std::size_t bytes) { return cell_size(bytes) / granule; }

}  // namespace gc
