// What integers can be, and what that decides.
//
// The specialiser forgets the ranges of integers where control flow meets, so that few versions are
// enough. Here they are found again, for the whole program: a forward analysis of intervals (Cousot
// and Cousot, "Static determination of dynamic properties of programs", 1976) along the dominator
// tree, in which the outcome of a condition narrows its operands wherever it is known. Widening
// stops at the constants that the program compares with, so a loop's counter ends at the loop's
// bound.
//
// Operations say something about their operands, too: who asks whether a sum overflows has small
// integers, and who reads element i of an object has i in its length, which an address space
// bounds.
#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <tuple>

#include "pe/residual/flow.hpp"
#include "pe/residual/passes.hpp"

namespace pe::residual {
namespace {

using Wide = __int128;

/// All integers from `low` to `high`.
struct Range {
  std::int64_t low = INT64_MIN, high = INT64_MAX;
  bool is_empty() const { return low > high; }
  bool contains(Range other) const { return low <= other.low && other.high <= high; }
  friend bool operator==(const Range&, const Range&) = default;
};

constexpr Range everything{}, nothing{1, 0};
constexpr Range small{gc::small_int_min, gc::small_int_max};

Range of_wide(Wide low, Wide high) {
  if (low < INT64_MIN || high > INT64_MAX) return everything;
  return {static_cast<std::int64_t>(low), static_cast<std::int64_t>(high)};
}

Range product(Range a, Range b) {
  const Wide corners[] = {Wide{a.low} * b.low, Wide{a.low} * b.high, Wide{a.high} * b.low,
                          Wide{a.high} * b.high};
  return of_wide(*std::ranges::min_element(corners), *std::ranges::max_element(corners));
}

/// a / b towards zero, for b above 0.
Range quotient(Range a, Range b) {
  if (b.low <= 0) return everything;
  return {a.low < 0 ? a.low / b.low : a.low / b.high,
          a.high < 0 ? a.high / b.high : a.high / b.low};
}

Range remainder(Range a, Range b) {
  if (b.low <= 0) return everything;
  return {a.low < 0 ? std::max(a.low, 1 - b.high) : 0,
          a.high > 0 ? std::min(a.high, b.high - 1) : 0};
}

Range of_kind(gc::Kind kind) {
  switch (kind) {
    case gc::Kind::i32: return {INT32_MIN, INT32_MAX};
    case gc::Kind::u32: return {0, UINT32_MAX};
    case gc::Kind::u16: return {0, UINT16_MAX};
    case gc::Kind::u8: return {0, UINT8_MAX};
    default: return everything;
  }
}

/// Bytes that an address can tell apart.
constexpr std::int64_t address_space = std::int64_t{1} << 48;

Op plain_of(Op op) {
  return op == Op::int_add_overflows   ? Op::int_add
         : op == Op::int_sub_overflows ? Op::int_sub
                                       : Op::int_mul;
}
bool asks_overflow(Op op) {
  return op == Op::int_add_overflows || op == Op::int_sub_overflows || op == Op::int_mul_overflows;
}

/// The result of an operation on integers.
Range computed(Op op, Range a, Range b) {
  switch (op) {
    case Op::int_add: return of_wide(Wide{a.low} + b.low, Wide{a.high} + b.high);
    case Op::int_sub: return of_wide(Wide{a.low} - b.high, Wide{a.high} - b.low);
    case Op::int_mul: return product(a, b);
    case Op::int_div: return quotient(a, b);
    case Op::int_rem: return remainder(a, b);
    case Op::int_neg: return of_wide(-Wide{a.high}, -Wide{a.low});
    case Op::int_not: return {~a.high, ~a.low};
    case Op::int_and:
      if (a.low >= 0 && b.low >= 0) return {0, std::min(a.high, b.high)};
      if (a.low >= 0) return {0, a.high};
      if (b.low >= 0) return {0, b.high};
      return everything;
    case Op::int_shr:
      if (b.low != b.high || b.low < 0 || b.low > 63) return everything;
      return {a.low >> b.low, a.high >> b.low};
    case Op::int_ushr:
      if (b.low != b.high || b.low < 0 || b.low > 63) return everything;
      if (a.low >= 0) return {a.low >> b.low, a.high >> b.low};
      return b.low == 0 ? everything
                        : Range{0, static_cast<std::int64_t>(~std::uint64_t{0} >> b.low)};
    case Op::int_shl:
      if (b.low != b.high || b.low < 0 || b.low > 62) return everything;
      return product(a, {std::int64_t{1} << b.low, std::int64_t{1} << b.low});
    case Op::bool_to_int: return {0, 1};
    case Op::int_unbox:
    case Op::float_to_int:
    case Op::invoke_int: return small;
    default: return everything;
  }
}

/// The truth of a condition on integers, if the ranges of its operands decide it.
std::optional<bool> decided(Op op, Range a, Range b) {
  switch (op) {
    case Op::int_lt:
      if (a.high < b.low) return true;
      if (a.low >= b.high) return false;
      return {};
    case Op::int_le:
      if (a.high <= b.low) return true;
      if (a.low > b.high) return false;
      return {};
    case Op::int_eq:
      if (a.low == a.high && a == b) return true;
      if (a.high < b.low || b.high < a.low) return false;
      return {};
    case Op::int_ne:
      if (const auto same = decided(Op::int_eq, a, b)) return !*same;
      return {};
    case Op::uint_lt:
      if (b.low < 0) return {};
      if (a.low >= 0 && a.high < b.low) return true;
      if (a.high < 0 || a.low >= b.high) return false;
      return {};
    case Op::int_is_small:
      if (small.contains(a)) return true;
      return {};
    case Op::int_add_overflows:
    case Op::int_sub_overflows:
    case Op::int_mul_overflows:
      if (small.contains(computed(plain_of(op), a, b))) return false;
      return {};
    default: return {};
  }
}

class Ranges {
 public:
  explicit Ranges(Program& program)
      : program_(program),
        order_(reverse_postorder(program)),
        below_(program.blocks.size()),
        in_edges_(program.blocks.size()),
        only_edge_(program.blocks.size()),
        reached_(program.blocks.size()),
        visits_(program.blocks.size()),
        truth_(program.nodes.size()),
        parameters_(program.nodes.size(), nothing),
        current_(program.nodes.size()) {
    const Dominators dominators(program);
    for (std::size_t i = 1; i < order_.size(); ++i)
      below_[dominators.parent(order_[i])].push_back(order_[i]);
    for (BlockId block : order_)
      for (const Target& target : program.successors(block)) ++in_edges_[target.block];
    for (BlockId block : order_)
      for (NodeId id : program.blocks[block].body) {
        const Node& node = program.nodes[id];
        results_.emplace(std::tuple(node.op, node.operands[0], node.operands[1]), id);
      }
    find_thresholds();
    for (NodeId id : program.blocks[0].parameters) parameters_[id] = everything;
  }

