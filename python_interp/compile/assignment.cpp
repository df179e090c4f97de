// Which reads of a variable are certain to find it assigned: a forward data flow over sets of
// variables, one set per point where control flow meets. Unassigned is the rare case, so a handler
// needs no check.
#include <algorithm>
#include <cstddef>

#include "python_interp/compile/assemble.hpp"

namespace py::compile {

namespace {

/// A set of variables.
class Variables {
 public:
  Variables() = default;
  Variables(std::uint32_t size, std::uint32_t first_ones) : words_((size + 63) / 64, 0) {
    for (std::uint32_t i = 0; i < first_ones; ++i) add(i);
  }

  bool has(std::uint32_t i) const { return (words_[i / 64] >> i % 64 & 1) != 0; }
  void add(std::uint32_t i) { words_[i / 64] |= std::uint64_t{1} << i % 64; }
  void remove(std::uint32_t i) { words_[i / 64] &= ~(std::uint64_t{1} << i % 64); }

  /// Keeps what `other` has too; says whether that was less.
  bool intersect(const Variables& other) {
    bool changed = false;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      std::uint64_t both = words_[i] & other.words_[i];
      changed = changed || both != words_[i];
      words_[i] = both;
    }
    return changed;
  }

 private:
  std::vector<std::uint64_t> words_;
};

class AssignmentFlow {
 public:
  AssignmentFlow(DraftCode& draft, std::uint32_t variables, std::uint32_t parameters)
      : draft_(draft), block_at_(draft.lines.size(), none) {
    lead(0);
    for (const Draft& line : draft_.lines) {
      if (bytecode::is_jump(line.op)) lead(draft_.labels[line.operand]);
      if (line.handler != no_handler) lead(handler_line(line.handler));
    }
    arrive(0, Variables(variables, parameters));
  }

  void run() {
    while (!pending_.empty()) {
      std::uint32_t block = pending_.back();
      pending_.pop_back();
      blocks_[block].pending = false;
      follow(blocks_[block].start, blocks_[block].assigned, false);
    }
    for (const Block& block : blocks_)
      if (block.reached) follow(block.start, block.assigned, true);
  }

 private:
  static constexpr std::uint32_t none = ~0U;

  struct Block {
    std::uint32_t start;
    bool reached = false;
    bool pending = false;
    Variables assigned = {};
  };

  std::uint32_t handler_line(HandlerId id) const {
    return draft_.labels[draft_.handlers[static_cast<std::size_t>(id)].label.id];
  }

  void lead(std::uint32_t line) {
    if (block_at_[line] != none) return;
    block_at_[line] = static_cast<std::uint32_t>(blocks_.size());
    blocks_.push_back({line});
  }

  void arrive(std::uint32_t line, const Variables& assigned) {
    Block& block = blocks_[block_at_[line]];
    bool changed = !block.reached || block.assigned.intersect(assigned);
    if (!block.reached) block.assigned = assigned;
    block.reached = true;
    if (!changed || block.pending) return;
    block.pending = true;
    pending_.push_back(block_at_[line]);
  }

  /// Walks from a block's start to where the next begins or control leaves.
  void follow(std::uint32_t at, Variables assigned, bool marking) {
    HandlerId known_handler = no_handler;
    for (std::uint32_t start = at; at < draft_.lines.size(); ++at) {
      if (at != start && block_at_[at] != none) {
        if (!marking) arrive(at, assigned);
        return;
      }
      Draft& line = draft_.lines[at];
      if (line.op == Op::DELETE_FAST) assigned.remove(line.operand);
      // Within a range only a deletion takes anything from what its handler may count on.
      if (!marking && line.handler != no_handler &&
          (line.handler != known_handler || line.op == Op::DELETE_FAST))
        arrive(handler_line(line.handler), assigned);
      known_handler = line.handler;
      if (line.op == Op::LOAD_FAST) {
        if (marking && !assigned.has(line.operand)) line.op = Op::LOAD_FAST_CHECK;
        assigned.add(line.operand);
      }
      if (line.op == Op::LOAD_FAST_CHECK || line.op == Op::STORE_FAST) assigned.add(line.operand);
      if (!marking && bytecode::is_jump(line.op)) arrive(draft_.labels[line.operand], assigned);
      if (!bytecode::falls_through(line.op)) return;
    }
  }

  DraftCode& draft_;
  std::vector<std::uint32_t> block_at_;
  std::vector<Block> blocks_;
  std::vector<std::uint32_t> pending_;
};

}  // namespace

void check_uncertain_reads(DraftCode& draft, std::uint32_t variables, std::uint32_t parameters) {
  if (variables > 0) AssignmentFlow(draft, variables, parameters).run();
}

}  // namespace py::compile
