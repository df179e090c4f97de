#include "gc/layout/marker.hpp"

#include <array>

#include "gc/layout/check.hpp"

namespace gc {

namespace {

/// Longer runs of words are traced in pieces of this many.
constexpr std::size_t piece = 512;

/// How many objects are on their way from memory to the cache before one is traced. Taken from the
/// stack they are traced in the order in which they were asked for (Cher, Hosking and Vitek, 2004).
constexpr std::size_t ahead = 16;

}  // namespace

Marker::Marker(const LayoutTable& layouts, const Resolver& resolver, std::size_t capacity)
    : waiting_(new Object*[capacity]),
      capacity_(capacity),
      layouts_(layouts),
      resolver_(resolver) {}

void Marker::start(std::uint64_t base, std::size_t bytes, std::uint64_t* bits) {
  base_ = base;
  bytes_ = bytes;
  bits_ = bits;
}

void Marker::mark_words(const Word* begin, const Word* end) {
  if (static_cast<std::size_t>(end - begin) > piece) {
    ranges_.push_back({begin, end});
    return;
  }
  for (; begin != end; ++begin) mark(*begin);
}

__attribute__((no_sanitize("address"))) void Marker::mark_conservatively(const void* begin,
                                                                         const void* end) {
  const auto first = (reinterpret_cast<std::uint64_t>(begin) + 7) & ~std::uint64_t{7};
  const auto last = reinterpret_cast<std::uint64_t>(end) & ~std::uint64_t{7};
  for (auto at = first; at < last; at += 8)
    mark_conservatively(*reinterpret_cast<const volatile std::uint64_t*>(at));
}

void Marker::drain() {
  std::array<Object*, ahead> coming;
  std::size_t first = 0, count = 0;
  for (;;) {
    for (; count < ahead && top_ != 0; ++count) {
      Object* const object = waiting_[--top_];
      __builtin_prefetch(object);
      coming[(first + count) % ahead] = object;
    }
    if (count != 0) {
      trace(coming[first]);
      first = (first + 1) % ahead;
      --count;
    } else if (!ranges_.empty()) {
      mark_piece();
    } else {
      return;
    }
  }
}

/// Marks the first words of the last range that waits.
void Marker::mark_piece() {
  Range& range = ranges_.back();
  const Word* begin = range.begin;
  const Word* end = range.end;
  if (static_cast<std::size_t>(end - begin) > piece)
    range.begin = end = begin + piece;
  else
    ranges_.pop_back();
  for (; begin != end; ++begin) mark(*begin);
}

void Marker::trace(Object* object) {
  const Header header = object->header;
  if (header.bits == 0) {
    const Cell cell = resolver_.resolve(reinterpret_cast<std::uint64_t>(object));
    mark_conservatively(cell.begin, cell.end);
    return;
  }
  const LayoutInfo* layout = layouts_.find(layout_of(header));
  check(layout, "gc: a reference leads to something that is no object");
  mark(shape_of<Object>(header));
  if (layout->trace) layout->trace(object, *this);
}

}  // namespace gc