  /// False if it took too long; then nothing is known.
  bool run() {
    reached_[0] = true;
    std::size_t rounds = 0;
    do {
      if (++rounds > most_rounds) return false;
      changed_ = false;
      walk(0);
    } while (changed_);
    for (std::size_t i = 0; i < most_narrowings && narrow(); ++i) {
    }
    return true;
  }

  /// Puts constants where conditions are decided.
  void apply() {
    for (BlockId block : order_) {
      std::vector<NodeId>& body = program_.blocks[block].body;
      std::erase_if(body, [&](NodeId id) {
        if (truth_[id] == Truth::unknown) return false;
        program_.nodes[id] = {
            .op = Op::const_bool, .type = Type::boolean, .imm = truth_[id] == Truth::yes};
        return true;
      });
    }
    for (BlockId block : order_) follow_constants(program_.blocks[block].body);
  }

 private:
  enum class Truth : std::uint8_t { unknown, no, yes };
  static constexpr std::size_t most_rounds = 24, most_narrowings = 6;

  /// Guards that hold go, and branches become jumps.
  void follow_constants(std::vector<NodeId>& body) {
    std::erase_if(body, [&](NodeId id) {
      const Node& node = program_.nodes[id];
      const bool holds = (node.op == Op::guard_true && truth(node.operands[0]) == true) ||
                         (node.op == Op::guard_false && truth(node.operands[0]) == false);
      if (holds) forget(program_.exits[node.extra]);
      return holds;
    });
    Node& last = program_.nodes[body.back()];
    if (last.op != Op::branch) return;
    const auto outcome = truth(last.operands[0]);
    if (!outcome) return;
    std::vector<Target>& targets = program_.targets[last.extra];
    if (!*outcome) std::swap(targets[0], targets[1]);
    targets.pop_back();
    last = {.op = Op::jump, .type = Type::none, .extra = last.extra};
  }

