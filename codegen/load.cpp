#include "codegen/load.hpp"

#include <dlfcn.h>

#include <filesystem>
#include <fstream>
#include <vector>

namespace codegen {

namespace {

namespace fs = std::filesystem;

constexpr const char* module_name = "libtriptych_codegen.so";

std::vector<fs::path> candidates() {
  std::error_code error;
  const fs::path home = fs::read_symlink("/proc/self/exe", error).parent_path();
  std::vector<fs::path> paths{home / module_name, home / "../lib/triptych" / module_name};
  fs::path folder = home;
  for (int level = 0; level <= 4; ++level, folder = folder.parent_path())
    paths.push_back(folder / "codegen" / module_name);
  return paths;
}

std::expected<std::unique_ptr<Backend>, std::string> load_from(const fs::path& path,
                                                               const Settings& settings) {
  void* module = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (!module) return std::unexpected(std::string("cannot load the code generator: ") + dlerror());
  const auto make = reinterpret_cast<MakeBackend>(dlsym(module, make_backend_name));
  if (!make) return std::unexpected(path.string() + " is not Triptych's code generator");
  std::unique_ptr<Backend> backend(make(settings, interface_version));
  if (!backend) return std::unexpected(path.string() + " is of another version of Triptych");
  return backend;
}

}  // namespace

std::expected<std::unique_ptr<Backend>, std::string> load_backend(const Settings& settings) {
  std::string tried;
  for (const fs::path& path : candidates()) {
    std::error_code error;
    if (fs::exists(path, error)) return load_from(path, settings);
    tried += "\n  " + path.string();
  }
  return std::unexpected(std::string("no ") + module_name + " found; looked for" + tried);
}

// In smaps a mapping's head line has its address range first and its path last; lines about it
// follow, each with a name and a colon first.
std::size_t resident_module_bytes() {
  std::ifstream maps("/proc/self/smaps");
  std::size_t kilobytes = 0;
  bool is_ours = false;
  for (std::string line; std::getline(maps, line);) {
    const std::string_view first = std::string_view(line).substr(0, line.find(' '));
    if (!first.ends_with(':'))
      is_ours = line.contains("/libLLVM") || line.contains(module_name);
    else if (is_ours && first == "Rss:")
      kilobytes += std::stoul(line.substr(first.size()));
  }
  return kilobytes * 1024;
}

}  // namespace codegen
