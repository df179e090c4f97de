// The builtins that have a staged version, by the number that `Builtin::staged` holds.
#pragma once

#include <cstdint>

namespace py {

enum class Intrinsic : std::int64_t {
  none, len, range, isinstance, abs, list_append, sqrt, minimum, maximum, int_, float_,
};

}  // namespace py
