#include "gc/layout/layouts.hpp"

#include <algorithm>

#include "gc/layout/check.hpp"

namespace gc {

LayoutTable::LayoutTable(std::span<const LayoutInfo> rows) {
  for (const LayoutInfo& row : rows) {
    check(row.id != 0, "gc: layout 0 is no object's");
    if (row.id >= by_id_.size()) by_id_.resize(row.id + std::size_t{1});
    check(!by_id_[row.id], "gc: two layouts have one number");
    by_id_[row.id] = &row;
  }
}

std::string_view field_name(const LayoutInfo* layout, const Field& field) {
  if (field.offset < sizeof(Header)) return field.offset == 0 ? "header" : "layout";
  if (!layout) return {};
  const auto same_place = [&](const FieldInfo& info) { return info.field.offset == field.offset; };
  const auto found = std::ranges::find_if(layout->fields, same_place);
  return found == layout->fields.end() ? std::string_view{} : found->name;
}

}  // namespace gc
