#include "python_interp/interp/support/caches.hpp"

namespace py {
namespace {

gc::Word word_at(std::uint64_t address) {
  return gc::reference(reinterpret_cast<gc::Object*>(address));
}

}  // namespace

/// Shapes live for ever, and keep their types; so the tables by header and Type have no roots of their own.
void SupportCaches::visit_roots(gc::Marker& marker) {
  for (auto& [key, cells] : global_cells) {
    marker.mark(word_at(key.first));
    marker.mark(cells.global);
    marker.mark(cells.builtin);
  }
  for (auto& [key, found] : module_cells) {
    marker.mark(word_at(key.first));
    marker.mark(found.cell);
  }
  for (const Construction& made : construction_pool) {
    marker.mark(made.init);
    marker.mark(made.native_new);
  }
  for (const SuperMethod& found : super_method_pool) marker.mark(found.method);
}

}  // namespace py
