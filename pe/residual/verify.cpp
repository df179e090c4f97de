#include "pe/residual/verify.hpp"

#include <algorithm>
#include <set>

#include "pe/residual/check.hpp"
#include "pe/residual/flow.hpp"
#include "pe/residual/text.hpp"

namespace pe::residual {
namespace {

class Verifier {
 public:
  explicit Verifier(const Program& program)
      : program_(program), dominators_(program), places_(program.nodes.size()) {}

  std::vector<Complaint> run() {
    if (program_.blocks.empty()) {
      complain("there is no entry block");
      return std::move(complaints_);
    }
    find_places();
    for (block_ = 0; block_ < program_.blocks.size(); ++block_) {
      const Block& block = program_.blocks[block_];
      if (block.body.empty()) complain("the block is empty");
      for (place_ = 0; place_ < block.body.size(); ++place_) {
        node_ = block.body[place_];
        if (node_ < program_.nodes.size()) check_node(program_.nodes[node_]);
      }
      node_ = no_node;
    }
    block_ = no_block;
    for (std::size_t e = 0; e < program_.exits.size(); ++e) check_exit(e);
    check_runtime();
    return std::move(complaints_);
  }

 private:
  /// Where a node is defined: block, and place in its body, parameters coming before it.
  struct Place {
    BlockId block = no_block;
    std::size_t index = 0;
  };

  void complain(std::string what) { complaints_.push_back({block_, node_, std::move(what)}); }
  void ask(bool holds, const char* otherwise) {
    if (!holds) complain(otherwise);
  }

  static std::string label(NodeId id) { return "%" + std::to_string(id); }

  // Blocks ---------------------------------------------------------------------------------------

  void find_places() {
    for (block_ = 0; block_ < program_.blocks.size(); ++block_) {
      const Block& block = program_.blocks[block_];
      for (NodeId id : block.parameters) {
        place(id, 0);
        if (id < program_.nodes.size() && program_.nodes[id].op != Op::param)
          complain("a parameter of the block is no `param`");
      }
      for (std::size_t i = 0; i < block.body.size(); ++i) place(block.body[i], i + 1);
    }
  }

  void place(NodeId id, std::size_t index) {
    node_ = id;
    if (id >= program_.nodes.size()) {
      complain("there is no such node");
    } else if (!is_constant(program_.nodes[id].op)) {
      ask(places_[id].block == no_block, "the node is in two places");
      places_[id] = {block_, index};
    }
    node_ = no_node;
  }

  // Nodes ----------------------------------------------------------------------------------------

  void check_node(const Node& node) {
    const bool is_last = place_ + 1 == program_.blocks[block_].body.size();
    ask(is_terminator(node.op) || !is_last, "the block does not end in a terminator");
    ask(!is_terminator(node.op) || is_last, "a terminator before the block's end");
    ask(node.op != Op::param, "a `param` in a block's body");
    if (node.op == Op::const_bool) ask(node.imm <= 1, "a boolean constant is 0 or 1");

    check_operands(node);
    check_result(node);
    if (has_field(node.op)) check_field(node);
    if (node.op == Op::alloc || node.op == Op::alloc_array) check_allocation(node);
    if (node.op == Op::float_box) ask(program_.box_float != nullptr, "no function boxes floats");
    if (node.op == Op::call || node.op == Op::invoke) check_call(node);
    if (has_targets(node.op)) check_targets(node);
    if (has_exit(node.op)) check_leaving(node);
  }

  void check_operands(const Node& node) {
    if (is_constant(node.op) || node.op == Op::call || node.op == Op::invoke) return;
    const OpInfo& row = info(node.op);
    for (std::size_t i = 0; i < node.operands.size(); ++i) {
      const NodeId operand = node.operands[i];
      const bool wanted = row.operands[i] != Type::none || is_free(node.op, i);
      if (operand == no_node) {
        if (wanted) complain("operand " + std::to_string(i) + " is missing");
      } else if (!wanted) {
        complain("operand " + std::to_string(i) + " is one too many");
      } else if (defined_here(operand)) {
        if (asks_invocation(node.op))
          ask(program_.nodes[operand].op == Op::invoke, "the operand is no invocation");
        else if (row.operands[i] != Type::none)
          check_type(operand, row.operands[i]);
        else
          ask(program_.nodes[operand].type != Type::none, "the operand has no value");
      }
    }
  }

