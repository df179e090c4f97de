// Instructions in the making: a list with labels, written front to back.
//
// The emitter follows the depth of the operand stack and whether control can get here; what it cannot
// reach is not written. Every label knows its depth from the first jump to it, so a construct that
// leaves the stack uneven is found where it is compiled. A protected range is not an instruction:
// each instruction carries the handler that was current when it was written.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "python_interp/bytecode/code.hpp"

namespace py::compile {

using bytecode::Op;
using bytecode::SourceRange;

/// A place in the code, perhaps not there yet.
struct Label {
  std::uint32_t id;
  friend bool operator==(Label, Label) = default;
};

/// Index of a Handler; `no_handler` outside all protected ranges.
using HandlerId = std::int32_t;
inline constexpr HandlerId no_handler = -1;

struct Handler {
  Label label;
  std::uint32_t depth;
  bool push_lasti;
};

struct Draft {
  Op op;
  std::uint32_t operand;  ///< A jump's is a label.
  HandlerId handler;
  SourceRange pos;
};

inline constexpr std::uint32_t not_bound = ~0U;

/// What the emitter leaves to the assembler.
struct DraftCode {
  std::vector<Draft> lines;
  std::vector<std::uint32_t> labels;  ///< The line at which each label stands.
  std::vector<Handler> handlers;
};

class Emitter {
 public:
  Label label();
  /// Here; control gets here if it falls in or if a jump to it was written.
  void bind(Label label);
  Label bind_here() {
    Label here = label();
    bind(here);
    return here;
  }

  void emit(Op op, std::uint32_t operand = 0);
  /// A jump that may or may not be taken, forward.
  void jump(Op op, Label target);
  /// An unconditional jump, forward or back to where `target` is bound.
  void jump_to(Label target);
  /// The same, belonging to no source: it takes the line that control comes from.
  void jump_to_without_position(Label target) {
    SourceRange position = std::exchange(position_, {});
    jump_to(target);
    position_ = position;
  }

  bool reachable() const { return reachable_; }
  std::uint32_t depth() const { return depth_; }
  /// After an unconditional jump that first took values away: what the code after it starts from.
  void set_depth(std::uint32_t depth) { depth_ = depth; }

  // ---- Exceptions ---------------------------------------------------------------------------

  /// From here on exceptions go to `target`, with the stack cut to `depth`; returns what
  /// `set_handler` takes to end that.
  HandlerId protect(Label target, std::uint32_t depth, bool push_lasti);
  HandlerId handler() const { return handler_; }
  void set_handler(HandlerId handler) { handler_ = handler; }

  // ---- Positions ----------------------------------------------------------------------------

  const SourceRange& position() const { return position_; }
  void set_position(const SourceRange& position) { position_ = position; }
  /// What follows belongs to no source until the next position; jumps and ends of bodies then take
  /// the line that control came from.
  void set_no_position() { position_ = {}; }

  std::uint32_t stack_size() const { return stack_size_; }
  DraftCode take() { return std::move(code_); }

 private:
  struct LabelState {
    bool depth_known = false;
    bool reached = false;
    std::uint32_t depth = 0;
  };

  void arrive(Label target, std::uint32_t depth);
  void write(Op op, std::uint32_t operand);

  DraftCode code_;
  std::vector<LabelState> states_;
  SourceRange position_;
  HandlerId handler_ = no_handler;
  std::uint32_t depth_ = 0;
  std::uint32_t stack_size_ = 0;
  bool reachable_ = true;
};

}  // namespace py::compile
