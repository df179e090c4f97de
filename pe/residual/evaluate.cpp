#include "pe/residual/evaluate.hpp"

#include <alloca.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "pe/residual/check.hpp"
#include "pe/residual/fold.hpp"
#include "pe/residual/forced_exit.hpp"
#include "pe/residual/native_call.hpp"
#include "pe/residual/text.hpp"

namespace pe::residual {
namespace {

using u64 = std::uint64_t;
using i64 = std::int64_t;

bool is_float(gc::Word word, gc::LayoutId boxed_float) {
  return gc::is_immediate_float(word) ||
         (gc::is_object(word) && gc::layout_of(gc::as<gc::Object>(word)->header) == boxed_float);
}

template <class T>
u64 extended(const char* place) {
  T value;
  std::memcpy(&value, place, sizeof value);
  return static_cast<u64>(static_cast<i64>(value));
}

u64 read(const char* place, gc::Kind kind) {
  switch (kind) {
    case gc::Kind::word:
    case gc::Kind::pointer:
    case gc::Kind::i64:
    case gc::Kind::f64: return extended<u64>(place);
    case gc::Kind::i32: return extended<std::int32_t>(place);
    case gc::Kind::u32: return extended<std::uint32_t>(place);
    case gc::Kind::u16: return extended<std::uint16_t>(place);
    case gc::Kind::u8: return extended<std::uint8_t>(place);
    case gc::Kind::boolean: return *place != 0;
  }
  fail("a field's kind is one of the list");
}

/// Both targets are little-endian, so a small field takes the value's first bytes.
void write(char* place, gc::Kind kind, u64 value) { std::memcpy(place, &value, size_of(kind)); }

class Evaluation {
 public:
  Evaluation(const Program& program, u64* values, i64* kinds)
      : program_(program), values_(values), kinds_(kinds) {}

  Returned run(std::span<const u64> arguments) {
    const Block* block = &program_.blocks[0];
    check(arguments.size() == block->parameters.size(),
          "a residual program gets an argument for each parameter");
    for (std::size_t i = 0; i < arguments.size(); ++i) values_[block->parameters[i]] = arguments[i];
    for (;;) {
      for (NodeId id : std::span(block->body).first(block->body.size() - 1)) {
        const Node& node = program_.nodes[id];
        if (info(node.op).effect == Effect::guards) {
          if (leaves(node, id)) return leave(node);
        } else {
          values_[id] = value_of(node);
        }
      }
      const Node& last = program_.nodes[block->body.back()];
      if (last.op == Op::exit) return leave(last);
      if (last.op == Op::ret)
        return normal_result(program_.nodes[last.operands[0]].type, value(last, 0),
                             program_.boxed_float_layout);
      block = enter(chosen_target(last));
    }
  }

 private:
  // Values ---------------------------------------------------------------------------------------

  u64 value(NodeId id) const {
    const Node& node = program_.nodes[id];
    return is_constant(node.op) ? node.imm : values_[id];
  }
  u64 value(const Node& node, std::size_t operand) const { return value(node.operands[operand]); }

  /// Aborts with the node and the condition of the op table that it broke.
  void require(bool holds, const Node& node, const char* condition) const {
    if (holds) [[likely]]
      return;
    const auto id = static_cast<NodeId>(&node - program_.nodes.data());
    fail("@" + program_.name + ", " + print_node(program_, id) + ": " + condition);
  }

  u64 value_of(const Node& node) {
    const u64 a = node.operands[0] != no_node ? value(node, 0) : 0;
    const u64 b = node.operands[1] != no_node ? value(node, 1) : 0;
    switch (node.op) {
      case Op::const_int:
      case Op::const_float:
      case Op::const_bool:
      case Op::const_ref: return node.imm;

      case Op::is_float: return is_float({a}, program_.boxed_float_layout);
      case Op::float_box: return boxed_float(a);
      case Op::float_unbox:
        require(is_float({a}, program_.boxed_float_layout), node, "is_float holds");
        return std::bit_cast<u64>(unbox_float({a}));

      case Op::load: return read(place(node, a), field(node).kind);
      case Op::store: return write(place(node, a), field(node).kind, b), 0;
      case Op::load_element: return read(element(node, a, b), field(node).kind);
      case Op::store_element:
        return write(element(node, a, b), field(node).kind, value(node, 2)), 0;
      case Op::alloc: return allocated(node.imm);
      case Op::alloc_array:
        require(a < u64{1} << 48, node, "the number of elements makes sense");
        return allocated(node.imm + 8 * a);

      case Op::call: return call(program_.calls[node.extra]);
      case Op::invoke: return invoked(node);
      case Op::invoke_kind: return static_cast<u64>(kind(node));
      case Op::invoke_int: return of_kind(node, ResultKind::integer), payload(node);
      case Op::invoke_float: return of_kind(node, ResultKind::floating), payload(node);
      case Op::invoke_bool: return of_kind(node, ResultKind::boolean), payload(node);
      case Op::invoke_ref: return boxed_result(node);

      default:
        require(folds(node.op), node, "the evaluator knows the operation");
        check_conditions(node, a, b);
        return fold(node.op, a, b);
    }
  }

