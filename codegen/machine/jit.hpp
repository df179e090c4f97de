// Places object code in this process, through ORC.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include <llvm/ADT/ArrayRef.h>

namespace codegen::machine {

class Jit {
 public:
  Jit();
  ~Jit();

  struct Placed {
    const void* entry = nullptr;   ///< Null if it failed; then `error` says why.
    std::size_t code_bytes = 0;    ///< Of the function.
    std::size_t mapped_bytes = 0;  ///< With constants, in whole pages.
    std::uint64_t handle = 0;
    std::string error;
  };

  /// Places `object`, an object file without undefined symbols other than the C library's, and
  /// answers where its function `symbol` is. Symbols differ from one object to the next.
  Placed place(llvm::ArrayRef<char> object, const std::string& symbol);

  void release(std::uint64_t handle);
  std::size_t mapped_bytes() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace codegen::machine
