// Memory: virtual objects, fields known since the last effect, and what effects forget.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "pe/specializer/specialiser.hpp"
#include "pe/stage/memory.hpp"

namespace pe::specializer {

using residual::Node;

/// Notes the answer of a read or effect: what `Replay` is given if the step leaves after it.
NodeId Specialiser::log(NodeId result) {
  log_.push_back(result);
  return result;
}

std::uint32_t Specialiser::add_field(const gc::Field& field) {
  const auto place = std::ranges::find(program_.fields, field);
  if (place != program_.fields.end()) return static_cast<std::uint32_t>(place - program_.fields.begin());
  program_.fields.push_back(field);
  return static_cast<std::uint32_t>(program_.fields.size() - 1);
}

NodeId Specialiser::find_known(NodeId object, const gc::Field& field, NodeId index) const {
  for (auto it = state_.known.rbegin(); it != state_.known.rend(); ++it)
    if (it->object == object && it->field == field &&
        (it->index == no_node ? no_node : resolve(it->index)) == index)
      return resolve(it->value);
  return no_node;
}

void Specialiser::remember(NodeId object, const gc::Field& field, NodeId index, NodeId value) {
  state_.known.push_back({object, field, index, value});
}

/// After a write to `field` of `except`, other objects' (or elements') values of that field are unknown.
void Specialiser::forget(const gc::Field& field, NodeId except) {
  std::erase_if(state_.known, [&](const KnownField& it) {
    return it.field == field && (it.object != except || field.is_tail);
  });
}

/// After an effect that may reach any object: only what never changes stays known.
void Specialiser::forget_all() {
  std::erase_if(state_.known, [&](const KnownField& it) {
    if (it.field.change == gc::Change::never) return false;
    if (it.field == gc::header_field) {
      const NodeId header = resolve(it.value);
      return !is_constant(header) || !subject_.keeps_header(gc::layout_of(gc::Header{bits_of(header)}));
    }
    return true;
  });
}

std::uint64_t Specialiser::known_header(const State& state, NodeId object) const {
  if (const Virtual* it = state.find_virtual(object)) return it->header;
  for (const KnownField& it : state.known)
    if (it.object == object && it.field == gc::header_field) {
      const NodeId header = state.resolve(it.value);
      if (is_constant(header)) return bits_of(header);
    }
  return 0;
}

/// Is reading this field of a constant object itself static?
bool Specialiser::folds_read(const gc::Field& field, NodeId object) const {
  if (!is_constant(object) || bits_of(object) == 0) return false;
  if (field.change == gc::Change::never) return true;
  if (!(field == gc::header_field)) return false;
  return subject_.keeps_header(gc::layout_of(gc::as<gc::Object>({bits_of(object)})->header));
}

NodeId Specialiser::zero_of(const gc::Field& field) {
  return constant(residual::value_type(field.kind), 0);
}

NodeId Specialiser::read_virtual(const Virtual& object, const gc::Field& field, std::uint32_t element) {
  if (field == gc::header_field) return constant(Type::i64, object.header);
  if (field == gc::layout_field) return constant(Type::i64, object.header >> gc::layout_shift);
  for (const Part& part : object.parts)
    if (part.field == field && part.element == element) return resolve(part.value);
  return zero_of(field);
}

std::uint64_t Specialiser::read(gc::Field field, std::uint64_t carrier) {
  const NodeId object = resolve(static_cast<NodeId>(carrier));
  if (const Virtual* it = state_.find_virtual(object)) return log(read_virtual(*it, field, 0));
  const Type type = residual::value_type(field.kind);
  if (folds_read(field, object))
    return log(constant(type, read_memory(field.kind, bits_of(object) + field.offset)));
  if (const NodeId known = find_known(object, field, no_node); known != no_node) return log(known);
  if (field == gc::layout_field)
    if (const std::uint64_t header = known_header(state_, object); header != 0)
      return log(constant(type, header >> gc::layout_shift));
  const NodeId value = emit({.op = Op::load, .type = type, .extra = add_field(field),
                             .operands = {object, no_node, no_node}});
  remember(object, field, no_node, value);
  return log(value);
}

NodeId Specialiser::fetch_element(const gc::Field& tail, NodeId object, NodeId index) {
  const Type type = residual::value_type(tail.kind);
  if (const Virtual* it = state_.find_virtual(object)) {
    if (is_constant(index)) return read_virtual(*it, tail, static_cast<std::uint32_t>(bits_of(index)));
    object = materialise(object);
  }
  if (is_constant(index) && is_constant(object) && tail.change == gc::Change::never)
    return constant(type, read_memory(tail.kind, element_address(tail, bits_of(object), bits_of(index))));
  if (const NodeId known = find_known(object, tail, index); known != no_node) return known;
  const NodeId value = emit({.op = Op::load_element, .type = type, .extra = add_field(tail),
                             .operands = {object, index, no_node}});
  remember(object, tail, index, value);
  return value;
}

std::uint64_t Specialiser::read_element(gc::Field tail, std::uint64_t object, std::uint64_t index) {
  return log(fetch_element(tail, resolve(static_cast<NodeId>(object)), resolve(static_cast<NodeId>(index))));
}

NodeId Specialiser::element_of(gc::Field tail, NodeId object, std::uint32_t index) {
  return fetch_element(tail, resolve(object), constant(Type::i64, index));
}

void Specialiser::emit_write(const gc::Field& field, NodeId object, NodeId index, NodeId value) {
  if (index == no_node)
    emit({.op = Op::store, .type = Type::none, .extra = add_field(field), .operands = {object, value, no_node}});
  else
    emit({.op = Op::store_element, .type = Type::none, .extra = add_field(field),
          .operands = {object, index, value}});
}

namespace {
void set_part(Virtual& object, const gc::Field& field, std::uint32_t element, NodeId value) {
  for (Part& part : object.parts)
    if (part.field == field && part.element == element) {
      part.value = value;
      return;
    }
  object.parts.push_back({field, element, value});
}
}  // namespace

void Specialiser::write(gc::Field field, std::uint64_t carrier, std::uint64_t value_carrier) {
  const NodeId object = resolve(static_cast<NodeId>(carrier));
  NodeId value = resolve(static_cast<NodeId>(value_carrier));
  log(no_node);
  if (Virtual* it = state_.find_virtual(object)) {
    if (field == gc::header_field) it->header = bits_of(value);
    else set_part(*it, field, 0, value);
    return;
  }
  value = materialise(value);
  emit_write(field, object, no_node, value);
  had_effect_ = true;
  std::erase_if(state_.known, [&](const KnownField& it) { return it.field == field; });
  remember(object, field, no_node, value);
}

void Specialiser::write_element(gc::Field tail, std::uint64_t object, std::uint64_t index, std::uint64_t value) {
  log(no_node);
  put_element(tail, resolve(static_cast<NodeId>(object)), resolve(static_cast<NodeId>(index)),
              resolve(static_cast<NodeId>(value)));
}

void Specialiser::set_element_of(gc::Field tail, NodeId object, std::uint32_t index, NodeId value) {
  put_element(tail, resolve(object), constant(Type::i64, index), resolve(value));
}

void Specialiser::put_element(const gc::Field& tail, NodeId object, NodeId index, NodeId value) {
  if (Virtual* it = state_.find_virtual(object)) {
    if (is_constant(index)) return set_part(*it, tail, static_cast<std::uint32_t>(bits_of(index)), value);
    object = materialise(object);
  }
  value = materialise(value);
  emit_write(tail, object, index, value);
  had_effect_ = true;
  std::erase_if(state_.known, [&](const KnownField& it) {
    if (!(it.field == tail)) return false;
    const NodeId known_index = resolve(it.index);
    const bool other_constant =
        is_constant(index) && is_constant(known_index) && bits_of(known_index) != bits_of(index);
    return !other_constant;
  });
  remember(object, tail, index, value);
}

std::uint64_t Specialiser::make_object(std::uint64_t bytes, gc::Header header) {
  if (bytes > options_.virtual_bytes) return log(real_object(bytes, header));
  const NodeId id = once([&] {
    const NodeId made = program_.add({.op = Op::alloc, .type = Type::ref, .imm = bytes});
    block_of_.resize(program_.nodes.size(), residual::no_block);
    return made;
  });
  state_.virtuals.push_back({id, bytes, header.bits, {}});
  return log(id);
}

NodeId Specialiser::real_object(std::uint64_t bytes, gc::Header header) {
  const NodeId id = emit({.op = Op::alloc, .type = Type::ref, .imm = bytes});
  raw_write(gc::header_field, id, constant(Type::i64, header.bits));
  remember(id, gc::header_field, no_node, constant(Type::i64, header.bits));
  return id;
}

void Specialiser::raw_write(gc::Field field, NodeId object, NodeId value) {
  emit_write(field, object, no_node, materialise(value));
}

void Specialiser::raw_write_element(gc::Field tail, NodeId object, std::uint32_t index, NodeId value) {
  emit_write(tail, object, constant(Type::i64, index), materialise(value));
}

/// Virtual objects that no slot reaches any more: a long path without a merge point leaves many behind.
void Specialiser::forget_unreached() {
  if (state_.virtuals.size() < 2 * reached_virtuals_ + 32) return;
  std::unordered_map<NodeId, const Virtual*> all;
  for (const Virtual& it : state_.virtuals) all.emplace(it.id, &it);
  std::vector<NodeId> pending;
  if (state_.delivering) pending.push_back(state_.delivered);
  for (const Activation& frame : state_.frames)
    for (std::uint32_t slot = 0; slot < frame.slots.size(); ++slot)
      if (subject_.is_live(frame.code, frame.pc, slot)) pending.push_back(frame.slots[slot]);
  std::unordered_set<NodeId> reached;
  while (!pending.empty()) {
    const NodeId id = resolve(pending.back());
    pending.pop_back();
    const auto found = all.find(id);
    if (found == all.end() || !reached.insert(id).second) continue;
    for (const Part& part : found->second->parts) pending.push_back(part.value);
  }
  std::erase_if(state_.virtuals, [&](const Virtual& it) { return !reached.contains(it.id); });
  reached_virtuals_ = reached.size();
}

NodeId Specialiser::materialise(NodeId word) {
  word = resolve(word);
  const Virtual* found = state_.find_virtual(word);
  if (!found) return word;
  const Virtual object = *found;
  std::erase_if(state_.virtuals, [&](const Virtual& it) { return it.id == word; });
  const NodeId real = real_object(object.bytes, {object.header});
  state_.replace(word, real);
  for (const Part& part : object.parts) {
    const NodeId value = materialise(part.value);
    const NodeId index = part.field.is_tail ? constant(Type::i64, part.element) : no_node;
    emit_write(part.field, real, index, value);
    remember(real, part.field, index, value);
  }
  return real;
}

/// What the callee says of the object that it makes.
void Specialiser::learn_made(NodeId result, const Effects& effects, const std::vector<NodeId>& arguments) {
  if (effects.header == 0) return;
  learn_possible(result, may_be_object);
  remember(result, gc::header_field, no_node, constant(Type::i64, effects.header));
  if (effects.length) remember(result, effects.length(), no_node, arguments[effects.length_argument]);
}

std::uint64_t Specialiser::call_function(const residual::Callee& callee, const std::uint64_t* arguments,
                                         RawCall call) {
  std::vector<NodeId> values;
  bool all_constant = true;
  for (std::uint8_t i = 0; i < callee.parameter_count; ++i) {
    values.push_back(materialise(static_cast<NodeId>(arguments[i])));
    all_constant = all_constant && is_constant(values.back());
  }
  const Effects& effects = callee.effects;
  const bool pure = !effects.reads && !effects.writes && !effects.allocates && !effects.may_raise &&
                    !effects.runs_python;
  if (pure && all_constant) {
    std::vector<std::uint64_t> raw;
    for (NodeId value : values) raw.push_back(bits_of(value));
    return log(constant(callee.result, call(raw.data())));
  }
  const NodeId result = once([&] {
    program_.calls.push_back({.callee = &callee, .entry = nullptr, .arguments = values, .depth = 0});
    const NodeId id = program_.append(
        state_.block(), {.op = Op::call, .type = callee.result,
                         .extra = static_cast<std::uint32_t>(program_.calls.size() - 1)});
    block_of_.resize(program_.nodes.size(), residual::no_block);
    block_of_[id] = state_.block();
    return id;
  });
  if (effects.writes || effects.runs_python) {
    forget_all();
    had_effect_ = true;
  }
  if (effects.may_raise)  // The exception is in the context.
    std::erase_if(state_.known, [](const KnownField& it) {
      return it.field.layout == gc::header_layout && it.field.change != gc::Change::never && !(it.field == gc::header_field);
    });
  if (effects.runs_python) state_.unsafe = true;
  learn_made(result, effects, values);
  return log(callee.result == Type::none ? no_node : result);
}

}  // namespace pe::specializer