  /// What the op table says must hold of a pure operation's operands.
  void check_conditions(const Node& node, u64 a, u64 b) const {
    const auto sa = static_cast<i64>(a);
    const auto sb = static_cast<i64>(b);
    switch (node.op) {
      case Op::int_div:
      case Op::int_rem:
        require(b != 0, node, "b is not 0");
        return require(sa != INT64_MIN || sb != -1, node, "a / b does not overflow");
      case Op::int_shl:
      case Op::int_shr:
      case Op::int_ushr: return require(b < 64, node, "0 <= b < 64");
      case Op::int_add_overflows:
      case Op::int_sub_overflows:
      case Op::int_mul_overflows:
        return require(gc::fits_small_int(sa) && gc::fits_small_int(sb), node, "a and b are small");
      case Op::float_to_int:
        return require(std::fabs(std::bit_cast<double>(a)) < 0x1p62, node, "|a| < 2^62");
      case Op::int_box: return require(gc::fits_small_int(sa), node, "a is small");
      case Op::int_unbox: return require(gc::is_small_int({a}), node, "is_int holds");
      case Op::bool_unbox: return require(gc::is_boolean({a}), node, "is_bool holds");
      default: return;
    }
  }

  u64 boxed_float(u64 bits) const {
    const gc::Word word = gc::rotated_float(std::bit_cast<double>(bits));
    if (gc::is_immediate_float(word)) return word.bits;
    return call(*program_.box_float, {&bits, 1});
  }

  // Memory ---------------------------------------------------------------------------------------

  const gc::Field& field(const Node& node) const { return program_.fields[node.extra]; }

  char* place(const Node& node, u64 object) const {
    require(object != 0, node, "the object is not null");
    return reinterpret_cast<char*>(object) + field(node).offset;
  }
  char* element(const Node& node, u64 object, u64 index) const {
    return place(node, object) + index * size_of(field(node).kind);
  }

  /// By bumping the heap's area for this size, or by the program's function.
  u64 allocated(u64 bytes) const {
    gc::Area* areas = program_.context != nullptr ? program_.context->areas : nullptr;
    if (areas != nullptr && bytes <= gc::largest_small) {
      gc::Area& area = areas[gc::area_index(bytes)];
      const std::size_t size = gc::cell_size(bytes);
      if (static_cast<std::size_t>(area.limit - area.cursor) >= size) {
        char* object = area.cursor;
        area.cursor += size;
        return reinterpret_cast<u64>(object);
      }
    }
    return call(*program_.allocate, {&bytes, 1});
  }

  // Calls ----------------------------------------------------------------------------------------

  static u64 call(const Callee& callee, std::span<const u64> arguments) {
    return call_native(callee.address, callee.result, callee.parameter_types(), arguments);
  }

  u64 call(const Call& side) const {
    std::array<u64, 8> arguments;
    for (std::size_t i = 0; i < side.arguments.size(); ++i) arguments[i] = value(side.arguments[i]);
    return call(*side.callee, std::span(arguments).first(side.arguments.size()));
  }

  [[gnu::noinline]] u64 invoked(const Node& node) {
    const Call& side = program_.calls[node.extra];
    const std::size_t count = side.arguments.size();
    auto* arguments = static_cast<u64*>(alloca(count * sizeof(u64)));
    auto* types = static_cast<Type*>(alloca(count * sizeof(Type)));
    for (std::size_t i = 0; i < count; ++i) {
      arguments[i] = value(side.arguments[i]);
      types[i] = program_.nodes[side.arguments[i]].type;
    }
    if (side.depth != 0) program_.context->depth += side.depth;
    const Returned returned = residual::invoke(*side.entry, {types, count}, {arguments, count});
    if (side.depth != 0) program_.context->depth -= side.depth;
    kinds_[node.extra] = returned.kind;
    return returned.payload;
  }

