// Leaving compiled code: the interpreter's activations are rebuilt from an exit's snapshot.
#include "pe/driver/engine.hpp"
#include "pe/residual/evaluate.hpp"
#include "pe/stage/memory.hpp"

namespace pe::driver {
namespace {

using residual::Exit;
using residual::Source;

/// Reads the sources of an exit; virtual objects become real as they are met. What it has made is on the
/// C++ stack or in `made_`, where the collector looks.
class Rebuilder : public gc::RootProvider {
 public:
  Rebuilder(World& world, const residual::Program& program, const Exit& exit, const std::uint64_t* saved)
      : world_(world), program_(program), exit_(exit), saved_(saved, saved + exit.saved.size()),
        made_(exit.virtuals.size()) {
    world_.heap.roots().add(this);
  }
  ~Rebuilder() { world_.heap.roots().remove(this); }
  void visit_roots(gc::Marker& marker) override {
    marker.mark_conservatively(saved_.data(), saved_.data() + saved_.size());
    marker.mark_conservatively(made_.data(), made_.data() + made_.size());
  }

  /// The source as raw bits of its own type, or the word of them if it says so.
  std::uint64_t bits(const Source& source) {
    switch (source.from) {
      case Source::From::absent: return 0;
      case Source::From::constant: return source.constant;
      case Source::From::virtual_object: return object(source.index).bits;
      case Source::From::node: break;
    }
    const std::uint64_t raw = saved_[source.index];
    if (!source.box) return raw;
    return boxed({raw, static_cast<std::int64_t>(kind_of(program_.nodes[exit_.saved[source.index]].type))}, world_).bits;
  }
  gc::Word word(const Source& source) { return {bits(source)}; }

 private:
  static residual::ResultKind kind_of(Type type) {
    using residual::ResultKind;
    switch (type) {
      case Type::i64: return ResultKind::integer;
      case Type::f64: return ResultKind::floating;
      case Type::boolean: return ResultKind::boolean;
      default: return ResultKind::reference;
    }
  }

  gc::Word object(std::uint32_t index) {
    if (!gc::is_null(made_[index])) return made_[index];
    const residual::VirtualObject& described = exit_.virtuals[index];
    const gc::Header header{described.parts.front().source.constant};
    void* const memory = world_.heap.allocate(described.bytes, header);
    if (!memory) out_of_memory();
    const gc::Word made = gc::reference(memory);
    made_[index] = made;
    for (const auto& part : std::span(described.parts).subspan(1)) {
      const std::uint64_t value = bits(part.source);
      const std::uint64_t address =
          part.field.is_tail ? element_address(part.field, made.bits, part.element) : made.bits + part.field.offset;
      write_memory(part.field.kind, address, value);
    }
    return made;
  }

  World& world_;
  const residual::Program& program_;
  const Exit& exit_;
  std::vector<std::uint64_t> saved_;
  std::vector<gc::Word> made_;
};

}  // namespace

Returned Engine::leave(Context* context, const ExitPoint* exit) {
  Engine& engine = *static_cast<World*>(context)->engine;
  const auto& point = *reinterpret_cast<const Point*>(exit);
  if (!point.region->site) return engine.finish(point);
  engine.left_by_ = &point;
  return {0, left_kind};
}

/// Rebuilds the activations of an exit above `base`, which is the outermost one unless `whole`; then runs
/// the rest of the step that was left.
Registers Engine::rebuild(const Region& region, std::uint32_t number, Registers base, bool whole) {
  const Exit& exit = region.program->exits[number];
  Rebuilder rebuilder(world_, *region.program, exit, exit_buffer_.get());
  std::vector<std::uint64_t> log;
  for (const Source& source : exit.log) log.push_back(rebuilder.bits(source));

  Registers at = base;
  for (std::size_t i = 0; i < exit.snapshot.frames.size(); ++i) {
    const residual::FrameSnapshot& frame = exit.snapshot.frames[i];
    if (i > 0) {
      world_.records[world_.record_count++] = {at.code, at.slots, at.pc, frame.mode};
      at.slots += at.code->slot_count;
    }
    if (i > 0 || whole) ++world_.depth;
    at.code = static_cast<const Code*>(frame.code);
    at.pc = frame.pc;
    world_.stack_top = at.slots + at.code->slot_count;
    for (std::size_t slot = 0; slot < frame.slots.size(); ++slot) at.slots[slot] = rebuilder.word(frame.slots[slot]);
  }
  if (exit.snapshot.delivering) {
    at.slots[exit.snapshot.mode] = rebuilder.word(exit.snapshot.delivered);
    return world_.failure ? Registers{} : at;
  }
  return log.empty() ? at : world_.interpreter.replay(world_, at, log);
}

/// An invoked function leaves: the interpreter finishes it, and its result goes to whoever invoked it.
Returned Engine::finish(const Point& exit) {
  ++exit.taken;
  ++exit.region->left;
  if (world_.failure) return {0, static_cast<std::int64_t>(residual::ResultKind::reference)};
  gc::Word* const top = world_.stack_top;
  const std::int64_t depth = world_.depth--;
  const std::size_t base = world_.record_count;
  world_.records[world_.record_count++] = {};
  Registers at = rebuild(*exit.region, exit.index, {nullptr, top, 0}, true);
  if (at.code && is_hot(*exit.region, exit)) {
    report("hot exit of " + exit.region->name + ": " + exit.region->program->exits[exit.index].reason);
    Coverage& behind = options_.mode == Mode::trace ? bridges_ : coverage_;
    at = world_.interpreter.profile(world_, at, behind, nullptr, {nullptr, 0, ~0u, options_.profiled_steps}).at;
    remake_function(*exit.region);
  } else if (exit.region->state == Region::State::invalid && exit.region->remade < options_.most_remakes) {
    report("no longer right: " + exit.region->name);
    remake_function(*exit.region);
  }
  const gc::Word result = world_.run_from(at);
  world_.record_count = base;
  world_.stack_top = top;
  world_.depth = depth;
  return residual::normal_result(Type::ref, result.bits, BoxedFloat::layout);
}

}  // namespace pe::driver
