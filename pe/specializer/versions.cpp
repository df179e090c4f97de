#include "pe/specializer/versions.hpp"

#include <algorithm>
#include <optional>

#include "pe/specializer/specialiser.hpp"

namespace pe::specializer {
namespace {

using Kind = SlotKnowledge::Kind;

/// Reads off a state what a version for it would know.
class Describer {
 public:
  Describer(Specialiser& s, const State& state) : s_(s), state_(state) {}

  Knowledge describe() {
    Knowledge result;
    for (const Activation& frame : state_.frames)
      for (std::uint32_t slot = 0; slot < frame.slots.size(); ++slot)
        result.slots.push_back(s_.subject().is_live(frame.code, frame.pc, slot)
                                   ? word(frame.slots[slot])
                                   : SlotKnowledge{.kind = Kind::constant});
    result.objects = std::move(objects_);
    return result;
  }

 private:
  SlotKnowledge word(NodeId id) {
    id = state_.resolve(id);
    if (state_.find_virtual(id)) return {.kind = Kind::virtual_object, .object = object(id)};
    const std::uint8_t possible = s_.possible(id);
    if (possible == may_be_int) return {.kind = Kind::integer, .type = Type::i64};
    if (possible == may_be_float) return {.kind = Kind::floating, .type = Type::f64};
    if (possible == may_be_bool) return {.kind = Kind::boolean, .type = Type::boolean};
    if (s_.is_constant(id)) return {.kind = Kind::constant, .bits = s_.bits_of(id)};
    return {.kind = Kind::word, .bits = s_.known_header(state_, id), .possible = possible};
  }

  std::uint32_t object(NodeId id) {
    const auto place = std::ranges::find(numbered_, id);
    if (place != numbered_.end()) return static_cast<std::uint32_t>(place - numbered_.begin());
    const auto number = static_cast<std::uint32_t>(numbered_.size());
    numbered_.push_back(id);
    objects_.emplace_back();
    const Virtual it = *state_.find_virtual(id);
    VirtualKnowledge known{it.bytes, it.header, {}};
    std::vector<Part> parts = it.parts;
    std::ranges::sort(parts, {}, [](const Part& part) {
      return (std::uint64_t{part.field.offset} << 32) | part.element;
    });
    for (const Part& part : parts) {
      const Type type = residual::value_type(part.field.kind);
      known.parts.push_back({part.field, part.element,
                             type == Type::ref ? word(part.value) : SlotKnowledge{.kind = Kind::raw, .type = type}});
    }
    objects_[number] = std::move(known);
    return number;
  }

