#include "gc/layout/marker.hpp"

#include "gc/layout/check.hpp"

namespace gc {

namespace {

/// Longer runs of words are traced in pieces of this many.
constexpr std::size_t piece = 512;

}  // namespace

Marker::Marker(const LayoutTable& layouts, const Resolver& resolver, std::size_t capacity)
    : waiting_(new Object*[capacity]), capacity_(capacity), layouts_(layouts), resolver_(resolver) {}

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
  for (;;) {
    while (top_ != 0) trace(waiting_[--top_]);
    if (ranges_.empty()) return;
    Range& range = ranges_.back();
    const Word* begin = range.begin;
    const Word* end = begin + piece;
    if (end < range.end) {
      range.begin = end;
    } else {
      end = range.end;
      ranges_.pop_back();
    }
    for (; begin != end; ++begin) mark(*begin);
  }
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
