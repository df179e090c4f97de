// Leaving compiled code: the interpreter's frames are rebuilt from an exit's snapshot.
#include "pe/residual/evaluate.hpp"
#include "pe/stage/memory.hpp"
#include "python_interp/interp/frame_machine.hpp"
#include "python_interp/main/engine.hpp"
#include "python_interp/objects/native.hpp"

namespace py {
namespace {

using pe::residual::Exit;
using pe::residual::Program;
using pe::residual::Source;
using ValueType = pe::residual::Type;

/// Reads the sources of an exit; virtual objects become real as they are met. Leaving is frequent where code
/// is not yet made for what happens, so nothing here needs memory but those objects. The saved values and
/// the objects are roots: the engine's buffers.
class Rebuilder {
 public:
  Rebuilder(VM& vm, const Program& program, const Exit& exit, const std::uint64_t* saved, std::vector<Word>& objects)
      : vm_(vm), program_(program), exit_(exit), saved_(saved), objects_(objects) {
    objects_.assign(exit.virtuals.size(), null);
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
    switch (type_of(source.index)) {
      case ValueType::i64: return gc::small_int(static_cast<std::int64_t>(raw)).bits;
      case ValueType::f64: return make_float(vm_, std::bit_cast<double>(raw)).bits;
      case ValueType::boolean: return gc::boolean(raw != 0).bits;
      default: return raw;
    }
  }
  Word word(const Source& source) { return {bits(source)}; }

 private:
  ValueType type_of(std::size_t saved) const { return program_.nodes[exit_.saved[saved]].type; }

  Word object(std::uint32_t index) {
    if (!gc::is_null(objects_[index])) return objects_[index];
    const pe::residual::VirtualObject& described = exit_.virtuals[index];
    const gc::Header header{described.parts.front().source.constant};
    const Word made = gc::reference(vm_.heap.allocate(described.bytes, header));
    objects_[index] = made;
    for (const auto& part : std::span(described.parts).subspan(1)) {
      const std::uint64_t value = bits(part.source);
      const std::uint64_t address =
          part.field.is_tail ? pe::element_address(part.field, made.bits, part.element) : made.bits + part.field.offset;
      pe::write_memory(part.field.kind, address, value);
    }
    return made;
  }

  VM& vm_;
  const Program& program_;
  const Exit& exit_;
  const std::uint64_t* saved_;
  std::vector<Word>& objects_;
};

/// Fills a frame from its part of the snapshot; its registers once it runs.
Registers fill(Rebuilder& rebuilder, FrameRecord* frame, const pe::residual::FrameSnapshot& snapshot) {
  Word* slot = frame->slots;
  for (std::size_t i = hidden_slots; i < snapshot.slots.size(); ++i) *slot++ = rebuilder.word(snapshot.slots[i]);
  const bytecode::Instruction* pc = frame->code->instructions + snapshot.pc;
  frame->pc = pc;
  frame->top = slot;
  return {slot, pc, frame->slots, frame};
}

FrameRecord* push_rebuilt(VM& vm, Rebuilder& rebuilder, const pe::residual::FrameSnapshot& snapshot) {
  auto* code = static_cast<Code*>(const_cast<void*>(snapshot.code));
  const auto deliver = static_cast<Deliver>(snapshot.mode);
  if (const Word generator = rebuilder.word(snapshot.slots[generator_slot]); !gc::is_null(generator))
    return push_generator_frame(vm, gc::as<Generator>(generator), deliver);
  const Word function = rebuilder.word(snapshot.slots[function_slot]);
  return push_frame(vm, code, function, gc::as<Function>(function)->globals, deliver);
}

}  // namespace

pe::Returned Engine::leave(pe::Context* context, const pe::ExitPoint* exit) {
  auto& vm = *static_cast<VM*>(context);
  Engine& engine = engine_of(vm);
  if (!exit->region->site) return engine.finish(*exit);
  engine.left_by_ = exit;
  return {0, pe::left_kind};
}

/// Rebuilds the frames of an exit above `base`, whose frame is the outermost one unless `whole`; then runs
/// the rest of the step that was left.
Registers Engine::rebuild(const pe::Region& region, std::uint32_t number, Registers base, bool whole) {
  const Program& program = *region.program;
  const Exit& exit = program.exits[number];
  Rebuilder rebuilder(vm_, program, exit, exit_buffer_.get(), rebuilt_);
  std::vector<std::uint64_t> log;
  Words logged(vm_);
  for (const Source& source : exit.log) {
    log.push_back(rebuilder.bits(source));
    logged.push({log.back()});
  }
  Registers at = base;
  for (std::size_t i = 0; i < exit.snapshot.frames.size(); ++i) {
    const auto& snapshot = exit.snapshot.frames[i];
    FrameRecord* frame = i == 0 && !whole ? base.record : push_rebuilt(vm_, rebuilder, snapshot);
    at = fill(rebuilder, frame, snapshot);
  }
  if (exit.snapshot.delivering)
    return replay_delivery(vm_, at, static_cast<Deliver>(exit.snapshot.mode),
                           rebuilder.word(exit.snapshot.delivered), log);
  return log.empty() ? at : replay_step(vm_, at, log);
}

/// An invoked function leaves: the interpreter finishes it, and its result goes to whoever invoked it.
pe::Returned Engine::finish(const pe::ExitPoint& exit) {
  ++exit.taken;
  ++exit.region->left;
  const std::int64_t depth = vm_.depth--;
  const Registers at = rebuild(*exit.region, exit.index, {}, true);
  const Word result = run_from(vm_, at);
  vm_.depth = depth;
  return pe::residual::normal_result(ValueType::ref, result.bits, BoxedFloat::layout);
}

}  // namespace py
