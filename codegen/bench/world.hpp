// What a measured program runs in: a context, areas, a list of floats, and a `leave` that ends the
// measurement, since no program is to leave.
#pragma once

#include <memory>

#include "gc/layout/object.hpp"
#include "gc/layout/word.hpp"
#include "pe/residual/text.hpp"

namespace codegen::bench {

inline constexpr gc::LayoutId list_layout = 50;
inline constexpr std::int64_t list_length = 256;

/// Its areas share one buffer that is used again and again: this measures no collector, but its
/// absence. There is one world, since an allocation function has no context at hand.
class World : public pe::Context {
 public:
  static World& only();

  /// A cell of `bytes`, and the whole buffer for the next ones.
  gc::Word take(std::size_t bytes);

  /// The argument for references: `list_length` floats.
  std::uint64_t* list() { return list_.get(); }

 private:
  static constexpr std::size_t memory_size = 1 << 18;
  World();

  std::unique_ptr<gc::Area[]> areas_{new gc::Area[gc::area_count]()};
  std::unique_ptr<char[]> memory_{new char[memory_size]()};
  std::unique_ptr<std::uint64_t[]> saved_{new std::uint64_t[pe::exit_buffer_size]()};
  std::unique_ptr<std::uint64_t[]> list_{new std::uint64_t[2 + list_length]()};
};

gc::Word allocate(std::int64_t bytes);
gc::Word box_float(double value);

/// Makes `program`, whose text names the context &0x1000, run in the world.
void attach(pe::residual::Program& program);

/// Knows the functions above, and the layout of boxed floats.
class Names : public pe::residual::Resolver {
 public:
  std::optional<gc::LayoutId> layout(std::string_view name) override;
  const pe::residual::Callee* callee(std::string_view name) override;
};

}  // namespace codegen::bench

template <>
inline constexpr pe::Effects pe::effects_of<&codegen::bench::allocate> = {.name = "allocate",
                                                                          .allocates = true};
template <>
inline constexpr pe::Effects pe::effects_of<&codegen::bench::box_float> = {.name = "box_float",
                                                                           .allocates = true};
