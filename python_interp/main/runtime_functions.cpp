#include "python_interp/main/runtime_functions.hpp"

#include <utility>

#include "python_interp/interp/interpreter.hpp"
#include "python_interp/objects/numbers.hpp"

namespace py {
namespace {

/// The VM whose compiled code this thread runs: residual code calls these functions without naming it.
thread_local VM* running_vm = nullptr;

}  // namespace

RunningVm::RunningVm(VM* vm) : before_(std::exchange(running_vm, vm)) {}
RunningVm::~RunningVm() { running_vm = before_; }

Word box_float_for_code(double value) { return box_float(value, running_vm); }

Word allocate_for_code(std::int64_t bytes) {
  void* memory = running_vm->heap.allocate(static_cast<std::size_t>(bytes));
  if (!memory) out_of_memory();
  return gc::reference(static_cast<Object*>(memory));
}

}  // namespace py
