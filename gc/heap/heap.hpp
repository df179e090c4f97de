// The heap: where objects are made, and the collector that frees them.
//
//     gc::Heap heap(layouts);                          // one per VM, on the thread that runs it
//     auto* cell = heap.make<Cell>(shape);             // zeroed but for its header
//     auto* list = heap.make<&List::items>(3, shape);  // with room for three in its tail
//     list->length = 3;
//
// Any call that allocates may collect. Pointers in C++ variables, fibers and compiled code are
// found by themselves; what else refers to objects is told to `roots()`. A tail's length must be
// set before the next allocation that may collect reads it: while it is 0 the tail is not traced.
//
// Memory that runs out is a null result, never an exception; the VM makes it a MemoryError.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "gc/heap/sizes.hpp"
#include "gc/layout/layouts.hpp"
#include "gc/roots/roots.hpp"

namespace gc {

class Collector;

/// Which collector a heap has. The VM's is chosen by the build option `gc`.
enum class Policy : std::uint8_t {
  marksweep,  ///< Mark, then sweep lazily; objects never move.
  none,       ///< Never frees: what collecting costs is the difference to it.
};
#ifdef TRIPTYCH_GC_NONE
inline constexpr Policy default_policy = Policy::none;
#else
inline constexpr Policy default_policy = Policy::marksweep;
#endif

struct Options {
  Policy policy = default_policy;
  std::size_t limit = 0;  ///< Bytes, external memory included; 0: most of what the machine has.
  unsigned stress = 0;    ///< Collect at every n-th allocation and poison what dies; 0: as needed.
  /// Between two collections at least so many bytes are allocated, and this share of what lives.
  std::size_t least_growth = std::size_t{4} << 20;
  double growth = 0.75;
  std::size_t mark_stack = std::size_t{1} << 20;  ///< Entries; more is slower, not wrong.
};

/// What has happened so far. Bytes are those of cells, not of the objects in them.
struct Statistics {
  std::uint64_t collections = 0;
  std::uint64_t allocated_bytes = 0;  ///< Ever, external memory included.
  std::size_t live_bytes = 0;         ///< After the last collection, external memory included.
  std::size_t external_bytes = 0;     ///< Of these, outside the heap.
  std::size_t held_bytes = 0;         ///< Now in use for cells, free ones included.
  std::size_t peak_bytes = 0;         ///< The most of `held_bytes` plus external memory.
  std::uint64_t finalised = 0;        ///< Objects.
  std::int64_t paused = 0;            ///< Nanoseconds, of all collections.
  std::int64_t longest_pause = 0;     ///< Nanoseconds.
};

class Heap {
 public:
  /// A heap on the calling thread, whose stack becomes a root. `layouts` must outlive it.
  explicit Heap(const LayoutTable& layouts, Options options = {});
  /// Finalises what is left.
  ~Heap();
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  /// Zeroed memory for an object of `bytes` > 0, at a multiple of 16; null when memory has run out.
  /// The header has to be stored before anything else happens to the object; until then it has no
  /// fields.
  void* allocate(std::size_t bytes) {
    if (bytes <= largest_small) [[likely]] {
      Area& area = areas_[area_index(bytes)];
      char* const cell = area.cursor;
      if (cell_size(bytes) <= static_cast<std::size_t>(area.limit - cell)) [[likely]] {
        area.cursor = cell + cell_size(bytes);
        [[assume(cell != nullptr)]];
        return cell;
      }
    }
    return allocate_slow(bytes);
  }

  /// An object of `bytes` with its header; null when memory has run out. Not for layouts with a
  /// `finalise`: those are made by `make`, or told to `finalise_later`.
  Object* allocate(std::size_t bytes, Header header) {
    auto* object = static_cast<Object*>(allocate(bytes));
    if (object) [[likely]]
      object->header = header;
    return object;
  }

  /// An object of layout T without tail (or with an empty one); null when memory has run out.
  template <class T, class Shape = Object>
  T* make(Shape* shape = nullptr) {
    return made<T>(allocate(sizeof(T), make_header(T::layout, shape)));
  }

  /// An object with `count` elements in the given tail, its length still 0:
  /// `make<&List::items>(3)`.
  template <auto tail, class Shape = Object>
  MemberClass<tail>* make(std::size_t count, Shape* shape = nullptr) {
    using T = MemberClass<tail>;
    return made<T>(allocate(size_with<tail>(count), make_header(T::layout, shape)));
  }

  /// `object`'s layout has a `finalise`, which has to run once it is dead. `make` does this by
  /// itself.
  void finalise_later(Object* object);

  /// `bytes` more are held outside the heap for an object (e.g. a big integer's limbs). May
  /// collect. What is given back need not be told: after a collection the layouts' `external_bytes`
  /// say what is left.
  void add_external(std::size_t bytes);

  /// The areas that compiled code allocates from, `area_count` of them; area_index(bytes) selects.
  Area* areas() { return areas_.data(); }

  /// What the fast path falls back to; compiled code calls it too. Null when memory has run out.
  void* allocate_slow(std::size_t bytes);

  /// Frees what cannot be reached (it is swept later, as memory is needed).
  void collect();

  Roots& roots() { return roots_; }
  const LayoutTable& layouts() const { return layouts_; }

  /// The object that `address` points at or into; null if that is no object's. Any 64 bits will do.
  Object* find(std::uint64_t address) const;

  void set_limit(std::size_t bytes);
  std::size_t limit() const { return options_.limit; }

  /// Changes the stress mode; see Options. It takes the fast path away from compiled code, too.
  void set_stress(unsigned every);

  Statistics statistics() const;

 private:
  template <class T>
  T* made(Object* object) {
    if constexpr (requires(T& it) { it.finalise(); })
      if (object) finalise_later(object);
    return static_cast<T*>(object);
  }

  std::span<Area, class_count> runs();
  std::size_t room() const;
  void* allocate_cell(std::size_t size_class);
  void* allocate_large(std::size_t bytes);
  bool refill(std::size_t size_class);
  bool make_room(std::size_t bytes);
  void count(std::size_t bytes);
  void finalise_dead(const Marker& marker);

  std::array<Area, class_count> areas_{};   ///< What the fast path sees; empty under stress.
  std::array<Area, class_count> hidden_{};  ///< The runs under stress.
  const LayoutTable& layouts_;
  Options options_;
  Roots roots_;
  std::unique_ptr<Collector> collector_;
  std::vector<Object*> to_finalise_;
  std::size_t since_collection_ =
      0;                       ///< Bytes allocated since the last one, runs counted as a whole.
  std::size_t threshold_ = 0;  ///< Of `since_collection_`: time to collect.
  std::size_t external_ = 0;   ///< Bytes outside the heap, as far as known.
  unsigned until_stress_ = 0;  ///< Allocations until the next collection.
  bool collecting_ = false;
  Statistics statistics_;
};

/// The limit of a heap for which none is given: four fifths of the memory that this process may
/// use.
std::size_t default_limit();

}  // namespace gc
