#include "codegen/machine/jit.hpp"

#include <map>

#include <llvm/ExecutionEngine/JITLink/JITLinkMemoryManager.h>
#include <llvm/ExecutionEngine/Orc/ExecutionUtils.h>
#include <llvm/ExecutionEngine/Orc/ObjectLinkingLayer.h>
#if __has_include(<llvm/ExecutionEngine/Orc/SelfExecutorProcessControl.h>)
#include <llvm/ExecutionEngine/Orc/SelfExecutorProcessControl.h>
#endif
#include <llvm/Object/ObjectFile.h>
#include <llvm/Object/SymbolSize.h>
#include <llvm/Support/MemoryBuffer.h>

#include "pe/residual/check.hpp"

namespace codegen::machine {

using pe::residual::check;

namespace {

namespace orc = llvm::orc;

template <class T>
T must(llvm::Expected<T> value) {
  if (!value) check(false, llvm::toString(value.takeError()));
  return std::move(*value);
}

std::unique_ptr<orc::ExecutionSession> make_session() {
  return std::make_unique<orc::ExecutionSession>(must(orc::SelfExecutorProcessControl::Create(
      std::make_shared<orc::SymbolStringPool>(), std::make_unique<orc::InPlaceTaskDispatcher>())));
}

struct Sizes {
  std::size_t code = 0, mapped = 0;
};

// JITLink maps code and constants separately, each in whole pages.
Sizes sizes_of(llvm::MemoryBufferRef object, const std::string& symbol) {
  constexpr std::size_t page = 4096;
  const auto file = must(llvm::object::ObjectFile::createObjectFile(object));
  std::size_t text = 0, data = 0;
  for (const llvm::object::SectionRef& section : file->sections()) {
    if (section.isText())
      text += section.getSize();
    else if (section.isData() || section.isBSS())
      data += section.getSize();
  }
  Sizes sizes{.mapped = (text + page - 1) / page * page + (data + page - 1) / page * page};
  for (const auto& [name, size] : llvm::object::computeSymbolSizes(*file))
    if (must(name.getName()) == symbol) sizes.code = size;
  return sizes;
}

}  // namespace

struct Jit::State {
  std::unique_ptr<orc::ExecutionSession> session = make_session();
  orc::JITDylib& symbols = session->createBareJITDylib("residual programs");
  orc::ObjectLinkingLayer layer{*session};
  struct Unit {
    orc::ResourceTrackerSP tracker;
    std::size_t mapped_bytes;
  };
  std::map<std::uint64_t, Unit> units;
  std::uint64_t last_handle = 0;
  std::size_t mapped_bytes = 0;
};

Jit::Jit() : state_(std::make_unique<State>()) {
  state_->session->setErrorReporter(
      [](llvm::Error error) { llvm::consumeError(std::move(error)); });
  state_->symbols.addGenerator(
      must(orc::DynamicLibrarySearchGenerator::GetForCurrentProcess('\0')));
}

Jit::~Jit() {
  state_->units.clear();
  if (auto error = state_->session->endSession()) llvm::consumeError(std::move(error));
}

Jit::Placed Jit::place(llvm::ArrayRef<char> object, const std::string& symbol) {
  auto buffer = llvm::MemoryBuffer::getMemBuffer(llvm::StringRef(object.data(), object.size()),
                                                 symbol, false);
  const Sizes sizes = sizes_of(buffer->getMemBufferRef(), symbol);
  Placed placed;
  placed.code_bytes = sizes.code;
  placed.mapped_bytes = sizes.mapped;
  auto tracker = state_->symbols.createResourceTracker();
  if (auto error = state_->layer.add(tracker, std::move(buffer))) {
    placed.error = llvm::toString(std::move(error));
    return placed;
  }
  auto found = state_->session->lookup({&state_->symbols}, state_->session->intern(symbol));
  if (!found) {
    placed.error = llvm::toString(found.takeError());
    return placed;
  }
  placed.entry = found->getAddress().toPtr<const void*>();
  placed.handle = ++state_->last_handle;
  state_->units[placed.handle] = {std::move(tracker), sizes.mapped};
  state_->mapped_bytes += sizes.mapped;
  return placed;
}

void Jit::release(std::uint64_t handle) {
  const auto unit = state_->units.find(handle);
  check(unit != state_->units.end(), "releases code that does not exist");
  if (auto error = unit->second.tracker->remove()) llvm::consumeError(std::move(error));
  state_->mapped_bytes -= unit->second.mapped_bytes;
  state_->units.erase(unit);
}

std::size_t Jit::mapped_bytes() const { return state_->mapped_bytes; }

}  // namespace codegen::machine
