// LLVM behind the backend's interface: lower, optimise, select, place; and the module's exported
// function.
#include "codegen/backend.hpp"

#include <time.h>

#include <optional>
#include <utility>

#include <llvm/IR/Verifier.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/Transforms/Utils/Cloning.h>

#include "codegen/lower/lowering.hpp"
#include "codegen/machine/jit.hpp"
#include "codegen/machine/machine.hpp"
#include "codegen/machine/observers.hpp"
#include "codegen/machine/optimiser.hpp"
#include "pe/residual/check.hpp"

namespace codegen {

namespace {

using pe::residual::check;

using pe::residual::Program;

// Gives the thread's own seconds since the last time it was asked: what the work costs, whoever
// else wants the processor.
class Watch {
 public:
  double lap() {
    const double time = now();
    return time - std::exchange(last_, time);
  }

 private:
  static double now() {
    timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  }

  double last_ = now();
};

std::string text_of(const llvm::Module& module) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  module.print(stream, nullptr);
  return text;
}

// From here on symbols are their addresses in this process.
void bind(const std::vector<lower::Binding>& bindings) {
  for (const auto& [symbol, address] : bindings) {
    auto* number = llvm::ConstantInt::get(llvm::Type::getInt64Ty(symbol->getContext()), address);
    symbol->replaceAllUsesWith(llvm::ConstantExpr::getIntToPtr(number, symbol->getType()));
    symbol->eraseFromParent();
  }
}

void verify(const llvm::Module& module) {
  std::string complaint;
  llvm::raw_string_ostream stream(complaint);
  if (llvm::verifyModule(module, &stream)) check(false, complaint + text_of(module));
}

class LlvmBackend final : public Backend {
 public:
  explicit LlvmBackend(const Settings& settings)
      : settings_(settings),
        quick_(machine::host(Gear::quick, settings.selection_effort)),
        optimised_(machine::host(Gear::optimised, settings.selection_effort)),
        emit_quick_(*quick_),
        emit_optimised_(*optimised_),
        optimiser_(*optimised_, settings.passes) {
    if (settings.perf_map) perf_map_.emplace();
    if (settings.debugger) debugger_.emplace();
  }

  Compiled compile(const Program& program, const Request& request) override {
    Compiled compiled;
    compiled.gear = request.gear;
    Watch watch;
    llvm::LLVMContext context;
    llvm::Module module(program.name, context);
    llvm::TargetMachine& machine = request.gear == Gear::quick ? *quick_ : *optimised_;
    machine::set_machine(module, machine);
    const std::string symbol = program.name + "." + std::to_string(++count_);
    const lower::Lowered lowered = lower::Lowering(module, program, request).run(symbol);
    if (settings_.verify) verify(module);
    compiled.timings.lower = watch.lap();
    if (request.want_text) compiled.ir_before = text_of(module);

    watch.lap();
    if (request.gear == Gear::optimised) optimiser_.run(*lowered.function);
    compiled.timings.optimise = watch.lap();
    if (request.want_text) {
      compiled.ir_after = text_of(module);
      compiled.assembly = assembly_of(machine, module);
    }

    watch.lap();
    bind(lowered.bindings);
    auto& emitter = request.gear == Gear::quick ? emit_quick_ : emit_optimised_;
    const machine::Bytes object = emitter.emit(module);
    compiled.timings.select = watch.lap();
    const machine::Jit::Placed placed = jit_.place(object, symbol);
    compiled.timings.link = watch.lap();
    compiled.entry = placed.entry;
    compiled.code_bytes = placed.code_bytes;
    compiled.handle = placed.handle;
    compiled.error = placed.error;
    if (compiled.entry)
      tell_observers({symbol, compiled.entry, compiled.code_bytes, object, compiled.handle});
    return compiled;
  }

  void release(std::uint64_t handle) override {
    if (debugger_) debugger_->released(handle);
    jit_.release(handle);
  }

  std::string emit(const Program& program, const Request& request, Output output,
                   const std::string& triple, std::string& error) override {
    auto machine = triple.empty() ? machine::host(request.gear, settings_.selection_effort)
                                  : machine::of_triple(triple, request.gear,
                                                       settings_.selection_effort, error);
    if (!machine) return {};
    llvm::LLVMContext context;
    llvm::Module module(program.name, context);
    machine::set_machine(module, *machine);
    const lower::Lowered lowered = lower::Lowering(module, program, request).run(program.name);
    if (settings_.verify) verify(module);
    if (output == Output::llvm_before) return text_of(module);
    if (request.gear == Gear::optimised)
      machine::Optimiser(*machine, settings_.passes).run(*lowered.function);
    if (output == Output::llvm) return text_of(module);
    const auto bytes =
        machine::emit(*machine, module,
                      output == Output::object ? llvm::CodeGenFileType::ObjectFile
                                               : llvm::CodeGenFileType::AssemblyFile);
    return {bytes.begin(), bytes.end()};
  }

  std::string emit_all(std::span<const Unit> units, Output output, const std::string& triple,
                       std::string& error) override {
    auto machine = triple.empty() ? machine::host(Gear::optimised, settings_.selection_effort)
                                  : machine::of_triple(triple, Gear::optimised, settings_.selection_effort, error);
    if (!machine) return {};
    llvm::LLVMContext context;
    llvm::Module module(units.empty() ? "" : units[0].program->name, context);
    machine::set_machine(module, *machine);
    for (const Unit& unit : units) lower::Lowering(module, *unit.program, unit.request).run(unit.symbol);
    for (const Unit& unit : units) module.getFunction(unit.symbol)->setLinkage(llvm::GlobalValue::InternalLinkage);
    if (!units.empty()) lower::add_entry(module, *module.getFunction(units[0].symbol));
    if (settings_.verify) verify(module);
    machine::optimise_thoroughly(module, *machine);
    if (output == Output::llvm) return text_of(module);
    const auto kind = output == Output::object ? llvm::CodeGenFileType::ObjectFile : llvm::CodeGenFileType::AssemblyFile;
    const auto bytes = machine::emit(*machine, module, kind);
    return {bytes.begin(), bytes.end()};
  }

  std::size_t code_bytes() const override { return jit_.mapped_bytes(); }

 private:
  static std::string assembly_of(llvm::TargetMachine& machine, const llvm::Module& module) {
    const auto copy = llvm::CloneModule(module);
    const auto bytes = machine::emit(machine, *copy, llvm::CodeGenFileType::AssemblyFile);
    return {bytes.begin(), bytes.end()};
  }

  void tell_observers(const machine::PlacedCode& code) {
    if (perf_map_) perf_map_->placed(code);
    if (debugger_) debugger_->placed(code);
  }

  Settings settings_;
  std::unique_ptr<llvm::TargetMachine> quick_, optimised_;
  machine::ObjectEmitter emit_quick_, emit_optimised_;
  machine::Optimiser optimiser_;
  machine::Jit jit_;
  std::optional<machine::PerfMap> perf_map_;
  std::optional<machine::Debugger> debugger_;
  std::uint64_t count_ = 0;
};

}  // namespace

extern "C" __attribute__((visibility("default"))) Backend* triptych_make_backend(
    const Settings& settings, unsigned version) {
  return version == interface_version ? new LlvmBackend(settings) : nullptr;
}

}  // namespace codegen
