// Exits: from what is known on a path to what rebuilds the interpreter's state.
//
// If the running step has had no effect, the exit goes back to before it. Else the slots are those before
// the step, but objects are as they are now, and the log of what reads and effects answered lets the step
// be replayed up to here.
#include <algorithm>

#include "pe/specializer/specialiser.hpp"

namespace pe::specializer {
namespace {

using residual::Exit;
using residual::Source;

/// Builds one exit. `slots` is the state whose values slots are; `objects` has the virtual objects.
class ExitBuilder {
 public:
  ExitBuilder(const Specialiser& s, const State& slots, const State& objects, Exit& exit)
      : s_(s), slots_(slots), objects_(objects), exit_(exit) {}

  void add_frames() {
    for (const Activation& frame : slots_.frames) {
      residual::FrameSnapshot snapshot{frame.code, frame.pc, static_cast<std::uint32_t>(frame.slots.size()),
                                       frame.mode, {}};
      for (std::uint32_t slot = 0; slot < frame.slots.size(); ++slot)
        snapshot.slots.push_back(s_.subject().is_live(frame.code, frame.pc, slot)
                                     ? source(slots_.resolve(frame.slots[slot]))
                                     : Source{});
      exit_.snapshot.frames.push_back(std::move(snapshot));
    }
    exit_.snapshot.delivering = slots_.delivering;
    if (!slots_.delivering) return;
    exit_.snapshot.mode = slots_.delivered_mode;
    exit_.snapshot.delivered = source(slots_.resolve(slots_.delivered));
  }

  Source source(NodeId id) {
    if (id == no_node) return {};
    id = objects_.resolve(id);
    if (s_.is_constant(id)) return {.from = Source::From::constant, .constant = s_.bits_of(id)};
    if (const Virtual* object = objects_.find_virtual(id))
      return {.from = Source::From::virtual_object, .index = virtual_object(*object)};
    const residual::Node& node = s_.node(id);
    if (node.op == Op::int_box || node.op == Op::float_box || node.op == Op::bool_box) {
      const NodeId payload = objects_.resolve(node.operands[0]);
      if (!s_.is_constant(payload))
        return {.from = Source::From::node, .index = saved(payload), .box = true};
    }
    return {.from = Source::From::node, .index = saved(id)};
  }

 private:
  std::uint32_t saved(NodeId id) {
    const auto place = std::ranges::find(exit_.saved, id);
    const auto index = static_cast<std::uint32_t>(place - exit_.saved.begin());
    if (place == exit_.saved.end()) exit_.saved.push_back(id);
    return index;
  }

  std::uint32_t virtual_object(const Virtual& object) {
    for (const auto& [id, index] : numbers_)
      if (id == object.id) return index;
    const auto index = static_cast<std::uint32_t>(exit_.virtuals.size());
    numbers_.emplace_back(object.id, index);
    exit_.virtuals.emplace_back();
    residual::VirtualObject described{.bytes = object.bytes, .parts = {}};
    described.parts.push_back({gc::header_field, 0, {.from = Source::From::constant, .constant = object.header}});
    for (const Part& part : object.parts)
      described.parts.push_back({part.field, part.element, source(part.value)});
    exit_.virtuals[index] = std::move(described);
    return index;
  }

  const Specialiser& s_;
  const State& slots_;
  const State& objects_;
  Exit& exit_;
  std::vector<std::pair<NodeId, std::uint32_t>> numbers_;
};

}  // namespace

std::uint32_t Specialiser::make_exit(std::string reason, bool outcome) {
  Exit exit;
  exit.decision = path_.key();
  exit.outcome = outcome;
  exit.reason = std::move(reason);
  ExitBuilder builder(*this, *before_, had_effect_ ? state_ : *before_, exit);
  builder.add_frames();
  if (had_effect_)
    for (NodeId answer : log_) exit.log.push_back(builder.source(answer));
  if (exit.saved.size() > exit_buffer_size) throw GivesUp{"values that an exit saves"};
  program_.exits.push_back(std::move(exit));
  return static_cast<std::uint32_t>(program_.exits.size() - 1);
}

}  // namespace pe::specializer
