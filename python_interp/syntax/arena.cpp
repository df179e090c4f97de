// Blocks double in size up to a megabyte; names sit in an open-addressed table of powers of two.
#include "python_interp/syntax/arena.hpp"

#include <algorithm>

namespace py::syntax {
namespace {

constexpr std::size_t smallest_block = 16 * 1024;
constexpr std::size_t largest_block = 1024 * 1024;

std::uint32_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (unsigned char byte : text) hash = (hash ^ byte) * 0x100000001b3;
  return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

}  // namespace

void* Arena::allocate_in_new_block(std::size_t size, std::size_t alignment) {
  std::size_t wanted = std::clamp(allocated_, smallest_block, largest_block);
  std::size_t block_size = std::max(wanted, size + alignment);
  blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(block_size));
  allocated_ += block_size;
  cursor_ = reinterpret_cast<std::uintptr_t>(blocks_.back().get());
  limit_ = cursor_ + block_size;
  return allocate(size, alignment);
}

std::string_view Arena::intern(std::string_view name) {
  if ((name_count_ + 1) * 2 > names_.size()) grow_names();
  std::uint32_t hash = hash_of(name);
  std::size_t mask = names_.size() - 1;
  for (std::size_t slot = hash & mask;; slot = (slot + 1) & mask) {
    Name& entry = names_[slot];
    if (entry.text == nullptr) {
      entry = {hash, static_cast<std::uint32_t>(name.size()), copy_text(name).data()};
      ++name_count_;
    } else if (entry.hash != hash || std::string_view{entry.text, entry.size} != name) {
      continue;
    }
    return {entry.text, entry.size};
  }
}

void Arena::grow_names() {
  std::vector<Name> old = std::move(names_);
  names_.assign(old.empty() ? 256 : old.size() * 2, Name{});
  std::size_t mask = names_.size() - 1;
  for (const Name& entry : old) {
    if (entry.text == nullptr) continue;
    std::size_t slot = entry.hash & mask;
    while (names_[slot].text != nullptr) slot = (slot + 1) & mask;
    names_[slot] = entry;
  }
}

}  // namespace py::syntax
