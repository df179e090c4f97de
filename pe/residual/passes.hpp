// What is tidied in a residual program before it becomes machine code: what LLVM cannot do, since it
// depends on snapshots, on block parameters being values, or on knowing that an object is nobody's; and
// what it could do, but better before a thousand guards have become blocks of their own.
//
// The whole list, in order:
//
// - decide_by_ranges: conditions that the ranges of integers decide; leaves fewer guards and branches.
// - remove_unreached: blocks that nothing jumps to; leaves every block reached from the entry.
// - trim_exits: what no source of an exit points at; leaves exits that save what they need, once.
// - remove_dead: values, objects, parameters unused; leaves nothing without effect or use.
// - sink_boxes: boxes that only one later block uses move there; leaves them where they are wanted.
//
// Run it before exit points are made: exits keep their numbers, but not what they save.
#pragma once

#include <array>
#include <string_view>

#include "pe/residual/program.hpp"

namespace pe::residual {

/// Finds what integers can be, from constants, conditions and uses, and puts constants for conditions that this
/// decides. Guards that always hold are dropped.
void decide_by_ranges(Program& program);

/// Drops blocks that are not reached from the entry; the others are renumbered, in their order.
void remove_unreached(Program& program);

/// Drops saved values and virtual objects that no frame and no log reaches; a value is saved once.
void trim_exits(Program& program);

/// Drops nodes that may be dropped and whose value is neither used nor saved by an exit; objects
/// that are only written to, with the writing; and block parameters, but the entry's, with their
/// arguments. Nodes leave their blocks; they keep their numbers.
void remove_dead(Program& program);

/// Moves boxes of integers, floats and booleans that are used in one other block only into that block,
/// unless it lies in a loop that the box was made before.
void sink_boxes(Program& program);

struct Pass {
  std::string_view name;
  void (*run)(Program&);
};
inline constexpr std::array passes = {
    Pass{"decide_by_ranges", decide_by_ranges},
    Pass{"remove_unreached", remove_unreached},
    Pass{"trim_exits", trim_exits},
    Pass{"remove_dead", remove_dead},
    Pass{"sink_boxes", sink_boxes},
};

/// Runs them all; if `checked`, with the verifier after each.
void tidy(Program& program, bool checked);

}  // namespace pe::residual
