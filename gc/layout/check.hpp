// Our own mistakes: a condition that must hold, and a clear end where it does not.
#pragma once

namespace gc {

/// Prints `what` and aborts.
[[noreturn]] void fail(const char* what);

/// Aborts with `what` unless `holds`.
inline void check(bool holds, const char* what) {
  if (!holds) [[unlikely]]
    fail(what);
}

}  // namespace gc
