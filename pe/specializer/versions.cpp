#include "pe/specializer/versions.hpp"

#include <algorithm>
#include <optional>
#include <span>

#include "pe/specializer/specialiser.hpp"

namespace pe::specializer {
namespace {

using Kind = SlotKnowledge::Kind;

/// Reads off a state what a version for it would know.
class Describer {
 public:
  Describer(Specialiser& s, const State& state) : s_(s), state_(state) {
    for (const Virtual& it : state.virtuals) virtuals_.emplace(it.id, &it);
  }

  Knowledge describe(std::span<const Activation> frames) {
    Knowledge result;
    for (const Activation& frame : frames)
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
    if (const auto found = virtuals_.find(id); found != virtuals_.end())
      return {.kind = Kind::virtual_object, .object = object(*found->second)};
    if (const std::uint64_t bits = s_.static_data(id); bits != 0) return {.kind = Kind::constant, .bits = bits};
    const std::uint8_t possible = s_.possible(id);
    if (possible == may_be_int) return {.kind = Kind::integer, .type = Type::i64};
    if (possible == may_be_float) return {.kind = Kind::floating, .type = Type::f64};
    if (possible == may_be_bool) return {.kind = Kind::boolean, .type = Type::boolean};
    if (s_.is_constant(id)) return {.kind = Kind::constant, .bits = s_.bits_of(id)};
    return {.kind = Kind::word, .bits = s_.known_header(state_, id), .possible = possible};
  }

  std::uint32_t object(const Virtual& it) {
    const auto number = static_cast<std::uint32_t>(numbers_.size());
    if (const auto [known, is_new] = numbers_.emplace(it.id, number); !is_new) return known->second;
    objects_.emplace_back();
    VirtualKnowledge known{it.bytes, it.header, {}};
    known.parts.reserve(it.parts.size());
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
  std::unordered_map<NodeId, const Virtual*> virtuals_;
  std::unordered_map<NodeId, std::uint32_t> numbers_;
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
  Arguments(Specialiser& s, const Knowledge& knowledge) : s_(s), knowledge_(knowledge) {}

  std::vector<NodeId> take(std::span<const Activation> frames) {
    std::size_t index = 0;
    // Objects are found while their slots are walked, so they are made real before anything is numbered.
    for (const Activation& frame : frames)
      for (NodeId slot : frame.slots)
        if (knowledge_.slots[index++].kind == Kind::word) s_.materialise(slot);
    index = 0;
    for (const Activation& frame : frames)
      for (NodeId slot : frame.slots) value(knowledge_.slots[index++], slot);
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
    for (const auto& part : knowledge_.objects[number].parts)
      for (const Part& own : it.parts)
        if (own.field == part.field && own.element == part.element) value(part.value, own.value);
  }

  Specialiser& s_;
  const Knowledge& knowledge_;
  std::vector<NodeId> arguments_;
  std::vector<std::uint32_t> done_;
};

/// Makes the state in which a new version is specialised: parameters for what is not static.
class Entry {
 public:
  /// With a specialiser, constants are shared with what it has made.
  Entry(residual::Program& program, BlockId block, const Knowledge& knowledge, Specialiser* s = nullptr)
      : program_(program), block_(block), knowledge_(knowledge), s_(s) {}

  State make(std::span<const Activation> frames) {
    state_.path = {block_};
    objects_.assign(knowledge_.objects.size(), no_node);
    std::size_t index = 0;
    for (const Activation& frame : frames) {
      Activation copy{frame.code, frame.pc, frame.mode, {}, frame.call};
      for (std::size_t i = 0; i < frame.slots.size(); ++i)
        copy.slots.push_back(value(knowledge_.slots[index++]));
      state_.frames.push_back(std::move(copy));
    }
    return std::move(state_);
  }

 private:
  NodeId parameter(Type type) { return program_.add_parameter(block_, type); }
  NodeId constant(Type type, std::uint64_t bits) {
    if (s_) return s_->constant(type, bits);
    return program_.add({.op = type == Type::ref ? Op::const_ref : Op::const_int, .type = type, .imm = bits});
  }

  NodeId value(const SlotKnowledge& known) {
    switch (known.kind) {
      case Kind::constant: return constant(Type::ref, known.bits);
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
          state_.known.push_back({word, gc::header_field, no_node, constant(Type::i64, known.bits)});
        return word;
      }
    }
    return no_node;
  }

  NodeId boxed(Op op, NodeId payload) {
    return program_.append(block_, {.op = op, .type = Type::ref, .operands = {payload, no_node, no_node}});
  }

  NodeId object(std::uint32_t number) {
    if (objects_[number] != no_node) return objects_[number];
    const VirtualKnowledge& known = knowledge_.objects[number];
    const NodeId id = program_.add({.op = Op::alloc, .type = Type::ref, .imm = known.bytes});
    objects_[number] = id;
    std::vector<Part> parts;
    for (const auto& part : known.parts) parts.push_back({part.field, part.element, value(part.value)});
    state_.virtuals.push_back({id, known.bytes, known.header, std::move(parts)});
    return id;
  }

  residual::Program& program_;
  BlockId block_;
  const Knowledge& knowledge_;
  Specialiser* s_;
  State state_;
  std::vector<NodeId> objects_;
};

std::uint64_t mixed(std::uint64_t hash, std::uint64_t more) { return (hash ^ more) * 0x9E3779B97F4A7C15u; }

/// Keeps of a call's knowledge what is static data, and payloads; everything else travels as a word.
class Simplifier {
 public:
  Simplifier(Specialiser& s, Knowledge& knowledge) : s_(s), knowledge_(knowledge), useful_(knowledge.objects.size()) {}

