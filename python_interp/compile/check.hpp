// Our own mistakes, as opposed to the user's.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <source_location>

namespace py::compile {

/// Aborts, saying where, unless `good`.
inline void check(bool good, const char* what,
                  std::source_location where = std::source_location::current()) {
  if (good) return;
  std::fprintf(stderr, "%s:%u: compiler bug: %s\n", where.file_name(), where.line(), what);
  std::abort();
}

}  // namespace py::compile
