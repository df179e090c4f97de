// Why a value is dynamic: from each value to what it was made of, until there is a reason that
// needs no other.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "pe/driver/command.hpp"
#include "pe/residual/text.hpp"

namespace pe::driver {

/// What people call the things in residual programs of a language.
class FrontendNames final : public residual::Names {
 public:
  FrontendNames(const Frontend& frontend, const Program& program)
      : frontend_(frontend), program_(program) {}
  std::string layout(gc::LayoutId id) const override;
  std::string field(const gc::Field& field) const override;
  std::string code(const void* code) const override { return static_cast<const Code*>(code)->name; }
  std::string special(unsigned index) const override {
    return index == 0 ? "False" : index == 1 ? "True" : program_.special_name(index);
  }
  std::string object(std::uint64_t address) const override;

 private:
  const Frontend& frontend_;
  const Program& program_;
};

/// "name@pc, line 3: add r1 r2", for people.
std::string where(const Code* code, std::uint32_t pc);

/// Explains values of one region, each once: who asks again is told that it stands above.
class Causes {
 public:
  Causes(const Frontend& frontend, const Program& program, const Region& region);

  /// Appends the chain of causes of `node` to `to`, one a line.
  void follow(residual::NodeId node, std::size_t indent, std::string& to);
  bool is_explained(residual::NodeId node) const { return explained_[node]; }
  /// `%7`, as the printed program has it.
  std::string name(residual::NodeId node) const { return "%" + std::to_string(numbers_[node]); }
  const FrontendNames& names() const { return names_; }

 private:
  std::string renumbered(const std::string& line) const;
  std::string reason(residual::NodeId node) const;
  std::string field(const residual::Node& node) const;
  /// What arrives where `node` is a parameter, but itself.
  std::vector<residual::NodeId> arriving(residual::NodeId node) const;

  struct Home {
    residual::BlockId block = residual::no_block;
    std::size_t index = 0;
  };
  FrontendNames names_;
  const Region& region_;
  const residual::Program& program_;
  std::vector<std::size_t> numbers_;  ///< As printed, by node.
  std::map<residual::NodeId, Home> parameters_;
  std::vector<bool> explained_;
};

}  // namespace pe::driver
