// Memory for one parse.
//
// Nodes, sequences and names of a tree live in blocks that are freed together, so a tree a million
// levels deep is dropped without recursion, and a node costs a bump of a pointer. Names are interned:
// equal names have equal addresses, within one arena.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace py::syntax {

/// A sequence in an arena: a pointer and a size, copied freely.
template <class T>
struct Seq {
  T* items = nullptr;
  std::uint32_t count = 0;

  constexpr T* begin() const { return items; }
  constexpr T* end() const { return items + count; }
  constexpr std::uint32_t size() const { return count; }
  constexpr bool empty() const { return count == 0; }
  constexpr T& operator[](std::size_t index) const { return items[index]; }
  constexpr T& front() const { return items[0]; }
  constexpr T& back() const { return items[count - 1]; }
};

class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  /// Raw storage; alignment is a power of two, at most that of max_align_t.
  void* allocate(std::size_t size, std::size_t alignment) {
    auto start = (cursor_ + alignment - 1) & ~(std::uintptr_t{alignment} - 1);
    if (start + size > limit_) return allocate_in_new_block(size, alignment);
    cursor_ = start + size;
    return reinterpret_cast<void*>(start);
  }

  /// A node: constructed here, never destroyed.
  template <class T, class... Args>
  T* make(Args&&... args) {
    static_assert(std::is_trivially_destructible_v<T>, "an arena runs no destructors");
    return ::new (allocate(sizeof(T), alignof(T))) T(std::forward<Args>(args)...);
  }

  template <class T>
  Seq<T> copy(std::span<const T> items) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (items.empty()) return {};
    auto* storage = static_cast<T*>(allocate(items.size_bytes(), alignof(T)));
    std::memcpy(storage, items.data(), items.size_bytes());
    return {storage, static_cast<std::uint32_t>(items.size())};
  }

  /// A private copy of `text`.
  std::string_view copy_text(std::string_view text) {
    if (text.empty()) return {"", 0};
    auto* storage = static_cast<char*>(allocate(text.size(), 1));
    std::memcpy(storage, text.data(), text.size());
    return {storage, text.size()};
  }

  /// The one copy of `name` in this arena; never null, even for an empty name.
  std::string_view intern(std::string_view name);

  std::size_t allocated_bytes() const { return allocated_; }

 private:
  struct Name {
    std::uint32_t hash = 0;
    std::uint32_t size = 0;
    const char* text = nullptr;
  };

  void* allocate_in_new_block(std::size_t size, std::size_t alignment);
  void grow_names();

  std::uintptr_t cursor_ = 0;
  std::uintptr_t limit_ = 0;
  std::size_t allocated_ = 0;
  std::size_t name_count_ = 0;
  std::vector<Name> names_;
  std::vector<std::unique_ptr<std::byte[]>> blocks_;
};

}  // namespace py::syntax
