// Finding bytes in bytes, for bytes, bytearray and strings of one byte a character.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>

namespace py {

/// The first place of `needle` in text[start:stop], or -1. Linear: the C library's memmem is two-way.
inline std::int64_t find_bytes(std::span<const std::uint8_t> text, std::span<const std::uint8_t> needle,
                               std::size_t start, std::size_t stop) {
  if (stop < start || stop - start < needle.size()) return -1;
  if (needle.empty()) return static_cast<std::int64_t>(start);
  const void* const found = ::memmem(text.data() + start, stop - start, needle.data(), needle.size());
  return found ? static_cast<const std::uint8_t*>(found) - text.data() : -1;
}

/// The last place, or -1.
inline std::int64_t find_bytes_last(std::span<const std::uint8_t> text,
                                    std::span<const std::uint8_t> needle, std::size_t start,
                                    std::size_t stop) {
  if (stop < start || stop - start < needle.size()) return -1;
  for (std::size_t at = stop - needle.size() + 1; at-- > start;)
    if (std::memcmp(text.data() + at, needle.data(), needle.size()) == 0) return static_cast<std::int64_t>(at);
  return -1;
}

}  // namespace py
