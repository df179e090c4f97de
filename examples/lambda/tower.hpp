// ./triptych example lambda tower SELF.lambda PROGRAM.lambda
#pragma once

#include "examples/lambda/frontend.hpp"

namespace lambda {

/// -1 if the words are not for it; else the exit status.
int tower(int count, char** words);

}  // namespace lambda
