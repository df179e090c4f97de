// Decisions: which sides are specialised, how paths fork, and what is learnt from an outcome.
#include <algorithm>

#include "pe/specializer/specialiser.hpp"

namespace pe::specializer {

using residual::Node;

const Trace* Specialiser::trace() const {
  if (options_.oracle != Oracle::trace) return nullptr;
  return state_.cursor.trace < traces_.size() ? &traces_[state_.cursor.trace] : nullptr;
}

Wanted Specialiser::wanted() const {
  if (options_.oracle == Oracle::all || delivering_) return {};
  const Seen* seen = coverage_.find(path_.key());
  Wanted sides{seen && seen->yes > 0, seen && seen->no > 0};
  if (const std::uint64_t* traced = traced_outcome()) (*traced != 0 ? sides.yes : sides.no) = true;
  return sides;
}

std::vector<std::uint64_t> Specialiser::wanted_values() const {
  const Seen* seen = coverage_.find(path_.key());
  std::vector<std::uint64_t> values = seen ? seen->values : std::vector<std::uint64_t>{};
  if (const std::uint64_t* traced = traced_outcome())
    if (std::ranges::find(values, *traced) == values.end()) values.insert(values.begin(), *traced);
  return values;
}

/// How the recorded run decided here, if this path still follows it. Where hot exits left the trace, the
/// coverage has what was seen behind them.
const std::uint64_t* Specialiser::traced_outcome() const {
  const Trace* followed = trace();
  if (!followed || state_.cursor.decision >= followed->decisions.size()) return nullptr;
  return &followed->decisions[state_.cursor.decision];
}

void Specialiser::follow(std::uint64_t outcome) {
  path_.take(outcome);
  const Trace* followed = trace();
  if (!followed) return;
  std::uint32_t& decision = state_.cursor.decision;
  const bool same =
      decision < followed->decisions.size() && followed->decisions[decision] == outcome;
  if (same) ++decision;
  else state_.cursor.trace = static_cast<std::uint32_t>(traces_.size());
}

/// The next outcome of the trail that this step follows, if it is not yet at its end.
bool Specialiser::turn(std::uint64_t& outcome) {
  if (trail_position_ == trail_.size()) return false;
  const Turn& taken = trail_[trail_position_++];
  state_.path.push_back(taken.block);
  outcome = taken.outcome;
  return true;
}

/// The other side of a fork: run later, from before this step.
void Specialiser::postpone(Turn side) {
  Task task{before_, trail_, {emitted_.begin(), emitted_.begin() + static_cast<long>(emitted_position_)}};
  task.trail.push_back(side);
  tasks_.push_back(std::move(task));
}

void Specialiser::branch_to(NodeId condition, Turn yes, Turn no) {
  for (; node(condition).op == Op::bool_not; std::swap(yes, no)) condition = node(condition).operands[0];
  program_.targets.push_back({{yes.block, {}, 0}, {no.block, {}, 0}});
  program_.append(state_.block(),
                  {.op = Op::branch, .type = Type::none,
                   .extra = static_cast<std::uint32_t>(program_.targets.size() - 1),
                   .operands = {condition, no_node, no_node}});
}

bool Specialiser::decide(std::uint64_t carrier) {
  const NodeId condition = resolve(static_cast<NodeId>(carrier));
  std::uint64_t outcome = 0;
  if (is_constant(condition)) {
    outcome = bits_of(condition);
    follow(outcome);
    return outcome != 0;
  }
  if (trail_.size() > options_.forks || program_.nodes.size() > options_.nodes)
    throw GivesUp{"decisions of one step: a loop that a dynamic value ends belongs into the program, between two steps"};
  const Wanted sides = wanted();
  if (!sides.yes && !sides.no) leave_here("never reached");
  if (sides.yes != sides.no) {
    guard(condition, sides.yes, sides.yes ? "never false" : "never true");
    outcome = sides.yes;
  } else if (!turn(outcome)) {
    const Turn yes{1, program_.add_block()}, no{0, program_.add_block()};
    branch_to(condition, yes, no);
    postpone(no);
    trail_.push_back(yes);
    turn(outcome);
  }
  learn(condition, outcome != 0);
  follow(outcome);
  return outcome != 0;
}

std::uint64_t Specialiser::choose(Type type, std::uint64_t carrier) {
  const NodeId value = resolve(static_cast<NodeId>(carrier));
  std::uint64_t outcome = 0;
  if (is_constant(value)) {
    outcome = bits_of(value);
    follow(outcome);
    return outcome;
  }
  const std::vector<std::uint64_t> values = wanted_values();
  if (values.empty()) leave_here("never promoted");
  if (values.size() == 1) {
    const Op equal = type == Type::ref ? Op::ref_eq : Op::int_eq;
    guard(static_cast<NodeId>(apply(equal, value, constant(type, values[0]))), true, "another value");
    outcome = values[0];
  } else if (!turn(outcome)) {
    fork_by_value(type, value, values);
    turn(outcome);
  }
  state_.replace(value, constant(type, outcome));
  follow(outcome);
  return outcome;
}

/// Bounded static variation, "The Trick" (Jones, Gomard, Sestoft, section 4.8.3): a dynamic value that is one of
/// few static ones is specialised for each of them. Where a profile tells which ones are met, only those are.
std::uint64_t Specialiser::choose_among(Type type, std::uint64_t carrier, std::span<const std::uint64_t> candidates,
                                        std::uint64_t otherwise) {
  const NodeId value = resolve(static_cast<NodeId>(carrier));
  std::vector<std::uint64_t> values;
  for (const std::uint64_t it : candidates) {
    const bool possible_here = type != Type::ref || (possible_of({it}) & possible(value)) != 0;
    if (possible_here && it != otherwise && std::ranges::find(values, it) == values.end()) values.push_back(it);
  }
  if (options_.oracle != Oracle::all || is_constant(value) || values.size() > options_.candidates) return choose(type, carrier);
  std::uint64_t outcome = otherwise;
  if (!values.empty() && !turn(outcome)) {
    fork_by_value(type, value, values, otherwise);
    turn(outcome);
  }
  if (outcome != otherwise) state_.replace(value, constant(type, outcome));
  follow(outcome);
  return outcome;
}

/// A chain of comparisons: one side for each value, and one for `otherwise` if there is such a thing; if not, the last
/// comparison is a guard.
void Specialiser::fork_by_value(Type type, NodeId value, const std::vector<std::uint64_t>& values,
                                std::optional<std::uint64_t> otherwise) {
  const Op equal = type == Type::ref ? Op::ref_eq : Op::int_eq;
  const auto is_value = [&](std::uint64_t bits) {
    return program_.append(state_.block(), {.op = equal, .type = Type::boolean,
                                            .operands = {value, constant(type, bits), no_node}});
  };
  const std::size_t path_length = state_.path.size();
  std::vector<Turn> sides;
  for (std::size_t i = 0; i + (otherwise ? 0 : 1) < values.size(); ++i) {
    const Turn yes{values[i], program_.add_block()}, rest{0, program_.add_block()};
    branch_to(is_value(values[i]), yes, rest);
    sides.push_back(yes);
    state_.path.push_back(rest.block);
  }
  if (!otherwise) {
    const NodeId last = is_value(values.back());
    const std::uint32_t exit = make_exit("another value", true);
    program_.append(state_.block(), {.op = Op::guard_true, .type = Type::none, .extra = exit,
                                     .operands = {last, no_node, no_node}});
  }
  sides.push_back({otherwise ? *otherwise : values.back(), state_.block()});
  state_.path.resize(path_length);
  for (const Turn& side : std::span(sides).subspan(1)) postpone(side);
  trail_.push_back(sides.front());
}

void Specialiser::guard(NodeId condition, bool outcome, std::string reason) {
  condition = resolve(condition);
  if (is_constant(condition) && (bits_of(condition) != 0) == outcome) return;
  bool holds_if = outcome;
  for (; node(condition).op == Op::bool_not; holds_if = !holds_if) condition = node(condition).operands[0];
  once([&] {
    const std::uint32_t exit = make_exit(std::move(reason), !outcome);
    return program_.append(state_.block(), {.op = holds_if ? Op::guard_true : Op::guard_false,
                                            .type = Type::none, .extra = exit,
                                            .operands = {condition, no_node, no_node}});
  });
}

void Specialiser::learn_possible(NodeId word, std::uint8_t possible_now) {
  if (is_constant(word)) return;
  Facts& facts = state_.facts_for(word);
  facts.possible &= possible_now;
}

/// What the outcome of a condition says of its operands; the condition itself is a constant from now on.
void Specialiser::learn(NodeId condition, bool outcome) {
  const Node test = node(condition);
  state_.replace(condition, truth(outcome));
  const NodeId a = test.operands[0] == no_node ? no_node : resolve(test.operands[0]);
  const NodeId b = test.operands[1] == no_node ? no_node : resolve(test.operands[1]);
  const auto only = [&](std::uint8_t kinds) {
    learn_possible(a, outcome ? kinds : static_cast<std::uint8_t>(may_be_anything & ~kinds));
  };
  switch (test.op) {
    case Op::bool_not: return learn(a, !outcome);
    case Op::is_int: return only(may_be_int);
    case Op::is_float: return only(may_be_float);
    case Op::is_bool: return only(may_be_bool);
    case Op::is_object:
      return learn_possible(a, outcome ? may_be_object | may_be_float : may_be_anything & ~may_be_object);
    case Op::ref_eq:
    case Op::int_eq:
      if (outcome && test.op == Op::int_eq) learn_header(a, b);
      if (outcome && is_constant(b) && !is_constant(a)) state_.replace(a, b);
      else if (outcome && is_constant(a) && !is_constant(b)) state_.replace(b, a);
      else if (!outcome && test.op == Op::ref_eq && is_constant(b) && bits_of(b) == 0)
        learn_possible(a, may_be_anything & ~may_be_null);
      return;
    case Op::ref_ne:
    case Op::int_ne:
      if (!outcome && is_constant(b) && !is_constant(a)) state_.replace(a, b);
      else if (outcome && test.op == Op::ref_ne && is_constant(b) && bits_of(b) == 0)
        learn_possible(a, may_be_anything & ~may_be_null);
      return;
    default: return learn_range(test, outcome);
  }
}

/// Whose header is known to name another layout than a boxed float's is an object and nothing else.
void Specialiser::learn_header(NodeId read, NodeId value) {
  if (!is_constant(value) || node(read).op != Op::load) return;
  const gc::Field& field = program_.fields[node(read).extra];
  const bool is_header = field == gc::header_field;
  if (!is_header && !(field == gc::layout_field)) return;
  const std::uint64_t layout = is_header ? bits_of(value) >> gc::layout_shift : bits_of(value);
  if (layout != program_.boxed_float_layout) learn_possible(resolve(node(read).operands[0]), may_be_object);
}

void Specialiser::learn_range(const Node& test, bool outcome) {
  const auto clamp = [&](NodeId id, std::int64_t low, std::int64_t high) {
    if (is_constant(id)) return;
    const Facts now = range(id);
    Facts& facts = state_.facts_for(id);
    facts.low = std::max(now.low, low);
    facts.high = std::min(now.high, high);
  };
  const auto less = [&](NodeId a, NodeId b, std::int64_t gap) {  // a + gap <= b
    const Facts left = range(a), right = range(b);
    if (right.high >= INT64_MIN + gap) clamp(a, INT64_MIN, right.high - gap);
    if (left.low <= INT64_MAX - gap) clamp(b, left.low + gap, INT64_MAX);
  };
  const NodeId a = test.operands[0] == no_node ? no_node : resolve(test.operands[0]);
  const NodeId b = test.operands[1] == no_node ? no_node : resolve(test.operands[1]);
  switch (test.op) {
    case Op::int_lt: return outcome ? less(a, b, 1) : less(b, a, 0);
    case Op::int_le: return outcome ? less(a, b, 0) : less(b, a, 1);
    case Op::uint_lt:
      if (outcome && range(b).low >= 0) clamp(a, 0, range(b).high - 1);
      return;
    case Op::int_is_small:
      if (outcome) clamp(a, gc::small_int_min, gc::small_int_max);
      return;
    case Op::int_add_overflows:
    case Op::int_sub_overflows:
    case Op::int_mul_overflows: {
      if (outcome) return;
      const Op plain = test.op == Op::int_add_overflows   ? Op::int_add
                       : test.op == Op::int_sub_overflows ? Op::int_sub
                                                          : Op::int_mul;
      const NodeId result = find_available(plain, a, b);
      if (result != no_node) clamp(result, gc::small_int_min, gc::small_int_max);
      return;
    }
    default: return;
  }
}

}  // namespace pe::specializer