  CallKnowledge run() {
    for (SlotKnowledge& slot : knowledge_.slots) simplify(slot);
    std::vector<VirtualKnowledge> kept;
    for (const std::uint32_t object : seen_) kept.push_back(std::move(knowledge_.objects[object]));
    knowledge_.objects = std::move(kept);
    CallKnowledge result{std::move(knowledge_), is_static_, 0};
    if (is_static_) result.hash = hash_ | 1;
    return result;
  }

 private:
  enum class Useful : std::uint8_t { unknown, asked, no, yes };

  bool is_useful(const SlotKnowledge& it) {
    if (it.kind == Kind::constant) return s_.is_static_data(it.bits);
    return it.kind == Kind::virtual_object && is_useful(it.object);
  }
  bool is_useful(std::uint32_t object) {
    Useful& useful = useful_[object];
    if (useful == Useful::unknown) {
      useful = Useful::asked;
      bool any = false;
      for (const auto& part : knowledge_.objects[object].parts) any = any || is_useful(part.value);
      useful_[object] = any ? Useful::yes : Useful::no;
    }
    return useful_[object] == Useful::yes;
  }

  void simplify(SlotKnowledge& slot) {
    hash_ = mixed(hash_, static_cast<std::uint64_t>(slot.kind));
    switch (slot.kind) {
      case Kind::constant:
        if (slot.bits == 0) return;
        if (!s_.is_static_data(slot.bits)) break;
        is_static_ = true;
        hash_ = mixed(hash_, slot.bits);
        return;
      case Kind::virtual_object: {
        const std::uint32_t object = slot.object;
        if (!is_useful(object)) break;
        const auto place = std::ranges::find(seen_, object);
        const bool is_new = place == seen_.end();
        slot.object = static_cast<std::uint32_t>(place - seen_.begin());  // Those that are kept are numbered anew.
        hash_ = mixed(hash_, slot.object);
        if (!is_new) return;
        seen_.push_back(object);
        is_static_ = true;
        for (auto& part : knowledge_.objects[object].parts) simplify(part.value);
        return;
      }
      case Kind::word: break;
      default: return;
    }
    slot = {};
  }

  Specialiser& s_;
  Knowledge& knowledge_;
  std::vector<Useful> useful_;
  std::vector<std::uint32_t> seen_;  ///< Objects that are kept, in their new order.
  bool is_static_ = false;
  std::uint64_t hash_ = 0;
};

/// What is static in a state: part of what must match.
std::uint64_t statics_of(Specialiser& s, const State& state) {
  if (s.options().static_depth == 0) return 0;
  Knowledge knowledge = Describer(s, state).describe(state.frames);
  return Simplifier(s, knowledge).run().hash;
}

VersionKey key_of(Specialiser& s, const State& state) {
  VersionKey key{.places = {}, .statics = statics_of(s, state)};
  for (const Activation& frame : state.frames)
    key.places.push_back({frame.code, frame.pc, frame.mode, static_cast<std::uint32_t>(frame.slots.size())});
  return key;
}

}  // namespace

bool Versions::is_crowded(Specialiser& s, const State& state, std::size_t most) {
  std::uint64_t place = statics_of(s, state);
  for (const Activation& frame : state.frames)
    place = mixed(place, reinterpret_cast<std::uint64_t>(frame.code) + frame.pc);
  return ++passed_[place] > most;
}

CallKnowledge describe_call(Specialiser& s, const Activation& called) {
  Knowledge knowledge = Describer(s, s.state()).describe(std::span(&called, 1));
  CallKnowledge result = Simplifier(s, knowledge).run();
  if (result.hash != 0) result.hash = mixed(result.hash, reinterpret_cast<std::uint64_t>(called.code)) | 1;
  return result;
}

CallKnowledge without_statics(const CallKnowledge& known) {
  CallKnowledge result{.knowledge = {known.knowledge.slots, {}}};
  for (SlotKnowledge& slot : result.knowledge.slots)
    if (slot.kind == Kind::virtual_object || (slot.kind == Kind::constant && slot.bits != 0)) slot = {};
  return result;
}

CallKnowledge knowledge_of(std::span<const Type> types, std::size_t slots) {
  CallKnowledge result;
  for (const Type type : types)
    result.knowledge.slots.push_back({.kind = type == Type::i64       ? Kind::integer
                                              : type == Type::f64     ? Kind::floating
                                              : type == Type::boolean ? Kind::boolean
                                                                      : Kind::word,
                                      .type = type});
  result.knowledge.slots.resize(slots, {.kind = Kind::constant});
  return result;
}

std::vector<NodeId> take_arguments(Specialiser& s, const Knowledge& knowledge, const Activation& called) {
  return Arguments(s, knowledge).take(std::span(&called, 1));
}

State make_entry(residual::Program& program, BlockId block, const Knowledge& knowledge, const Activation& called) {
  return Entry(program, block, knowledge).make(std::span(&called, 1));
}

bool Versions::arrive(Specialiser& s, State& entered) {
  const State arriving = s.state();
  Knowledge knowledge = Describer(s, arriving).describe(arriving.frames);
  std::deque<Version>& versions = versions_[key_of(s, arriving)];
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
    entered = Entry(s.program(), version->block, version->knowledge, &s).make(arriving.frames);
    entered.cursor = arriving.cursor;
    entered.ever_replaced = arriving.ever_replaced;
  }
  std::vector<NodeId> arguments = Arguments(s, version->knowledge).take(arriving.frames);
  s.program().targets.push_back({{version->block, std::move(arguments), 0}});
  s.program().append(s.state().block(), {.op = Op::jump, .type = Type::none,
                                         .extra = static_cast<std::uint32_t>(s.program().targets.size() - 1)});
  return is_new;
}

}  // namespace pe::specializer
