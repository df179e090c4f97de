// Random residual programs, well formed by construction: they verify, end, and break no operation's
// condition. The same seed makes the same program everywhere. Machine code, passes and the text
// form are judged by them: whatever was done to a program, running it has to be observed the same
// (World).
//
// A program takes fuel, an integer, a float, a boolean, a cell and a row, and runs arithmetic,
// branches, switches, loops with a bound, reads and writes, allocation, boxing, calls, guards with
// snapshots, and, as long as there is fuel, itself.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <vector>

#include "pe/residual/evaluate.hpp"
#include "pe/residual/program.hpp"
#include "tests/random/residual_world.hpp"

namespace residual_world {

using pe::residual::BlockId;
using pe::residual::Callee;
using pe::residual::no_node;
using pe::residual::NodeId;
using pe::residual::Op;
using pe::residual::OpInfo;
using pe::residual::Target;

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) { program_.name = "random"; }

  /// A program whose `self` is `cell`; attach it to a world before it runs. `size` statements or
  /// so.
  Program make(pe::residual::EntryCell& cell, int size = 40) {
    program_.self = &cell;
    block_ = program_.add_block();
    fuel_ = parameter(Type::i64);
    parameter(Type::i64);
    parameter(Type::f64);
    parameter(Type::boolean);
    scope_.cells.push_back(parameter(Type::ref));
    scope_.rows.push_back(parameter(Type::ref));
    parameter(Type::boolean);
    statements(size);
    finish();
    return std::move(program_);
  }

 private:
  /// What may be used at the place that is being written: everything that dominates it.
  struct Scope {
    std::array<std::vector<NodeId>, 3> values;  ///< i64, f64, boolean.
    std::vector<NodeId> cells, rows, int_words, float_words, bool_words;
  };

  // Chance ---------------------------------------------------------------------------------------

  std::uint64_t below(std::uint64_t bound) { return random_() % bound; }
  bool chance(int percent) { return below(100) < static_cast<std::uint64_t>(percent); }
  NodeId any(const std::vector<NodeId>& nodes) { return nodes[below(nodes.size())]; }

  std::int64_t any_integer() {
    constexpr std::int64_t edges[] = {
        0,      1, -1, 2, 63, 64, 255, INT64_MAX, INT64_MIN, gc::small_int_max, gc::small_int_min,
        1000003};
    return chance(60) ? static_cast<std::int64_t>(below(201)) - 100
                      : edges[below(std::size(edges))];
  }
  double any_float() {
    constexpr double edges[] = {0.0, -0.0, 0.5, 1e300, -1e-300, 3.0, 1e18, INFINITY, NAN, -1.75};
    return chance(60) ? (static_cast<double>(below(4001)) - 2000) / 16
                      : edges[below(std::size(edges))];
  }

  // Nodes ----------------------------------------------------------------------------------------

  NodeId parameter(Type type) { return known(program_.add_parameter(block_, type)); }

  NodeId integer(std::int64_t value) {
    return program_.add(
        {.op = Op::const_int, .type = Type::i64, .imm = static_cast<std::uint64_t>(value)});
  }
  NodeId real(double value) {
    return program_.add(
        {.op = Op::const_float, .type = Type::f64, .imm = std::bit_cast<std::uint64_t>(value)});
  }

  NodeId truth(bool value) {
    return program_.add({.op = Op::const_bool, .type = Type::boolean, .imm = value});
  }

  /// Adds a value to what may be used.
  NodeId known(NodeId id) {
    const Type type = program_.nodes[id].type;
    if (type == Type::i64) scope_.values[0].push_back(id);
    if (type == Type::f64) scope_.values[1].push_back(id);
    if (type == Type::boolean) scope_.values[2].push_back(id);
    return id;
  }

  NodeId emit(Op op, NodeId a = no_node, NodeId b = no_node, NodeId c = no_node) {
    return known(program_.append(
        block_, {.op = op, .type = pe::residual::info(op).result, .operands = {a, b, c}}));
  }

  NodeId any(Type type) {
    switch (type) {
      case Type::i64: return chance(15) ? integer(any_integer()) : any(scope_.values[0]);
      case Type::f64: return chance(15) ? real(any_float()) : any(scope_.values[1]);
      case Type::boolean: return chance(5) ? truth(chance(50)) : any(scope_.values[2]);
      default: return any_word();
    }
  }

  /// A reference that looks the same in every run: no addresses are compared or turned into
  /// numbers.
  NodeId any_word() {
    const auto from = [&](const std::vector<NodeId>& words, std::uint64_t bits) {
      if (!words.empty() && chance(80)) return any(words);
      return program_.add({.op = Op::const_ref, .type = Type::ref, .imm = bits});
    };
    switch (below(5)) {
      case 0:
        return from(scope_.int_words, gc::small_int(static_cast<std::int64_t>(below(50))).bits);
      case 1: return from(scope_.float_words, gc::rotated_float(2.5).bits);
      case 2: return from(scope_.bool_words, gc::boolean(chance(50)).bits);
      case 3: return any(scope_.cells);
      default: return from({}, chance(50) ? 0 : gc::special(2 + below(3)).bits);
    }
  }

  NodeId small_integer() { return emit(Op::int_shr, any(Type::i64), integer(1)); }
  NodeId up_to(NodeId value, std::int64_t mask) { return emit(Op::int_and, value, integer(mask)); }

  // Statements -----------------------------------------------------------------------------------

  void statements(int count) {
    for (; count > 0; --count) {
      const std::uint64_t kind = below(100);
      if (kind < 40)
        arithmetic();
      else if (kind < 50)
        boxing();
      else if (kind < 66)
        memory();
      else if (kind < 74)
        guard();
      else if (kind < 80)
        call();
      else if (kind < 87)
        count -= branches();
      else if (kind < 93)
        count -= loop();
      else if (kind < 96)
        count -= switch_over();
      else if (loops_ == 0)
        invoke();
    }
  }

  /// One pure operation on numbers and booleans, its conditions seen to.
  void arithmetic() {
    const auto first = static_cast<std::uint64_t>(Op::int_add);
    const auto last = static_cast<std::uint64_t>(Op::bool_to_int);
    const auto op = static_cast<Op>(first + below(last - first + 1));
    const OpInfo& row = pe::residual::info(op);
    NodeId a = any(row.operands[0]);
    NodeId b = row.operands[1] == Type::none ? no_node : any(row.operands[1]);
    switch (op) {
      case Op::int_div:
      case Op::int_rem: b = emit(Op::int_or, up_to(b, 255), integer(1)); break;
      case Op::int_shl:
      case Op::int_shr:
      case Op::int_ushr: b = up_to(b, 63); break;
      case Op::int_add_overflows:
      case Op::int_sub_overflows:
      case Op::int_mul_overflows: a = small_integer(), b = small_integer(); break;
      case Op::float_to_int:
        leave_unless(Op::guard_true, emit(Op::float_lt, emit(Op::float_abs, a), real(0x1p62)));
        break;
      case Op::float_bits: leave_unless(Op::guard_true, emit(Op::float_eq, a, a)); break;
      default: break;
    }
    emit(op, a, b);
  }

  void boxing() {
    switch (below(8)) {
      case 0: scope_.int_words.push_back(emit(Op::int_box, small_integer())); break;
      case 1: scope_.float_words.push_back(emit(Op::float_box, any(Type::f64))); break;
      case 2: scope_.bool_words.push_back(emit(Op::bool_box, any(Type::boolean))); break;
      case 3:
        if (!scope_.int_words.empty()) emit(Op::int_unbox, any(scope_.int_words));
        break;
      case 4:
        if (!scope_.float_words.empty()) emit(Op::float_unbox, any(scope_.float_words));
        break;
      case 5:
        if (!scope_.bool_words.empty()) emit(Op::bool_unbox, any(scope_.bool_words));
        break;
      case 6: {
        constexpr Op tests[] = {Op::is_int, Op::is_float, Op::is_bool, Op::is_object};
        emit(tests[below(4)], any_word());
        break;
      }
      default:
        if (scope_.int_words.empty()) break;
        emit(chance(50) ? Op::ref_eq : Op::ref_ne, any(scope_.int_words), any(scope_.int_words));
        emit(Op::ref_bits, any(scope_.int_words));
    }
  }

  // Memory ---------------------------------------------------------------------------------------

  NodeId access(Op op, const gc::Field& field, NodeId a, NodeId b = no_node, NodeId c = no_node) {
    const bool gives = op == Op::load || op == Op::load_element;
    program_.fields.push_back(field);
    return known(
        program_.append(block_, {.op = op,
                                 .type = gives ? pe::residual::value_type(field.kind) : Type::none,
                                 .extra = static_cast<std::uint32_t>(program_.fields.size() - 1),
                                 .operands = {a, b, c}}));
  }

  void memory() {
    static const std::array fields = {gc::field_of<&Cell::number>(), gc::field_of<&Cell::real>(),
                                      gc::field_of<&Cell::word>(),   gc::field_of<&Cell::small>(),
                                      gc::field_of<&Cell::middle>(), gc::field_of<&Cell::byte>(),
                                      gc::field_of<&Cell::flag>(),   gc::field_of<&Cell::large>()};
    const gc::Field field = fields[below(fields.size())];
    const gc::Field items = gc::field_of<&Row::items>();
    const auto index = [&] { return up_to(any(Type::i64), row_length - 1); };
    switch (below(8)) {
      case 0:
      case 1: {
        const NodeId loaded = access(Op::load, field, any(scope_.cells));
        if (field.kind == gc::Kind::word) emit(Op::is_int, loaded);
        break;
      }
      case 2:
      case 3:
        access(Op::store, field, any(scope_.cells), any(pe::residual::value_type(field.kind)));
        break;
      case 4: access(Op::load_element, items, any(scope_.rows), index()); break;
      case 5: access(Op::store_element, items, any(scope_.rows), index(), any(Type::i64)); break;
      case 6: access(Op::load, gc::field_of<&Cell::tag>(), any(scope_.cells)); break;
      default: allocate_one();
    }
  }

  void allocate_one() {
    const bool cell = chance(60);
    const auto header = [&](gc::LayoutId layout) {
      return integer(static_cast<std::int64_t>(gc::make_header(layout).bits));
    };
    if (cell) {
      const NodeId made = emit(Op::alloc);
      program_.nodes[made].imm = sizeof(Cell);
      access(Op::store, gc::field_of<&gc::Object::header>(), made, header(Cell::layout));
      access(Op::store, gc::field_of<&Cell::tag>(), made, any(Type::i64));
      scope_.cells.push_back(made);
    } else {
      const NodeId length = chance(50) ? integer(row_length) : varying_row_length();
      const NodeId made = emit(Op::alloc_array, length);
      program_.nodes[made].imm = sizeof(Row);
      access(Op::store, gc::field_of<&gc::Object::header>(), made, header(Row::layout));
      access(Op::store, gc::field_of<&Row::length>(), made, integer(row_length));
      scope_.rows.push_back(made);
    }
  }
  NodeId varying_row_length() {
    return emit(Op::int_or, up_to(any(Type::i64), 3), integer(row_length));
  }

  // Calls ----------------------------------------------------------------------------------------

  void call() {
    static const std::array callees = {
        &pe::residual::callee<&weigh>(),  &pe::residual::callee<&blend>(),
        &pe::residual::callee<&is_odd>(), &pe::residual::callee<&stir>(),
        &pe::residual::callee<&peek>(),   &pe::residual::callee<&clear>()};
    const Callee& callee = *callees[below(callees.size())];
    std::vector<NodeId> arguments;
    for (Type type : callee.parameter_types())
      arguments.push_back(type == Type::ref ? any(scope_.cells) : any(type));
    program_.calls.push_back(
        {.callee = &callee, .entry = nullptr, .arguments = std::move(arguments)});
    known(
        program_.append(block_, {.op = Op::call,
                                 .type = callee.result,
                                 .extra = static_cast<std::uint32_t>(program_.calls.size() - 1)}));
  }

  /// Invokes the program itself, if there is fuel, and looks at what it gets.
  void invoke() {
    const BlockId go = program_.add_block();
    const BlockId after = program_.add_block();
    const NodeId result = program_.add_parameter(after, Type::i64);
    const NodeId word = program_.add_parameter(after, Type::ref);
    const NodeId wanted = emit(Op::int_lt, integer(0), fuel_);
    const NodeId null = program_.add({.op = Op::const_ref, .type = Type::ref, .imm = 0});
    end(Op::branch, wanted,
        {{.block = go, .arguments = {}}, {.block = after, .arguments = {any(Type::i64), null}}});
    const Scope outside = scope_;
    block_ = go;
    std::vector<NodeId> arguments = {emit(Op::int_sub, up_to(fuel_, 3), integer(1)),
                                     any(Type::i64),
                                     any(Type::f64),
                                     any(Type::boolean),
                                     any(scope_.cells),
                                     any(scope_.rows),
                                     any(Type::boolean)};
    program_.calls.push_back(
        {.callee = nullptr, .entry = program_.self, .arguments = std::move(arguments), .depth = 1});
    const NodeId invoked = program_.append(
        block_, {.op = Op::invoke, .extra = static_cast<std::uint32_t>(program_.calls.size() - 1)});
    const NodeId kind = emit(Op::invoke_kind, invoked);
    const NodeId boxed = emit(Op::invoke_ref, invoked);
    by_kind(invoked, kind, boxed, after);
    block_ = after;
    scope_ = outside;
    known(result);
    emit(Op::is_object, word);
  }

  /// Takes an invocation's result apart, each kind in its block, all going on to `after`.
  void by_kind(NodeId invoked, NodeId kind, NodeId boxed, BlockId after) {
    const std::array<BlockId, 4> blocks = {program_.add_block(), program_.add_block(),
                                           program_.add_block(), program_.add_block()};
    std::vector<Target> targets;
    for (std::int64_t k : {1, 2, 3, 0})
      targets.push_back(
          {.block = blocks[static_cast<std::size_t>(k)], .arguments = {}, .case_value = k});
    end(Op::switch_int, kind, std::move(targets));
    const Scope scope = scope_;
    for (std::size_t k = 0; k < 4; ++k) {
      scope_ = scope;
      block_ = blocks[k];
      NodeId value = kind;
      if (k == 1) value = emit(Op::invoke_int, invoked);
      if (k == 2)
        value = emit(Op::bool_to_int,
                     emit(Op::float_lt, emit(Op::invoke_float, invoked), any(Type::f64)));
      if (k == 3) value = emit(Op::bool_to_int, emit(Op::invoke_bool, invoked));
      end(Op::jump, no_node, {{.block = after, .arguments = {value, boxed}}});
    }
  }

  // Control --------------------------------------------------------------------------------------

  void end(Op op, NodeId operand, std::vector<Target> targets) {
    program_.targets.push_back(std::move(targets));
    program_.append(block_, {.op = op,
                             .extra = static_cast<std::uint32_t>(program_.targets.size() - 1),
                             .operands = {operand, no_node, no_node}});
  }

  /// Runs each block of `blocks` through some statements, all going on to `after` with a value each
  /// of its parameters' types.
  void arms(const std::vector<BlockId>& blocks, BlockId after, int size) {
    const Scope outside = scope_;
    for (BlockId block : blocks) {
      scope_ = outside;
      block_ = block;
      statements(size);
      std::vector<NodeId> arguments;
      for (NodeId id : program_.blocks[after].parameters)
        arguments.push_back(any(program_.nodes[id].type));
      end(Op::jump, no_node, {{.block = after, .arguments = std::move(arguments)}});
    }
    scope_ = outside;
    block_ = after;
    for (NodeId id : program_.blocks[after].parameters) known(id);
  }

  BlockId block_with_parameters() {
    const BlockId block = program_.add_block();
    constexpr Type types[] = {Type::i64, Type::f64, Type::boolean, Type::i64};
    for (std::uint64_t i = below(4); i > 0; --i) program_.add_parameter(block, types[below(4)]);
    return block;
  }

  int branches() {
    const int size = 1 + static_cast<int>(below(5));
    const BlockId yes = program_.add_block();
    const BlockId no = program_.add_block();
    const BlockId after = block_with_parameters();
    end(Op::branch, any(Type::boolean),
        {{.block = yes, .arguments = {}}, {.block = no, .arguments = {}}});
    arms({yes, no}, after, size);
    return 2 * size;
  }

  int switch_over() {
    const NodeId value = up_to(any(Type::i64), 7);
    std::vector<BlockId> blocks;
    std::vector<Target> targets;
    for (std::int64_t i = 0; i < 3; ++i) {
      blocks.push_back(program_.add_block());
      targets.push_back({.block = blocks.back(), .arguments = {}, .case_value = 2 * i});
    }
    const BlockId after = block_with_parameters();
    end(Op::switch_int, value, std::move(targets));
    arms(blocks, after, 2);
    return 6;
  }

  /// Counts to a small bound, carrying values round; nested at most twice.
  int loop() {
    if (loops_ == 2) return 0;
    ++loops_;
    const int size = 2 + static_cast<int>(below(6));
    const BlockId head = program_.add_block();
    const BlockId body = program_.add_block();
    const BlockId after = program_.add_block();
    const NodeId counter = program_.add_parameter(head, Type::i64);
    constexpr Type types[] = {Type::i64, Type::f64, Type::boolean};
    std::vector<NodeId> first = {integer(0)};
    for (std::uint64_t i = below(4); i > 0; --i) {
      const Type type = types[below(3)];
      program_.add_parameter(head, type);
      first.push_back(any(type));
    }
    end(Op::jump, no_node, {{.block = head, .arguments = std::move(first)}});
    block_ = head;
    for (NodeId id : program_.blocks[head].parameters) known(id);
    const NodeId goes_on =
        emit(Op::int_lt, counter, integer(1 + static_cast<std::int64_t>(below(7))));
    end(Op::branch, goes_on, {{.block = body, .arguments = {}}, {.block = after, .arguments = {}}});
    const Scope at_head = scope_;
    block_ = body;
    statements(size);
    std::vector<NodeId> again = {emit(Op::int_add, counter, integer(1))};
    for (NodeId id : std::span(program_.blocks[head].parameters).subspan(1))
      again.push_back(any(program_.nodes[id].type));
    end(Op::jump, no_node, {{.block = head, .arguments = std::move(again)}});
    scope_ = at_head;
    block_ = after;
    --loops_;
    return size;
  }

  // Leaving --------------------------------------------------------------------------------------

  /// Mostly a guard that holds, so that programs get somewhere.
  void guard() {
    NodeId condition = any(Type::boolean);
    if (chance(85))
      condition = emit(Op::uint_lt, up_to(any(Type::i64), 63),
                       integer(56 + static_cast<std::int64_t>(below(9))));
    leave_unless(chance(80) ? Op::guard_true : Op::guard_false, condition);
  }

  void leave_unless(Op op, NodeId condition) {
    if (op == Op::guard_false) condition = emit(Op::bool_not, condition);
    program_.append(block_,
                    {.op = op, .extra = new_exit(), .operands = {condition, no_node, no_node}});
  }

  std::uint32_t new_exit() {
    using From = pe::residual::Source::From;
    pe::residual::Exit exit;
    constexpr Type types[] = {Type::i64, Type::f64, Type::boolean, Type::ref, Type::i64};
    for (std::uint64_t i = below(6); i > 0; --i) exit.saved.push_back(any(types[below(5)]));
    const auto source = [&]() -> pe::residual::Source {
      if (!exit.saved.empty() && chance(60))
        return {.from = From::node, .index = static_cast<std::uint32_t>(below(exit.saved.size()))};
      if (!exit.virtuals.empty() && chance(50)) return {.from = From::virtual_object, .index = 0};
      if (chance(30)) return {};
      return {.from = From::constant, .constant = gc::small_int(any_integer() >> 1).bits};
    };
    if (chance(30)) {
      exit.virtuals.push_back({.bytes = sizeof(Cell), .parts = {}});
      exit.virtuals[0].parts.push_back(
          {.field = gc::field_of<&Cell::word>(), .element = 0, .source = source()});
    }
    pe::residual::FrameSnapshot frame;
    frame.pc = static_cast<std::uint32_t>(program_.exits.size());
    for (std::uint64_t i = below(4); i > 0; --i) frame.slots.push_back(source());
    frame.depth = static_cast<std::uint32_t>(frame.slots.size());
    exit.snapshot.frames.push_back(std::move(frame));
    if (chance(20)) {
      exit.snapshot.delivering = true;
      exit.snapshot.delivered = source();
    }
    if (chance(20)) exit.log.push_back(source());
    program_.exits.push_back(std::move(exit));
    return static_cast<std::uint32_t>(program_.exits.size() - 1);
  }

  /// Returns something, or leaves.
  void finish() {
    if (chance(10)) {
      program_.append(block_, {.op = Op::exit, .extra = new_exit()});
      return;
    }
    constexpr Type types[] = {Type::i64, Type::f64, Type::boolean, Type::ref};
    const Type type = types[below(4)];
    const NodeId result = type == Type::i64 ? small_integer() : any(type);
    program_.append(block_, {.op = Op::ret, .operands = {result, no_node, no_node}});
  }

  std::mt19937_64 random_;
  Program program_;
  Scope scope_;
  NodeId fuel_ = no_node;
  BlockId block_ = 0;
  int loops_ = 0;
};

