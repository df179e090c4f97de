// The names of characters as data; the build makes it (character_table.py, which explains the encoding).
#pragma once

#include <cstddef>
#include <cstdint>

namespace py::character_table {

struct Range {
  std::uint32_t first, last;
};

/// Where in `names` each block begins, and after the last one where it ends.
extern const std::uint32_t starts[];
extern const std::size_t block_count;
extern const char names[];

/// The characters that are named CJK UNIFIED IDEOGRAPH- and their number.
extern const Range ideographs[];
extern const std::size_t ideograph_range_count;

}  // namespace py::character_table
