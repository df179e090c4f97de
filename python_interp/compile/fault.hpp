// How an error of the user's program leaves the compiler: thrown where it is found, caught where the
// compilation began.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "python_interp/syntax/errors.hpp"

namespace py::compile {

/// Wrong program: `fault.pos` counts bytes from 0.
struct CompileError {
  syntax::Fault fault;
};

[[noreturn]] inline void fail(const syntax::Position& pos, std::string message) {
  throw CompileError{{syntax::FailureKind::SyntaxError, std::move(message), pos}};
}

/// The tree's depth, as its visitors walk it; all of them recurse, so it is bounded.
class Depth {
 public:
  explicit Depth(std::uint32_t limit) : limit_(limit) {}

  class Level {
   public:
    explicit Level(Depth& depth) : depth_(depth) {
      if (++depth_.current_ > depth_.limit_) depth_.too_deep();
    }
    ~Level() { --depth_.current_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    Depth& depth_;
  };

 private:
  [[noreturn]] void too_deep();

  std::uint32_t limit_;
  std::uint32_t current_ = 0;
};

}  // namespace py::compile
