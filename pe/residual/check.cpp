#include "pe/residual/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace pe::residual {

void fail(std::string_view what) {
  std::fprintf(stderr, "triptych: internal error: %.*s\n", static_cast<int>(what.size()),
               what.data());
  std::abort();
}

}  // namespace pe::residual
