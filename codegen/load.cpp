#include "codegen/load.hpp"

#include <filesystem>
#include <vector>

#include <dlfcn.h>

namespace codegen {

namespace {

namespace fs = std::filesystem;

constexpr const char* module_name = "libtriptych_codegen.so";

// In a build folder executables lie up to three folders below the one that has codegen/.
std::vector<fs::path> candidates() {
  std::error_code error;
  const fs::path home = fs::read_symlink("/proc/self/exe", error).parent_path();
  std::vector<fs::path> paths{home / module_name, home / "../lib/triptych" / module_name};
  fs::path above = home;
  for (int level = 0; level < 4; ++level, above = above.parent_path())
    paths.push_back(above / "codegen" / module_name);
  return paths;
}

}  // namespace

std::expected<std::unique_ptr<Backend>, std::string> load_backend(const Settings& settings) {
  std::string tried;
  for (const fs::path& path : candidates()) {
    std::error_code error;
    tried += "\n  " + path.string();
    if (!fs::exists(path, error)) continue;
    void* module = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (!module)
      return std::unexpected(std::string("cannot load the code generator: ") + dlerror());
    const auto make = reinterpret_cast<MakeBackend>(dlsym(module, make_backend_name));
    if (!make) return std::unexpected(path.string() + " is not Triptych's code generator");
    Backend* backend = make(settings, interface_version);
    if (!backend) return std::unexpected(path.string() + " is of another version of Triptych");
    return std::unique_ptr<Backend>(backend);
  }
  return std::unexpected(std::string("no ") + module_name + " found; looked for" + tried);
}

}  // namespace codegen
