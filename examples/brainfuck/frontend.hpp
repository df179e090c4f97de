// Brainfuck as the driver's command sees it.
#pragma once

#include "pe/driver/command.hpp"

namespace brainfuck {

const pe::driver::Frontend& frontend();

}  // namespace brainfuck
