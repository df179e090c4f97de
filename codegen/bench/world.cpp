#include "codegen/bench/world.hpp"

#include <cstdio>
#include <cstdlib>
#include <utility>

namespace codegen::bench {

namespace {

constexpr std::uint64_t context_name = 0x1000;

pe::Returned leave(pe::Context*, const pe::ExitPoint* point) {
  std::fprintf(stderr, "the program left by exit %zu\n", reinterpret_cast<std::size_t>(point) - 1);
  std::exit(1);
}

}  // namespace

World::World() {
  depth_limit = 1'000'000;
  areas = areas_.get();
  exit_buffer = saved_.get();
  list_[0] = gc::make_header(list_layout).bits;
  list_[1] = list_length;
  for (std::int64_t i = 0; i < list_length; ++i) list_[2 + i] = gc::rotated_float(1.0 + i).bits;
}

World& World::only() {
  static World world;
  return world;
}

gc::Word World::take(std::size_t bytes) {
  gc::Area& area = areas_[gc::area_index(bytes)];
  area.cursor = memory_.get();
  area.limit = memory_.get() + memory_size;
  return gc::reference(std::exchange(area.cursor, area.cursor + gc::cell_size(bytes)));
}

gc::Word allocate(std::int64_t bytes) {
  return World::only().take(static_cast<std::size_t>(bytes));
}

gc::Word box_float(double value) {
  const gc::Word word = gc::rotated_float(value);
  if (gc::is_immediate_float(word)) return word;
  const gc::Word box = allocate(16);
  gc::as<std::uint64_t>(box)[0] = gc::make_header(gc::boxed_float_layout).bits;
  gc::as<double>(box)[1] = value;
  return box;
}

void attach(pe::residual::Program& program) {
  World& world = World::only();
  program.context = &world;
  program.leave = &leave;
  program.exit_points.clear();
  for (std::size_t i = 0; i < program.exits.size(); ++i)
    program.exit_points.push_back(reinterpret_cast<const pe::ExitPoint*>(i + 1));
  for (auto& node : program.nodes)
    if (node.op == pe::residual::Op::const_ref && node.imm == context_name)
      node.imm = reinterpret_cast<std::uint64_t>(&world);
}

std::optional<gc::LayoutId> Names::layout(std::string_view name) {
  if (name == "Float") return gc::boxed_float_layout;
  return std::nullopt;
}

const pe::residual::Callee* Names::callee(std::string_view name) {
  using pe::residual::callee;
  for (const auto* known : {&callee<&bench::allocate>(), &callee<&bench::box_float>()})
    if (known->name == name) return known;
  return nullptr;
}

}  // namespace codegen::bench
