#include "codegen/machine/optimiser.hpp"

#include <llvm/Passes/PassBuilder.h>
#include <llvm/Target/TargetMachine.h>

#include "pe/residual/check.hpp"

namespace codegen::machine {

using pe::residual::check;

// Named in text, instcombine aborts where one round was not enough, unless it is told not to.
const char* const default_passes =
    "early-cse<memssa>,instcombine<no-verify-fixpoint>,simplifycfg,loop-mssa(loop-rotate,licm),"
    "gvn,instcombine<no-verify-fixpoint>,simplifycfg";

struct Optimiser::State {
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager components;
  llvm::ModuleAnalysisManager modules;
  llvm::PassBuilder builder;
  llvm::FunctionPassManager passes;

  explicit State(llvm::TargetMachine& machine) : builder(&machine) {
    builder.registerModuleAnalyses(modules);
    builder.registerCGSCCAnalyses(components);
    builder.registerFunctionAnalyses(functions);
    builder.registerLoopAnalyses(loops);
    builder.crossRegisterProxies(loops, functions, components, modules);
  }
};

Optimiser::Optimiser(llvm::TargetMachine& machine, const std::string& passes)
    : state_(std::make_unique<State>(machine)) {
  llvm::Error error = state_->builder.parsePassPipeline(
      state_->passes, passes.empty() ? default_passes : passes.c_str());
  if (error) check(false, "pass list: " + llvm::toString(std::move(error)));
}

Optimiser::~Optimiser() = default;

void Optimiser::run(llvm::Function& function) {
  state_->passes.run(function, state_->functions);
  state_->loops.clear();
  state_->functions.clear();
  state_->components.clear();
  state_->modules.clear();
}

void optimise_thoroughly(llvm::Module& module, llvm::TargetMachine& machine) {
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager components;
  llvm::ModuleAnalysisManager modules;
  llvm::PassBuilder builder(&machine);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(components);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, components, modules);
  builder.buildPerModuleDefaultPipeline(llvm::OptimizationLevel::O2).run(module, modules);
}

}  // namespace codegen::machine
