#include "codegen/lower/aliases.hpp"

#include <string>

namespace codegen::lower {

llvm::MDNode* Aliases::tag(std::size_t layout, std::size_t offset) {
  llvm::MDNode*& known = tags_[{layout, offset}];
  if (known) return known;
  if (!root_) root_ = builder_.createTBAARoot("triptych");
  const std::string name = "layout " + std::to_string(layout) + " + " + std::to_string(offset);
  llvm::MDNode* type = builder_.createTBAAScalarTypeNode(name, root_);
  return known = builder_.createTBAAStructTagNode(type, type, 0);
}

}  // namespace codegen::lower
