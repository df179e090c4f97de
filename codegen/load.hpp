// Finds and loads the module that makes machine code.
#pragma once

#include <expected>
#include <memory>
#include <string>

#include "codegen/backend.hpp"

namespace codegen {

/// Loads libtriptych_codegen.so and makes a backend. The module is looked for beside the running
/// executable, in ../lib/triptych from there, and in a folder codegen/ there or up to four folders
/// above (a build folder); the first that exists is taken and stays loaded as long as the process
/// lives. Loading takes some 50 ms. The error says what is wrong, and where was looked.
std::expected<std::unique_ptr<Backend>, std::string> load_backend(const Settings& settings);

/// The resident pages of the module and of LLVM, in bytes: what the process would not have without
/// them, shared with other processes or not. LLVM's heap is not in it.
std::size_t resident_module_bytes();

}  // namespace codegen
