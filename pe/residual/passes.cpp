#include "pe/residual/passes.hpp"

#include <algorithm>
#include <utility>

#include "pe/residual/flow.hpp"
#include "pe/residual/verify.hpp"

namespace pe::residual {

void remove_unreached(Program& program) {
  std::vector<BlockId> numbers(program.blocks.size(), no_block);
  for (BlockId block : reverse_postorder(program)) numbers[block] = 0;
  BlockId next = 0;
  for (BlockId block = 0; block < program.blocks.size(); ++block) {
    if (numbers[block] == no_block) continue;
    numbers[block] = next;
    if (next != block) program.blocks[next] = std::move(program.blocks[block]);
    ++next;
  }
  program.blocks.resize(next);
  for (const Block& block : program.blocks) {
    const Node& last = program.nodes[block.body.back()];
    if (!has_targets(last.op)) continue;
    for (Target& target : program.targets[last.extra]) target.block = numbers[target.block];
  }
}

namespace {

/// Rebuilds one exit from what its frames and log reach.
class Trimming {
 public:
  explicit Trimming(Exit& exit)
      : exit_(exit),
        node_numbers_(exit.saved.size(), none),
        virtual_numbers_(exit.virtuals.size(), none) {}

  void run() {
    for (FrameSnapshot& frame : exit_.snapshot.frames)
      for (Source& slot : frame.slots) reach(slot);
    if (exit_.snapshot.delivering) reach(exit_.snapshot.delivered);
    for (Source& entry : exit_.log) reach(entry);
    for (std::size_t v = 0; v < virtuals_.size(); ++v) {
      VirtualObject object = exit_.virtuals[virtuals_[v]];
      for (VirtualObject::Part& part : object.parts) reach(part.source);
      objects_.push_back(std::move(object));
    }
    exit_.saved = std::move(saved_);
    exit_.virtuals = std::move(objects_);
  }

 private:
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  /// Gives the source its new index.
  void reach(Source& source) {
    if (source.from == Source::From::node) {
      std::uint32_t& number = node_numbers_[source.index];
      if (number == none) number = saved_number(exit_.saved[source.index]);
      source.index = number;
    } else if (source.from == Source::From::virtual_object) {
      std::uint32_t& number = virtual_numbers_[source.index];
      if (number == none) {
        number = static_cast<std::uint32_t>(virtuals_.size());
        virtuals_.push_back(source.index);
      }
      source.index = number;
    }
  }

  std::uint32_t saved_number(NodeId node) {
    const auto found = std::ranges::find(saved_, node);
    const auto number = static_cast<std::uint32_t>(found - saved_.begin());
    if (found == saved_.end()) saved_.push_back(node);
    return number;
  }

  Exit& exit_;
  std::vector<std::uint32_t> node_numbers_, virtual_numbers_;  ///< By old index.
  std::vector<std::uint32_t> virtuals_;                        ///< Old indices, in the new order.
  std::vector<NodeId> saved_;
  std::vector<VirtualObject> objects_;
};

/// What is used, found backwards from what has an effect.
class Liveness {
 public:
  explicit Liveness(Program& program)
      : program_(program),
        live_(program.nodes.size()),
        homes_(program.nodes.size()),
        incoming_(program.blocks.size()),
        writes_(program.nodes.size()) {}

  void run() {
    for (BlockId b = 0; b < program_.blocks.size(); ++b) note_block(b);
    while (!pending_.empty()) {
      const NodeId id = pending_.back();
      pending_.pop_back();
      follow(id);
    }
  }

  bool is_live(NodeId id) const { return live_[id]; }

 private:
  struct Home {
    BlockId block = no_block;  ///< Of a parameter: whose, and which.
    std::uint32_t index = 0;
  };

  void note_block(BlockId b) {
    const std::vector<NodeId>& parameters = program_.blocks[b].parameters;
    for (std::uint32_t i = 0; i < parameters.size(); ++i) homes_[parameters[i]] = {b, i};
    for (const Target& target : program_.successors(b)) incoming_[target.block].push_back(&target);
    for (NodeId id : program_.blocks[b].body) {
      const Node& node = program_.nodes[id];
      if (writes_to_new(node))
        writes_[node.operands[0]].push_back(id);
      else if (!may_drop(node))
        use(id);
    }
  }

  /// A write that matters only if the object it writes to does.
  bool writes_to_new(const Node& node) const {
    if (node.op != Op::store && node.op != Op::store_element) return false;
    const Op object = program_.nodes[node.operands[0]].op;
    return object == Op::alloc || object == Op::alloc_array;
  }

  bool may_drop(const Node& node) const {
    switch (info(node.op).effect) {
      case Effect::pure:
      case Effect::reads:
      case Effect::allocates: return true;
      case Effect::calls: {
        if (node.op != Op::call) return false;
        const Effects& effects = program_.calls[node.extra].callee->effects;
        return !effects.writes && !effects.may_raise && !effects.runs_python;
      }
      case Effect::writes:
      case Effect::guards:
      case Effect::terminates: break;
    }
    return false;
  }

  void use(NodeId id) {
    if (live_[id]) return;
    live_[id] = true;
    pending_.push_back(id);
  }

  void follow(NodeId id) {
    const Node& node = program_.nodes[id];
    for_each_operand(program_, node, [&](NodeId operand) { use(operand); });
    if (has_exit(node.op))
      for (NodeId saved : program_.exits[node.extra].saved) use(saved);
    for (NodeId write : writes_[id]) use(write);
    if (node.op == Op::param && homes_[id].block != no_block)
      for (const Target* target : incoming_[homes_[id].block])
        use(target->arguments[homes_[id].index]);
  }

  Program& program_;
  std::vector<bool> live_;
  std::vector<Home> homes_;
  std::vector<std::vector<const Target*>> incoming_;  ///< By block.
  std::vector<std::vector<NodeId>> writes_;           ///< By new object.
  std::vector<NodeId> pending_;
};

}  // namespace

void trim_exits(Program& program) {
  for (Exit& exit : program.exits) Trimming(exit).run();
}

void remove_dead(Program& program) {
  Liveness liveness(program);
  liveness.run();
  const auto dead = [&](NodeId id) { return !liveness.is_live(id); };
  for (const Block& block : program.blocks) {
    const Node& last = program.nodes[block.body.back()];
    if (!has_targets(last.op)) continue;
    for (Target& target : program.targets[last.extra]) {
      const std::vector<NodeId>& parameters = program.blocks[target.block].parameters;
      std::size_t kept = 0;
      for (std::size_t i = 0; i < parameters.size(); ++i)
        if (!dead(parameters[i])) target.arguments[kept++] = target.arguments[i];
      target.arguments.resize(kept);
    }
  }
  for (BlockId b = 0; b < program.blocks.size(); ++b) {
    Block& block = program.blocks[b];
    if (b != 0) std::erase_if(block.parameters, dead);
    std::erase_if(block.body, dead);
  }
}

void tidy(Program& program, bool checked) {
  for (const Pass& pass : passes) {
    pass.run(program);
    if (checked) check_verified(program, pass.name);
  }
}

}  // namespace pe::residual
