// Regular expressions as the driver's command sees them: a program is a file whose first line is a pattern;
// the lines after it are texts, and each is matched.
#pragma once

#include "pe/driver/command.hpp"

namespace regex {

const pe::driver::Frontend& frontend();

}  // namespace regex
