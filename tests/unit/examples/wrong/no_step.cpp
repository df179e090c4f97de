// Wrong: there is no step; the framework's loop has nothing to run.
#include "pe/driver/interpreter.hpp"

struct Wrong {
  using Code = pe::driver::Code;
};
pe::driver::Instantiated<Wrong> interpreter;
