#include "python_interp/compile/fault.hpp"

namespace py::compile {

void Depth::too_deep() {
  throw CompileError{{syntax::FailureKind::RecursionError,
                      "maximum recursion depth exceeded during compilation",
                      {}}};
}

}  // namespace py::compile
