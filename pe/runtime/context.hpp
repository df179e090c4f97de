// What compiled code and the world around it share: one per VM.
#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "gc/heap/area.hpp"

namespace pe {

namespace residual {
class Program;
struct ForcedExit;
}  // namespace residual

/// The result of a residual function: a payload and what it is (`residual::ResultKind`). A program
/// that was entered for a loop and left by an exit answers kind `left`, the payload being 0.
struct Returned {
  std::uint64_t payload;
  std::int64_t kind;
};
inline constexpr std::int64_t left_kind = 4;

/// How many values an exit may save.
inline constexpr std::size_t exit_buffer_size = 4096;

/// The fields that compiled code reads and writes directly.
struct Context {
  std::int64_t depth = 0;             ///< Activations of the interpreted language on the stack.
  std::int64_t depth_limit = 1000;
  std::atomic<std::uint8_t> interrupt = 0;  ///< Not 0: leave loops at their header.
  gc::Area* areas = nullptr;          ///< The heap's, `gc::area_count` of them.
  std::uint64_t* exit_buffer = nullptr;  ///< `exit_buffer_size` words, roots while one is left.
  residual::ForcedExit* forced_exit = nullptr;  ///< For tests: see pe/residual/forced_exit.hpp.
};

struct ExitPoint;

/// Called by compiled code in tail position when it leaves, the exit's values being in the buffer.
using Leave = Returned (*)(Context*, const ExitPoint*);

namespace residual {
/// The entry of a residual function: `code` is called with the program's typed arguments; it is never
/// null, since before there is machine code it is a stub that interprets.
struct EntryCell {
  std::atomic<const void*> code = nullptr;
  std::atomic<const Program*> evaluated = nullptr;  ///< If set, the evaluator runs this instead.
};
}  // namespace residual

}  // namespace pe
