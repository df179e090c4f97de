#include "gc/layout/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace gc {

void fail(const char* what) {
  std::fprintf(stderr, "triptych: internal error: %s\n", what);
  std::abort();
}

}  // namespace gc
