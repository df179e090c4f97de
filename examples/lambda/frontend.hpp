// lambda as the driver's command sees it.
#pragma once

#include "pe/driver/command.hpp"

namespace lambda {

const pe::driver::Frontend& frontend();

}  // namespace lambda
