// What the lowering wants to know of a residual program before it begins.
#pragma once

#include <set>
#include <utility>
#include <vector>

#include "pe/residual/flow.hpp"
#include "pe/residual/program.hpp"

namespace codegen::lower {

class Facts {
 public:
  explicit Facts(const pe::residual::Program& program);

  /// The blocks that are reached, each before those it dominates.
  const std::vector<pe::residual::BlockId>& order() const { return order_; }
  /// How many edges lead to `block`.
  std::size_t edges_to(pe::residual::BlockId block) const { return edges_to_[block]; }
  bool dominates(pe::residual::BlockId above, pe::residual::BlockId below) const {
    return dominators_.dominates(above, below);
  }

  /// Is `word` the operand of a float_unbox?
  bool is_unboxed(pe::residual::NodeId word) const { return unboxed_.contains(word); }

  /// Is this is_float asked by the guard_true right behind it, and by nobody else? Then the guard tests the
  /// word, and no boolean is made.
  bool is_guard_of_float(pe::residual::NodeId test) const { return guards_of_floats_.contains(test); }

  /// Is the node's value wanted by more than exits? What has an effect always is.
  bool is_needed(pe::residual::NodeId node) const { return needed_[node]; }

  /// Is the field of this object the same whenever the program reads it? It never changes once it
  /// was set, and nobody sets it here: the object was not allocated by the program, and the program
  /// stores no such field. (An object that was, stored and read back, might be initialised after a
  /// load that LLVM moved.)
  bool is_invariant(const gc::Field& field, pe::residual::NodeId object) const {
    return field.change == gc::Change::never && !fresh_[object] &&
           !stored_.contains({field.layout, field.offset});
  }

 private:
  void look_at_nodes();
  void find_guards_of_floats();
  void find_fresh();
  void find_needed();

  const pe::residual::Program& program_;
  std::vector<pe::residual::BlockId> order_;
  pe::residual::Dominators dominators_;
  std::vector<std::size_t> edges_to_;
  std::set<std::pair<gc::LayoutId, std::uint16_t>> stored_;  ///< Fields that the program stores.
  std::set<pe::residual::NodeId> unboxed_, guards_of_floats_;
  std::vector<bool> fresh_;  ///< May be an object that the program allocated.
  std::vector<bool> needed_;
};

}  // namespace codegen::lower
