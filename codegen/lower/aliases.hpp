// What LLVM is told about which memory accesses can meet.
//
// Every field (layout and offset) is a type of its own under one root of LLVM's type-based alias
// analysis, so two accesses meet only if they are of the same field. The heap's areas and the
// fields of the VM's context are further types. A call that only allocates carries the areas' tag:
// LLVM then knows that it leaves all fields alone.
#pragma once

#include <map>
#include <utility>

#include <llvm/IR/MDBuilder.h>

#include "gc/layout/field.hpp"

namespace codegen::lower {

class Aliases {
 public:
  explicit Aliases(llvm::LLVMContext& context) : builder_(context) {}

  llvm::MDNode* field(const gc::Field& field) { return tag(field.layout, field.offset); }
  llvm::MDNode* header() { return tag(0xffff, 0); }
  llvm::MDNode* areas() { return tag(beyond_layouts, 0); }
  llvm::MDNode* context(std::size_t offset) { return tag(beyond_layouts + 1, offset); }
  llvm::MDNode* exit_buffer() { return tag(beyond_layouts + 2, 0); }

  llvm::MDNode* weights(unsigned taken, unsigned not_taken) {
    return builder_.createBranchWeights(taken, not_taken);
  }

 private:
  static constexpr std::size_t beyond_layouts = 0x10000;
  llvm::MDNode* tag(std::size_t layout, std::size_t offset);

  llvm::MDBuilder builder_;
  llvm::MDNode* root_ = nullptr;
  std::map<std::pair<std::size_t, std::size_t>, llvm::MDNode*> tags_;
};

}  // namespace codegen::lower