  i64 kind(const Node& node) const { return kinds_[program_.nodes[node.operands[0]].extra]; }
  u64 payload(const Node& node) const { return values_[node.operands[0]]; }
  void of_kind(const Node& node, ResultKind kind) const {
    require(this->kind(node) == static_cast<i64>(kind), node, "the result is of this kind");
  }

  u64 boxed_result(const Node& node) const {
    switch (static_cast<ResultKind>(kind(node))) {
      case ResultKind::reference: return payload(node);
      case ResultKind::integer: return gc::small_int(static_cast<i64>(payload(node))).bits;
      case ResultKind::floating: return boxed_float(payload(node));
      case ResultKind::boolean: return gc::boolean(payload(node) != 0).bits;
    }
    require(false, node, "the invocation has a result");
    return 0;
  }

  // Control --------------------------------------------------------------------------------------

  bool leaves(const Node& guard, NodeId id) const {
    const bool holds = (value(guard, 0) != 0) == (guard.op == Op::guard_true);
    ForcedExit* forced = program_.context != nullptr ? program_.context->forced_exit : nullptr;
    return !holds || (forced != nullptr && forced->strikes(program_, id));
  }

  Returned leave(const Node& node) const {
    require(program_.leave != nullptr && node.extra < program_.exit_points.size(), node,
            "a program that leaves has exit points");
    const std::vector<NodeId>& saved = program_.exits[node.extra].saved;
    for (std::size_t i = 0; i < saved.size(); ++i)
      program_.context->exit_buffer[i] = value(saved[i]);
    return program_.leave(program_.context, program_.exit_points[node.extra]);
  }

  const Target& chosen_target(const Node& last) const {
    const std::vector<Target>& targets = program_.targets[last.extra];
    if (last.op == Op::jump) return targets[0];
    if (last.op == Op::branch) return targets[value(last, 0) != 0 ? 0 : 1];
    const auto wanted = static_cast<i64>(value(last, 0));
    const auto cases = std::span(targets).first(targets.size() - 1);
    const auto found = std::ranges::find(cases, wanted, &Target::case_value);
    return found == cases.end() ? targets.back() : *found;
  }

  /// All arguments are read before a parameter is set: they may be parameters of the same block.
  const Block* enter(const Target& target) {
    const Block& block = program_.blocks[target.block];
    moved_.clear();
    for (NodeId argument : target.arguments) moved_.push_back(value(argument));
    for (std::size_t i = 0; i < moved_.size(); ++i) values_[block.parameters[i]] = moved_[i];
    return &block;
  }

  const Program& program_;
  u64* values_;  ///< By node; of an invoke the payload.
  i64* kinds_;   ///< By call: the kind of an invoke's result.
  std::vector<u64> moved_;
};

}  // namespace

Returned evaluate(const Program& program, std::span<const std::uint64_t> raw_arguments) {
  auto* values = static_cast<u64*>(alloca(program.nodes.size() * sizeof(u64)));
  auto* kinds = static_cast<i64*>(alloca(program.calls.size() * sizeof(i64)));
  return Evaluation(program, values, kinds).run(raw_arguments);
}

Returned invoke(const EntryCell& entry, std::span<const Type> types,
                std::span<const std::uint64_t> raw_arguments) {
  if (const Program* program = entry.evaluated) return evaluate(*program, raw_arguments);
  return call_residual(entry.code, types, raw_arguments);
}

Returned normal_result(Type type, std::uint64_t bits, gc::LayoutId boxed_float) {
  const auto result = [](u64 payload, ResultKind kind) -> Returned {
    return {payload, static_cast<i64>(kind)};
  };
  switch (type) {
    case Type::i64:
      check(gc::fits_small_int(static_cast<i64>(bits)), "a result that is an integer is small");
      return result(bits, ResultKind::integer);
    case Type::f64: return result(bits, ResultKind::floating);
    case Type::boolean: return result(bits, ResultKind::boolean);
    case Type::none:
    case Type::ref: break;
  }
  const gc::Word word{bits};
  if (gc::is_small_int(word))
    return result(static_cast<u64>(gc::small_int_value(word)), ResultKind::integer);
  if (is_float(word, boxed_float))
    return result(std::bit_cast<u64>(unbox_float(word)), ResultKind::floating);
  if (gc::is_boolean(word)) return result(word == gc::true_word, ResultKind::boolean);
  return result(bits, ResultKind::reference);
}

}  // namespace pe::residual
