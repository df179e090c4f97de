#include "python_interp/compile/names.hpp"

namespace py::compile {

Name mangle(NamePool& pool, Name owner, Name name) {
  if (owner.empty() || !name.starts_with("__")) return name;
  if (name.ends_with("__") || name.find('.') != name.npos) return name;
  std::size_t letters = owner.find_first_not_of('_');
  if (letters == owner.npos) return name;
  return pool.keep("_" + std::string(owner.substr(letters)) + std::string(name));
}

}  // namespace py::compile