  /// An exit that nobody takes keeps its number and its place.
  static void forget(Exit& exit) {
    exit.saved.clear();
    exit.virtuals.clear();
    exit.log.clear();
    exit.snapshot.delivered = {};
    for (FrameSnapshot& frame : exit.snapshot.frames) std::ranges::fill(frame.slots, Source{});
  }

  void find_thresholds() {
    thresholds_ = {INT64_MIN, gc::small_int_min, 0, 1, gc::small_int_max, INT64_MAX};
    for (const Node& node : program_.nodes)
      if (node.op == Op::int_lt || node.op == Op::int_le || node.op == Op::uint_lt ||
          node.op == Op::int_eq)
        for (const NodeId operand : {node.operands[0], node.operands[1]})
          if (program_.nodes[operand].op == Op::const_int) {
            const auto bound = static_cast<std::int64_t>(program_.nodes[operand].imm);
            thresholds_.push_back(bound);
            if (bound > INT64_MIN) thresholds_.push_back(bound - 1);
            if (bound < INT64_MAX) thresholds_.push_back(bound + 1);
          }
    std::ranges::sort(thresholds_);
    const auto rest = std::ranges::unique(thresholds_);
    thresholds_.erase(rest.begin(), rest.end());
  }

  // ---- One walk over the dominator tree

  void walk(BlockId root) {
    struct Visit {
      BlockId block;
      std::size_t next, undo;
    };
    std::vector<Visit> path;
    const auto enter = [&](BlockId block) {
      path.push_back({block, 0, undo_.size()});
      if (reached_[block]) visit(block);
    };
    enter(root);
    while (!path.empty()) {
      Visit& top = path.back();
      if (reached_[top.block] && top.next < below_[top.block].size()) {
        enter(below_[top.block][top.next++]);
        continue;
      }
      unwind(top.undo);
      path.pop_back();
    }
  }

  void visit(BlockId block) {
    ++visits_[block];
    if (in_edges_[block] == 1) enter_by_only_edge(block);
    for (NodeId id : program_.blocks[block].parameters) set(id, parameters_[id]);
    for (NodeId id : program_.blocks[block].body) step(id);
  }

  /// What the only way into a block says holds in the block.
  void enter_by_only_edge(BlockId block) {
    const Edge& edge = only_edge_[block];
    if (edge.condition != no_node) assume(edge.condition, edge.outcome);
  }

  void step(NodeId id) {
    const Node& node = program_.nodes[id];
    const auto range_of = [&](std::size_t i) {
      return node.operands[i] == no_node ? everything : range(node.operands[i]);
    };
    switch (node.op) {
      case Op::load:
      case Op::load_element: set(id, of_kind(program_.fields[node.extra].kind)); break;
      case Op::guard_true: assume(node.operands[0], true); break;
      case Op::guard_false: assume(node.operands[0], false); break;
      case Op::jump: flow(program_.targets[node.extra][0]); break;
      case Op::branch: branch(node); break;
      case Op::switch_int:
        for (const Target& target : program_.targets[node.extra]) flow(target);
        break;
      default:
        if (node.type == Type::i64)
          set(id, computed(node.op, range_of(0), range_of(1)));
        else if (node.type == Type::boolean)
          set_truth(id, decided(node.op, range_of(0), range_of(1)));
    }
    learn_from_use(node);
  }

