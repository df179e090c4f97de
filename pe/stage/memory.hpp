// Reading and writing a described field of real memory.
#pragma once

#include <cstdint>
#include <cstring>

#include "gc/layout/field.hpp"

namespace pe {

constexpr std::size_t bytes_of(gc::Kind kind) {
  switch (kind) {
    case gc::Kind::i32:
    case gc::Kind::u32: return 4;
    case gc::Kind::u16: return 2;
    case gc::Kind::u8:
    case gc::Kind::boolean: return 1;
    default: return 8;
  }
}

/// The value at `address`, extended to 64 bits as its kind says.
inline std::uint64_t read_memory(gc::Kind kind, std::uint64_t address) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, reinterpret_cast<const void*>(address), bytes_of(kind));
  return kind == gc::Kind::i32 ? static_cast<std::uint64_t>(std::int64_t{static_cast<std::int32_t>(bits)})
                               : bits;
}
inline void write_memory(gc::Kind kind, std::uint64_t address, std::uint64_t bits) {
  std::memcpy(reinterpret_cast<void*>(address), &bits, bytes_of(kind));
}

inline std::uint64_t element_address(gc::Field tail, std::uint64_t object, std::uint64_t index) {
  return object + tail.offset + index * bytes_of(tail.kind);
}

}  // namespace pe
