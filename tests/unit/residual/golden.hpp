// Golden files of residual programs.
#pragma once

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

/// The contents of tests/golden/residual/`name`; the build says where that is.
inline std::string golden_file(const std::string& name) {
  std::ifstream file(RESIDUAL_GOLDENS "/" + name);
  if (!file) throw std::runtime_error("there is no golden file " + name);
  return {std::istreambuf_iterator<char>(file), {}};
}