  /// Operands of a type that the op table leaves open.
  static bool is_free(Op op, std::size_t index) {
    return (op == Op::store && index == 1) || (op == Op::store_element && index == 2) ||
           (op == Op::ret && index == 0) || (asks_invocation(op) && index == 0);
  }
  static bool asks_invocation(Op op) {
    return op == Op::invoke_kind || op == Op::invoke_int || op == Op::invoke_float ||
           op == Op::invoke_bool || op == Op::invoke_ref;
  }

  void check_type(NodeId value, Type wanted) {
    const Type type = program_.nodes[value].type;
    if (type != wanted)
      complain(label(value) + " is " + std::string(name(type)) + ", wanted is " +
               std::string(name(wanted)));
  }

  void check_result(const Node& node) {
    if (node.op == Op::param || node.op == Op::call) return;
    Type type = info(node.op).result;
    if ((node.op == Op::load || node.op == Op::load_element) && node.extra < program_.fields.size())
      type = value_type(program_.fields[node.extra].kind);
    if (node.type != type)
      complain("the result is " + std::string(name(node.type)) + ", by the operation " +
               std::string(name(type)));
  }

  /// Is `value` a node that is defined on every way to the place looked at? Complains if not.
  bool defined_here(NodeId value) {
    if (value >= program_.nodes.size()) {
      complain("there is no node " + label(value));
      return false;
    }
    if (is_constant(program_.nodes[value].op)) return true;
    const Place place = places_[value];
    if (place.block == no_block) {
      complain(label(value) + " is in no block");
      return false;
    }
    if (!dominators_.is_reached(block_)) return true;
    const bool before = place.block == block_ ? place.index < place_ + 1
                                              : dominators_.is_reached(place.block) &&
                                                    dominators_.dominates(place.block, block_);
    if (!before) complain(label(value) + " is not defined on every way to here");
    return before;
  }

  // Memory ---------------------------------------------------------------------------------------

  void check_field(const Node& node) {
    if (node.extra >= program_.fields.size()) return complain("there is no such field");
    const gc::Field& field = program_.fields[node.extra];
    const bool element = node.op == Op::load_element || node.op == Op::store_element;
    ask(field.is_tail == element,
        element ? "an element's field is a tail" : "a tail is read and written by element");
    const NodeId stored = node.op == Op::store           ? node.operands[1]
                          : node.op == Op::store_element ? node.operands[2]
                                                         : no_node;
    if (stored < program_.nodes.size()) check_type(stored, value_type(field.kind));
  }

  void check_allocation(const Node& node) {
    ask(node.imm >= 8, "an object has at least a header");
    ask(program_.allocate != nullptr, "no function allocates");
  }

  // Calls ----------------------------------------------------------------------------------------

  void check_call(const Node& node) {
    if (node.extra >= program_.calls.size()) return complain("there is no such call");
    ask(calls_.insert(node.extra).second, "two nodes share the call");
    const Call& call = program_.calls[node.extra];
    bool defined = true;
    for (NodeId argument : call.arguments) defined &= defined_here(argument);
    if (!defined) return;
    if (node.op == Op::call) {
      if (call.callee == nullptr) return complain("the call has no callee");
      ask(node.type == call.callee->result, "the result's type is not the callee's");
      check_arguments(call.arguments, call.callee->parameter_types());
    } else {
      if (call.entry == nullptr) return complain("the invocation has no entry");
      if (call.entry == program_.self)
        check_arguments(call.arguments, entry_types());
      else
        for (NodeId argument : call.arguments)
          ask(program_.nodes[argument].type != Type::none, "an argument has no value");
    }
  }

  std::vector<Type> entry_types() const {
    std::vector<Type> types;
    for (NodeId id : program_.blocks[0].parameters)
      types.push_back(id < program_.nodes.size() ? program_.nodes[id].type : Type::none);
    return types;
  }

  void check_arguments(const std::vector<NodeId>& arguments, std::span<const Type> types) {
    if (arguments.size() != types.size())
      return complain(std::to_string(arguments.size()) + " arguments for " +
                      std::to_string(types.size()) + " parameters");
    for (std::size_t i = 0; i < types.size(); ++i) check_type(arguments[i], types[i]);
  }

  // Control --------------------------------------------------------------------------------------

