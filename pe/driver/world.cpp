#include "pe/driver/world.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "pe/driver/engine.hpp"
#include "pe/driver/interpreter.hpp"

namespace pe::driver {
namespace {

/// The world whose code this thread runs; before it runs any, its first world.
thread_local World* running = nullptr;

}  // namespace

[[noreturn]] void out_of_memory() {
  if (running) {
    running->flush();
    std::fprintf(stderr, "%s: ", running->name.c_str());
  }
  std::fputs("out of memory: the program's objects need more than the heap may take\n", stderr);
  std::_Exit(1);
}

World::World(Interpreter& the_interpreter, const gc::LayoutTable& layouts, const Options& options)
    : heap(layouts, options.heap),
      interpreter(the_interpreter),
      stack(std::make_unique<gc::Word[]>(options.slots)),
      stack_end(stack.get() + options.slots),
      stack_top(stack.get()),
      records(std::make_unique<Record[]>(static_cast<std::size_t>(options.depth) * 2 + 1024)) {
  depth_limit = options.depth;
  areas = heap.areas();
  heap.roots().add(this);
  if (!running) running = this;
}

World::~World() {
  if (running == this) running = nullptr;
  heap.roots().remove(this);
  flush();
}

void World::visit_roots(gc::Marker& marker) {
  marker.mark_conservatively(stack.get(), stack_top);
  marker.mark_conservatively(&result, &result + 1);
}

gc::Word World::run(const Code& code, std::span<const gc::Word> arguments) {
  return run_by(code, arguments, [&](Registers at) { return run_from(engine ? engine->begin(at) : at); });
}

gc::Word World::profile(const Code& code, std::span<const gc::Word> arguments, Coverage& coverage, std::uint32_t steps) {
  return run_by(code, arguments, [&](Registers at) {
    constexpr auto all = UINT32_MAX;
    do at = interpreter.profile(*this, at, coverage, nullptr, {nullptr, 0, all, steps}).at;
    while (at.code && steps == all);
    return failure || at.code ? gc::Word{} : result;
  });
}

template <class Run>
gc::Word World::run_by(const Code& code, std::span<const gc::Word> arguments, Run run) {
  World* const outer = std::exchange(running, this);
  gc::Word* const slots = stack_top;
  const std::size_t base = record_count;
  std::ranges::copy(arguments, slots);
  std::fill(slots + arguments.size(), slots + code.slot_count, gc::Word{});
  stack_top = slots + code.slot_count;
  records[record_count++] = {};
  ++depth;
  result = run(Registers{&code, slots, 0});
  record_count = base;
  stack_top = slots;
  --depth;
  running = outer;
  return result;
}

gc::Word World::run_from(Registers at) {
  const std::int64_t outer = depth;
  if (at.code) interpreter.run(*this, at);
  depth = outer;
  return failure ? gc::Word{} : result;
}

Registers World::reached(Site* site, Registers at) {
  if (engine) return engine->reached(site, at);
  site->countdown = INT32_MAX;
  return at;
}

Registers World::give_back(gc::Word value) {
  const Record& to = records[--record_count];
  --depth;
  if (failure) return {};
  if (!to.code) {
    result = value;
    return {};
  }
  to.slots[to.result_slot] = value;
  stack_top = to.slots + to.code->slot_count;
  return {to.code, to.slots, to.pc};
}

void World::flush() {
  if (keeps_output) return;
  std::fwrite(output_.data(), 1, output_.size(), stdout);
  std::fflush(stdout);
  output_.clear();
}

gc::Word box_float(double value, World& world) {
  auto* box = static_cast<BoxedFloat*>(world.heap.allocate(sizeof(BoxedFloat), gc::make_header(BoxedFloat::layout)));
  if (!box) out_of_memory();
  box->value = value;
  return gc::reference(box);
}

gc::Word box_float_for_code(double value) { return box_float(value, *running); }

gc::Word allocate_for_code(std::int64_t bytes) {
  void* memory = running->heap.allocate(static_cast<std::size_t>(bytes));
  if (!memory) out_of_memory();
  return gc::reference(static_cast<gc::Object*>(memory));
}

}  // namespace pe::driver
