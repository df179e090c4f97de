// Our own bugs end the process, with what and where; the user's are exceptions of the user's
// language.
#pragma once

#include <string_view>

namespace pe::residual {

/// Prints `what` and aborts.
[[noreturn]] void fail(std::string_view what);

/// Aborts with `what`, which says what should have held.
inline void check(bool holds, std::string_view what) {
  if (!holds) [[unlikely]]
    fail(what);
}

}  // namespace pe::residual
