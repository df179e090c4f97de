// Operations whose result is known, or known to be another node.
#include <algorithm>

#include "pe/specializer/specialiser.hpp"

namespace pe::specializer {

using residual::Node;

std::uint8_t possible_of(gc::Word word) {
  if (gc::is_small_int(word)) return may_be_int;
  if (gc::is_null(word)) return may_be_null;
  if (gc::is_immediate_float(word) || residual::is_float_word(word)) return may_be_float;
  if (gc::is_boolean(word)) return may_be_bool;
  return gc::is_object(word) ? may_be_object : may_be_special;
}

std::uint8_t Specialiser::possible(NodeId word) const {
  const Node& it = node(word);
  switch (it.op) {
    case Op::const_ref: return possible_of({it.imm});
    case Op::int_box: return may_be_int;
    case Op::float_box: return may_be_float;
    case Op::bool_box: return may_be_bool;
    case Op::alloc:
    case Op::alloc_array: return may_be_object;
    default: return state_.facts_of(word).possible;
  }
}

Facts Specialiser::range(NodeId integer) const {
  const Node& it = node(integer);
  if (it.op == Op::const_int) {
    const auto value = static_cast<std::int64_t>(it.imm);
    return {may_be_anything, value, value};
  }
  Facts facts = state_.facts_of(integer);
  if (it.op == Op::int_unbox || it.op == Op::invoke_int) {
    facts.low = std::max(facts.low, gc::small_int_min);
    facts.high = std::min(facts.high, gc::small_int_max);
  } else if (it.op == Op::bool_to_int) {
    facts.low = std::max<std::int64_t>(facts.low, 0);
    facts.high = std::min<std::int64_t>(facts.high, 1);
  }
  return facts;
}

namespace {
std::uint64_t hash_of(Op op, NodeId a, NodeId b) {
  return static_cast<std::uint64_t>(op) * 0x9e3779b97f4a7c15u + a * 0x85ebca6bu + b;
}
}  // namespace

std::uint64_t Specialiser::apply(Op op, std::uint64_t first, std::uint64_t second) {
  const bool unary = residual::info(op).operands[1] == Type::none;
  const NodeId a = resolve(static_cast<NodeId>(first));
  const NodeId b = unary ? no_node : resolve(static_cast<NodeId>(second));
  if (const NodeId known = simplified(op, a, b); known != no_node) return known;
  NodeId left = a;
  if (op == Op::ref_bits) left = materialise(a);
  const NodeId result = once([&] {
    NodeId id = find_available(op, left, b);
    if (id != no_node) return id;
    id = program_.append(state_.block(), {.op = op, .type = residual::info(op).result,
                                          .operands = {left, b, no_node}});
    block_of_.resize(program_.nodes.size(), residual::no_block);
    block_of_[id] = state_.block();
    available_.emplace(hash_of(op, left, b), id);
    return id;
  });
  note_range(result, op, left, b);
  return resolve(result);
}

NodeId Specialiser::find_available(Op op, NodeId a, NodeId b) const {
  const auto [begin, end] = available_.equal_range(hash_of(op, a, b));
  for (auto it = begin; it != end; ++it) {
    const Node& candidate = node(it->second);
    if (candidate.op == op && candidate.operands[0] == a && candidate.operands[1] == b &&
        std::ranges::find(state_.path, block_of_[it->second]) != state_.path.end())
      return it->second;
  }
  return no_node;
}

NodeId Specialiser::simplified(Op op, NodeId a, NodeId b) {
  const bool constant_operands = is_constant(a) && (b == no_node || is_constant(b));
  if (constant_operands && residual::folds(op) &&
      !((op == Op::int_div || op == Op::int_rem) && bits_of(b) == 0))
    return constant(residual::info(op).result,
                    residual::fold(op, bits_of(a), b == no_node ? 0 : bits_of(b)));
  switch (op) {
    case Op::is_int:
    case Op::is_float:
    case Op::is_bool:
    case Op::is_object: return simplified_test(op, a);
    case Op::int_box:
    case Op::int_unbox:
    case Op::float_box:
    case Op::float_unbox:
    case Op::bool_box:
    case Op::bool_unbox:
    case Op::bool_not: return simplified_boxing(op, a);
    case Op::ref_eq:
    case Op::ref_ne: return simplified_reference(op, a, b);
    case Op::int_add:
    case Op::int_sub:
    case Op::int_shl:
    case Op::int_shr: return is_constant(b) && bits_of(b) == 0 ? a : no_node;
    case Op::int_mul: return is_constant(b) && bits_of(b) == 1 ? a : no_node;
    default: return simplified_compare(op, a, b);
  }
}

NodeId Specialiser::simplified_test(Op op, NodeId word) {
  const std::uint8_t kinds = possible(word);
  const std::uint8_t wanted = op == Op::is_int     ? may_be_int
                              : op == Op::is_float ? may_be_float
                              : op == Op::is_bool  ? may_be_bool
                                                   : may_be_object;
  if (kinds == wanted) return truth(true);
  // A float may be boxed, and then it is an object, too.
  const std::uint8_t other = op == Op::is_object ? may_be_object | may_be_float : wanted;
  return (kinds & other) == 0 ? truth(false) : no_node;
}

/// Boxing undoes unboxing, and the other way round.
NodeId Specialiser::simplified_boxing(Op op, NodeId a) {
  const auto inverse = [&](Op undone) { return node(a).op == undone ? resolve(node(a).operands[0]) : no_node; };
  switch (op) {
    case Op::int_unbox: return inverse(Op::int_box);
    case Op::float_unbox: return inverse(Op::float_box);
    case Op::bool_unbox: return inverse(Op::bool_box);
    case Op::int_box: return is_constant(a) ? constant(Type::ref, gc::small_int(static_cast<std::int64_t>(bits_of(a))).bits) : no_node;
    case Op::float_box: {
      if (!is_constant(a)) return no_node;
      const gc::Word word = gc::rotated_float(from_bits<double>(bits_of(a)));
      return gc::is_immediate_float(word) ? constant(Type::ref, word.bits) : no_node;
    }
    case Op::bool_not: return inverse(Op::bool_not);
    default: return no_node;
  }
}

NodeId Specialiser::simplified_reference(Op op, NodeId a, NodeId b) {
  const bool equal = op == Op::ref_eq;
  if (a == b) return truth(equal);
  if (state_.find_virtual(a) || state_.find_virtual(b)) return truth(!equal);
  if ((possible(a) & possible(b)) == 0) return truth(!equal);
  return no_node;
}

NodeId Specialiser::simplified_compare(Op op, NodeId a, NodeId b) {
  if (a == no_node || b == no_node || node(a).type != Type::i64) {
    if (op == Op::int_is_small && a != no_node) {
      const Facts it = range(a);
      if (it.low >= gc::small_int_min && it.high <= gc::small_int_max) return truth(true);
    }
    return no_node;
  }
  const Facts left = range(a), right = range(b);
  __int128 low, high;
  switch (op) {
    case Op::int_lt:
      if (left.high < right.low) return truth(true);
      return left.low >= right.high ? truth(false) : no_node;
    case Op::int_le:
      if (left.high <= right.low) return truth(true);
      return left.low > right.high ? truth(false) : no_node;
    case Op::int_eq:
    case Op::int_ne:
      if (a == b) return truth(op == Op::int_eq);
      return left.high < right.low || right.high < left.low ? truth(op == Op::int_ne) : no_node;
    case Op::uint_lt:
      if (left.low >= 0 && right.low >= 0 && left.high < right.low) return truth(true);
      return no_node;
    case Op::int_add_overflows:
      low = static_cast<__int128>(left.low) + right.low;
      high = static_cast<__int128>(left.high) + right.high;
      break;
    case Op::int_sub_overflows:
      low = static_cast<__int128>(left.low) - right.high;
      high = static_cast<__int128>(left.high) - right.low;
      break;
    case Op::int_mul_overflows: {
      const __int128 corners[] = {static_cast<__int128>(left.low) * right.low,
                                  static_cast<__int128>(left.low) * right.high,
                                  static_cast<__int128>(left.high) * right.low,
                                  static_cast<__int128>(left.high) * right.high};
      low = *std::ranges::min_element(corners);
      high = *std::ranges::max_element(corners);
      break;
    }
    default: return no_node;
  }
  return low >= gc::small_int_min && high <= gc::small_int_max ? truth(false) : no_node;
}

/// The range of a new integer, where it follows from its operands'.
void Specialiser::note_range(NodeId result, Op op, NodeId a, NodeId b) {
  if (residual::info(op).result != Type::i64 || a == no_node || node(a).type != Type::i64) return;
  const Facts left = range(a), right = b == no_node ? Facts{} : range(b);
  std::int64_t low, high;
  switch (op) {
    case Op::int_add:
      if (__builtin_add_overflow(left.low, right.low, &low) ||
          __builtin_add_overflow(left.high, right.high, &high)) return;
      break;
    case Op::int_sub:
      if (__builtin_sub_overflow(left.low, right.high, &low) ||
          __builtin_sub_overflow(left.high, right.low, &high)) return;
      break;
    case Op::int_and:
      if (right.low < 0 && left.low < 0) return;
      low = 0;
      high = right.low >= 0 && left.low >= 0 ? std::min(left.high, right.high)
             : right.low >= 0                ? right.high
                                             : left.high;
      break;
    case Op::int_rem:
      if (right.low <= 0) return;
      low = left.low >= 0 ? 0 : -(right.high - 1);
      high = right.high - 1;
      break;
    case Op::int_shr:
      if (left.low < 0) return;
      low = 0;
      high = left.high;
      break;
    default: return;
  }
  Facts& facts = state_.facts_for(result);
  facts.low = std::max(facts.low, low);
  facts.high = std::min(facts.high, high);
}

}  // namespace pe::specializer
