// What the interpreter knows of just-in-time compilation: somebody to tell where it is warm.
#pragma once

#include "pe/runtime/site.hpp"
#include "python_interp/interp/interpreter.hpp"

namespace py {

class Jit {
 public:
  virtual ~Jit() = default;
  /// The site was reached as often as its countdown said, the interpreter being `at` it. May run compiled
  /// code; gives the registers to go on with, and sets the next countdown.
  virtual Registers reached(pe::Site* site, Registers at) = 0;
};

}  // namespace py
