#include "codegen/machine/machine.hpp"

#include <llvm/MC/TargetRegistry.h>
#include <llvm/Support/CommandLine.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/TargetParser/Host.h>
#include <llvm/TargetParser/SubtargetFeature.h>
#include <llvm/TargetParser/Triple.h>

#include "pe/residual/check.hpp"

namespace codegen::machine {

using pe::residual::check;

namespace {

// LLVM's own options for all machines, which it keeps in global variables. Loop strength reduction
// finds nothing in residual loops that addressing modes do not do, and asks scalar evolution about
// everything, which is quadratic in the length of a loop's body.
void set_options() {
  const auto set = [](const char* name, const char* value) {
    auto& options = llvm::cl::getRegisteredOptions();
    const auto option = options.find(name);
    if (option != options.end()) option->second->addOccurrence(0, name, value);
  };
  static const bool once = [&] {
    set("disable-lsr", "true");
    set("grow-region-complexity-budget", "10");
    return true;
  }();
  (void)once;
}

llvm::CodeGenOptLevel level_of(Gear gear, int effort) {
  if (gear == Gear::quick) return llvm::CodeGenOptLevel::None;
  return static_cast<llvm::CodeGenOptLevel>(effort);
}

std::unique_ptr<llvm::TargetMachine> make(const std::string& triple, const std::string& cpu,
                                          const std::string& features, Gear gear, int effort,
                                          std::string& error) {
  initialise_targets();
#if LLVM_VERSION_MAJOR >= 21
  const llvm::Triple triple_or_text(triple);
#else
  const std::string& triple_or_text = triple;
#endif
  const llvm::Target* target = llvm::TargetRegistry::lookupTarget(triple_or_text, error);
  if (!target) return nullptr;
  llvm::TargetOptions options;
  options.EnableFastISel = gear == Gear::quick;
  std::unique_ptr<llvm::TargetMachine> machine(
      target->createTargetMachine(triple_or_text, cpu, features, options, llvm::Reloc::PIC_,
                                  llvm::CodeModel::Small, level_of(gear, effort), true));
  if (gear == Gear::quick) {
    machine->setFastISel(true);
    machine->setGlobalISel(false);
  }
  return machine;
}

}  // namespace

void initialise_targets() {
  set_options();
  LLVMInitializeX86TargetInfo();
  LLVMInitializeX86Target();
  LLVMInitializeX86TargetMC();
  LLVMInitializeX86AsmPrinter();
  LLVMInitializeAArch64TargetInfo();
  LLVMInitializeAArch64Target();
  LLVMInitializeAArch64TargetMC();
  LLVMInitializeAArch64AsmPrinter();
}

std::unique_ptr<llvm::TargetMachine> host(Gear gear, int selection_effort) {
  llvm::SubtargetFeatures features;
  for (const auto& feature : llvm::sys::getHostCPUFeatures())
    features.AddFeature(feature.first(), feature.second);
  std::string error;
  auto machine = make(llvm::sys::getProcessTriple(), llvm::sys::getHostCPUName().str(),
                      features.getString(), gear, selection_effort, error);
  check(machine != nullptr, error);
  return machine;
}

std::unique_ptr<llvm::TargetMachine> of_triple(const std::string& triple, Gear gear,
                                               int selection_effort, std::string& error) {
  // What a compiler without options for the target takes, too: every machine of the architecture runs it.
  const bool x86 = llvm::Triple(triple).getArch() == llvm::Triple::x86_64;
  return make(triple, x86 ? "x86-64" : "generic", "", gear, selection_effort, error);
}

void set_machine(llvm::Module& module, const llvm::TargetMachine& machine) {
  module.setDataLayout(machine.createDataLayout());
#if LLVM_VERSION_MAJOR >= 21
  module.setTargetTriple(machine.getTargetTriple());
#else
  module.setTargetTriple(machine.getTargetTriple().str());
#endif
}

Bytes emit(llvm::TargetMachine& machine, llvm::Module& module, llvm::CodeGenFileType type) {
  Bytes bytes;
  llvm::raw_svector_ostream stream(bytes);
  llvm::legacy::PassManager passes;
  const bool refused = machine.addPassesToEmitFile(passes, stream, nullptr, type);
  check(!refused, "the target machine cannot emit this kind of file");
  passes.run(module);
  return bytes;
}

ObjectEmitter::ObjectEmitter(llvm::TargetMachine& machine) {
  const bool refused =
      machine.addPassesToEmitFile(passes_, stream_, nullptr, llvm::CodeGenFileType::ObjectFile);
  check(!refused, "the target machine cannot emit object files");
}

Bytes ObjectEmitter::emit(llvm::Module& module) {
  bytes_.clear();
  passes_.run(module);
  return std::move(bytes_);
}

}  // namespace codegen::machine
