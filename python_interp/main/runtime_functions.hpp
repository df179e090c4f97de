// What residual programs need of the heap, as functions with declared effects.
#pragma once

#include "pe/residual/callee.hpp"
#include "python_interp/objects/vm.hpp"

namespace py {

/// Boxes a float; the VM is found through the thread that runs it.
Word box_float_for_code(double value);
/// Zeroed memory of so many bytes; ends the process with a message if there is none.
Word allocate_for_code(std::int64_t bytes);

/// Names the VM for both while compiled code of it runs, on this thread.
class RunningVm {
 public:
  explicit RunningVm(VM* vm);
  ~RunningVm();
  RunningVm(const RunningVm&) = delete;

 private:
  VM* before_;
};

}  // namespace py

template <> inline constexpr pe::Effects pe::effects_of<&py::box_float_for_code> = {
    .name = "box_float", .allocates = true};
template <> inline constexpr pe::Effects pe::effects_of<&py::allocate_for_code> = {
    .name = "allocate", .allocates = true};
