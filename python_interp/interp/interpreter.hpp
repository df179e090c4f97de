// What interp keeps for a VM: the frame stack, the running frame, the compiled code.
#pragma once

#include <csignal>
#include <memory>
#include <string>
#include <string_view>

#include "python_interp/interp/code.hpp"
#include "python_interp/interp/frame.hpp"
#include "python_interp/interp/support/caches.hpp"
#include "python_interp/objects/vm.hpp"

namespace py {

class Jit;

struct Interpreter final : gc::RootProvider {
  explicit Interpreter(VM& vm);
  ~Interpreter();
  void visit_roots(gc::Marker& marker) override;

  VM& vm;
  FrameRecord* frame = nullptr;  ///< The running one.
  Word result;                   ///< Of the `run` that is stopping.
  Word* stack;                   ///< All frames lie in [stack, stack_end).
  Word* stack_end;
  Word* stack_guard;             ///< A new frame may begin below this.
  SupportCaches caches;
  std::unique_ptr<Jit> jit;      ///< Null with `--jit off`.
};

/// Gives a VM its interpreter: hooks, exact headers, staged builtins.
void attach_interpreter(VM& vm);
void detach_interpreter(VM& vm);

/// Makes room for a frame above the running one and fills it in; null with RecursionError pending.
/// The slots are not yet set.
FrameRecord* push_frame(VM& vm, Code* code, Word function, Dict* globals, Deliver deliver);

/// Runs the frame that was pushed last (with Deliver::stop) until it returns: its result, or null with the
/// exception pending.
Word run_frame(VM& vm);

/// Likewise for a frame at whose next instruction vm->pending is raised: a generator's `throw`.
Word run_raising(VM& vm);

/// The registers of the interpreter: what a machine over real frames works with.
struct Registers {
  Word* sp;
  const bytecode::Instruction* pc;
  Word* slots;
  FrameRecord* record;
};

/// Finds the handler for vm->pending, the instruction at `pc - 1` of the running frame having raised it,
/// and leaves frames that have none. `keep_traceback` is for exceptions raised again.
Registers unwind(VM& vm, Registers at, bool keep_traceback);

/// A loop's header or a function's beginning was reached `site->countdown` times: counts, profiles,
/// compiles or enters compiled code. Gives the registers to go on with.
Registers reached(VM& vm, pe::Site* site, Registers at);

/// The site that begins at instruction `pc` of `code`.
pe::Site* site_at(const Code* code, std::uint32_t pc);

/// The heap is exhausted where no MemoryError can be raised: says so and ends the process.
[[noreturn]] void out_of_memory();

/// Ends a step that raised: the dispatch goes on here.
inline constexpr bytecode::Instruction unwind_stub[] = {254};
inline constexpr bytecode::Instruction unwind_again_stub[] = {253};
/// Ends `run_frame`.
inline constexpr bytecode::Instruction stop_stub[] = {255};

}  // namespace py
