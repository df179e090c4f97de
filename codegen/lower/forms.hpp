// In which form an integer travels: as it is, or doubled.
//
// Whether a small integer's sum still is small shows in the overflow flag of the machine, if both
// operands are doubled: an addition and a branch, where the plain form needs a second addition. A
// boxed integer is its double plus one, so boxing and unboxing like that form, too; array indices,
// divisions and everything outside want the plain one. Here each integer votes, once for a whole
// program: sums that a guard checks, and the parameters of blocks through which they travel, are
// doubled where that saves more than it costs.
#pragma once

#include <vector>

#include "codegen/lower/facts.hpp"

namespace codegen::lower {

class Forms {
 public:
  /// If not `wanted`, everything travels as it is: finding better costs more than it saves.
  Forms(const pe::residual::Program& program, const Facts& facts, bool wanted);

  /// Is the node's value kept doubled, and only so?
  bool is_doubled(pe::residual::NodeId node) const { return doubled_[node]; }

 private:
  using NodeId = pe::residual::NodeId;

  void find_checked(const std::vector<NodeId>& body);
  void find_parameters();
  void drop_large();
  bool is_small(NodeId node) const;
  void vote();
  int gain(NodeId node) const;
  void count_uses();
  void use(NodeId node, const pe::residual::Node& by);
  NodeId origin(NodeId node) const;

  /// Something that a candidate's form saves or costs.
  struct Tie {
    enum Kind : std::uint8_t { likes, hates, goes_with } kind;
    NodeId other =
        pe::residual::no_node;  ///< Of goes_with: saves one if that is doubled, else costs one.
  };

  const pe::residual::Program& program_;
  const Facts& facts_;
  std::vector<bool> doubled_;
  std::vector<NodeId> origin_;  ///< Of parameters that one edge feeds: what it feeds them.
  std::vector<std::vector<NodeId>> fed_;  ///< By parameter: its arguments.
  std::vector<std::vector<Tie>> ties_;
};

}  // namespace codegen::lower
