// A residual program: what is left of an interpreter when its static input is used up.
//
// A small SSA graph. Blocks have parameters instead of phis; a jump hands over arguments. A block's body
// is a list of nodes in order, the last of which terminates it. Nodes are numbered as they are made, and
// a node's operands dominate it. A program is one function: the entry block's parameters are its
// arguments, `ret` gives its result, an exit leaves for the interpreter with a snapshot of its state.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "gc/layout/field.hpp"
#include "pe/residual/callee.hpp"
#include "pe/residual/ops.hpp"
#include "pe/residual/snapshot.hpp"
#include "pe/runtime/context.hpp"

namespace pe::residual {

using NodeId = std::uint32_t;
using BlockId = std::uint32_t;
inline constexpr NodeId no_node = ~NodeId{0};
inline constexpr BlockId no_block = ~BlockId{0};

struct Target {
  BlockId block = no_block;
  std::vector<NodeId> arguments;
  std::int64_t case_value = 0;  ///< Of a switch_int target but the last.
};

struct Node {
  Op op = Op::param;
  Type type = Type::none;
  std::uint32_t extra = 0;  ///< Index into `fields`, `calls`, `targets_of` or `exits`, by op.
  std::array<NodeId, 3> operands = {no_node, no_node, no_node};
  std::uint64_t imm = 0;    ///< The constant's bits; the size in bytes of an allocation.
};

/// The side data of `call` and `invoke`.
struct Call {
  const Callee* callee = nullptr;   ///< Of a call.
  EntryCell* entry = nullptr;       ///< Of an invoke.
  std::vector<NodeId> arguments;
  std::uint32_t depth = 0;          ///< Of an invoke: interpreter activations it adds to the stack.
};

struct Block {
  std::vector<NodeId> parameters;
  std::vector<NodeId> body;  ///< The last terminates the block.
  std::string note;          ///< For people: which version of which merge point this is.
};

/// The kind of an invoked function's result, as `invoke_kind` gives it. Always normal: an integer that
/// is small is `integer`, any float `floating`, true and false `boolean`; the rest, null for a pending
/// exception included, are `reference`.
enum class ResultKind : std::int64_t { reference = 0, integer = 1, floating = 2, boolean = 3 };

class Program {
 public:
  std::string name;
  std::vector<Node> nodes;
  std::vector<Block> blocks;                 ///< Block 0 is the entry.
  std::vector<gc::Field> fields;             ///< Of load, store, load_element, store_element.
  std::vector<Call> calls;
  std::vector<std::vector<Target>> targets;  ///< Of jump, branch, switch_int.
  std::vector<Exit> exits;                   ///< Of guard_true, guard_false, exit.
  gc::LayoutId boxed_float_layout = gc::boxed_float_layout;  ///< Its double is at offset 8.
  const Callee* box_float = nullptr;         ///< f64 -> ref: makes the word of any float.
  const Callee* allocate = nullptr;          ///< i64 bytes -> ref: any allocation; aborts if none is left.
  Context* context = nullptr;                ///< The VM's; its address is in the code.
  Leave leave = nullptr;                     ///< What an exit ends in.
  EntryCell* self = nullptr;                 ///< The cell by which others, and itself, invoke it.
  std::vector<const ExitPoint*> exit_points; ///< What `leave` is given, by index of `exits`.

  NodeId add(Node node) {
    nodes.push_back(node);
    return static_cast<NodeId>(nodes.size() - 1);
  }
  NodeId append(BlockId block, Node node) {
    const NodeId id = add(node);
    blocks[block].body.push_back(id);
    return id;
  }
  NodeId add_parameter(BlockId block, Type type) {
    const NodeId id = add({.op = Op::param, .type = type});
    blocks[block].parameters.push_back(id);
    return id;
  }
  BlockId add_block() {
    blocks.emplace_back();
    return static_cast<BlockId>(blocks.size() - 1);
  }

  const Node& terminator(BlockId block) const { return nodes[blocks[block].body.back()]; }
  std::span<const Target> successors(BlockId block) const {
    const Node& last = terminator(block);
    if (last.op == Op::jump || last.op == Op::branch || last.op == Op::switch_int)
      return targets[last.extra];
    return {};
  }
};

/// The type of a field's value once it is in a node.
constexpr Type value_type(gc::Kind kind) {
  switch (kind) {
    case gc::Kind::word:
    case gc::Kind::pointer: return Type::ref;
    case gc::Kind::f64: return Type::f64;
    case gc::Kind::boolean: return Type::boolean;
    default: return Type::i64;
  }
}

/// The bytes that a field or element takes.
constexpr std::size_t size_of(gc::Kind kind) {
  switch (kind) {
    case gc::Kind::i32:
    case gc::Kind::u32: return 4;
    case gc::Kind::u16: return 2;
    case gc::Kind::u8:
    case gc::Kind::boolean: return 1;
    default: return 8;
  }
}

constexpr bool is_constant(Op op) {
  return op == Op::const_int || op == Op::const_float || op == Op::const_bool || op == Op::const_ref;
}
constexpr bool has_targets(Op op) {
  return op == Op::jump || op == Op::branch || op == Op::switch_int;
}
constexpr bool has_exit(Op op) {
  return op == Op::guard_true || op == Op::guard_false || op == Op::exit;
}
constexpr bool has_field(Op op) {
  return op == Op::load || op == Op::store || op == Op::load_element || op == Op::store_element;
}
constexpr bool is_terminator(Op op) { return info(op).effect == Effect::terminates; }

/// Calls `use` with every operand of `node`: plain operands, call arguments; not the arguments of
/// targets, nor the values that an exit's snapshot keeps.
template <class F>
void for_each_operand(const Program& program, const Node& node, F use) {
  for (NodeId operand : node.operands)
    if (operand != no_node) use(operand);
  if (node.op == Op::call || node.op == Op::invoke)
    for (NodeId argument : program.calls[node.extra].arguments) use(argument);
}

}  // namespace pe::residual
