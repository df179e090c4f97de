// Names as the compiler handles them: private ones mangled, all of them alive as long as the pool.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

namespace py::compile {

/// A name of the tree, of the pool, or a literal; compared by content.
using Name = std::string_view;

/// Keeps the names that the source does not spell.
class NamePool {
 public:
  Name keep(std::string text) {
    auto [place, fresh] = texts_.insert(std::move(text));
    return *place;
  }

 private:
  std::unordered_set<std::string> texts_;  // Nodes do not move when it grows.
};

/// `__x` in class `_C` is `_C__x`; a name that ends in `__` or has a dot stays, so does every name
/// outside a class (`owner` empty) or in a class of underscores.
Name mangle(NamePool& pool, Name owner, Name name);

}  // namespace py::compile