  void learn_from_use(const Node& node) {
    if (asks_overflow(node.op)) {
      clamp(node.operands[0], small);
      clamp(node.operands[1], small);
    }
    if (node.op == Op::load_element || node.op == Op::store_element) {
      const auto size = static_cast<std::int64_t>(size_of(program_.fields[node.extra].kind));
      clamp(node.operands[1], {0, address_space / size});
    }
  }

  void branch(const Node& node) {
    const std::vector<Target>& targets = program_.targets[node.extra];
    const NodeId condition = node.operands[0];
    const std::optional<bool> known = truth(condition);
    for (const bool outcome : {true, false}) {
      if (known && *known != outcome) continue;
      const Target& target = targets[outcome ? 0 : 1];
      const std::size_t before = undo_.size();
      if (assume(condition, outcome)) flow(target);
      unwind(before);
      if (in_edges_[target.block] == 1) only_edge_[target.block] = {condition, outcome};
    }
  }

  void flow(const Target& target) {
    if (!reached_[target.block]) changed_ = reached_[target.block] = true;
    const std::vector<NodeId>& parameters = program_.blocks[target.block].parameters;
    for (std::size_t i = 0; i < parameters.size(); ++i)
      if (program_.nodes[parameters[i]].type == Type::i64)
        join(target.block, parameters[i], range(target.arguments[i]));
  }

  void join(BlockId block, NodeId parameter, Range arriving) {
    Range& known = (*joined_)[parameter];
    if (arriving.is_empty() || known.contains(arriving)) return;
    Range wide = known.is_empty() ? arriving
                                  : Range{std::min(known.low, arriving.low),
                                          std::max(known.high, arriving.high)};
    if (joined_ == &parameters_ && visits_[block] > 2)
      wide = widened(known, wide, visits_[block] > 8);
    known = wide;
    changed_ = true;
  }

  Range widened(Range known, Range wide, bool at_once) const {
    if (known.is_empty()) return wide;
    if (wide.low < known.low)
      wide.low = at_once ? INT64_MIN : *std::prev(std::ranges::upper_bound(thresholds_, wide.low));
    if (wide.high > known.high)
      wide.high = at_once ? INT64_MAX : *std::ranges::lower_bound(thresholds_, wide.high);
    return wide;
  }

  /// One more round, in which parameters are what arrives and no more: what widening gave away
  /// comes back. False if nothing does.
  bool narrow() {
    std::vector<Range> arriving(program_.nodes.size(), nothing);
    for (NodeId id : program_.blocks[0].parameters) arriving[id] = everything;
    joined_ = &arriving;
    walk(0);
    const bool narrower = parameters_ != arriving;
    parameters_ = std::move(arriving);
    joined_ = &parameters_;
    return narrower;
  }

  // ---- What is known here

  Range range(NodeId id) const {
    const Node& node = program_.nodes[id];
    if (node.op == Op::const_int) {
      const auto value = static_cast<std::int64_t>(node.imm);
      return {value, value};
    }
    return current_[id];
  }

  std::optional<bool> truth(NodeId id) const {
    const Node& node = program_.nodes[id];
    if (node.op == Op::const_bool) return node.imm != 0;
    if (node.op == Op::bool_not) {
      if (const auto value = truth(node.operands[0])) return !*value;
      return {};
    }
    if (truth_[id] != Truth::unknown) return truth_[id] == Truth::yes;
    return {};
  }

  void set_truth(NodeId id, std::optional<bool> value) {
    truth_[id] = !value ? Truth::unknown : *value ? Truth::yes : Truth::no;
  }

  void set(NodeId id, Range to) {
    undo_.emplace_back(id, current_[id]);
    current_[id] = to;
  }

