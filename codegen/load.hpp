// Finds and loads the module that makes machine code.
#pragma once

#include <expected>
#include <memory>
#include <string>

#include "codegen/backend.hpp"

namespace codegen {

/// Loads libtriptych_codegen.so and makes a backend. The module is looked for beside the running
/// executable, in `codegen/` and `../lib/triptych` beside it and above it; the first that exists is
/// taken, and stays loaded for as long as the process lives. The error names what was tried.
std::expected<std::unique_ptr<Backend>, std::string> load_backend(const Settings& settings);

}  // namespace codegen
