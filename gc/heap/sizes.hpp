// Cell sizes. Small objects have one for each multiple of 16 up to 512, the areas of
// gc/heap/area.hpp. Up to half a block the sizes are those that divide a block into a whole number
// of cells with little left over, so no object wastes more than a quarter. What is larger has
// blocks of its own.
#pragma once

#include <array>
#include <cstdint>

#include "gc/heap/area.hpp"

namespace gc {

inline constexpr std::size_t block_bytes = std::size_t{64} << 10;
inline constexpr std::size_t largest_cell = block_bytes / 2;

namespace detail {
inline constexpr std::array<std::uint32_t, 21> medium_sizes = {
    640,  768,  896,  1024, 1280, 1536,  1792,  2048,  2560,  3072, 3584,
    4096, 5040, 6544, 8192, 9360, 10912, 13104, 16384, 21840, 32768};
}  // namespace detail

/// How many size classes there are; a class below `area_count` is its area's index, class 0 is
/// unused.
inline constexpr std::size_t class_count = area_count + detail::medium_sizes.size();

constexpr std::size_t class_size(std::size_t index) {
  return index < area_count ? index * granule : detail::medium_sizes[index - area_count];
}

namespace detail {
/// For each step of 256 bytes the smallest class with room for the step's first size.
inline constexpr auto medium_classes = [] {
  std::array<std::uint8_t, largest_cell / 256 + 1> classes{};
  std::size_t index = area_count;
  for (std::size_t step = 1; step < classes.size(); ++step) {
    while (class_size(index) <= (step - 1) * 256) ++index;
    classes[step] = static_cast<std::uint8_t>(index);
  }
  return classes;
}();
}  // namespace detail

/// The class that serves objects of `bytes`, 0 < bytes <= largest_cell.
constexpr std::size_t class_index(std::size_t bytes) {
  if (bytes <= largest_small) return area_index(bytes);
  std::size_t index = detail::medium_classes[(bytes + 255) / 256];
  while (class_size(index) < bytes) ++index;
  return index;
}

}  // namespace gc