  /// False if nothing is left.
  bool clamp(NodeId id, Range to) {
    const Range now = range(id);
    const Range both{std::max(now.low, to.low), std::min(now.high, to.high)};
    if (program_.nodes[id].op != Op::const_int && !(both == now)) set(id, both);
    return !both.is_empty();
  }

  void unwind(std::size_t to) {
    for (; undo_.size() > to; undo_.pop_back()) current_[undo_.back().first] = undo_.back().second;
  }

  /// False if the condition cannot have this outcome.
  bool assume(NodeId condition, bool outcome) {
    const Node& test = program_.nodes[condition];
    const NodeId a = test.operands[0], b = test.operands[1];
    switch (test.op) {
      case Op::bool_not: return assume(a, !outcome);
      case Op::int_lt: return outcome ? assume_below(a, b, 1) : assume_below(b, a, 0);
      case Op::int_le: return outcome ? assume_below(a, b, 0) : assume_below(b, a, 1);
      case Op::int_eq: return outcome ? assume_equal(a, b) : assume_different(a, b);
      case Op::int_ne: return outcome ? assume_different(a, b) : assume_equal(a, b);
      case Op::uint_lt:
        if (range(b).low < 0) return true;
        if (outcome) return clamp(a, {0, std::max<std::int64_t>(range(b).high, 1) - 1});
        return range(a).low < 0 || assume_below(b, a, 0);
      case Op::int_is_small: return !outcome || clamp(a, small);
      case Op::int_add_overflows:
      case Op::int_sub_overflows:
      case Op::int_mul_overflows: return outcome || assume_fits(plain_of(test.op), a, b);
      default: return true;
    }
  }

  /// a + gap <= b
  bool assume_below(NodeId a, NodeId b, std::int64_t gap) {
    const Range left = range(a), right = range(b);
    if (right.high < INT64_MIN + gap || left.low > INT64_MAX - gap) return false;
    const bool possible = clamp(a, {INT64_MIN, right.high - gap});
    return clamp(b, {left.low + gap, INT64_MAX}) && possible;
  }
  bool assume_equal(NodeId a, NodeId b) {
    const Range left = range(a), right = range(b);
    const bool possible = clamp(a, right);
    return clamp(b, left) && possible;
  }
  /// Only the ends of a range can be taken away from it.
  bool assume_different(NodeId a, NodeId b) {
    const Range left = range(a), right = range(b);
    if (left.low == left.high && left == right) return false;
    const auto exclude = [&](NodeId id, Range from, Range what) {
      if (what.low != what.high) return;
      if (from.low == what.low) ++from.low;
      if (from.high == what.low) --from.high;
      clamp(id, from);
    };
    exclude(a, left, right);
    exclude(b, right, left);
    return true;
  }
  /// The result, if it was computed, is small.
  bool assume_fits(Op plain, NodeId a, NodeId b) {
    const auto result = results_.find({plain, a, b});
    return result == results_.end() || clamp(result->second, small);
  }

  struct Edge {
    NodeId condition = no_node;
    bool outcome = false;
  };

  Program& program_;
  std::vector<BlockId> order_;
  std::vector<std::vector<BlockId>> below_;  ///< In the dominator tree.
  std::vector<std::uint32_t> in_edges_;
  std::vector<Edge> only_edge_;  ///< Of blocks that one branch leads to.
  std::vector<bool> reached_;
  std::vector<std::uint32_t> visits_;
  std::vector<Truth> truth_;
  std::vector<Range> parameters_;  ///< By node: all that arrives.
  std::vector<Range>* joined_ = &parameters_;
  std::vector<Range> current_;  ///< By node: where the walk is.
  std::vector<std::pair<NodeId, Range>> undo_;
  std::vector<std::int64_t> thresholds_;
  std::map<std::tuple<Op, NodeId, NodeId>, NodeId> results_;
  bool changed_ = false;
};

}  // namespace

void decide_by_ranges(Program& program) {
  Ranges ranges(program);
  if (ranges.run()) ranges.apply();
}

}  // namespace pe::residual
