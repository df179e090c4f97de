// Modules while they are being imported.
#pragma once

#include "python_interp/objects/vm.hpp"

namespace py {

void begin_initialising(VM& vm, Module* module);
void end_initialising(VM& vm, Module* module);
/// Is the module's code still running? `from module import name` says so in its error.
bool is_initialising(VM& vm, Word module);

}  // namespace py
