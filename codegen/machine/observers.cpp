#include "codegen/machine/observers.hpp"

#include <elf.h>
#include <unistd.h>

#include <cstring>
#include <mutex>
#include <vector>

#include <llvm/ExecutionEngine/Orc/TargetProcess/JITLoaderGDB.h>

// GDB sets a breakpoint on the one and reads the other. Both are LLVM's.
extern "C" void __jit_debug_register_code();
extern "C" jit_descriptor __jit_debug_descriptor;

namespace codegen::machine {

PerfMap::PerfMap()
    : file_(std::fopen(("/tmp/perf-" + std::to_string(getpid()) + ".map").c_str(), "a")) {}

PerfMap::~PerfMap() {
  if (file_) std::fclose(file_);
}

void PerfMap::placed(const PlacedCode& code) {
  if (!file_) return;
  std::fprintf(file_, "%zx %zx %s\n", reinterpret_cast<std::size_t>(code.entry), code.bytes,
               code.symbol.c_str());
  std::fflush(file_);
}

// A copy of the object file that says where its code lies, and the entry in GDB's list.
struct Debugger::Entry {
  std::vector<char> object;
  jit_code_entry listed = {};

  explicit Entry(const PlacedCode& code) : object(code.object.begin(), code.object.end()) {
    listed.symfile_addr = object.data();
    listed.symfile_size = object.size();
    set_address(code);
  }

 private:
  template <class T>
  T* at(std::size_t offset) {
    return reinterpret_cast<T*>(object.data() + offset);
  }

  void set_address(const PlacedCode& code) {
    const auto* file = at<Elf64_Ehdr>(0);
    auto* sections = at<Elf64_Shdr>(file->e_shoff);
    for (int i = 0; i < file->e_shnum; ++i) {
      if (sections[i].sh_type != SHT_SYMTAB) continue;
      const char* names = at<char>(sections[sections[i].sh_link].sh_offset);
      const auto* symbols = at<Elf64_Sym>(sections[i].sh_offset);
      for (std::size_t s = 0; s < sections[i].sh_size / sizeof(Elf64_Sym); ++s)
        if (symbols[s].st_shndx < file->e_shnum && code.symbol == names + symbols[s].st_name)
          sections[symbols[s].st_shndx].sh_addr =
              reinterpret_cast<std::uint64_t>(code.entry) - symbols[s].st_value;
    }
  }
};

namespace {

// The list is the process's, as the debugger is.
std::mutex& list_mutex() {
  static std::mutex mutex;
  return mutex;
}

void tell_debugger(jit_actions_t action, jit_code_entry* entry) {
  __jit_debug_descriptor.action_flag = action;
  __jit_debug_descriptor.relevant_entry = entry;
  __jit_debug_register_code();
}

void unlist(jit_code_entry* entry) {
  if (entry->prev_entry)
    entry->prev_entry->next_entry = entry->next_entry;
  else
    __jit_debug_descriptor.first_entry = entry->next_entry;
  if (entry->next_entry) entry->next_entry->prev_entry = entry->prev_entry;
  tell_debugger(JIT_UNREGISTER_FN, entry);
}

}  // namespace

Debugger::Debugger() = default;

Debugger::~Debugger() {
  const std::lock_guard lock(list_mutex());
  for (auto& [handle, entry] : entries_) unlist(&entry->listed);
}

void Debugger::placed(const PlacedCode& code) {
  auto entry = std::make_unique<Entry>(code);
  const std::lock_guard lock(list_mutex());
  jit_code_entry* first = __jit_debug_descriptor.first_entry;
  entry->listed.next_entry = first;
  if (first) first->prev_entry = &entry->listed;
  __jit_debug_descriptor.first_entry = &entry->listed;
  tell_debugger(JIT_REGISTER_FN, &entry->listed);
  entries_[code.handle] = std::move(entry);
}

void Debugger::released(std::uint64_t handle) {
  const auto found = entries_.find(handle);
  if (found == entries_.end()) return;
  const std::lock_guard lock(list_mutex());
  unlist(&found->second->listed);
  entries_.erase(found);
}

}  // namespace codegen::machine