  Specialiser& s_;
  const State& state_;
  std::vector<NodeId> numbered_;
  std::vector<VirtualKnowledge> objects_;
};

std::uint8_t possible_of_knowledge(const SlotKnowledge& it) {
  switch (it.kind) {
    case Kind::integer: return may_be_int;
    case Kind::floating: return may_be_float;
    case Kind::boolean: return may_be_bool;
    case Kind::constant: return possible_of({it.bits});
    case Kind::virtual_object: return may_be_object;
    default: return it.possible;
  }
}

SlotKnowledge as_word(const SlotKnowledge& it) {
  return {.kind = Kind::word, .bits = it.kind == Kind::word ? it.bits : 0,
          .possible = possible_of_knowledge(it)};
}

SlotKnowledge joined(const SlotKnowledge& a, const SlotKnowledge& b) {
  if (a == b) return a;
  const SlotKnowledge left = as_word(a), right = as_word(b);
  return {.kind = Kind::word, .bits = left.bits == right.bits ? left.bits : 0,
          .possible = static_cast<std::uint8_t>(left.possible | right.possible)};
}

/// The least knowledge that both imply. Virtual objects survive only if they agree entirely.
Knowledge joined(const Knowledge& a, const Knowledge& b) {
  Knowledge result;
  bool same_objects = a.objects == b.objects;
  for (std::size_t i = 0; i < a.slots.size(); ++i)
    if (a.slots[i].kind == Kind::virtual_object || b.slots[i].kind == Kind::virtual_object)
      same_objects = same_objects && a.slots[i] == b.slots[i];
  if (same_objects) result.objects = a.objects;
  for (std::size_t i = 0; i < a.slots.size(); ++i) {
    SlotKnowledge slot = joined(a.slots[i], b.slots[i]);
    if (!same_objects && slot.kind == Kind::virtual_object) slot = as_word(slot);
    result.slots.push_back(slot);
  }
  return result;
}

/// Can a state with knowledge `a` be converted to a version with knowledge `v` by forgetting?
/// `gently`: only headers and kinds of words are forgotten, nothing is boxed or made real.
bool accepts(const Knowledge& v, const Knowledge& a, bool gently) {
  if (!(v.objects == a.objects) && (gently || !v.objects.empty())) return false;
  for (std::size_t i = 0; i < v.slots.size(); ++i) {
    const SlotKnowledge &to = v.slots[i], &from = a.slots[i];
    if (to == from) continue;
    if (to.kind != Kind::word || (gently && from.kind != Kind::word)) return false;
    if (from.kind == Kind::virtual_object && !v.objects.empty()) return false;
    const SlotKnowledge word = as_word(from);
    if ((word.possible & ~to.possible) != 0 || (to.bits != 0 && to.bits != word.bits)) return false;
  }
  return true;
}

/// Makes the arguments of the jump into a version, in the order of its block's parameters.
class Arguments {
 public:
  Arguments(Specialiser& s, const Version& version) : s_(s), version_(version) {}

  std::vector<NodeId> take() {
    std::size_t index = 0;
    // Objects are found while their slots are walked, so they are made real before anything is numbered.
    for (const Activation& frame : s_.state().frames)
      for (NodeId slot : frame.slots)
        if (version_.knowledge.slots[index++].kind == Kind::word) s_.materialise(slot);
    index = 0;
    for (const Activation& frame : s_.state().frames)
      for (NodeId slot : frame.slots) value(version_.knowledge.slots[index++], slot);
    return std::move(arguments_);
  }

 private:
  void value(const SlotKnowledge& known, NodeId id) {
    switch (known.kind) {
      case Kind::constant: return;
      case Kind::raw: return arguments_.push_back(s_.resolve(id));
      case Kind::virtual_object: return object(known.object, s_.resolve(id));
      case Kind::word: return arguments_.push_back(s_.convert(id, Type::ref));
      default: return arguments_.push_back(s_.convert(id, known.type));
    }
  }

  void object(std::uint32_t number, NodeId id) {
    if (std::ranges::find(done_, number) != done_.end()) return;
    done_.push_back(number);
    const Virtual it = *s_.state().find_virtual(id);
    for (const auto& part : version_.knowledge.objects[number].parts)
      for (const Part& own : it.parts)
        if (own.field == part.field && own.element == part.element) value(part.value, own.value);
  }

  Specialiser& s_;
  const Version& version_;
  std::vector<NodeId> arguments_;
  std::vector<std::uint32_t> done_;
};

/// Makes the state in which a new version is specialised: parameters for what is not static.
class Entry {
 public:
  Entry(Specialiser& s, const Version& version) : s_(s), version_(version) {}

  State make(const State& arriving) {
    state_.path = {version_.block};
    state_.cursor = arriving.cursor;
    state_.ever_replaced = arriving.ever_replaced;
    objects_.assign(version_.knowledge.objects.size(), no_node);
    std::size_t index = 0;
    for (const Activation& frame : arriving.frames) {
      Activation copy{frame.code, frame.pc, frame.mode, {}};
      for (std::size_t i = 0; i < frame.slots.size(); ++i)
        copy.slots.push_back(value(version_.knowledge.slots[index++]));
      state_.frames.push_back(std::move(copy));
    }
    return std::move(state_);
  }

 private:
  NodeId parameter(Type type) { return s_.program().add_parameter(version_.block, type); }