  void check_targets(const Node& node) {
    if (node.extra >= program_.targets.size()) return complain("there are no such targets");
    ask(targets_.insert(node.extra).second, "two nodes share the targets");
    const std::vector<Target>& targets = program_.targets[node.extra];
    if (node.op == Op::jump) ask(targets.size() == 1, "a jump has one target");
    if (node.op == Op::branch) ask(targets.size() == 2, "a branch has two targets");
    if (node.op == Op::switch_int) {
      ask(!targets.empty(), "a switch has a default");
      std::set<std::int64_t> cases;
      for (std::size_t i = 0; i + 1 < targets.size(); ++i)
        ask(cases.insert(targets[i].case_value).second, "two cases have the same value");
    }
    for (const Target& target : targets) check_target(target);
  }

  void check_target(const Target& target) {
    if (target.block >= program_.blocks.size())
      return complain("there is no block b" + std::to_string(target.block));
    ask(target.block != 0, "the entry block is jumped to");
    bool defined = true;
    for (NodeId argument : target.arguments) defined &= defined_here(argument);
    if (!defined) return;
    std::vector<Type> types;
    for (NodeId id : program_.blocks[target.block].parameters)
      types.push_back(id < program_.nodes.size() ? program_.nodes[id].type : Type::none);
    check_arguments(target.arguments, types);
  }

  // Exits ----------------------------------------------------------------------------------------

  void check_leaving(const Node& node) {
    if (node.extra >= program_.exits.size()) return complain("there is no such exit");
    for (NodeId saved : program_.exits[node.extra].saved)
      if (defined_here(saved))
        ask(program_.nodes[saved].type != Type::none, "the exit saves what has no value");
  }

  void check_exit(std::size_t index) {
    const Exit& exit = program_.exits[index];
    const std::string where = "exit " + std::to_string(index) + ": ";
    if (exit.saved.size() > exit_buffer_size) complain(where + "saves more than the buffer holds");
    const auto check_source = [&](const Source& source) {
      if (source.from == Source::From::node && source.index >= exit.saved.size())
        complain(where + "a source is past what is saved");
      if (source.from == Source::From::virtual_object && source.index >= exit.virtuals.size())
        complain(where + "a source is past the virtual objects");
    };
    for (const VirtualObject& object : exit.virtuals)
      for (const VirtualObject::Part& part : object.parts) {
        const std::size_t end =
            part.field.offset + (part.element + std::size_t{1}) * size_of(part.field.kind);
        if (end > object.bytes) complain(where + "a field lies outside its virtual object");
        if (!part.field.is_tail && part.element != 0)
          complain(where + "an element of a field that is no tail");
        check_source(part.source);
      }
    for (const FrameSnapshot& frame : exit.snapshot.frames)
      for (const Source& slot : frame.slots) check_source(slot);
    if (exit.snapshot.delivering) check_source(exit.snapshot.delivered);
    for (const Source& entry : exit.log) check_source(entry);
  }

  void check_runtime() {
    const auto fits = [](const Callee* callee, Type result, Type parameter) {
      return callee == nullptr || (callee->result == result && callee->parameter_count == 1 &&
                                   callee->parameters[0] == parameter);
    };
    ask(fits(program_.box_float, Type::ref, Type::f64), "the boxing function is no f64 -> ref");
    ask(fits(program_.allocate, Type::ref, Type::i64), "the allocating function is no i64 -> ref");
    ask(program_.exit_points.empty() || program_.exit_points.size() == program_.exits.size(),
        "there are not as many exit points as exits");
  }

  const Program& program_;
  Dominators dominators_;
  std::vector<Place> places_;
  std::vector<Complaint> complaints_;
  std::set<std::uint32_t> calls_, targets_;
  BlockId block_ = no_block;  ///< The block, place in its body and node looked at.
  std::size_t place_ = 0;
  NodeId node_ = no_node;
};

}  // namespace

std::vector<Complaint> verify(const Program& program) { return Verifier(program).run(); }

std::string describe(const Program& program, const Complaint& complaint) {
  std::string text = "@" + program.name;
  if (complaint.block != no_block) text += ", b" + std::to_string(complaint.block);
  if (complaint.node != no_node) text += ", " + print_node(program, complaint.node);
  return text + ": " + complaint.what;
}

void check_verified(const Program& program, std::string_view after) {
  const std::vector<Complaint> complaints = verify(program);
  if (complaints.empty()) return;
  std::string text = "a residual program is not well formed after " + std::string(after) + "\n";
  for (const Complaint& complaint : complaints) text += describe(program, complaint) + "\n";
  fail(text + print(program));
}

}  // namespace pe::residual
