// Is a residual program well formed? Asked after every step that makes or changes one.
//
// The questions:
//
//   Blocks        Is there an entry block, and does nothing jump to it?
//                 Does every block end in a terminator, and is there none before its end?
//                 Is every node in one place of one block at most, parameters where parameters
//                 belong?
//   Side data     Do fields, calls, targets and exits exist where nodes name them?
//                 Does each call, list of targets belong to one node only?
//   Types         Do operands and results have the types of the op table, of the field, of the
//   callee?
//                 Is a boolean constant 0 or 1?
//   Fields        Is an element's field a tail, and a plain one none? Has an allocation a size?
//   Targets       Has the terminator as many as it needs, do they exist, are cases distinct?
//                 Do arguments match the block's parameters in number and type?
//   Definitions   Is every value used defined in a block, on every way to its use (operands,
//   arguments,
//                 values saved by exits)? Constants need not be in a block.
//   Calls         Do arguments match the callee's parameters, and an invocation of the program
//   itself its
//                 own? Does what asks for an invocation's result name an invocation?
//                 Do the boxing and allocating functions exist where they are needed, and fit?
//   Exits         Does every source point into what the exit saves, or at one of its virtual
//   objects?
//                 Do the saved values fit the exit buffer? Do a virtual object's fields lie within
//                 it? If exit points are given, is there one for each exit?
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pe/residual/program.hpp"

namespace pe::residual {

struct Complaint {
  BlockId block = no_block;  ///< Where, if in a block.
  NodeId node = no_node;     ///< About which node, if about one.
  std::string what;
};

/// Everything that is wrong; empty is fine. Never crashes, however broken the program.
std::vector<Complaint> verify(const Program& program);

/// One line: `b2, %17 = int_add %3, %4: ...`, nodes by their ids in the program.
std::string describe(const Program& program, const Complaint& complaint);

/// Aborts with the complaints and the program's text if there are any; `after` says after which
/// step.
void check_verified(const Program& program, std::string_view after);

}  // namespace pe::residual