/// The arguments of a generated program for run number `run`, fresh objects among them.
inline std::vector<std::uint64_t> arguments_for(World& world, std::uint64_t run) {
  constexpr double floats[] = {1.5, 0.0, -3.25, 1e200, NAN};
  return {run % 3,
          static_cast<std::uint64_t>(static_cast<std::int64_t>(run * 37) - 50),
          std::bit_cast<std::uint64_t>(floats[run % std::size(floats)]),
          run & 1,
          gc::reference(world.make_cell(run + 1)).bits,
          gc::reference(world.make_row(run + 2)).bits,
          (run >> 1) & 1};
}

/// Runs `program`, which is attached to `world`, by `run(arguments)`, which answers `pe::Returned`;
/// what happened, and what its objects look like afterwards.
template <class Run>
Observation observed(World& world, const Program& program, std::uint64_t run_number, Run run) {
  world.begin();
  const std::vector<std::uint64_t> arguments = arguments_for(world, run_number);
  const pe::Returned result = run(std::span<const std::uint64_t>(arguments));
  const auto& parameters = program.blocks[0].parameters;
  for (std::size_t i = 0; i < arguments.size(); ++i)
    world.observe(program.nodes[parameters[i]].type, arguments[i]);
  return world.end(result);
}

/// What the evaluator does.
inline Observation evaluated(World& world, const Program& program, std::uint64_t run_number) {
  return observed(world, program, run_number, [&](std::span<const std::uint64_t> arguments) {
    return pe::residual::evaluate(program, arguments);
  });
}

}  // namespace residual_world