  NodeId value(const SlotKnowledge& known) {
    switch (known.kind) {
      case Kind::constant: return s_.constant(Type::ref, known.bits);
      case Kind::raw: return parameter(known.type);
      case Kind::integer: {
        const NodeId payload = parameter(Type::i64);
        Facts& facts = state_.facts_for(payload);
        facts.low = gc::small_int_min;
        facts.high = gc::small_int_max;
        return boxed(Op::int_box, payload);
      }
      case Kind::floating: return boxed(Op::float_box, parameter(Type::f64));
      case Kind::boolean: return boxed(Op::bool_box, parameter(Type::boolean));
      case Kind::virtual_object: return object(known.object);
      case Kind::word: {
        const NodeId word = parameter(Type::ref);
        state_.facts_for(word).possible = known.possible;
        if (known.bits != 0)
          state_.known.push_back({word, gc::header_field, no_node, s_.constant(Type::i64, known.bits)});
        return word;
      }
    }
    return no_node;
  }

  NodeId boxed(Op op, NodeId payload) {
    return s_.program().append(version_.block, {.op = op, .type = Type::ref, .operands = {payload, no_node, no_node}});
  }

  NodeId object(std::uint32_t number) {
    if (objects_[number] != no_node) return objects_[number];
    const VirtualKnowledge& known = version_.knowledge.objects[number];
    const NodeId id = s_.program().add({.op = Op::alloc, .type = Type::ref, .imm = known.bytes});
    objects_[number] = id;
    std::vector<Part> parts;
    for (const auto& part : known.parts) parts.push_back({part.field, part.element, value(part.value)});
    state_.virtuals.push_back({id, known.bytes, known.header, std::move(parts)});
    return id;
  }

  Specialiser& s_;
  const Version& version_;
  State state_;
  std::vector<NodeId> objects_;
};

VersionKey key_of(const State& state) {
  VersionKey key;
  for (const Activation& frame : state.frames)
    key.places.push_back({frame.code, frame.pc, frame.mode, static_cast<std::uint32_t>(frame.slots.size())});
  return key;
}

}  // namespace

bool Versions::is_crowded(const State& state, std::size_t most) {
  std::uint64_t place = 0;
  for (const Activation& frame : state.frames)
    place = (place ^ (reinterpret_cast<std::uint64_t>(frame.code) + frame.pc)) * 0x9E3779B97F4A7C15u;
  return ++passed_[place] > most;
}

bool Versions::arrive(Specialiser& s, State& entered) {
  const State arriving = s.state();
  Knowledge knowledge = Describer(s, arriving).describe();
  std::deque<Version>& versions = versions_[key_of(arriving)];
  const Activation& top = arriving.frames.back();
  const bool loop = s.subject().is_loop_header(top.code, top.pc);

  Version* version = nullptr;
  for (Version& it : versions)
    if (it.knowledge == knowledge) version = &it;
  if (!version && !loop)
    for (Version& it : versions)
      if (accepts(it.knowledge, knowledge, true)) version = &it;
  bool generic = false;
  if (!version && versions.size() >= s.options().versions_per_point) {
    for (Version& it : versions)
      if (it.generic && accepts(it.knowledge, knowledge, false)) version = &it;
    if (!version) {
      for (const Version& it : versions) knowledge = joined(knowledge, it.knowledge);
      generic = true;
    }
  }
  const bool is_new = !version;
  if (is_new) {
    ++count_;
    versions.push_back({std::move(knowledge), s.program().add_block(), generic});
    version = &versions.back();
    if (const std::string key = describe(arriving, s.subject()); !key.empty())
      s.program().blocks[version->block].note = key + " (" + describe(version->knowledge) + ")";
    entered = Entry(s, *version).make(arriving);
  }
  std::vector<NodeId> arguments = Arguments(s, *version).take();
  s.program().targets.push_back({{version->block, std::move(arguments), 0}});
  s.program().append(s.state().block(), {.op = Op::jump, .type = Type::none,
                                         .extra = static_cast<std::uint32_t>(s.program().targets.size() - 1)});
  return is_new;
}

}  // namespace pe::specializer
