// tiny as the driver's command sees it.
#pragma once

#include "examples/tiny/compile.hpp"
#include "pe/driver/command.hpp"

namespace tiny {

/// A program, ready to run.
struct Program final : pe::driver::Program {
  explicit Program(Compiled compiled);
  const pe::driver::Code& main() const override { return codes_[static_cast<std::size_t>(main_)]; }
  std::vector<const pe::driver::Code*> codes() const override;
  std::string special_name(unsigned index) const override;

  std::vector<Code> codes_;
  std::vector<Literal> literals_;
  std::vector<gc::Word> function_values_;
  std::int64_t main_;
};

const pe::driver::Frontend& frontend();

}  // namespace tiny
