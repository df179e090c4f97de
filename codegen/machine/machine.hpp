// The machines that code is made for: this one in two gears, and those that can be named by a
// triple.
#pragma once

#include <memory>
#include <string>

#include <llvm/ADT/SmallVector.h>
#include <llvm/IR/LegacyPassManager.h>
#include <llvm/IR/Module.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/Target/TargetMachine.h>

#include "codegen/backend.hpp"

namespace codegen::machine {

/// Makes the two targets known to LLVM; again and again if need be.
void initialise_targets();

/// This machine, all its features used.
std::unique_ptr<llvm::TargetMachine> host(Gear gear, int selection_effort);

/// The machine of `triple`, its least features used; null with `error` set if there is none.
std::unique_ptr<llvm::TargetMachine> of_triple(const std::string& triple, Gear gear,
                                               int selection_effort, std::string& error);

/// Tells the module which machine it is for.
void set_machine(llvm::Module& module, const llvm::TargetMachine& machine);

using Bytes = llvm::SmallVector<char, 0>;

/// Object file or assembly. The module is used up.
Bytes emit(llvm::TargetMachine& machine, llvm::Module& module, llvm::CodeGenFileType type);

/// Makes object files from one module after the other. Its passes are built once, which takes half
/// a millisecond: as long as selecting the instructions of a small program.
class ObjectEmitter {
 public:
  explicit ObjectEmitter(llvm::TargetMachine& machine);
  /// The module is used up.
  Bytes emit(llvm::Module& module);

 private:
  Bytes bytes_;
  llvm::raw_svector_ostream stream_{bytes_};
  llvm::legacy::PassManager passes_;
};

}  // namespace codegen::machine
