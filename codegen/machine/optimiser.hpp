// The optimised gear's passes over one function. Which, in which order and why:
// docs/decisions/010-pass-list.md.
#pragma once

#include <memory>
#include <string>

namespace llvm {
class Function;
class Module;
class TargetMachine;
}  // namespace llvm

namespace codegen::machine {

/// The default pass list, in LLVM's text form.
extern const char* const default_passes;

/// A parsed pass list and the analyses that it shares; kept from one program to the next.
class Optimiser {
 public:
  /// `passes` is LLVM's text form of a list of function passes. Aborts if it does not parse.
  Optimiser(llvm::TargetMachine& machine, const std::string& passes);
  ~Optimiser();
  void run(llvm::Function& function);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Everything that LLVM does at -O2, with inlining: for object files, where nobody waits.
void optimise_thoroughly(llvm::Module& module, llvm::TargetMachine& machine);

}  // namespace codegen::machine
