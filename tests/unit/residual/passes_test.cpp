// The passes: each golden file holds a program, a line of `---`, and what the passes leave of it.
#include "pe/residual/passes.hpp"

#include <doctest/doctest.h>

#include "pe/residual/text.hpp"
#include "pe/residual/verify.hpp"
#include "tests/unit/residual/golden.hpp"

using namespace pe::residual;

TEST_CASE("what is tidied away, and what is not") {
  for (const char* name : {"tidy_values.txt", "tidy_objects.txt", "tidy_blocks.txt", "tidy_ranges.txt"})
    check_golden(name, [](const std::string& text) {
      Resolver resolver;
      auto program = parse(text, resolver);
      if (!program) FAIL(program.error().line << ": " << program.error().message);
      check_verified(*program, "it was read");
      tidy(*program, true);
      const std::string left = print(*program);
      tidy(*program, true);
      CHECK(print(*program) == left);
      return left;
    });
}
