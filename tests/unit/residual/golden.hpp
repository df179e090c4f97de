// Golden files of residual programs: text, or input and expectation with a line of `---` between.
#pragma once

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

/// Where tests/golden/residual/`name` is; the build says where that folder is.
inline std::string golden_path(const std::string& name) { return RESIDUAL_GOLDENS "/" + name; }

inline std::string golden_file(const std::string& name) {
  std::ifstream file(golden_path(name));
  if (!file) throw std::runtime_error("there is no golden file " + name);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Compares what `change` makes of a golden file's input with the expectation, or writes it there
/// if the environment says REFRESH=1.
template <class F>
void check_golden(const std::string& name, F change) {
  const std::string file = golden_file(name);
  const std::size_t divider = file.find("---\n");
  REQUIRE_MESSAGE(divider != std::string::npos, name);
  const std::string input = file.substr(0, divider);
  const std::string made = change(input);
  if (std::getenv("REFRESH") != nullptr)
    std::ofstream(golden_path(name)) << input << "---\n" << made;
  else
    CHECK_MESSAGE(made == file.substr(divider + 4), name,
                  ": if it should be so, REFRESH=1 residual_test writes it down");
}
