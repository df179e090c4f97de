// What an exit knows: how to rebuild the interpreter's state when the residual program is left.
//
// A snapshot lists the interpreter's activations, outermost first, each with its static part (code, pc)
// and a source for each dynamic slot: a constant, a node whose value the exit saves (boxed only when
// somebody leaves), or a virtual object that is allocated then. Where the step that the exit is in had
// effects before it, `log` gives what they returned, so that the step can be replayed up to here.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "gc/layout/field.hpp"
#include "gc/layout/word.hpp"

namespace pe::residual {

/// Where a value comes from at an exit. `node` sources are saved raw by the exit, in the order of
/// `Exit::saved`, and boxed by the type of the node if a word is wanted.
struct Source {
  enum class From : std::uint8_t { absent, constant, node, virtual_object };
  From from = From::absent;
  std::uint32_t index = 0;      ///< Into `Exit::saved`, or `Exit::virtuals`.
  std::uint64_t constant = 0;   ///< Bits, in the type that is expected there.
  bool box = false;             ///< The saved node is the payload of the word that is expected.
};

/// An object that exists only if the program is left here.
struct VirtualObject {
  std::uint64_t bytes = 0;
  struct Part {
    gc::Field field;            ///< The header included.
    std::uint32_t element = 0;  ///< Of a tail field, which element.
    Source source;
  };
  std::vector<Part> parts;
};

/// One interpreter activation. Slots are words; sources of another type are boxed.
struct FrameSnapshot {
  const void* code = nullptr;
  std::uint32_t pc = 0;
  std::uint32_t depth = 0;  ///< Slots in use.
  std::uint32_t mode = 0;   ///< What its caller does with the result; the interpreter's own number.
  std::vector<Source> slots;
};

/// The state of the interpreter before a step. If `delivering`, the step is to hand `delivered` (null: an
/// exception is pending) to the innermost frame as the result of a call, in the way `mode` says.
struct Snapshot {
  std::vector<FrameSnapshot> frames;
  bool delivering = false;
  std::uint32_t mode = 0;
  Source delivered;
};

/// One exit of a program. `saved` are the nodes whose values leave with it, each 8 bytes in the exit
/// buffer: i64 and ref as they are, f64 as its bits, boolean as 0 or 1.
struct Exit {
  Snapshot snapshot;
  std::vector<VirtualObject> virtuals;
  std::vector<std::uint32_t> saved;  ///< Node ids.
  std::vector<Source> log;           ///< Results of the step's reads and effects, for Replay.
  std::uint64_t decision = 0;        ///< Key of the decision that was never seen to go this way.
  bool outcome = false;              ///< The way it goes when it leaves.
  std::string reason;                ///< For people.
};

}  // namespace pe::residual
